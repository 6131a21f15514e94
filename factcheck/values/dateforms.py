"""Productions of the date rules: from what a rule matched to a node. Each is named in ``rules/dates*.toml`` by ``make``.

A production reads the slots that it knows and returns None where the match cannot mean a date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from factcheck.languages.lexicon import Entry
from factcheck.text.patterns import Binding, Match
from factcheck.text.tokens import Token
from factcheck.values.times import (
    After,
    Ahead,
    Back,
    CalendarDate,
    Duration,
    Half,
    Holiday,
    Moved,
    Named,
    Node,
    Nth,
    Numbered,
    Part,
    Recent,
    SetOf,
    Shift,
    SpanFrom,
    Weekday,
    WeekOf,
    Within,
)
from factcheck.values.timex import Amount

__all__ = ["PRODUCTIONS", "Made", "Piece", "TimeToken", "kinds"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One end of a range: its own date with its own place."""

    made: Made
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Made:
    """A node with what the words around it add."""

    node: Node | None
    """None: read, and found to be no date (a name, an idiom)."""
    role: str = "on"
    mod: str | None = None
    weak: bool = False
    """A date only if a later rule takes it up (a month that is also a verb)."""
    pieces: tuple[Piece, ...] = ()
    """The two ends of a range."""


class TimeToken(Token):
    """A token that stands for a date expression; ``first`` and ``last`` are its tokens in the reading."""

    __slots__ = ("first", "last", "made")

    def __init__(self, made: Made, first: int, last: int, parts: list[Token], lead: tuple[str, ...]) -> None:
        entries: dict[str, Any] = dict.fromkeys(kinds(made), made)
        if entries and "و" in lead:
            entries["and_time"] = made
        super().__init__("", parts[0].start, parts[-1].end, "t", parts[0].space, entries)
        self.first, self.last, self.made = first, last, made


def kinds(made: Made) -> tuple[str, ...]:
    """The categories under which later rules find it."""
    node = made.node
    if made.pieces:
        return ("time_range",)
    if node is None:
        return ()
    if isinstance(node, Numbered):
        return ("time_numbered",)
    names = ["time"]
    if isinstance(node, CalendarDate):
        if node.day is not None:
            names.append("time_day")
        elif node.month is not None:
            names.append("time_month")
        elif node.year is not None:
            names.append("time_year")
        if node.year is None and node.shift is None:
            names.append("time_open")
            names.append("time_open_day" if node.day is not None else "time_name")
        if node.hijri:
            names.append("time_hijri")
    elif isinstance(node, Weekday):
        names += ["time_weekday"] + (["time_weekday_bare"] if node.shift is None and node.weeks is None else [])
    elif isinstance(node, Duration):
        names.append("time_length")
        if node.amount.parts[0][1] is None:
            names.append("time_vague_length")
    elif isinstance(node, Shift):
        names += ["time_week"] if node.unit == "week" else []
        names += [f"time_{node.unit}_shift", "time_shift"]
    elif isinstance(node, (Holiday, Named)):
        names.append("time_named")
        if node.year is None and node.shift is None:
            names.append("time_open")
        if isinstance(node, Holiday):
            names.append("time_holiday")
        elif node.what == "century":
            names.append("time_century")
    elif isinstance(node, (Part, Half)):
        names.append("time_part")
    elif isinstance(node, Within):
        names += [n for n in kinds(Made(node.inner)) if n in ("time_day", "time_month", "time_weekday")]
    elif isinstance(node, Nth):
        names.append("time_day" if node.weekday is not None or node.unit == "day" else "time_nth")
    elif isinstance(node, SetOf):
        return ("time_set",)
    if made.role == "on" and made.mod is None:
        names.append("time_plain")
    return tuple(names)


class Slots:
    """What a rule matched, as productions read it."""

    def __init__(self, match: Match) -> None:
        self.found: Mapping[str, Binding] = match.slots
        self.args = match.rule.args

    def __contains__(self, name: str) -> bool:
        return name in self.found

    def raw(self, name: str) -> Any:
        """Value of a predicate, or the entry of a category; a constant of the rule under that name else."""
        bound = self.found.get(name)
        return self.args.get(name) if bound is None else bound.value

    def text(self, name: str) -> str | None:
        """Value of an entry as the table writes it."""
        value = self.raw(name)
        return getattr(value, "value", value)

    def int(self, name: str) -> int | None:
        """The same as a whole number."""
        value = self.text(name)
        return None if value is None else int(value)

    def made(self, name: str) -> Made | None:
        """A date expression made before."""
        bound = self.found.get(name)
        return bound.value if bound is not None and isinstance(bound.value, Made) else None

    def node(self, name: str) -> Any:
        """Its node."""
        made = self.made(name)
        return made.node if made else None


