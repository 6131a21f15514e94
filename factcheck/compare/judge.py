"""From the pairs of two statements to what is said of them: the best pairs, one to one, with confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from factcheck.compare.align import Pairing, order_key, pairings
from factcheck.compare.lattice import moves
from factcheck.compare.model import confidence
from factcheck.compare.side import Mention, Side
from factcheck.values import DateValue

__all__ = ["Judged", "SetAside", "judge", "settle"]

SETTLED = 0.4
"""Confidence from which an agreement takes its two values out of any contradiction: a passage that gives the claim's
number does not contradict it with another number."""

FRAMED = 0.5
"""Confidence from which a contradiction of figures tells that two statements are of one event: of agreements of a date
alone beside figures apart, 11 of 30 labelled ones are right."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One value of the claim held against one value of the evidence, and what comes of it."""

    pair: Pairing
    relation: Literal["agrees", "contradicts"]
    confidence: float
    revision: Literal["earlier", "later"] | None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A pair of which nothing is said, and why."""

    pair: Pairing
    reason: str


def judge(a: Side, b: Side, cosine: float | None = None) -> tuple[list[Judged], list[SetAside]]:
    """What two statements say of each other, best first: at most one finding for each value of each side."""
    return settle(pairings(a, b, cosine), a, b)


def settle(pairs: Iterable[Pairing], a: Side, b: Side) -> tuple[list[Judged], list[SetAside]]:
    """The same from the pairs of values, by the coefficients in use."""
    scored: list[tuple[float, Pairing]] = []
    aside: list[SetAside] = []
    for pair in pairs:
        if pair.reason is not None:
            aside.append(SetAside(pair, pair.reason))
        elif pair.related.relation is None:
            aside.append(SetAside(pair, "low_confidence"))
        else:
            scored.append((confidence(pair.related.relation, pair.signals), pair))
    scored.sort(key=lambda s: (s[1].related.relation != "agrees" or s[0] < SETTLED, -s[0], order_key(s[1])))
    found: list[Judged] = []
    for sure, pair in scored:
        if any(_taken(pair, other.pair) for other in found):
            aside.append(SetAside(pair, "other_scope"))
            continue
        relation: Literal["agrees", "contradicts"] = "agrees" if pair.related.relation == "agrees" else "contradicts"
        found.append(Judged(pair, relation, sure, _revision(pair, a, b) if relation == "contradicts" else None))
    if _framed(found, aside):
        frames = [f for f in found if _is_day(f.pair) and f.relation == "agrees"]
        aside += [SetAside(f.pair, "other_event") for f in frames]
        found = [f for f in found if f not in frames]
    found.sort(key=lambda f: (-f.confidence, order_key(f.pair)))
    return found, aside


def _framed(found: Iterable[Judged], aside: Iterable[SetAside]) -> bool:
    """Whether a day or a period in common is no more than the frame of two statements: their figures are apart, none is
    equal, and they hardly contradict, as in the results of two companies for one year."""
    figures = [f for f in found if not _is_day(f.pair)]
    if any(f.relation == "agrees" or f.confidence >= FRAMED for f in figures):
        return False
    pairs = [f.pair for f in figures] + [s.pair for s in aside if s.reason != "other_unit" and not _is_day(s.pair)]
    pairs = [p for p in pairs if not p.a.sums and not p.b.sums]
    apart = any(p.related.relation == "contradicts" for p in pairs)
    return apart and not any(p.related.relation == "agrees" for p in pairs)


def _is_day(pair: Pairing) -> bool:
    return isinstance(pair.a.value, DateValue)


def _taken(pair: Pairing, other: Pairing) -> bool:
    """Whether another finding has used one of the two values."""
    return _overlap(pair.a, other.a) or _overlap(pair.b, other.b)


def _overlap(x: Mention, y: Mention) -> bool:
    return x.value.start < y.value.end and y.value.start < x.value.end


def _revision(pair: Pairing, a: Side, b: Side) -> Literal["earlier", "later"] | None:
    if pair.a.counts is None or not moves(pair.a.counts) or a.published is None or b.published is None:
        return None
    if a.published == b.published:
        return None
    return "later" if b.published > a.published else "earlier"
