"""Productions: a holiday, a weekday or a unit so long before or after now."""

from __future__ import annotations

from factcheck.values.dateforms.slots import Slots, production
from factcheck.values.times import (
    After,
    Back,
    CalendarDate,
    Duration,
    Holiday,
    Moved,
    Node,
    SameDay,
    SameUnit,
    Shift,
    Weekday,
    WeekOf,
    Within,
)

__all__ = ["holiday_moved", "same_day", "same_unit", "weekday_moved", "weekdays_on"]


@production
def holiday_moved(slots: Slots) -> Node | None:
    """ "Thanksgiving three years ago": the holiday of that year."""
    node, away = slots.node("time"), _away(slots)
    return Within(node, away) if isinstance(node, Holiday) and away is not None else None


@production
def same_day(slots: Slots) -> Node | None:
    """ "This day last year", "this day in 1990"."""
    year, base = slots.int("year"), slots.node("time")
    if year is not None:
        base = CalendarDate(year)
    plain = isinstance(base, Shift) or (isinstance(base, CalendarDate) and not base.hijri)
    return SameDay(base) if plain else None


@production
def same_unit(slots: Slots) -> Node | None:
    """ "Two years ago today", "20 years ago this month": that day, that month."""
    base, away = slots.node("base"), _away(slots)
    return SameUnit(away.amount, away.sign, base) if isinstance(base, Shift) and away is not None else None


@production
def weekday_moved(slots: Slots) -> Node | None:
    """ "Monday two weeks from now", "a week ago Friday"."""
    node, away = slots.node("day_name"), _away(slots)
    if not isinstance(node, Weekday) or away is None or away.amount.unit == "day":
        return None
    day = SameUnit(away.amount, away.sign, Shift("day", 0))
    return Within(Weekday(node.weekday), WeekOf(day))


def _away(slots: Slots) -> Moved | None:
    made, sign = slots.node("time_length"), slots.int("sign")
    if not isinstance(made, Duration) or any(number is None for _, number in made.amount.parts):
        return None
    return Moved(made.amount, sign if sign is not None else 1)


@production
def weekdays_on(slots: Slots) -> Node | None:
    """ "Three Fridays from now", "two Thursdays ago"."""
    node, number = slots.node("day_name"), slots.raw("num")
    if node is None and "weekday" in slots:
        node = Weekday(slots.int("weekday") or 0)
    if not isinstance(node, Weekday) or number != int(number) or not 1 <= number <= 520:
        return None
    today = Shift("day", 0)
    if slots.int("sign") == 1:
        return After(today, int(number), node.weekday)
    return Back(today, int(number), node.weekday)
