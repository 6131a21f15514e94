"""Productions: dates as they are written, in either calendar."""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.values.dateforms.made import Made
from factcheck.values.dateforms.slots import Slots, production
from factcheck.values.times import (
    CalendarDate,
    Holiday,
    Named,
    Node,
    Nth,
    Numbered,
    Part,
    Shift,
    Weekday,
    Within,
)

__all__ = [
    "both_calendars",
    "calendar",
    "full_year",
    "nothing",
    "numeric",
    "refuse",
    "spoken_year",
    "with_weekday",
    "with_year",
]


@production
def nothing(slots: Slots) -> Made:
    """A name or an idiom: read, and no date."""
    return Made(None)


@production
def refuse(slots: Slots) -> None:
    """Nothing: keeps a longer reading from being tried."""


def full_year(year: int | None, two: int | None) -> int | None:
    """Two digits of a year: 00 to 39 are of this century."""
    if two is None:
        return year
    return 2000 + two if two < 40 else 1900 + two


@production
def calendar(slots: Slots) -> Node | Made | None:
    """A calendar date from any of year, two (digits), month, day, weekday, shift; hijri by the rule or the month."""
    name = slots.node("name")
    homonym = slots.raw("hijri_month_homonym")
    if "article" in slots.args and "the" in homonym.joined and homonym.value not in slots.args["article"]:
        return None  # "from the zero", where the name of the month takes no article
    hijri = bool(slots.args.get("hijri")) or "hijri_month" in slots or "hijri_month_homonym" in slots
    month = next(
        (m for s in ("month", "hijri_month", "hijri_month_homonym", "month_homonym") if (m := slots.int(s))), 0
    )
    if isinstance(name, CalendarDate):
        hijri, month = hijri or name.hijri, name.month or 0
    other = next((slots.int(s) for s in ("month2", "homonym2") if s in slots), None)
    if other is not None and other != month:
        return None
    year = full_year(slots.int("year"), slots.int("two"))
    if hijri and year is not None and year > 1600:
        return Within(CalendarDate(None, month or None, slots.int("day"), None, True), CalendarDate(year))
    shift = slots.int("shift")
    weekday = slots.int("weekday")
    day_name = slots.node("day_name")
    if isinstance(day_name, Weekday):
        weekday = day_name.weekday
    day = slots.int("day")
    ending = str(slots.args.get("unless_ending", ""))
    said = slots.found["day"].token if ending else None
    if said is not None and "ordinal" in said.entries and said.text.split()[0].endswith(ending):
        return None  # "at the eighth" is an hour, by its gender
    if day is not None and month and day > (30 if hijri else _LONGEST[month - 1]):
        return None
    if year is not None and shift is not None:
        return None
    return CalendarDate(year, month or None, day, weekday, hijri, shift)


_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


_FIGURES_FROM = 1300
"""The first year, of either calendar, that is written in figures with its month: "2/1000" is a fraction."""


