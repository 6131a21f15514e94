"""Which value of one statement is meant to be which value of the other: pairs, what forbids them, and their signals.

Everything here treats the two sides alike, so that comparing (a, b) and (b, a) decides the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factcheck.compare.incomparable import figures_apart
from factcheck.compare.incomparable_dates import dates_apart
from factcheck.compare.lattice import unit_relation
from factcheck.compare.names import near, shared_words
from factcheck.compare.relate import Related, relate_dates, relate_figures
from factcheck.compare.side import Mention, Side
from factcheck.compare.signals import signals, telling
from factcheck.compare.sums import with_sums
from factcheck.compare.times import is_human, past_days
from factcheck.values import DateValue, FigureValue, Value

__all__ = ["Pairing", "order_key", "pairings"]

NOTHING = Related(None, "gray")
ONE_TEXT = 0.8
"""Share of words (Dice) of the sentences and around two values from which both stand in one place of one text."""
REFILLED = 2
"""Values that differ, with fewer that are equal, from which a sentence is another one's template filled anew."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A value of each side held against each other."""

    a: Mention
    b: Mention
    related: Related
    reason: str | None
    """Why the pair says nothing (other_scope, other_place, other_period, other_event, part_of_whole, other_unit)."""
    signals: Mapping[str, float]
    """What the model weighs; empty where a reason stands."""


def pairings(a: Side, b: Side, cosine: float | None = None) -> list[Pairing]:
    """Every pair of values of one kind, with a reason or with signals."""
    shared = shared_words(a, b)
    pairs = list(_pairs(with_sums(a), with_sums(b), a, b, shared.dice))
    equal = [
        (p.a, p.b)
        for p in pairs
        if p.reason is None and p.related.relation == "agrees" and telling(p.a, p.b, p.related) > 0.2
    ]
    pairs = _without_equals(_without_templates(pairs))
    open_pairs = [p for p in pairs if p.reason is None]
    partners = _partners(open_pairs)
    done = []
    for pair in pairs:
        if pair.reason is None:
            others = sum(1.0 for x, y in equal if not _touch(x, pair.a) and not _touch(y, pair.b))
            crowd = sum(1 for p in open_pairs if _rivals(p, pair, partners) and not p.a.sums and not p.b.sums)
            found = signals(pair.a, pair.b, pair.related, a, b, shared, min(others, 2.0), crowd, cosine)
            pair = replace(pair, signals=found)
        done.append(pair)
    return done


def order_key(pair: Pairing) -> tuple[tuple[int, int, str], ...]:
    """An order that does not depend on which side is which."""
    return tuple(sorted((m.value.start, m.value.end, m.value.text) for m in (pair.a, pair.b)))


def _partners(pairs: Iterable[Pairing]) -> dict[int, Mention]:
    """Of the mentions that have an equal on the other side, by identity: the one that stands among words as theirs."""
    partners: dict[int, Mention] = {}
    equal = (p for p in pairs if p.related.how == "equal")
    for p in sorted(equal, key=lambda p: (-round(near(p.a, p.b), 9), order_key(p))):
        if id(p.a) not in partners and id(p.b) not in partners:
            partners[id(p.a)], partners[id(p.b)] = p.b, p.a
    return partners


def _rivals(other: Pairing, pair: Pairing, partners: Mapping[int, Mention]) -> bool:
    """Whether another pair takes one of the two values elsewhere, to a value that no equal of its own takes."""
    if (other.a is pair.a) == (other.b is pair.b):
        return False
    shared, third = (other.a, other.b) if other.a is pair.a else (other.b, other.a)
    return partners.get(id(third), shared) is shared


def _touch(x: Mention, y: Mention) -> bool:
    return x.value.start < y.value.end and y.value.start < x.value.end


