"""Fit the coefficients of factcheck/compare/model.toml on labelled sentence pairs.

    python benchmarks/fit_compare.py SOURCE... [--write]

Each pair has a claim, an evidence and a label; pairs that also list the compared values give a label for every pair of
values, the others only for the best one. A signal that speaks for a finding never gets a coefficient that speaks
against it, nor the other way round (``FOR``, ``AGAINST``), and coefficients are held near zero, or near a value set by
hand where hardly any pair has the signal (a Gaussian prior, in units of the signal's spread), because contradictions
are rare: some three hundred among three thousand pairs.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from newspapers import load_chance, load_findings, load_pairs

from factcheck.compare import model
from factcheck.compare.align import Pairing, pairings
from factcheck.compare.judge import settle
from factcheck.compare.side import Side, read_side
from factcheck.documents import Statement

PRIOR = 8.0
"""What a coefficient pays for its square, in units of the signal's spread."""
LEAST = 0.2
"""Spread that a signal is taken to have at least, so that one that few pairs have gets no large coefficient."""
BEFORE = {"copy": 2.0}
"""Where the prior of a coefficient lies that the pairs hardly tell (one sentence with one number changed is no chance);
that of all others lies at 0."""
ROUNDS = 2
"""Fits of which each takes, of a pair with a label alone, the values that the one before held for the likeliest."""
FOR = ("near", "wide", "contained", "bits", "cosine", "unit_same", "place_same", "scope_same", "others", "deadline")
FOR += ("anchored", "copy", "named", "toll", "dated", "toll_wide", "large", "telling", "date_near", "specific")
AGAINST = ("coarse", "loose", "days", "market", "another", "small", "crowd", "strange", "wanting", "distance")
AGAINST += ("by_one", "apart", "recurring", "scope_other", "unit_open", "counted", "part")
EITHER = ("place_within", "human", "date")
_FIGURES = {"toll", "counted", "small", "distance", "by_one", "recurring", "human", "anchored"}
_FIGURES |= {"dated", "toll_wide", "large", "unit_same", "unit_open", "loose"}
_DATES = {"coarse", "apart", "deadline", "date", "date_near"}
SIGNALS = {
    "agrees": [
        s for s in (*FOR, *AGAINST, *EITHER) if s not in _DATES | {"by_one", "distance", "dated", "toll_wide", "large"}
    ],
    "agrees_date": [s for s in (*FOR, *AGAINST, *EITHER) if s not in _FIGURES | {"date", "date_near", "apart"}],
    "contradicts": [s for s in (*FOR, *AGAINST, *EITHER) if s not in {"telling", "part", "date_near"}],
}
ANCHORED = 4.5
"""For figures that share unit, event and actor or place, set by hand: the pairs have few. So high that two sums for one
thing, which share half of their words, are as sure as two tolls; bench_findings.py has them among its figures."""
DEADLINE = 6.0
"""Of deadlines the pairs hardly tell: two different ones of one event contradict (docs/comparison.md)."""
KEPT: dict[str, dict[str, float]] = {
    "agrees": {"cosine": 0.5},
    "agrees_date": {"cosine": 0.5, "deadline": 3.0},
    "contradicts": {"cosine": 0.5, "deadline": DEADLINE, "anchored": ANCHORED},
}
"""Coefficients that the pairs cannot tell, because they come without an index or have few of the kind."""
Row = tuple[str, Mapping[str, float], float, float]  # model, signals, label, weight