Production = Callable[[Slots], "Node | Made | None"]
PRODUCTIONS: dict[str, Production] = {}


def production(make: Production) -> Production:
    """Make a function known under its name."""
    PRODUCTIONS[make.__name__.strip("_")] = make
    return make


@production
def nothing(slots: Slots) -> Made:
    """A name or an idiom: read, and no date."""
    return Made(None)


def _full_year(year: int | None, two: int | None) -> int | None:
    """Two digits of a year: 00 to 39 are of this century."""
    if two is None:
        return year
    return 2000 + two if two < 40 else 1900 + two


@production
def calendar(slots: Slots) -> Node | Made | None:
    """A calendar date from any of year, two (digits), month, day, weekday, shift; hijri by the rule or the month."""
    name = slots.node("name")
    hijri = bool(slots.args.get("hijri")) or "hijri_month" in slots or "hijri_month_homonym" in slots
    month = next((m for s in ("month", "hijri_month", "hijri_month_homonym", "month_homonym") if (m := slots.int(s))), 0)
    if isinstance(name, CalendarDate):
        hijri, month = hijri or name.hijri, name.month or 0
    other = next((slots.int(s) for s in ("month2", "homonym2") if s in slots), None)
    if other is not None and other != month:
        return None
    year = _full_year(slots.int("year"), slots.int("two"))
    if hijri and year is not None and year > 1600:
        return Within(CalendarDate(None, month or None, slots.int("day"), None, True), CalendarDate(year))
    shift = slots.int("shift")
    weekday = slots.int("weekday")
    day_name = slots.node("day_name")
    if isinstance(day_name, Weekday):
        weekday = day_name.weekday
    day = slots.int("day")
    if day is not None and month and day > (30 if hijri else _LONGEST[month - 1]):
        return None
    if year is not None and shift is not None:
        return None
    return CalendarDate(year, month or None, day, weekday, hijri, shift)


_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@production
def numeric(slots: Slots) -> Node | None:
    """Three numbers of a date (one, two, three), or two of day and month; order: dmy, mdy, or ymd by its four digits."""
    numbers = [slots.raw(n) for n in ("one", "two", "three") if n in slots]
    if "dotted" in slots:
        numbers = re.split(r"\D", slots.raw("dotted"))
    if slots.args.get("order") == "my":
        return CalendarDate(int(numbers[1]), int(numbers[0])) if 1 <= int(numbers[0]) <= 12 else None
    if slots.args.get("order") == "ym":
        return CalendarDate(int(numbers[0]), int(numbers[1])) if 1 <= int(numbers[1]) <= 12 else None
    order = slots.args.get("order", "dmy")
    day_name = slots.node("day_name")
    weekday = day_name.weekday if isinstance(day_name, Weekday) else slots.int("weekday")
    if len(numbers) == 2:
        a, b = int(numbers[0]), int(numbers[1])
        day, month = (a, b) if (order == "dmy" and b <= 12) or a > 12 else (b, a)
        return CalendarDate(None, month, day, weekday) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if len(numbers[0]) == 4:
        year, month, day = (int(n) for n in numbers)
    elif len(numbers[2]) in (4, 2):
        a, b, year = (int(n) for n in numbers)
        if len(numbers[2]) == 2:
            year = _full_year(None, year) or 0
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
        return Within(replace(node.inner, weekday=weekday), node.outer)
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
def weekday(slots: Slots) -> Node | None:
    """A weekday, with last, this, next, or in so many weeks."""
    node = slots.node("day_name")
    number = node.weekday if isinstance(node, Weekday) else slots.int("weekday")
    if "ل" in getattr(slots.raw("weekday"), "proclitics", ()):
        return None  # "for the two", spelled like Monday
    return None if number is None else Weekday(number, slots.int("shift"), slots.int("weeks"))


@production
def shift(slots: Slots) -> Node | None:
    """A unit counted from now (unit, shift), or a word for a day (day_word)."""
    word = slots.int("day_word")
    if word is not None:
        return Shift("day", word)
    unit, offset = slots.text("unit"), slots.int("shift")
    if unit is None or offset is None or unit in ("hour", "minute", "second"):
        return None
    if unit in slots.args.get("but", ()):
        return None
    return Shift(unit, offset * int(slots.args.get("times", 1)))


