"""Productions: what a story counts from a day that it has named, parts of a day, ages, times without a place."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.values.dateforms.lengths import length
from factcheck.values.dateforms.made import Made
from factcheck.values.dateforms.slots import Slots, production
from factcheck.values.times import (
    Age,
    Anchored,
    CalendarDate,
    Clock,
    DayPart,
    Duration,
    Moved,
    Node,
    Reference,
    SetOf,
    Shift,
    Trailing,
    Weekday,
)
from factcheck.values.timex import Amount

__all__ = [
    "age",
    "anchored",
    "anchored_shift",
    "clock",
    "clock_day",
    "day_part",
    "every_length",
    "reference",
    "trailing",
]

_CLOCK = ("hour", "minute", "second")


@production
def anchored(slots: Slots) -> Node | Made | None:
    """So much before or after the last date named: time_length (or unit alone), sign."""
    made, sign = slots.made("time_length"), slots.int("sign")
    if made is not None and made.weak:
        return None
    node = made.node if made is not None else Duration(Amount(((str(slots.text("unit")), 1.0),)))
    if not isinstance(node, Duration) or sign is None or any(number is None for _, number in node.amount.parts):
        return None
    return Made(Anchored(Moved(node.amount, sign)), mod=slots.text("time_hedge"))


@production
def anchored_shift(slots: Slots) -> Node | None:
    """The unit before or after the last date named, or that unit itself: "the following day", "that year"."""
    entry, unit = slots.raw("story_shift"), slots.text("unit")
    if not isinstance(entry, Entry) or unit is None or unit in _CLOCK:
        return None
    only = slots.args.get("only")
    if only is not None and unit not in only:
        return None
    return Anchored(Shift(unit, int(entry.value)), required=entry.value == "0")


@production
def day_part(slots: Slots) -> Node | None:
    """A part of a day that is named (time) or counted from today (shift)."""
    code, node, word = slots.text("daypart"), slots.node("time"), slots.int("day_word")
    if word is not None:
        node = Shift("day", word)
    elif "shift" in slots or "shift" in slots.args:
        node = Shift("day", slots.int("shift") or 0)
    whole_day = isinstance(node, Weekday) or (isinstance(node, CalendarDate) and node.day is not None)
    if code is None or not (whole_day or (isinstance(node, Shift) and node.unit == "day")):
        return None
    return DayPart(node, code)


@production
def clock(slots: Slots) -> Node | None:
    """A time of day by its hour, minutes and half of the day, or by a word."""
    word, half = slots.text("clock_word") or slots.raw("hour_minutes"), slots.text("half_day")
    if word is not None:
        return Clock(word)
    hour, minutes = int(slots.raw("hour")), slots.raw("minutes") or "00"
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return Clock(f"{hour:02d}:{minutes}")


@production
def clock_day(slots: Slots) -> Node | None:
    """A time of day and the day beside it: "9 p.m. Friday"."""
    at, made = slots.node("time_clock"), slots.made("time")
    node = made.node if made is not None else None
    whole_day = isinstance(node, Weekday) or (isinstance(node, CalendarDate) and node.day is not None)
    if not isinstance(at, Clock) or node is None or not (whole_day or (isinstance(node, Shift) and node.unit == "day")):
        return None
    return DayPart(node, at.code)


@production
def age(slots: Slots) -> Node | None:
    """A length that is somebody's age."""
    node = length(slots)
    return Age(node.amount) if isinstance(node, Duration) and node.amount.unit not in _CLOCK else None


@production
def reference(slots: Slots) -> Node | None:
    """Now, recently: the value of the entry or of the rule."""
    return Reference(str(slots.text("reference") or slots.args["value"]))


@production
def trailing(slots: Slots) -> Node | None:
    """One unit up to now or from now: "the past year"."""
    unit, sign = slots.text("unit"), slots.int("sign")
    if unit is None or sign is None or unit in (*_CLOCK, "weekend"):
        return None
    return Trailing(Amount(((unit, 1.0),)), sign)


@production
def every_length(slots: Slots) -> Node | None:
    """ "$50,000 a year": how often, not how long."""
    unit, node = slots.text("unit"), slots.node("time_length")
    if unit:
        return SetOf(Amount(((unit, 1.0),)).iso())
    made = slots.made("time_length")
    amount = node.amount if isinstance(node, Duration) and made is not None and not made.weak else None
    return SetOf(amount.iso()) if amount is not None and len(amount.parts) == 1 and amount.parts[0][1] == 1 else None
