"""Fit the coefficients of factcheck/compare/model.toml on labelled sentence pairs.

    python benchmarks/fit_compare.py SOURCE... [--write]

Each pair has a claim, an evidence and a label; pairs that also list the compared values give a label for every pair of
values, the others only for the best one. The maximum a posteriori estimate starts from, and is held near, the
coefficients of the file (Gaussian prior), because contradictions are rare in nature: some twenty among hundreds.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from newspapers import load_pairs

from factcheck.compare import model
from factcheck.compare.judge import judge
from factcheck.compare.side import read_side
from factcheck.documents import Statement
from factcheck.languages.stems import stems

PRIOR = {"agrees": 2.0, "contradicts": 5.0}
"""What a coefficient pays for each unit squared that it moves from the prior: much where labels are few."""
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
    found = [(f.relation, f.pair.signals, f.pair) for f in judge(one, two)[0]]
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
    import numpy as np
    from scipy.optimize import minimize

    prior = dict(model.weights(relation))
    names = list(prior)
    data = [(signals, y, w) for r, signals, y, w in rows if r == relation]
    x = np.array([[1.0 if n == "bias" else signals.get(n, 0.0) for n in names] for signals, _, _ in data])
    y = np.array([label for _, label, _ in data])
    weight = np.array([w for *_, w in data])
    start = np.array(list(prior.values()))
    pull = PRIOR[relation] * np.array([0.1 if n == "bias" else 1.0 for n in names])

    def loss(b: Any) -> tuple[float, Any]:
        z = x @ b
        value = (weight * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * (pull * (b - start) ** 2).sum()
        return float(value), x.T @ (weight * (1 / (1 + np.exp(-z)) - y)) + pull * (b - start)

    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return dict(zip(names, map(float, found), strict=True))


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
