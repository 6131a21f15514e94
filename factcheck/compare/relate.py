"""Do two comparable values agree? Intervals, rounding, hedges and vague plurals; days and their precision."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import timedelta

from factcheck.compare.lattice import factor, is_measure
from factcheck.values.model import DateValue, FigureValue

__all__ = ["Related", "relate_dates", "relate_figures", "rounding"]

ABOUT = 0.1
"""What "about" adds on each side, as a share of the number: an editor's "about 50" is 45 to 55."""
GRAY = 2.0
"""Between once and this many times the allowed distance nothing is said of a hedged or a vague number."""
TOLD_APART = 0.02
"""|ln| of the quotient from which two numbers with one hedge, in one place of one text, are two."""
NEWS = 1.6
"""An open bound ("at least 30") vouches for numbers up to this many times itself; beyond lies an update."""
PRECISE = 10
"""Number above which an open bound that is no multiple of ten is the count as it was known: more is an update."""
_EVERY = re.compile(r"(SET PT?1[A-Z]|DURATION P1D)$")  # every year, in a day: what is said of everything
WEEK, MONTH = 7, range(28, 32)
"""Days of a week and of a month: "this week" and "July" are two periods, though one covers the other."""
ROUNDED_FROM = 1000
"""Counts from here on are rounded without a hedge; of 170 against 173 nothing is said, neither that they agree."""
WIDE = 0.5
"""|ln| of the quotient of two middles up to which a range covers a number: "a half to 1.5" does not cover a half."""
CEILINGS = {"at_most", "less_than"}
VAGUE = ("few", "tens", "hundreds", "thousands", "millions", "billions")


@dataclass(frozen=True, slots=True)
class Related:
    """How two values stand to each other."""

    relation: str | None
    """``agrees``, ``contradicts`` or None: nothing can be said."""
    how: str
    """Name of the rule: equal, rounding, hedge, vague, bound, range, covers, calendar, apart, gray."""
    distance: float = 0.0
    """Figures: |ln| of the quotient; dates: days between."""


def rounding(number: float, measure: bool) -> float:
    """Half of the unit of the last non-zero digit, what an editor may have rounded away, but at most a tenth.

    2,900 is 3,000 rounded; 2,500 is not 2,000.

    A count below 100 means itself; so does any number whose last digit is not zero (2,518), and a count below 1,000
    that is no multiple of a hundred or of fifty: nobody rounds 173 people to 170 without saying "about".
    """
    if number == 0 or not math.isfinite(number):
        return 0.0
    if float(number).is_integer():
        whole = abs(int(number))
        unit = 1
        while whole % (unit * 10) == 0:
            unit *= 10
        if whole < 100:
            return 0.5 if measure else 0.0
        if not measure and whole < ROUNDED_FROM and whole % 50:
            return 0.0
        return min(unit / 2, ABOUT * whole) if unit > 1 or measure else 0.0
    digits = f"{number:.6f}".rstrip("0")
    return 0.5 * 10.0 ** -len(digits.split(".")[1])


def _bounds(value: FigureValue) -> tuple[float, float, float]:
    """Low, high (inf where open) and the slack allowed on a closed side, in the base unit of the family."""
    scale = factor(value.unit)
    low = float(value.low) * scale
    high = math.inf if value.high is None else float(value.high) * scale
    slack = rounding(float(value.low), is_measure(value.unit)) * scale if value.low == value.high else 0.0
    if value.modifier == "about":
        slack = max(slack, ABOUT * low, scale if float(value.low).is_integer() and value.low > 5 else 0.0)
    return low, high, slack


def relate_figures(a: FigureValue, b: FigureValue, *, one_text: bool = False) -> Related:
    """Hold two figures of comparable unit against each other; the order does not matter.

    ``one_text``: they stand in one place of one text, so that two numbers with one hedge are no two
    roundings, and a number cut off is the longer one.
    """
    related = _relate(a, b)
    if not one_text or related.relation is not None or a.modifier != b.modifier:
        return related
    units = sorted(rounding(float(v.low), is_measure(v.unit)) for v in (a, b))
    if units[0] != units[1]:  # 22 thousand is 22,790 cut off
        long = is_measure(a.unit) or min(a.low, b.low) >= ROUNDED_FROM
        cut = long and a.modifier == "exact" and abs(float(a.low) - float(b.low)) < 2 * units[1]
        return Related("agrees", "rounding", related.distance) if cut else related
    return Related("contradicts", "apart", related.distance) if related.distance > TOLD_APART else related


