"""Do two comparable values agree? Intervals, rounding, hedges, vague plurals, granularity of dates (DESIGN, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from factcheck.values.model import DateValue, FigureValue, Value

__all__ = ["Relation", "relate", "tolerance"]

_ROUND_SHARE = 0.05
"""Most that rounding may move an exact number: half of the last non-zero digit's unit, but never more than 5%. 2,000
and 2,500 are different news; 2,900 and 3,000 are not."""
_ABOUT_SHARE = 0.10
"""What "about" adds. On the development pairs, hedged numbers that annotators called the same differ by up to 9%."""
_NEAR_BOUND = 1.25
"""An open bound and a number agree up to this factor beyond it; farther out it is an update and nothing is said."""
_VAGUE_SLACK = 1.5
"""A vague plural is contradicted only well outside its range: "hundreds" says nothing against 180 or 1,200."""
_EXACT_BELOW = 100


@dataclass(frozen=True, slots=True)
class Relation:
    """How two comparable values stand to each other."""

    relation: Literal["agrees", "contradicts"]
    manner: str
    """same, rounded, wider (one covers the other), apart."""
    certainty: float
    """How plain it is, 0…1, before doubts about comparability."""


def relate(one: Value, two: Value) -> Relation | None:
    """The relation of two comparable values of one kind; None where neither can be said. Symmetric."""
    if isinstance(one, FigureValue) and isinstance(two, FigureValue):
        return _figures(one, two)
    if isinstance(one, DateValue) and isinstance(two, DateValue):
        return _dates(one, two)
    return None


def tolerance(figure: FigureValue) -> float:
    """How far the number may be from the true one as an editor rounds; 0 for small exact counts and for open values."""
    number = abs(figure.low if figure.high is None else max(figure.low, figure.high))
    share = 0.0
    if figure.modifier in ("about", "at_least", "more_than", "at_most", "less_than", "between"):
        share = _ABOUT_SHARE * number if figure.modifier == "about" else 0.0
    counted = not figure.unit.startswith(
        ("percent", "money:", "distance:", "mass:", "area:", "volume:", "temperature:")
    )
    if counted and number < _EXACT_BELOW:
        return max(share, 0.0)
    return max(share, min(_last_digit(number) / 2, _ROUND_SHARE * number))


def _last_digit(number: float) -> float:
    """The unit of the last non-zero digit: 100 of 2,500; .1 of 12.5."""
    if number == 0:
        return 0.0
    if float(number).is_integer():
        text = str(int(number))
        return float(10 ** (len(text) - len(text.rstrip("0"))))
    text = f"{number:.6f}".rstrip("0")
    return float(10 ** -len(text.split(".")[1]))


_OPEN = ("at_least", "more_than", "at_most", "less_than")


def _figures(one: FigureValue, two: FigureValue) -> Relation | None:
    vague = [f for f in (one, two) if _is_vague(f)]
    if vague:
        return _vague(one, two)
    opened = [f for f in (one, two) if f.modifier in _OPEN]
    if len(opened) == 2:
        same = (one.low, one.high) == (two.low, two.high)
        return Relation("agrees", "same", 0.95) if same else None
    if opened:
        bound = opened[0]
        return _bounded(bound, two if bound is one else one)
    low1, high1 = _interval(one)
    low2, high2 = _interval(two)
    if (one.low, one.high) == (two.low, two.high):
        return Relation("agrees", "same", 1.0)
    if "between" in (one.modifier, two.modifier) and low1 <= high2 and low2 <= high1:
        return Relation("agrees", "wider", 0.9)
    if low1 <= high2 and low2 <= high1:
        return Relation("agrees", "rounded", 0.9)
    return Relation("contradicts", "apart", 0.95)


def _interval(figure: FigureValue) -> tuple[float, float]:
    high = figure.low if figure.high is None else figure.high
    room = tolerance(figure)
    return figure.low - room, high + room


def _is_vague(figure: FigureValue) -> bool:
    return figure.modifier.split("_of_")[0] in ("tens", "hundreds", "thousands", "millions", "billions", "few")


def _vague(one: FigureValue, two: FigureValue) -> Relation | None:
    low1, high1 = _interval(one) if not _is_vague(one) else (one.low, one.high or one.low)
    low2, high2 = _interval(two) if not _is_vague(two) else (two.low, two.high or two.low)
    if one.high is None or two.high is None:
        return None
    if low1 <= high2 and low2 <= high1:
        return Relation("agrees", "same" if one.modifier == two.modifier else "wider", 0.9)
    if low1 > high2 * _VAGUE_SLACK or low2 > high1 * _VAGUE_SLACK:
        return Relation("contradicts", "apart", 0.8)
    return None


def _bounded(bound: FigureValue, other: FigureValue) -> Relation | None:
    low, high = _interval(other)
    if bound.high is None:
        if high < bound.low:
            return Relation("contradicts", "apart", 0.85)
        return Relation("agrees", "wider", 0.9) if other.low <= bound.low * _NEAR_BOUND else None
    if low > bound.high:
        return Relation("contradicts", "apart", 0.85)
    return Relation("agrees", "wider", 0.85) if (other.high or 0) * _NEAR_BOUND >= bound.high else None


def _dates(one: DateValue, two: DateValue) -> Relation | None:
    kinds = (one.timex.split()[0], two.timex.split()[0])
    if kinds == ("DURATION", "DURATION") or kinds == ("SET", "SET"):
        if one.timex == two.timex and "X" not in one.timex:
            return Relation("agrees", "same", 0.9)
        return None  # lengths are written too freely to contradict each other
    if kinds != ("DATE", "DATE") or not (one.earliest and one.latest and two.earliest and two.latest):
        return None
    slack = timedelta(days=1) if "HIJRI" in one.timex + two.timex or one.note or two.note else timedelta(0)
    if one.earliest - slack <= two.latest and two.earliest - slack <= one.latest:
        if (one.earliest, one.latest) == (two.earliest, two.latest):
            return Relation("agrees", "same", 1.0)
        days = sorted(((d.latest - d.earliest).days + 1) for d in (one, two) if d.latest and d.earliest)
        if days[1] > 40 * max(days[0], 1) and days[1] > 31:
            return None  # a year covers every day of it: that says nothing
        return Relation("agrees", "wider", 0.85)
    return Relation("contradicts", "apart", 0.9)
