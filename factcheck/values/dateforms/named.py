"""Productions: quarters, seasons, decades, holidays, sets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from factcheck.values.dateforms.parts import nth_of
from factcheck.values.dateforms.slots import CALENDAR_UNITS, Slots, production
from factcheck.values.dateforms.written import full_year
from factcheck.values.times import (
    CalendarDate,
    Duration,
    Holiday,
    HolidayWeekend,
    Named,
    Node,
    Numbered,
    SetOf,
    Shift,
    ToDate,
    Weekday,
    Within,
)
from factcheck.values.timex import Amount

__all__ = ["each", "every_year", "holiday", "holiday_weekend", "named", "this_years", "to_date"]


@production
def named(slots: Slots) -> Node | None:
    """A quarter, half, season, decade or century."""
    what = str(slots.args.get("what") or slots.text("unit"))
    which: Any = slots.raw("ord") if "ord" in slots else slots.text("which")
    if which is None:
        which = slots.text(what)
    if which is None or (what in ("quarter", "half") and not str(which).lstrip("-").isdigit()):
        return None
    if what in ("quarter", "half"):
        which = int(which)
        if which < 0:
            which += {"quarter": 5, "half": 3}[what]
        if not 1 <= which <= {"quarter": 4, "half": 2}[what]:
            return None
    if what == "decade":
        value = int(which)
        if value >= 1000 and value % 10 and slots.args.get("possessive"):
            return CalendarDate(value)  # "1992's election"
        if value >= 1000:
            which = value // 10
        elif slots.args.get("hundred"):
            which = int(slots.args["hundred"]) * 10 + value % 10
        elif 10 <= value < 100:
            which = value // 10
        else:
            which = value
        century = slots.node("of")
        if isinstance(century, Named) and century.what == "century":
            which = (int(century.which) - 1) * 10 + int(which) % 10
        elif isinstance(century, Shift) and century.unit == "century":
            which = (20 + century.offset) * 10 + int(which) % 10
    return Named(what, which, full_year(slots.int("year"), slots.int("two")), slots.int("shift"))


@production
def season_of(slots: Slots) -> Node | None:
    """A season of this, the last or the next year."""
    which, year = slots.text("season"), slots.node("year_of")
    return Within(Named("season", which), year) if which and year is not None else None


@production
def holiday(slots: Slots) -> Node | None:
    """A holiday of the tables."""
    rule = slots.text("holiday")
    return Holiday(rule, slots.int("year"), slots.int("shift")) if rule else None


@production
def holiday_weekend(slots: Slots) -> Node | None:
    """The weekend of a holiday."""
    node = slots.node("time")
    if not isinstance(node, Holiday):
        return None
    return HolidayWeekend(replace(node, year=slots.int("year")) if "year" in slots else node)


@production
def to_date(slots: Slots) -> Node | None:
    """The unit that is under way, up to now."""
    unit = slots.text("unit")
    return ToDate(unit) if unit in CALENDAR_UNITS else None


@production
def each(slots: Slots) -> Node | None:
    """A set: every unit, every so many units, every weekday."""
    node = slots.node("day_name")
    number = node.weekday if isinstance(node, Weekday) else slots.int("weekday")
    if number is not None:
        return SetOf(f"XXXX-WXX-{number + 1}")
    value = slots.text("set")
    if value is not None:
        return SetOf(value)
    if "season" in slots:
        return SetOf(f"XXXX-{slots.text('season')}")
    amount = slots.node("time_length")
    if isinstance(amount, Duration) and amount.amount.parts[0][1] is not None:
        return SetOf(amount.amount.iso())
    unit = slots.text("unit") or slots.text("units")
    if unit is None:
        return None
    if unit == "weekend" and "num" not in slots and "times" not in slots.args:
        return SetOf("XXXX-WXX-WE")
    return SetOf(Amount(((unit, float(slots.raw("num") or 1) * float(slots.args.get("times", 1))),)).iso())


@production
def every_year(slots: Slots) -> Node | None:
    """A day of every year, or of every month."""
    node, again = slots.node("time"), SetOf("P1Y") if "every" in slots else slots.node("set")
    if isinstance(again, SetOf) and "day" in slots:
        return SetOf(f"XXXX-XX-{slots.int('day'):02d}") if again.value == "P1M" else None
    if not isinstance(node, CalendarDate) or not isinstance(again, SetOf) or node.hijri:
        return None
    if again.value == "P1Y" and node.month and node.day is None:
        return SetOf(f"XXXX-{node.month:02d}") if "every" in slots else None
    if again.value == "P1Y" and node.month:
        return SetOf(f"XXXX-{node.month:02d}-{node.day:02d}")
    return None


@production
def this_years(slots: Slots) -> Node | None:
    """A quarter or half with no year said."""
    what = slots.node("numbered")
    if not isinstance(what, Numbered) or what.unit not in ("quarter", "half"):
        return None
    if what.unit == "half" and what.n > 1 and not what.joined:
        return None  # of a game as often as of a year
    made = nth_of(what, CalendarDate(2000))
    return replace(made, year=None, shift=slots.int("shift")) if isinstance(made, Named) else None