@production
def numeric(slots: Slots) -> Node | None:
    """Three numbers of a date, or two of day and month; in the order dmy or mdy, ymd by its four digits."""
    numbers = [slots.raw(n) for n in ("one", "two", "three") if n in slots]
    if "dotted" in slots:
        numbers = re.split(r"\D", slots.raw("dotted"))
    if "compact" in slots:
        whole = slots.raw("compact")
        numbers = [whole[:4], whole[4:6], whole[6:]]
    if slots.args.get("tight") and slots.found["two"].token.start != slots.found["one"].token.end + 1:
        return None  # "May 2019 - 8 June" is no August
    if slots.args.get("order") == "my":
        month, year = int(numbers[0]), int(numbers[1])
        return CalendarDate(year, month) if 1 <= month <= 12 and year >= _FIGURES_FROM else None
    if slots.args.get("seasons") and int(numbers[1]) == (int(numbers[0]) + 1) % 100:
        return None  # "2011-12" is a season
    if slots.args.get("order") == "ym":
        return CalendarDate(int(numbers[0]), int(numbers[1])) if 1 <= int(numbers[1]) <= 12 else None
    order = slots.args.get("order", "dmy")
    day_name = slots.node("day_name")
    weekday = day_name.weekday if isinstance(day_name, Weekday) else slots.int("weekday")
    if len(numbers) == 2:
        a, b = int(numbers[0]), int(numbers[1])
        if slots.args.get("clear") and max(a, b) <= 12:
            return None
        day, month = (a, b) if (order == "dmy" and b <= 12) or a > 12 else (b, a)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        return CalendarDate(None, month, day, weekday, either=bool(slots.args.get("either")))
    if len(numbers[0]) == 4:
        year, month, day = (int(n) for n in numbers)
    elif len(numbers[2]) in (4, 2):
        a, b, year = (int(n) for n in numbers)
        if len(numbers[2]) == 2:
            year = full_year(None, year) or 0
        day, month = (a, b) if order == "dmy" or a > 12 else (b, a)
    else:
        return None
    if month > 12 >= day:
        day, month = month, day
    hijri = "hijri_era" in slots or 1300 <= year <= 1500
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    if not hijri and not 1000 <= year <= 2999:
        return None
    return CalendarDate(year, month, day, weekday, hijri)


@production
def both_calendars(slots: Slots) -> Node | None:
    """One day in two calendars: the Gregorian is kept, the other checked against it."""
    one, two = slots.node("one"), slots.node("other")
    if not isinstance(one, CalendarDate) or not isinstance(two, CalendarDate) or one.hijri == two.hijri:
        return None
    hijri, plain = (one, two) if one.hijri else (two, one)
    return replace(plain, weekday=one.weekday if one.weekday is not None else two.weekday, equal=hijri)


@production
def with_weekday(slots: Slots) -> Node | Made | None:
    """A weekday beside a date: kept for the check that they fit."""
    made = slots.made("time")
    day_name = slots.node("day_name")
    node = made.node if made else None
    weekday = day_name.weekday if isinstance(day_name, Weekday) else slots.int("weekday")
    if isinstance(node, CalendarDate) and node.day is not None and node.weekday is None:
        return replace(made, node=replace(node, weekday=weekday), weak=False) if made else None
    if isinstance(node, Shift) and node.unit == "day" and node.weekday is None:
        return replace(node, weekday=weekday)
    if isinstance(node, Within) and isinstance(node.inner, CalendarDate) and node.inner.day is not None:
        return replace(node, inner=replace(node.inner, weekday=weekday))
    return None


@production
def with_year(slots: Slots) -> Node | None:
    """A year, or a shift (last, next), put to a date that has none."""
    node, year, shift = slots.node("time"), slots.node("year_of"), slots.int("shift")
    number = year.year if isinstance(year, CalendarDate) else slots.int("year")
    if isinstance(year, Shift) or (isinstance(year, CalendarDate) and year.hijri and isinstance(node, CalendarDate)):
        if isinstance(year, CalendarDate) and isinstance(node, CalendarDate) and node.hijri:
            return replace(node, year=year.year)
        return Within(node, year) if isinstance(year, Shift) else None
    if isinstance(node, Holiday) and isinstance(year, CalendarDate) and year.hijri:
        return replace(node, hijri_year=year.year)
    if isinstance(node, CalendarDate):
        if node.hijri and number is not None and number > 1600:
            return Within(node, CalendarDate(number))
        return replace(node, year=number, shift=shift)
    if isinstance(node, (Holiday, Named)):
        return replace(node, year=number, shift=shift)
    if isinstance(node, Numbered):
        return None
    if isinstance(node, (Nth, Part)) and number is not None:
        return replace(node, base=Within(node.base, CalendarDate(number)))
    return None


@production
def spoken_year(slots: Slots) -> Node | None:
    """ "Nineteen twenty-eight"."""
    return CalendarDate(int(slots.raw("hundreds")) * 100 + int(slots.raw("rest")))
