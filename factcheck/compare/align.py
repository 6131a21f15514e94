"""Which value of one statement is meant to be which value of the other: pairs, what forbids them, and their signals.

Everything here treats the two sides alike, so that comparing (a, b) and (b, a) decides the same.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from factcheck.compare.lattice import counted, covers, daily, is_measure, local, opposed, place_relation, unit_relation
from factcheck.compare.relate import Related, relate_dates, relate_figures
from factcheck.compare.side import Mention, Side
from factcheck.values import DateValue, FigureValue

__all__ = ["Pairing", "pairings", "with_sums"]

CHANGES = ("rise", "fall")
NOTHING = Related(None, "gray")
DAYS = 3
"""Days between two reports after which a count of things that are no people is taken to be of another occasion."""


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
    shared = _shared(a, b)
    left, right = with_sums(a), with_sums(b)
    pairs = list(_pairs(left, right, a, b))
    equal = [(p.a, p.b) for p in pairs if p.reason is None and p.related.relation == "agrees" and _telling(p) > 0.2]
    open_pairs = [p for p in pairs if p.reason is None]
    done = []
    for pair in pairs:
        if pair.reason is None:
            others = sum(1.0 for x, y in equal if not _touch(x, pair.a) and not _touch(y, pair.b))
            crowd = sum(1 for p in open_pairs if (p.a is pair.a) != (p.b is pair.b) and not p.a.sums and not p.b.sums)
            pair = replace(pair, signals=_signals(pair, a, b, shared, min(others, 2.0), crowd, cosine))
        done.append(pair)
    return done


def _touch(x: Mention, y: Mention) -> bool:
    return x.value.start < y.value.end and y.value.start < x.value.end


def with_sums(side: Side) -> list[Mention]:
    """The mentions of a side, and the sums of neighbouring counts of people ("12 of the force and three workers")."""
    found = list(side.mentions)
    figures = [(i, m) for i, m in enumerate(side.mentions) if isinstance(m.value, FigureValue)]
    for (i, x), (j, y) in itertools.pairwise(figures):
        one, two = x.value, y.value
        assert isinstance(one, FigureValue)
        assert isinstance(two, FigureValue)
        if one.low != one.high or two.low != two.high or one.scope.part_of or two.scope.part_of:
            continue
        if x.counts is None or y.counts is None or two.start - one.end > 110:
            continue
        humans = ("people", "personnel", None)
        if x.counts.subject not in humans or y.counts.subject not in humans:
            continue
        state = x.counts.state if x.counts.state == y.counts.state else "casualties"
        if state == "casualties" and {x.counts.state, y.counts.state} != {"killed", "wounded"}:
            continue
        total = one.low + two.low
        text = side.text[one.start - side.offset : two.end - side.offset]
        value = FigureValue(text, one.start, two.end, total, total, state or "people", "exact", one.scope)
        found.append(replace(x, value=value, counts=counted(value), sums=(i, j)))
    return found


def _pairs(left: list[Mention], right: list[Mention], a: Side, b: Side) -> Iterator[Pairing]:
    for x in left:
        for y in right:
            if x.value.kind != y.value.kind or (x.sums and y.sums):
                continue
            if isinstance(x.value, FigureValue) and isinstance(y.value, FigureValue):
                yield _figures(x, y, a, b)
            elif isinstance(x.value, DateValue) and isinstance(y.value, DateValue):
                pair = _dates(x, y, a, b)
                if pair is not None:
                    yield pair


def _figures(x: Mention, y: Mention, a: Side, b: Side) -> Pairing:
    one, two = x.value, y.value
    assert isinstance(one, FigureValue)
    assert isinstance(two, FigureValue)
    assert x.counts
    assert y.counts
    units = unit_relation(x.counts, y.counts)
    if units is None:
        return Pairing(x, y, NOTHING, "other_unit", {})
    related = relate_figures(one, two)
    reason = None
    places = place_relation(x.places, y.places)
    if places == "other":
        reason = "other_place"
    elif one.scope.actor and two.scope.actor and one.scope.actor != two.scope.actor:
        reason = "other_scope"
    elif (units != "same" or x.counts.state is None) and opposed(one.scope.event, two.scope.event):
        reason = "other_event"
    if reason is None and _other_days(x, y):
        reason = "other_period"
    if reason is None and (a.modality == "denied") != (b.modality == "denied"):
        reason = "low_confidence"
    if reason is None and related.relation == "contradicts":
        parts = bool(one.scope.part_of) != bool(two.scope.part_of) or bool(x.sums or y.sums)
        if parts or (units == "covers" and not _exceeds(x, y)) or places == "within":
            reason = "part_of_whole"
        elif is_measure(one.unit) and (a.market or b.market):
            reason = "other_period"  # prices and indexes have another value at every hour
        elif local(one.unit) and places != "same":
            reason = "other_place"
        elif one.unit == two.unit and daily(one.unit) and not _same_day(x, y, a, b):
            reason = "other_period"
        elif x.change != y.change or (one.scope.event in CHANGES) != (two.scope.event in CHANGES):
            reason = "other_event"  # a change is not the level
        elif _apart(a, b) > DAYS and not _human(x) and not _human(y) and not _one_occasion(x, y):
            reason = "other_period"  # next week's fines are other fines
    if reason is None and related.relation == "contradicts" and _strangers(x, y, a, b):
        reason = "other_event"
    if reason is None and a.market and b.market and related.how != "equal":
        reason = "other_period"
    if reason is None and (x.sums or y.sums) and related.how != "equal":
        reason = "part_of_whole"
    return Pairing(x, y, related, reason, {})


def _apart(a: Side, b: Side) -> int:
    return abs((a.published - b.published).days) if a.published and b.published else 0


def _one_occasion(x: Mention, y: Mention) -> bool:
    """Whether both figures stand with a date of some days, and the same one."""
    short = [d for d in x.days if (d[1] - d[0]).days < 7 and d in y.days]
    return bool(short)


def _human(x: Mention) -> bool:
    return x.counts is not None and (x.counts.state is not None or x.counts.subject in ("people", "personnel"))


def _strangers(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether each side names somebody or something rare by the value, and neither knows the other's.

    "The profit of company A was 69 million", "the profit of company B was 190 million": one sentence, two subjects.
    """
    if a.language != b.language or a.rare is None or b.rare is None:
        return False
    wide = x.counts is not None and y.counts is not None and not (_human(x) or _human(y))
    mine = {s for s in (a.words if wide else x.near) if s in a.rare}
    theirs = {s for s in (b.words if wide else y.near) if s in b.rare}
    return bool(mine - b.words.keys()) and bool(theirs - a.words.keys()) and not (mine & theirs)