def _relate(a: FigureValue, b: FigureValue) -> Related:
    low_a, high_a, slack_a = _bounds(a)
    low_b, high_b, slack_b = _bounds(b)
    distance = _distance(low_a, high_a, low_b, high_b)
    kinds = {a.modifier, b.modifier}
    if low_a == low_b and high_a == high_b:
        return Related("agrees", "equal")
    if kinds & CEILINGS and (high_a == math.inf or high_b == math.inf or any(_is_vague(k) for k in kinds)):
        return Related(None, "bound", distance)
    if any(_is_vague(k) for k in kinds):
        return _vague(low_a, high_a, low_b, high_b, distance)
    open_a, open_b = high_a == math.inf, high_b == math.inf
    if open_a and open_b:
        return _two_bounds(a, b, low_a, low_b, distance)
    if open_a or open_b:
        bound, low, high, slack = (low_a, low_b, high_b, slack_b) if open_a else (low_b, low_a, high_a, slack_a)
        if high + slack < bound:
            return Related("contradicts" if high + GRAY * slack < bound else None, "bound", distance)
        if low > (1 + ABOUT) * bound and _precise(a if open_a else b):
            return Related(None, "bound", distance)
        return Related("agrees" if low <= NEWS * bound else None, "bound", distance)
    if kinds & CEILINGS:
        return _ceiling(a, b, distance)
    if max(low_a, low_b) <= min(high_a, high_b):
        nested = (low_a <= low_b and high_b <= high_a) or (low_b <= low_a and high_a <= high_b)
        nested = nested and distance <= WIDE
        return Related("agrees" if nested else None, "range" if nested else "gray", distance)
    gap = max(low_a, low_b) - min(high_a, high_b)
    slack = max(slack_a, slack_b)
    if gap <= slack * (1 + 1e-9):
        if "about" not in kinds and max(low_a, low_b) < ROUNDED_FROM and not is_measure(a.unit):
            return Related(None, "gray", distance)
        return Related("agrees", "hedge" if "about" in kinds else "rounding", distance)
    edge = 1 + 1e-9 if "about" not in kinds and slack else 1 - 1e-9  # 9.8 and 9.9 million: one of them was cut off
    if gap < GRAY * slack * edge:
        return Related(None, "gray", distance)
    return Related("contradicts", "apart", distance)


def _two_bounds(a: FigureValue, b: FigureValue, low_a: float, low_b: float, distance: float) -> Related:
    """Two open bounds: "more than 5,000" and "more than 5,200" may be one number; of "at least 27" and "at least 46"
    nothing is said."""
    lower = a if low_a < low_b else b
    unit = 2 * rounding(float(lower.low), is_measure(lower.unit)) * factor(lower.unit)
    close = abs(low_a - low_b) < unit and max(low_a, low_b) <= (1 + ABOUT) * min(low_a, low_b)
    return Related("agrees" if close else None, "bound", distance)


def _precise(bound: FigureValue) -> bool:
    """Whether an open bound is a count as it stands ("at least 27") and no round number below one ("more than 20")."""
    return bound.low > PRECISE and float(bound.low).is_integer() and bound.low % 10 != 0 and not is_measure(bound.unit)


def _is_vague(modifier: str) -> bool:
    return modifier.split("_of_")[0] in VAGUE


def _distance(low_a: float, high_a: float, low_b: float, high_b: float) -> float:
    def middle(low: float, high: float) -> float:
        return max(low, 0.5) if high == math.inf else math.sqrt(max(low, 0.5) * max(high, 0.5))

    return abs(math.log(middle(low_a, high_a) / middle(low_b, high_b)))


def _vague(low_a: float, high_a: float, low_b: float, high_b: float, distance: float) -> Related:
    below, above = min(high_a, high_b), max(low_a, low_b)
    if above <= below:
        return Related("agrees", "vague", distance)
    return Related("contradicts" if above > GRAY * below else None, "vague", distance)


def _ceiling(a: FigureValue, b: FigureValue, distance: float) -> Related:
    a_is, b_is = (v.modifier in CEILINGS for v in (a, b))
    if a_is and b_is:
        return Related(None, "bound", distance)
    ceiling, other = (a, b) if a_is else (b, a)
    top, low = float(ceiling.high or 0) * factor(ceiling.unit), float(other.low) * factor(other.unit)
    if low > top:
        return Related("contradicts", "bound", distance)
    return Related("agrees" if low * NEWS >= top else None, "bound", distance)


def relate_dates(a: DateValue, b: DateValue, tolerance: int = 0, *, calendars: bool = False) -> Related:
    """Hold two dates against each other. ``tolerance``: days by which they may differ without being apart.

    ``calendars``: they are written in two calendars, one of which begins its months when the moon is seen, so that one
    day more or less is the same day.
    """
    if not (a.timex.startswith("DATE") and b.timex.startswith("DATE")):
        same = a.timex == b.timex and a.mod == b.mod and "X" not in a.timex and not _EVERY.match(a.timex)
        return Related("agrees", "equal") if same else Related(None, "gray")
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return Related(None, "gray")
    if (a.earliest, a.latest) == (b.earliest, b.latest):
        return Related("agrees", "equal")
    if (a.earliest <= b.earliest and b.latest <= a.latest) or (b.earliest <= a.earliest and a.latest <= b.latest):
        days = sorted((v.latest - v.earliest) // timedelta(days=1) + 1 for v in (a, b) if v.latest and v.earliest)
        if days[1] > 40 * days[0]:
            return Related(None, "gray")  # a year covers every day of it: that says nothing
        if days[0] == WEEK and days[1] in MONTH:
            return Related(None, "gray")
        return Related("agrees", "covers")
    if max(a.earliest, b.earliest) <= min(a.latest, b.latest):
        return Related(None, "gray")
    apart = (max(a.earliest, b.earliest) - min(a.latest, b.latest)) // timedelta(days=1)
    if calendars and apart <= 1:
        return Related("agrees", "calendar", apart)
    return Related(None if apart <= tolerance else "contradicts", "gray" if apart <= tolerance else "apart", apart)