@production
def length(slots: Slots) -> Node | Made | None:
    """An amount of a unit: num (1 if absent) and unit; half adds a half, less takes the number as a fraction."""
    unit = slots.text("unit") or slots.text("units") or slots.text("dual")
    if unit is None:
        return None
    number: float | None = slots.raw("num") if "num" in slots else slots.args.get("number")
    if unit == "decade" and "scanty" in slots:
        return None  # long contracts, by another meaning of the word
    if number is None and "ال" in getattr(slots.raw("units"), "proclitics", ()) and "shift" not in slots:
        return None
    if "dual" in slots:
        number = 2.0
    elif "ال" in getattr(slots.raw("unit"), "proclitics", ()):
        return None  # "Monday of the week" is not two weeks, nor "the week" a length
    elif number is None:
        number = 1.0 if slots.text("units") is None else None
    if number is not None and "half" in slots:
        number += float(slots.text("half") or 0.5)
    if number is not None and slots.args.get("times"):
        number *= float(slots.args["times"])
    parts: tuple[tuple[str, float | None], ...] = ((unit, number),)
    more = slots.node("more")
    if isinstance(more, Duration):
        parts += more.amount.parts
    return Duration(Amount(parts))


@production
def joined_lengths(slots: Slots) -> Node | None:
    """Two lengths that make one ("a year and two months")."""
    one, two, last = slots.node("one"), slots.node("more"), slots.node("most")
    if not isinstance(one, Duration) or not isinstance(two, Duration):
        return None
    if isinstance(last, Duration):
        two = Duration(Amount(two.amount.parts + last.amount.parts))
    order = ("century", "decade", "year", "half", "quarter", "month", "week", "day", "hour", "minute", "second")
    units = [p[0] for p in one.amount.parts + two.amount.parts]
    if any(u not in order for u in units) or [order.index(u) for u in units] != sorted({order.index(u) for u in units}):
        return None
    return Duration(Amount(one.amount.parts + two.amount.parts))


@production
def recent(slots: Slots) -> Node | None:
    """The last or next so many units."""
    made, sign = slots.made("time_length"), slots.int("shift")
    node = made.node if made else length(slots)
    if not isinstance(node, Duration) or not sign:
        return None
    if node.amount.parts[0][1] is None and node.amount.unit in ("hour", "minute", "second"):
        return None
    return Recent(node.amount, sign)


@production
def moved(slots: Slots) -> Node | Made | None:
    """So much before or after: time_length, sign, and a base that is another date (else now)."""
    node, sign = slots.node("time_length"), slots.int("sign")
    if not isinstance(node, Duration) or sign is None:
        return None
    base, hedge = slots.node("base"), slots.text("time_hedge")
    if base is None and "event" in slots.args:
        return Made(node, mod=hedge or ("BEFORE" if sign < 0 else "AFTER"))
    made = Moved(node.amount, sign, base)
    role = str(slots.args.get("role", "on"))
    vague = any(number is None for _, number in node.amount.parts)
    mod = hedge or (("BEFORE" if sign < 0 else "AFTER") if vague and role == "on" else None)
    return Made(made, role=role, mod=mod)


@production
def part(slots: Slots) -> Node | Made | None:
    """The start, middle or end of a date."""
    made, mod = slots.made("time"), slots.text("part")
    if mod is None:
        return None
    node = _part_of(slots, made, mod)
    if node is None:
        return None
    joined = getattr(slots.raw("part"), "proclitics", ())
    # "by the end of": in Arabic the particle alone says it.
    return Made(node, role="by" if mod == "END" and joined and joined[-1] == "ب" else "on")


def _part_of(slots: Slots, made: Made | None, mod: str) -> Node | None:
    if made is None:
        year, entry = slots.int("year"), slots.raw("unit")
        if year is not None:
            return Part(CalendarDate(year), mod)
        definite = isinstance(entry, Entry) and ("ال" in entry.proclitics or slots.raw("definite"))
        return Part(Shift(entry.value, 0), mod) if definite and entry.value in _CALENDAR_UNITS else None
    if made.node is None or isinstance(made.node, (Part, Duration)):
        return None
    if mod == "MID" and isinstance(made.node, CalendarDate) and made.node.day is not None:
        return None
    return Part(made.node, mod)


_CALENDAR_UNITS = ("week", "month", "quarter", "year", "decade", "century")


