"""Productions: parts of dates, the n-th of something, a date in a larger one."""

from __future__ import annotations

from dataclasses import replace

from factcheck.languages.lexicon import Entry
from factcheck.values.dateforms.made import Made
from factcheck.values.dateforms.slots import CALENDAR_UNITS, Slots, grain, production
from factcheck.values.times import (
    After,
    CalendarDate,
    Duration,
    Half,
    Named,
    Node,
    Nth,
    Numbered,
    Part,
    Shift,
    Third,
    Weekday,
    WeekOf,
    Within,
)

__all__ = [
    "day_of_month_shift",
    "nth",
    "nth_after",
    "nth_of",
    "nth_or_day",
    "numbered",
    "numbered_back",
    "part",
    "part_of_month",
    "part_of_unit",
    "week_of",
    "within",
]


_WEEKS = 5  # no weekday comes more often in a month


@production
def part(slots: Slots) -> Node | Made | None:
    """The start, middle or end of a date."""
    made, mod = slots.made("time"), "START" if "start" in slots else slots.text("part")
    if mod is None:
        return None
    node = _part_of(slots, made, mod)
    if node is None:
        return None
    joined = getattr(slots.raw("part"), "joined", ())
    # "by the end of": in Arabic the particle alone says it.
    return Made(node, role="by" if mod == "END" and joined and joined[-1] == "by" else "on")


def _part_of(slots: Slots, made: Made | None, mod: str) -> Node | None:
    if made is None:
        year, entry = slots.int("year"), slots.raw("unit")
        if year is not None:
            return Part(CalendarDate(year), mod)
        definite = isinstance(entry, Entry) and ("the" in entry.joined or slots.raw("definite"))
        if not definite or entry.value not in CALENDAR_UNITS or entry.value in slots.args.get("but", ()):
            return None  # "the end of the contract", by another meaning of the word
        return Part(Shift(entry.value, 0), mod)
    if made.node is None or isinstance(made.node, (Part, Duration)):
        return None
    if mod == "MID" and isinstance(made.node, CalendarDate) and made.node.day is not None:
        return None
    return Part(made.node, mod)


@production
def part_of_month(slots: Slots) -> Node | None:
    """A part of a month that is named in the same breath."""
    mod, month = slots.text("part"), slots.int("month")
    return Part(CalendarDate(slots.int("year"), month), mod) if mod and month else None


@production
def part_of_unit(slots: Slots) -> Node | None:
    """A part of the unit under way, both in one word ("EOY")."""
    mod = slots.text("part")
    return Part(Shift(str(slots.args["unit"]), 0), mod) if mod else None


@production
def numbered(slots: Slots) -> Made | None:
    """The n-th of a unit or weekday, of something that a later rule finds."""
    n = slots.raw("ord") if "ord" in slots else slots.int("nth")
    entry = slots.raw("unit")
    if n is None:
        return None
    edge = "nth" if "nth" in slots else "ord"
    leads = entry is not None and edge in slots and _start(slots, edge) < _start(slots, "unit")
    if leads and (("the" in entry.joined and n in (-1, 1)) or "and" in entry.joined):
        return None  # "the end of the month", not the last month; "the last, and the days"
    unit = slots.text("unit")
    if unit in ("hour", "minute", "second"):
        return None
    return Made(Numbered(n, unit, slots.int("weekday"), joined="dash" in slots), weak=True)


@production
def numbered_back(slots: Slots) -> Made | None:
    """The second last of a unit."""
    n = slots.raw("ord")
    return Made(Numbered(-n, slots.text("unit")), weak=True)


def _start(slots: Slots, name: str) -> int:
    return slots.found[name].token.start


@production
def nth(slots: Slots) -> Node | None:
    """The n-th weekday or unit of a date."""
    base, what = slots.node("time"), slots.node("numbered")
    if base is None and "year" in slots:
        base = CalendarDate(slots.int("year"))
    entry = slots.raw("base_unit")
    definite = isinstance(entry, Entry) and ("the" in entry.joined or slots.raw("definite"))
    if base is None and definite and entry.value in CALENDAR_UNITS:
        base = Shift(entry.value, 0)
    if base is None or not isinstance(what, Numbered) or isinstance(base, Duration):
        return None
    return nth_of(what, base)


def nth_of(what: Numbered, base: Node) -> Node | None:
    """The n-th unit or weekday of ``base``; quarters and halves are dates of their own."""
    n, unit = what.n, what.unit
    if unit == "third":
        return Third(base, n) if n in (-1, 1, 2, 3) else None
    if unit not in ("quarter", "half"):
        if unit is not None and unit == grain(base):
            return None
        return Nth(n, base, what.weekday, unit)
    which = n if n > 0 else {"quarter": 5, "half": 3}[unit] + n
    if not 1 <= which <= {"quarter": 4, "half": 2}[unit]:
        return None
    long = isinstance(base, Named) and base.what in ("decade", "century")
    if grain(base) in ("month", "decade", "century") or long:
        return Half(base, which) if unit == "half" else None
    if isinstance(base, CalendarDate) and base.year is not None and not base.hijri:
        return Named(unit, which, base.year)
    return Within(Named(unit, which), base) if isinstance(base, Shift) and base.unit == "year" else None


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
    dated = _of_month(CalendarDate(day=day, weekday=day_name.weekday), base)
    if isinstance(dated, Within):
        dated = replace(dated, either=_either(base, slots))
    if day > _WEEKS or (isinstance(base, CalendarDate) and base.hijri):
        return dated
    ending, number = slots.args.get("feminine"), slots.found.get("ord") or slots.found.get("day")
    if ending and number is not None and number.token.text.endswith(ending):
        return Nth(day, base, day_name.weekday)  # days of the month are masculine
    return Nth(day, base, day_name.weekday, dated=dated)


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
def within(slots: Slots) -> Node | None:
    """A smaller date in a larger one."""
    inner, outer = slots.node("inner"), slots.node("outer")
    base = slots.raw("base_unit")
    if outer is None and isinstance(base, Entry) and "the" in base.joined and base.value in CALENDAR_UNITS:
        outer = Shift(base.value, 0)
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
    return Within(inner, outer, _either(outer, slots))


def _either(outer: Node | None, slots: Slots) -> bool:
    """Whether "this month" may be of either calendar: the rule of the language says so."""
    return bool(slots.args.get("either")) and outer == Shift("month", 0)


@production
def day_of_month_shift(slots: Slots) -> Node | None:
    """A day of this month, of which no more is said: "on the 27th of the current"."""
    day, shift, time = slots.int("day"), slots.int("shift"), slots.node("time")
    inner = CalendarDate(day=day) if time is None else time
    if shift is None or not isinstance(inner, CalendarDate) or inner.day is None or inner.month is not None:
        return None
    month = Shift("month", shift)
    return Within(inner, month, _either(month, slots))


@production
def week_of(slots: Slots) -> Node | None:
    """The week that a day is in."""
    base = slots.node("time")
    if base is None and "day" in slots:
        base = CalendarDate(day=slots.int("day"))
    return WeekOf(base) if base is not None else None