class Read:
    """A labelled pair with its sides read and its values held against each other."""

    def __init__(self, pair: dict[str, Any]) -> None:
        self.pair = pair
        self.sides: list[Side] = [
            read_side(Statement(pair[k]["text"], pair[k]["published"], pair[k]["outlet"], "ar"))
            for k in ("claim", "evidence")
        ]
        self.pairings: list[Pairing] = pairings(*self.sides)

    def rows(self) -> list[Row]:
        """Training rows, by the coefficients in use where the pair does not say which values are meant."""
        pair = self.pair
        weight = 0.5 if pair["confidence"] == "low" or "only" in pair else 1.0  # once shown: harder than others
        found = [(p.related.relation, p) for p in self.pairings if p.reason is None and p.related.relation]
        rows: list[Row] = []
        if "values" in pair:
            for relation, p in found:
                right = any(_is(p, relation, value) for value in pair["values"])
                rows.append((model.table(relation, p.signals), p.signals, float(right), weight))
            return rows
        for relation in (pair["only"],) if "only" in pair else ("agrees", "contradicts"):
            of = sorted((p.signals for r, p in found if r == relation), key=lambda s: -model.confidence(relation, s))
            if pair["label"] == relation:
                rows += [(model.table(relation, s), s, 1.0, weight) for s in of[:1]]
            elif pair["label"] == "unrelated" or relation == "contradicts":
                rows += [(model.table(relation, s), s, 0.0, weight) for s in of]
        return rows

    def answer(self) -> tuple[float, float]:
        """How sure the tool is of a contradiction and of an agreement; 0 where it says nothing."""
        found = settle(self.pairings, *self.sides)[0]
        sure = [max((f.confidence for f in found if f.relation == r), default=0.0) for r in ("contradicts", "agrees")]
        return sure[0], sure[1]


def _is(p: Pairing, relation: str, value: Mapping[str, str]) -> bool:
    texts = ((p.a.value.text, value["claim_text"]), (p.b.value.text, value["evidence_text"]))
    return value["relation"] == relation and all(_meets(one, two) for one, two in texts)


def _meets(one: str, two: str) -> bool:
    one, two = " ".join(one.split()), " ".join(two.split())
    return one in two or two in one or bool(set(one.split()) & set(two.split()) and any(c.isdigit() for c in one + two))


def read_pairs(sources: Iterable[Path]) -> list[Read]:
    """All pairs of the sources, the contradictions that were read by hand, and numbers equal by chance."""
    loads = load_pairs, load_findings, load_chance
    return [Read(pair) for source in sources for load in loads for pair in load(source)]


def tables(pairs: Sequence[Read]) -> dict[str, dict[str, float]]:
    """The three models, fitted on pairs, and the thresholds in use."""
    from unittest import mock

    found = {name: dict(model.weights(name)) for name in (*SIGNALS, "threshold")}
    for _ in range(ROUNDS):
        with mock.patch.object(model, "weights", found.__getitem__):
            rows = [row for pair in pairs for row in pair.rows()]
        found |= {name: fit([row for row in rows if row[0] == name], name) for name in SIGNALS}
    return found


def fit(rows: Sequence[Row], name: str) -> dict[str, float]:
    """The coefficients of one model that explain its rows."""
    import numpy as np
    from scipy.optimize import minimize

    by_hand = KEPT[name]
    names = [n for n in SIGNALS[name] if n not in by_hand]
    x = np.array([[signals.get(n, 0.0) for n in names] for _, signals, _, _ in rows])
    kept = np.array([sum(v * signals.get(n, 0.0) for n, v in by_hand.items()) for _, signals, _, _ in rows])
    y, weight = (np.array([row[i] for row in rows]) for i in (2, 3))
    middle, spread = x.mean(0), np.maximum(x.std(0), LEAST)
    z = (x - middle) / spread
    before = np.array([BEFORE.get(n, 0.0) for n in names]) * spread

    def loss(b: Any) -> tuple[float, Any]:
        told = z @ b[:-1] + b[-1] + kept
        value = (weight * (np.logaddexp(0, told) - y * told)).sum() + 0.5 * PRIOR * ((b[:-1] - before) ** 2).sum()
        off = weight * (1 / (1 + np.exp(-told)) - y)
        return float(value), np.concatenate([z.T @ off + PRIOR * (b[:-1] - before), [off.sum()]])

    bounds = [(0, None) if n in FOR else (None, 0) if n in AGAINST else (None, None) for n in names]
    b = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)]).x
    flat = b[:-1] / spread
    table = {"bias": float(b[-1] - (middle * flat).sum())}
    table |= {n: float(v) for n, v in zip(names, flat, strict=True)}
    return table | by_hand


def main() -> None:
    """Fit on all pairs and print, or write, the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    path = Path(model.__file__).with_name("model.toml")
    text = path.read_text("utf-8").split("[agrees]")[0]
    found = tables(read_pairs(options.sources))
    for name in SIGNALS:
        text += f"[{name}]\n" + "".join(f"{n} = {v:.3f}\n" for n, v in found[name].items()) + "\n"
    if options.write:
        path.write_text(text.rstrip() + "\n", "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