@production
def nth_or_day(slots: Slots) -> Node | None:
    """ "Tuesday the third of September" is the third Tuesday, "Tuesday the nineteenth" a day of the month."""
    base = slots.node("time") or slots.node("outer")
    if "outer" in slots:
        base = slots.node("outer")
    day_name = slots.node("day_name")
    day = slots.raw("ord") if "ord" in slots else slots.int("nth") if "nth" in slots else slots.int("day")
    open_day = slots.node("time")
    if day_name is None and isinstance(open_day, CalendarDate) and open_day.weekday is not None:
        day_name, day = Weekday(open_day.weekday), open_day.day
    if base is None or day is None or not isinstance(day_name, Weekday):
        return None
    if day <= 5:
        return Nth(day, base, day_name.weekday)
    return _of_month(CalendarDate(day=day, weekday=day_name.weekday), base)


@production
def nth_after(slots: Slots) -> Node | None:
    """The n-th weekday after a date."""
    base, what = slots.node("time"), slots.node("numbered")
    if base is None or not isinstance(what, Numbered) or what.weekday is None or what.n < 1:
        return None
    return After(base, what.n, what.weekday)


def _of_month(inner: CalendarDate, outer: Node) -> Node:
    if isinstance(outer, CalendarDate) and outer.month is not None and outer.day is None:
        return replace(outer, day=inner.day, weekday=inner.weekday)
    return Within(inner, outer)


@production
def numbered(slots: Slots) -> Made | None:
    """The n-th of a unit or weekday, of something that a later rule finds."""
    n = slots.raw("ord") if "ord" in slots else slots.int("nth")
    entry = slots.raw("unit")
    if n is None or (entry is not None and "nth" in slots and slots.found["nth"].token.start < _start(slots, "unit")):
        if n is None or "ال" in getattr(entry, "proclitics", ()):
            return None  # "the end of the month", not the last month
    unit = slots.text("unit")
    if unit in ("hour", "minute", "second"):
        return None
    return Made(Numbered(n, unit, slots.int("weekday")), weak=True)


@production
def refuse(slots: Slots) -> None:
    """Nothing: keeps a longer reading from being tried."""


@production
def numbered_back(slots: Slots) -> Made | None:
    """The second last of a unit."""
    n = slots.raw("ord")
    return Made(Numbered(-n, slots.text("unit")), weak=True)


@production
def weekday_weeks(slots: Slots) -> Node | None:
    """ "Friday after next": one week after the next."""
    node, shift = slots.node("day_name"), slots.int("shift")
    if not isinstance(node, Weekday) or not shift:
        return None
    return After(Shift("day", 0), abs(shift), node.weekday) if shift > 0 else Back(Shift("day", 0), 2, node.weekday)


@production
def weekday_of_week(slots: Slots) -> Node | None:
    """ "Wednesday next week"."""
    node, shift = slots.node("day_name"), slots.int("shift")
    return Weekday(node.weekday, weeks=shift) if isinstance(node, Weekday) and shift is not None else None


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


@production
def week_of(slots: Slots) -> Node | None:
    """The week that a day is in."""
    base = slots.node("time")
    return WeekOf(base) if base is not None else None


def _start(slots: Slots, name: str) -> int:
    return slots.found[name].token.start


@production
def nth(slots: Slots) -> Node | None:
    """The n-th weekday or unit of a date."""
    base, what = slots.node("time"), slots.node("numbered")
    if base is None and "year" in slots:
        base = CalendarDate(slots.int("year"))
    entry = slots.raw("base_unit")
    definite = isinstance(entry, Entry) and ("ال" in entry.proclitics or slots.raw("definite"))
    if base is None and definite and entry.value in _CALENDAR_UNITS:
        base = Shift(entry.value, 0)
    if base is None or not isinstance(what, Numbered) or isinstance(base, Duration):
        return None
    return _nth(what, base)


def _nth(what: Numbered, base: Node) -> Node | None:
    n, unit = what.n, what.unit
    if unit not in ("quarter", "half"):
        if unit is not None and unit == _grain(base):
            return None
        return Nth(n, base, what.weekday, unit)
    which = n if n > 0 else {"quarter": 5, "half": 3}[unit] + n
    if not 1 <= which <= {"quarter": 4, "half": 2}[unit]:
        return None
    if _grain(base) == "month":
        return Half(base, which) if unit == "half" else None
    if isinstance(base, CalendarDate) and base.year is not None and not base.hijri:
        return Named(unit, which, base.year)
    return Within(Named(unit, which), base) if isinstance(base, Shift) and base.unit == "year" else None