def _same_day(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether two counts that begin anew every day are of one day, by their dates or by the days of publication."""
    if x.days and y.days:
        return any(p == q for p in x.days for q in y.days)
    return a.published is not None and a.published == b.published


def _exceeds(x: Mention, y: Mention) -> bool:
    """Whether the narrower of two units counts more than the wider: then it is no part of it."""
    one, two = x.value, y.value
    assert isinstance(one, FigureValue)
    assert isinstance(two, FigureValue)
    assert x.counts
    assert y.counts
    wide, narrow = (one, two) if covers(x.counts, y.counts) else (two, one)
    return wide.high is not None and narrow.low > wide.high


def _other_days(x: Mention, y: Mention) -> bool:
    """Whether the dates beside two figures are of different days: no two of them within a day of each other."""
    if not x.days or not y.days:
        return False
    return not any((max(p[0], q[0]) - min(p[1], q[1])).days <= 1 for p in x.days for q in y.days)


def _dates(x: Mention, y: Mention, a: Side, b: Side) -> Pairing | None:
    one, two = x.value, y.value
    assert isinstance(one, DateValue)
    assert isinstance(two, DateValue)
    if one.timex.split()[0] != two.timex.split()[0]:
        return None
    tolerance = 0 if x.explicit and y.explicit and not (x.hijri or y.hijri) else 1
    related = relate_dates(one, two, tolerance)
    reason = None
    if related.relation is None:
        reason = "other_period"
    elif a.market and b.market and max(_length(one), _length(two)) > 7:
        reason = "other_scope"  # the month of delivery of a contract, the year of a record
    elif place_relation(x.places, y.places) == "other":
        reason = "other_place"
    elif (a.modality == "denied") != (b.modality == "denied"):
        reason = "low_confidence"
    elif (
        one.role != two.role
        and {one.role, two.role} != {"on", "from"}
        and (related.relation == "contradicts" or {one.role, two.role} == {"from", "until"})
    ):
        reason = "other_scope"
    elif related.relation == "contradicts":
        if x.saying or y.saying:
            reason = "other_event"
        elif not (x.explicit and y.explicit) and not one.role == two.role == "by":
            reason = "other_period"  # "Friday" and "tomorrow" hang on days of publication that are rarely exact
        elif _length(one) > 9 * _length(two) or _length(two) > 9 * _length(one):
            reason = "other_period"
        elif place_relation(x.places, y.places) == "within":
            reason = "part_of_whole"
        elif {one.mod, two.mod} & {"BEFORE", "AFTER"} and one.mod != two.mod:
            reason = "other_scope"
    return Pairing(x, y, related, reason, {})


def _length(value: DateValue) -> int:
    return (value.latest - value.earliest).days + 1 if value.earliest and value.latest else 1


def _overlap(x: Mapping[str, float], y: Mapping[str, float]) -> tuple[float, float]:
    """Dice and containment of two weighted sets of words."""
    both = sum(min(weight, y[word]) for word, weight in sorted(x.items()) if word in y)
    one, two = math.fsum(x.values()), math.fsum(y.values())
    if not both:
        return 0.0, 0.0
    return 2 * both / (one + two), both / max(2.5, min(one, two))


def _shared(a: Side, b: Side) -> tuple[float, float]:
    if a.language == b.language:
        return _overlap(a.words, b.words)
    return _overlap(dict.fromkeys(a.concepts, 1.0), dict.fromkeys(b.concepts, 1.0))


def _telling(pair: Pairing) -> float:
    """How unlikely the two are to be equal by chance, 0…2."""
    value = pair.a.value
    if isinstance(value, DateValue):
        both = pair.a.explicit and pair.b.explicit
        return (0.8 if both else 0.3) if _length(value) < 40 else 0.2
    if pair.related.how != "equal" or value.high != value.low:
        return 0.1
    digits = len(f"{float(value.low):g}".replace(".", "").rstrip("0"))
    return min(2.0, {1: 0.3 if value.low < 10 else 0.7, 2: 1.2}.get(digits, 2.0))


def _signals(
    pair: Pairing,
    a: Side,
    b: Side,
    shared: tuple[float, float],
    others: float,
    crowd: int,
    cosine: float | None,
) -> dict[str, float]:
    x, y = pair.a.value, pair.b.value
    near = _overlap(pair.a.near, pair.b.near)[0] if a.language == b.language else 0.8 * shared[0]
    places = place_relation(pair.a.places, pair.b.places)
    signals = {
        "near": near,
        "wide": shared[0],
        "contained": shared[1],
        "cosine": 0.0 if cosine is None or math.isnan(cosine) else max(-1.0, min(1.0, 10 * (cosine - 0.87))),
        "place_same": float(places == "same"),
        "place_within": float(places == "within"),
        "others": others,
        "telling": _telling(pair),
        "days": min(2.0, abs((a.published - b.published).days) / 7) if a.published and b.published else 0.3,
        "another": float(a.another or b.another),
        "market": float(a.market and b.market),
        "crowd": math.log1p(crowd),
        "loose": {"bound": 1.0, "vague": 1.0, "rounding": 0.5, "hedge": 0.5}.get(pair.related.how, 0.0),
    }
    if isinstance(x, FigureValue) and isinstance(y, FigureValue) and pair.a.counts and pair.b.counts:
        units = unit_relation(pair.a.counts, pair.b.counts)
        events = x.scope.event, y.scope.event
        signals["unit_same"] = float(units == "same")
        signals["unit_open"] = float(units == "open")
        signals["scope_same"] = float(events[0] is not None and events[0] == events[1])
        signals["scope_other"] = float(None not in events and events[0] != events[1])
        signals["small"] = float(x.low <= 3 and y.low <= 3)
        signals["distance"] = min(3.0, pair.related.distance)
        signals["counted"] = float(x.unit.startswith("count:"))
        human = pair.a.counts.state is not None or pair.a.counts.subject in ("people", "personnel")
        signals["by_one"] = float(human and x.low == x.high and y.low == y.high and abs(x.low - y.low) == 1)
        signals["part"] = float(bool(x.scope.part_of) != bool(y.scope.part_of))
    elif isinstance(x, DateValue) and isinstance(y, DateValue):
        signals["date"] = 1.0
        signals["scope_same"] = float(bool(pair.a.events & pair.b.events))
        signals["scope_other"] = float(x.role != y.role)
        signals["coarse"] = float(max(_length(x), _length(y)) > 40)
        signals["apart"] = min(3.0, math.log1p(pair.related.distance) / 2)
        signals["deadline"] = float(x.role == y.role == "by")
        signals["part"] = float(pair.a.saying or pair.b.saying)
    return signals