def _without_templates(pairs: Sequence[Pairing]) -> list[Pairing]:
    """Without the quantities and dates of next month's report in the words of this month's.

    Several differ, and fewer are equal than differ; people are left out, because two tolls of one attack differ so.
    """
    held = [p for p in pairs if not p.a.sums and not p.b.sums and not (is_human(p.a) and is_human(p.b))]
    equal = [p for p in held if p.related.how == "equal"]
    apart = [p for p in held if p.related.relation != "agrees" and p.related.distance and p.reason != "other_unit"]
    apart = [p for p in apart if not _one_day_told(p) and not _begins(p)]
    same = [{id(p.a) for p in equal}, {id(p.b) for p in equal}]
    other = [{id(p.a) for p in apart} - same[0], {id(p.b) for p in apart} - same[1]]
    if min(map(len, other)) < max(REFILLED, 1 + min(map(len, same))):
        return list(pairs)
    changed = [p.related.relation == "contradicts" and p.reason is None and p in held for p in pairs]
    return [replace(p, reason="other_period") if c else p for p, c in zip(pairs, changed, strict=True)]


def _one_day_told(pair: Pairing) -> bool:
    """Whether two dates that hang on the days of publication are one day or the next: "today", "yesterday"."""
    return pair.related.relation is None and not pair.a.explicit and not pair.b.explicit


def _begins(pair: Pairing) -> bool:
    """Whether a date is the first day of a range, which with its last day differs but once."""
    return any(isinstance(m.value, DateValue) and m.value.role == "from" for m in (pair.a, pair.b))


def _without_equals(pairs: Sequence[Pairing]) -> list[Pairing]:
    """Without contradictions of a value whose equal stands on the other side among words as like: three decisions, two
    decisions, and three decisions, two decisions."""
    equal = [p for p in pairs if p.related.how == "equal" and p.reason != "other_unit"]
    done = []
    for pair in pairs:
        if pair.reason is None and pair.related.relation == "contradicts":
            likeness = near(pair.a, pair.b)
            if any((p.a is pair.a or p.b is pair.b) and near(p.a, p.b) >= likeness for p in equal):
                pair = replace(pair, reason="other_scope")
        done.append(pair)
    return done


def _pairs(left: list[Mention], right: list[Mention], a: Side, b: Side, shared: float) -> Iterator[Pairing]:
    for x in left:
        for y in right:
            if x.value.kind != y.value.kind or (x.sums and y.sums):
                continue
            if isinstance(x.value, FigureValue) and isinstance(y.value, FigureValue):
                yield _figures(x, y, a, b, shared)
            elif _one_type(x.value, y.value):
                yield _dates(x, y, a, b, shared)


def _one_type(x: Value, y: Value) -> bool:
    """Whether two dates are both days, both lengths …"""
    return isinstance(x, DateValue) and isinstance(y, DateValue) and x.timex.split()[0] == y.timex.split()[0]


def _figures(x: Mention, y: Mention, a: Side, b: Side, shared: float) -> Pairing:
    assert isinstance(x.value, FigureValue)
    assert isinstance(y.value, FigureValue)
    units = unit_relation(x.counts, y.counts) if x.counts and y.counts else None
    if units is None:
        return Pairing(x, y, NOTHING, "other_unit", {})
    related = relate_figures(x.value, y.value, one_text=shared >= ONE_TEXT and near(x, y) >= ONE_TEXT)
    return Pairing(x, y, related, figures_apart(x, y, a, b, units, related, shared), {})


def _one_day_of_the_year(x: DateValue, y: DateValue) -> bool:
    ends = [(d.month, d.day) if d else None for v in (x, y) for d in (v.earliest, v.latest)]
    return ends[0] is not None and ends[:2] == ends[2:]


def _dates(x: Mention, y: Mention, a: Side, b: Side, shared: float) -> Pairing:
    assert isinstance(x.value, DateValue)
    assert isinstance(y.value, DateValue)
    told = (x.weekday and y.weekday) or (x.explicit and y.explicit) or past_days(x, y, a, b)
    tolerance = 0 if told and not (x.hijri or y.hijri) else 1
    calendars = x.explicit and y.explicit and x.hijri != y.hijri
    related = relate_dates(x.value, y.value, tolerance, calendars=calendars)
    if related.relation == "contradicts" and (x.yearless or y.yearless) and _one_day_of_the_year(x.value, y.value):
        related = Related("agrees", "covers", 0.0)  # the year that was not written is the other's
    return Pairing(x, y, related, dates_apart(x, y, a, b, related, shared), {})