def _grain(node: Node | None) -> str:
    if isinstance(node, CalendarDate):
        return "day" if node.day is not None else "month" if node.month is not None else "year"
    return node.unit if isinstance(node, Shift) else ""


@production
def this_years(slots: Slots) -> Node | None:
    """A quarter or half with no year said."""
    what = slots.node("numbered")
    if not isinstance(what, Numbered) or what.unit not in ("quarter", "half"):
        return None
    made = _nth(what, CalendarDate(2000))
    return replace(made, year=None, shift=slots.int("shift")) if isinstance(made, Named) else None


@production
def this_unit(slots: Slots) -> Node | None:
    """The year or month that is under way, said with no more than its article."""
    entry = slots.raw("unit")
    definite = isinstance(entry, Entry) and ("ال" in entry.proclitics or slots.raw("definite"))
    if any(n.startswith("_") and "ال" in getattr(b.value, "proclitics", ()) for n, b in slots.found.items()):
        return None
    return Shift(entry.value, 0) if definite else None


@production
def part_of_month(slots: Slots) -> Node | None:
    """A part of a month that is named in the same breath."""
    mod, month = slots.text("part"), slots.int("month")
    return Part(CalendarDate(month=month), mod) if mod and month else None


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
    return Named(what, which, _full_year(slots.int("year"), slots.int("two")), slots.int("shift"))


@production
def holiday(slots: Slots) -> Node | None:
    """A holiday of the tables."""
    rule = slots.text("holiday")
    return Holiday(rule, slots.int("year"), slots.int("shift")) if rule else None


@production
def within(slots: Slots) -> Node | None:
    """A smaller date in a larger one."""
    inner, outer = slots.node("inner"), slots.node("outer")
    if inner is None:
        day = slots.int("day")
        day_name = slots.node("day_name")
        number = day_name.weekday if isinstance(day_name, Weekday) else slots.int("weekday")
        if day is not None:
            inner = CalendarDate(day=day, weekday=number)
        elif number is not None:
            inner = Weekday(number)
    if inner is None or outer is None:
        return None
    if isinstance(inner, CalendarDate) and inner.year is None and isinstance(outer, CalendarDate):
        if inner.month is None and outer.month is not None and outer.day is None:
            return replace(outer, day=inner.day, weekday=inner.weekday)
        if outer.month is None and outer.year is not None and outer.hijri == inner.hijri:
            return replace(inner, year=outer.year)
    return Within(inner, outer)


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
    amount = slots.node("time_length")
    if isinstance(amount, Duration) and amount.amount.parts[0][1] is not None:
        return SetOf(amount.amount.iso())
    unit = slots.text("unit") or slots.text("units")
    if unit is None:
        return None
    if unit == "weekend":
        return SetOf("XXXX-WXX-WE")
    return SetOf(Amount(((unit, float(slots.raw("num") or 1) * float(slots.args.get("times", 1))),)).iso())


@production
def every_year(slots: Slots) -> Node | None:
    """A day of every year."""
    node, again = slots.node("time"), slots.node("set")
    if not isinstance(node, CalendarDate) or not isinstance(again, SetOf) or node.hijri:
        return None
    if again.value == "P1Y" and node.month:
        return SetOf(f"XXXX-{node.month:02d}-{node.day:02d}")
    return None


@production
def role(slots: Slots) -> Made | None:
    """A date under a word that says what it does: role, mod."""
    made = slots.made("time") or slots.made("time_length")
    if made is None and "year" in slots:
        made = Made(CalendarDate(slots.int("year")))
    if made is None or made.node is None:
        return None
    if isinstance(made.node, Duration):
        return None
    if isinstance(made.node, Part) or made.mod is not None:
        return replace(made, role=str(slots.args.get("role", made.role)), weak=False)
    new_role = slots.text("role") or made.role
    mod = slots.text("mod") or made.mod
    return replace(made, role=new_role if made.role == "on" else made.role, mod=mod, weak=False)


@production
def spoken_year(slots: Slots) -> Node | None:
    """ "Nineteen twenty-eight"."""
    return CalendarDate(int(slots.raw("hundreds")) * 100 + int(slots.raw("rest")))


@production
def span_from(slots: Slots) -> Node | None:
    """A length of time that begins on a date."""
    node, base = slots.node("time_length"), slots.node("base")
    return SpanFrom(node.amount, base) if isinstance(node, Duration) and base is not None else None


@production
def ahead(slots: Slots) -> Node | Made | None:
    """A length that begins now: within two weeks."""
    node = slots.node("time_length") or length(slots)
    return Ahead(node.amount) if isinstance(node, Duration) else None


