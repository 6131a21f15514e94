"""Precision and recall of ``contradicts`` and ``agrees`` on labelled sentence pairs, beside two plain rules.

    python benchmarks/bench_pairs.py SOURCE... [--headlines ANS.jsonl] [--curve] [--drawings N]

A source is a JSON Lines file of pairs with their texts, or SaudiNewsNet's folder for the pairs of ``data/pairs.jsonl``.

Three times: with the shipped coefficients on all pairs, by event halves (fitted on one, measured on the other), and by
five parts without an event in common (fitted on four, measured on the fifth), with the reliability of the confidence.
Which events are in which part is drawn: ``--drawings`` measures the five parts of so many drawings together.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from fit_compare import Read, read_pairs, tables
from pair_events import folds

from factcheck.compare import model
from factcheck.text.view import fold
from factcheck.values import FigureValue, extract

LABELS = ("contradicts", "agrees", "unrelated")
Answer = tuple[float, float]  # how sure of a contradiction, of an agreement


def said(answer: Answer) -> str:
    """What is shown of a pair by the thresholds in use."""
    sure = dict(zip(("contradicts", "agrees"), answer, strict=True))
    return next((r for r, c in sure.items() if c >= model.threshold(r)), "unrelated")


def other_digits(pair: Mapping[str, Any]) -> str:
    """Rule: other digits contradict, the same digits agree."""
    one, two = (set(re.findall(r"\d+", fold(pair[k]["text"]))) for k in ("claim", "evidence"))
    if not one or not two:
        return "unrelated"
    return "agrees" if one & two else "contradicts"


def same_unit(pair: Mapping[str, Any]) -> str:
    """Rule: another number of the same unit contradicts."""
    sides = [
        {v.unit: v.low for v in extract(pair[k]["text"], language="ar") if isinstance(v, FigureValue)}
        for k in ("claim", "evidence")
    ]
    shared = set(sides[0]) & set(sides[1])
    if not shared:
        return "unrelated"
    return "contradicts" if any(sides[0][u] != sides[1][u] for u in shared) else "agrees"


def score(name: str, pairs: Sequence[Mapping[str, Any]], answers: Sequence[str]) -> None:
    """Print precision and recall."""
    table = Counter(zip((p["label"] for p in pairs), answers, strict=True))
    line = f"{name:34} n={len(pairs):4}"
    for label in ("contradicts", "agrees"):
        right = table[label, label]
        found = sum(table[other, label] for other in LABELS)
        there = sum(table[label, other] for other in LABELS)
        line += f" | {label}: P {right}/{found} = {right / max(found, 1):.3f}"
        line += f"  R {right}/{there} = {right / max(there, 1):.3f}"
    print(line)


def held(
    pairs: Sequence[Read], k: int, seed: int = 7
) -> tuple[list[Answer], list[tuple[float, float]], list[list[int]]]:
    """Each part measured by what the others taught: answers, (confidence, right) of values, and the parts."""
    parts = folds([p.pair for p in pairs], k, seed)
    answers: list[Answer] = [(0.0, 0.0)] * len(pairs)
    sure: list[tuple[float, float]] = []
    for part, others in parts:
        taught = tables([pairs[i] for i in others])
        with mock.patch.object(model, "weights", taught.__getitem__):
            for i in part:
                answers[i] = pairs[i].answer()
                for name, signals, right, _ in [] if "only" in pairs[i].pair else pairs[i].rows():
                    sure.append((model.confidence(name.split("_")[0], signals), right))
    return answers, sure, [part for part, _ in parts]


def reliability(sure: Sequence[tuple[float, float]]) -> None:
    """Brier score, and how often findings of each confidence are right."""
    brier = sum((c - right) ** 2 for c, right in sure) / max(len(sure), 1)
    print(f"Brier score of the pairs of values, held: {brier:.3f} (n={len(sure)})")
    for low in range(0, 10, 2):
        inside = [(c, r) for c, r in sure if low / 10 <= c < low / 10 + 0.2 or (low == 8 and c >= 1)]
        if inside:
            told = sum(c for c, _ in inside) / len(inside)
            print(f"  confidence {told:.2f}: right {sum(r for _, r in inside) / len(inside):.2f} (n={len(inside)})")


def curve(pairs: Sequence[Mapping[str, Any]], answers: Sequence[Answer]) -> None:
    """Precision and recall from every threshold on; a pair that contradicts by the threshold does not agree."""
    for label, at in (("contradicts", 0), ("agrees", 1)):
        there = sum(p["label"] == label for p in pairs)
        for percent in range(30, 100, 5):
            shown = [
                p["label"] == label
                for p, a in zip(pairs, answers, strict=True)
                if a[at] >= percent / 100 and (at == 0 or a[0] < model.threshold("contradicts"))
            ]
            right = sum(shown)
            print(f"  {label:11} from {percent / 100:.2f}: P {right / max(len(shown), 1):.3f}  R {right / there:.3f}")


def headlines(path: Path) -> None:
    """Headline pairs with the same digits on both sides: a contradiction there is mostly wrong."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    same = [r for r in rows if r.get("has_digits") and not r.get("digits_differ")]
    wrong = 0
    for row in same:
        sides = {k: {"text": row[k], "published": None, "outlet": None} for k in ("claim", "evidence")}
        wrong += said(Read(sides).answer()) == "contradicts"
    print(f"headlines with the same digits: contradicts on {wrong}/{len(same)} = {wrong / max(len(same), 1):.3f}")


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--headlines", type=Path)
    parser.add_argument("--drawings", type=int, default=0, help="draw the five parts anew so many times")
    parser.add_argument("--curve", action="store_true", help="precision and recall from every threshold on")
    options = parser.parse_args()
    pairs = read_pairs(options.sources)
    everything = [p.pair for p in pairs]
    chosen = [i for i, p in enumerate(everything) if "only" not in p]
    plain = [everything[i] for i in chosen]
    score("rule: other digits", plain, [other_digits(p) for p in plain])
    score("rule: same unit, other number", plain, [same_unit(p) for p in plain])
    score("factcheck, shipped coefficients", plain, [said(pairs[i].answer()) for i in chosen])
    clear = [i for i in chosen if everything[i]["confidence"] == "high"]
    for k in (2, 5):
        answers, sure, parts = held(pairs, k)
        for n, part in enumerate(parts if k == 2 else [], 1):
            half = [i for i in part if i in set(chosen)]
            score(f"half {n}, fitted on the other", [everything[i] for i in half], [said(answers[i]) for i in half])
        once = [i for i, p in enumerate(everything) if p.get("only") == "contradicts"]
        chance = [i for i, p in enumerate(everything) if p.get("only") == "agrees"]
        for name, of in ((f"held, {k} parts", chosen), ("  sure labels", clear), ("  contradictions once shown", once)):
            score(name, [everything[i] for i in of], [said(answers[i]) for i in of])
        wrong = sum(said(answers[i]) == "agrees" for i in chance)
        print(f"  equal by chance, hardly a word shared: agrees on {wrong}/{len(chance)}")
        if k == 5:
            reliability(sure)
            if options.curve:
                curve(plain, [answers[i] for i in chosen])
    if options.drawings:
        drawn = [held(pairs, 5, seed)[0] for seed in range(options.drawings)]
        for name, of in (("all", chosen), ("sure labels", clear)):
            said_of = [said(answers[i]) for answers in drawn for i in of]
            score(f"held, {options.drawings} drawings, {name}", [everything[i] for i in of] * len(drawn), said_of)
    if options.headlines:
        headlines(options.headlines)


if __name__ == "__main__":
    main()
