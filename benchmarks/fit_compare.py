"""Fit the coefficients of factcheck/compare/model.toml on labelled sentence pairs.

    python benchmarks/fit_compare.py SOURCE... [--write]

Each pair has a claim, an evidence and a label; pairs that also list the compared values give a label for every pair of
values, the others only for the best one. The maximum a posteriori estimate starts from, and is held near, the
coefficients of the file (Gaussian prior), because contradictions are rare in nature: some twenty among hundreds.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newspapers import load_pairs

from factcheck.compare import model
from factcheck.compare.align import pairings
from factcheck.compare.side import read_side
from factcheck.documents import Statement
from factcheck.languages.stems import stems

PRIOR = {"agrees": 2.0, "contradicts": 8.0}
"""What a coefficient pays for each unit squared that it moves from the prior: much where labels are few."""
AUGMENTED = 0.25  # weight of a contradiction made of an agreement, against one of nature
STEPS, RATE = 1500, 0.01
Row = tuple[str, Mapping[str, float], float, float]  # relation, signals, label, weight


def halves(pairs: Sequence[dict[str, Any]], seed: int = 7) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Two halves with no event in both: pairs that share an article, or whose sentences share half of their stems."""
    parent = list(range(len(pairs)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    articles: dict[str, int] = {}
    words = []
    for i, pair in enumerate(pairs):
        for side in ("claim", "evidence"):
            j = articles.setdefault(pair[side]["doc"], i)
            parent[root(i)] = root(j)
            words.append((i, frozenset(stems(pair[side]["text"]))))
    for n, (i, one) in enumerate(words):
        for j, two in words[:n]:
            if len(one & two) * 2 >= min(len(one), len(two)) > 3:
                parent[root(i)] = root(j)
    groups: dict[int, list[dict[str, Any]]] = {}
    for i, pair in enumerate(pairs):
        groups.setdefault(root(i), []).append(pair)
    order = sorted(groups.values(), key=lambda g: min(p["id"] for p in g))
    random.Random(seed).shuffle(order)
    first: list[dict[str, Any]] = []
    second: list[dict[str, Any]] = []
    for group in sorted(order, key=len, reverse=True):
        rare = [sum(p["label"] == "contradicts" for p in half) for half in (first, second)]
        has = any(p["label"] == "contradicts" for p in group)
        smaller = first if (rare[0] <= rare[1] if has else len(first) <= len(second)) else second
        smaller.extend(group)
    return first, second


def rows_of(pair: dict[str, Any]) -> list[Row]:
    """Training rows of one labelled pair."""
    one, two = (
        read_side(Statement(pair[k]["text"], pair[k]["published"], pair[k]["outlet"], "ar"))
        for k in ("claim", "evidence")
    )
    weight = 0.5 if pair["confidence"] == "low" else 1.0
    found = [(p.related.relation, p.signals, p) for p in pairings(one, two) if p.reason is None and p.related.relation]
    if "values" in pair:
        rows = []
        for relation, signals, p in found:
            right = any(
                v["relation"] == relation
                and _meets(p.a.value.text, v["claim_text"])
                and _meets(p.b.value.text, v["evidence_text"])
                for v in pair["values"]
            )
            rows.append((relation, signals, float(right), weight))
            if right and relation == "agrees" and p.related.how == "equal":
                # What speaks of the same quantity would contradict if one of the two had another number.
                other = {**signals, "telling": 0.1, "distance": 0.3}
                rows.append(("contradicts", other, 1.0, AUGMENTED * weight))
        return rows
    rows = []
    for relation in ("agrees", "contradicts"):
        of = sorted((s for r, s, _ in found if r == relation), key=lambda s: -model.confidence(relation, s))
        if pair["label"] == relation:
            rows += [(relation, s, 1.0, weight) for s in of[:1]]
        elif pair["label"] == "unrelated" or relation == "contradicts":
            rows += [(relation, s, 0.0, weight) for s in of]
    return rows


def _meets(one: str, two: str) -> bool:
    one, two = " ".join(one.split()), " ".join(two.split())
    return one in two or two in one or bool(set(one.split()) & set(two.split()) and any(c.isdigit() for c in one + two))


def fit(rows: Sequence[Row], relation: str) -> dict[str, float]:
    """Coefficients that explain the rows of a relation, near the prior."""
    prior = dict(model.weights(relation))
    names = [n for n in prior if n != "bias"]
    data = [([s.get(n, 0.0) for n in names], y, w) for r, s, y, w in rows if r == relation]
    weights = [prior[n] for n in names]
    bias = prior["bias"]
    for step in range(STEPS):
        rate = RATE * (1 - step / STEPS)
        slope = [PRIOR[relation] * (w - prior[n]) for w, n in zip(weights, names, strict=False)]
        slope0 = 0.1 * PRIOR[relation] * (bias - prior["bias"])
        for x, y, w in data:
            total = bias + sum(a * b for a, b in zip(weights, x, strict=False))
            error = w * (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - y)
            slope0 += error
            for i, value in enumerate(x):
                slope[i] += error * value
        weights = [a - rate * b for a, b in zip(weights, slope, strict=False)]
        bias -= rate * slope0
    return {"bias": bias, **dict(zip(names, weights, strict=False))}


def main() -> None:
    """Fit on all pairs and print, or write, the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--of", nargs="+", default=["agrees"], help="relations to fit; the others stay as they are")
    options = parser.parse_args()
    rows = [row for source in options.sources for pair in load_pairs(source) for row in rows_of(pair)]
    path = Path(model.__file__).with_name("model.toml")
    text = path.read_text("utf-8").split("[agrees]")[0]
    for relation in ("agrees", "contradicts"):
        table = fit(rows, relation) if relation in options.of else dict(model.weights(relation))
        text += f"[{relation}]\n" + "".join(f"{n} = {v:.3f}\n" for n, v in table.items()) + "\n"
    if options.write:
        path.write_text(text.rstrip() + "\n", "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
