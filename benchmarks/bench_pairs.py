"""Precision and recall of ``contradicts`` and ``agrees`` on labelled sentence pairs, beside two plain rules.

    python benchmarks/bench_pairs.py SOURCE... [--headlines ANS.jsonl]

A source is a JSON Lines file of pairs with their texts, or SaudiNewsNet's folder for the pairs of ``data/pairs.jsonl``.

Twice: with the shipped coefficients on all pairs, and by event halves (fitted on one, measured on the other).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from fit_compare import fit, halves, rows_of
from newspapers import load_pairs

from factcheck.compare import model
from factcheck.compare.judge import judge
from factcheck.compare.side import read_side
from factcheck.documents import Statement
from factcheck.text.view import fold
from factcheck.values import FigureValue, extract

LABELS = ("contradicts", "agrees", "unrelated")


def tool(pair: Mapping[str, Any]) -> tuple[str, float]:
    """What the tool says of a pair, and how sure it is of the contradiction."""
    sides = [
        read_side(Statement(pair[k]["text"], pair[k].get("published"), pair[k].get("outlet"), "ar"))
        for k in ("claim", "evidence")
    ]
    found = [f for f in judge(*sides)[0] if f.confidence >= model.threshold(f.relation)]
    relations = {f.relation for f in found}
    best = max((f.confidence for f in found if f.relation == "contradicts"), default=0.0)
    return next((label for label in LABELS if label in relations), "unrelated"), best


def other_digits(pair: Mapping[str, Any]) -> tuple[str, float]:
    """Rule: other digits contradict, the same digits agree."""
    one, two = (set(re.findall(r"\d+", fold(pair[k]["text"]))) for k in ("claim", "evidence"))
    if not one or not two:
        return "unrelated", 0.0
    return ("agrees" if one & two else "contradicts"), 1.0


def same_unit(pair: Mapping[str, Any]) -> tuple[str, float]:
    """Rule: another number of the same unit contradicts."""
    sides = [
        {v.unit: v.low for v in extract(pair[k]["text"], language="ar") if isinstance(v, FigureValue)}
        for k in ("claim", "evidence")
    ]
    shared = set(sides[0]) & set(sides[1])
    if not shared:
        return "unrelated", 0.0
    return ("contradicts" if any(sides[0][u] != sides[1][u] for u in shared) else "agrees"), 1.0


def score(
    name: str, pairs: Sequence[Mapping[str, Any]], rule: Callable[[Mapping[str, Any]], tuple[str, float]]
) -> None:
    """Print precision and recall of one rule."""
    table = Counter((pair["label"], rule(pair)[0]) for pair in pairs)
    line = f"{name:34} n={len(pairs):4}"
    for label in ("contradicts", "agrees"):
        right = table[label, label]
        said = sum(table[other, label] for other in LABELS)
        there = sum(table[label, other] for other in LABELS)
        line += f" | {label}: P {right}/{said} = {right / max(said, 1):.3f}"
        line += f"  R {right}/{there} = {right / max(there, 1):.3f}"
    print(line)


def held_out(pairs: Sequence[dict[str, Any]]) -> None:
    """Fit on each half, measure on the other."""
    first, second = halves(pairs)
    answers: dict[str, tuple[str, float]] = {}
    brier: list[float] = []
    for train, test in ((first, second), (second, first)):
        rows = [row for pair in train for row in rows_of(pair)]
        tables = {relation: fit(rows, relation) for relation in ("agrees", "contradicts")}
        tables["threshold"] = dict(model.weights("threshold"))
        with mock.patch.object(model, "weights", tables.__getitem__):
            answers |= {pair["id"]: tool(pair) for pair in test}
            brier += [
                (model.confidence(relation, signals) - y) ** 2
                for pair in test
                for relation, signals, y, _ in rows_of(pair)
            ]
    for name, part in (("held half, fitted on the other: A", second), ("B", first), ("both", [*first, *second])):
        score(name, part, lambda pair: answers[pair["id"]])
    print(f"Brier score of the pairs of values, held: {sum(brier) / max(len(brier), 1):.3f} (n={len(brier)})")


def headlines(path: Path) -> None:
    """Headline pairs with the same digits on both sides: a contradiction there is mostly wrong."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    same = [r for r in rows if r.get("has_digits") and not r.get("digits_differ")]
    said = 0
    for row in same:
        pair = {"claim": {"text": row["claim"]}, "evidence": {"text": row["evidence"]}}
        said += tool(pair)[0] == "contradicts"
    print(f"headlines with the same digits: contradicts on {said}/{len(same)} = {said / max(len(same), 1):.3f}")


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--headlines", type=Path)
    options = parser.parse_args()
    pairs = [pair for source in options.sources for pair in load_pairs(source)]
    score("rule: other digits", pairs, other_digits)
    score("rule: same unit, other number", pairs, same_unit)
    score("factcheck, shipped coefficients", pairs, tool)
    held_out(pairs)
    if options.headlines:
        headlines(options.headlines)


if __name__ == "__main__":
    main()