@production
def hedged(slots: Slots) -> Made | None:
    """A length with about, more than or less than before it."""
    made = slots.made("time_length")
    return replace(made, mod=slots.text("time_hedge"), weak=False) if made else None


@production
def pair(slots: Slots) -> Made | None:
    """Two dates named together, neither the end of a range."""
    made = between(slots)
    if made is None or any(isinstance(p.made.node, (Duration, SetOf)) for p in made.pieces):
        return None
    if isinstance(made.node, Weekday) and not all(isinstance(p.made.node, Weekday) for p in made.pieces):
        return None
    return replace(made, pieces=tuple(replace(p, made=replace(p.made, role="on")) for p in made.pieces))


@production
def keep(slots: Slots) -> Made | None:
    """The same date, now certain to be one."""
    day = slots.node("day_shift")
    if isinstance(day, Shift) and day.unit != "day":
        return None
    made = slots.made("time") or slots.made("time_length")
    return replace(made, weak=False) if made and made.node else None


def _token_of(slots: Slots, name: str) -> Token:
    return slots.found[name].token


@production
def between(slots: Slots) -> Made | None:
    """Two dates that are the ends of a range: slots low and high (dates), or low_day (a number) completed by high."""
    high = slots.made("high")
    low = slots.made("low")
    if high is None and "high_day" in slots and low is not None and isinstance(low.node, CalendarDate):
        high = Made(replace(low.node, day=slots.int("high_day"), weekday=None))
    if high is None and "high_year" in slots:
        high = Made(CalendarDate(slots.int("high_year")))
    if low is None and "low_year" in slots:
        end = high.node if high else None
        low = Made(CalendarDate(slots.int("low_year"), hijri=isinstance(end, CalendarDate) and end.hijri))
    if low is None and "low_day" in slots and high is not None:
        low = _like(high, slots)
    if low is None or high is None or low.node is None or high.node is None:
        return None
    if not any(n.startswith("_") for n in slots.found) and "low" in slots and "high" in slots:
        if type(low.node) is not type(high.node) or _grain(low.node) != _grain(high.node):
            return None  # "adjourned on Saturday to mid-October" is no range
    low, high = _complete(low, high)
    pieces = tuple(
        _piece(_token_of(slots, next(n for n in names if n in slots)), replace(made, role=which, weak=False))
        for names, made, which in (
            (("low", "low_day", "low_year"), low, "from"),
            (("high", "high_day", "high_year"), high, "until"),
        )
    )
    return Made(low.node, pieces=pieces)


def _piece(token: Token, made: Made) -> Piece:
    if isinstance(token, TimeToken):
        return Piece(made, token.start, token.end, token.first, token.last)
    return Piece(made, token.start, token.end, -1, -1)


def _like(high: Made, slots: Slots) -> Made | None:
    """A bare day number takes month and year from the other end."""
    node, day = high.node, slots.int("low_day")
    if isinstance(node, CalendarDate) and node.day is not None and day is not None and day < 32:
        return Made(replace(node, day=day, weekday=None, equal=None)) if day != node.day else None
    if isinstance(node, Within) and isinstance(node.inner, CalendarDate) and node.inner.day is not None:
        return Made(Within(replace(node.inner, day=day, weekday=None), node.outer))
    return None


def _complete(low: Made, high: Made) -> tuple[Made, Made]:
    """What only one end says holds for both: the year, and last or next."""
    a, b = low.node, high.node
    if isinstance(a, CalendarDate) and isinstance(b, CalendarDate) and a.month and b.month and a.hijri == b.hijri:
        if a.year is None and b.year is not None:
            earlier = (a.month, a.day or 0) <= (b.month, b.day or 99)
            return replace(low, node=replace(a, year=b.year if earlier else b.year - 1)), high
        if a.year is not None and b.year is None:
            later = (b.month, b.day or 99) >= (a.month, a.day or 0)
            return low, replace(high, node=replace(b, year=a.year if later else a.year + 1))
        if a.year is None and a.shift is None and b.shift is not None:
            return replace(low, node=replace(a, shift=b.shift)), high
    if isinstance(a, Weekday) and isinstance(b, Weekday) and a.shift is None and b.shift is not None:
        return replace(low, node=replace(a, shift=b.shift)), high
    if isinstance(a, CalendarDate) and a.year is None and a.month and isinstance(b, Within):
        return replace(low, node=Within(a, b.outer)), high
    return low, high
