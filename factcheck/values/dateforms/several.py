"""Productions: dates and lengths named together, which share a word: a unit, a week, a month, "every"."""

from __future__ import annotations

from dataclasses import replace

from factcheck.text.tokens import Token
from factcheck.values.dateforms.made import Made, Piece, TimeToken
from factcheck.values.dateforms.ranges import between
from factcheck.values.dateforms.slots import Slots, production
from factcheck.values.times import (
    Anchored,
    CalendarDate,
    Duration,
    Moved,
    Node,
    SetOf,
    Shift,
    Weekday,
    Within,
)
from factcheck.values.timex import Amount

__all__ = ["days_of_shift", "each_of", "far_year", "hours_minutes", "lengths", "months_joined", "weekdays_of_week"]


def _piece(slots: Slots, name: str, made: Made, opener: str = "") -> Piece:
    """The date at a slot, from the token of ``opener`` on where that belongs to it."""
    token: Token = slots.found[name].token
    start = slots.found[opener].token.start if opener else token.start
    if isinstance(token, TimeToken):
        return Piece(made, start, token.end, token.first, token.last)
    return Piece(made, start, token.end, -1, -1)


@production
def each_of(slots: Slots) -> Made | None:
    """ "Every Tuesday and Friday": two or three sets."""
    names = [n for n in ("weekday", "more", "last_day") if n in slots]
    pieces = tuple(
        _piece(slots, name, Made(SetOf(f"XXXX-WXX-{(slots.int(name) or 0) + 1}")), "" if number else "every")
        for number, name in enumerate(names)
    )
    return Made(pieces[0].made.node, pieces=pieces)


@production
def weekdays_of_week(slots: Slots) -> Made | None:
    """ "Thursday and Friday last week"."""
    shift, nodes = slots.int("shift"), [slots.node(n) for n in ("one", "two")]
    if shift is None or not all(isinstance(n, Weekday) for n in nodes):
        return None
    days = [Made(Weekday(n.weekday, weeks=shift)) for n in nodes]
    return Made(days[0].node, pieces=tuple(_piece(slots, n, d) for n, d in zip(("one", "two"), days, strict=True)))


@production
def days_of_shift(slots: Slots) -> Made | None:
    """ "From the 4th to the 22nd of next month": two days of a month that is counted from now."""
    shift, low, high = slots.int("outer_month"), slots.int("low_day"), slots.int("high_day")
    if shift is None or low is None or high is None or low >= high:
        return None
    ends = (("low_day", low, "from"), ("high_day", high, "until"))
    month = Shift("month", shift)
    pieces = tuple(_piece(slots, n, Made(Within(CalendarDate(day=day), month), role=role)) for n, day, role in ends)
    return Made(pieces[0].made.node, pieces=pieces)


@production
def months_joined(slots: Slots) -> Made | None:
    """ "Nov-Feb 5th": a month and a day of another, with a hyphen that touches both."""
    link, high = slots.found["link"].token, slots.found["high"].token
    if link.space or high.space or not isinstance(slots.node("high"), CalendarDate):
        return None
    return between(slots, alike=True)


@production
def lengths(slots: Slots) -> Made | None:
    """ "Three to five years": two lengths of one unit, both of them so long ago or from now where that is said."""
    made, number = slots.made("high"), slots.raw("low_num")
    node = made.node if made is not None else None
    if not isinstance(node, Duration) or len(node.amount.parts) != 1 or number is None:
        return None
    unit, most = node.amount.parts[0]
    if most is None or number >= most:
        return None
    sign, story = slots.int("sign"), slots.int("story")

    def counted(amount: Amount) -> Node:
        if story is not None:
            return Anchored(Moved(amount, story))
        return Duration(amount) if sign is None else Moved(amount, sign, plain="in" in slots)

    low, high = (counted(Amount(((unit, n),))) for n in (number, most))
    pieces = (_piece(slots, "low_num", Made(low), "in" if "in" in slots else ""), _piece(slots, "high", Made(high)))
    return Made(low, pieces=pieces)


@production
def hours_minutes(slots: Slots) -> Node | None:
    """ "Two hours ten": the second number is of minutes."""
    hours, minutes = slots.raw("over"), slots.raw("below")
    return Duration(Amount((("hour", float(hours)), ("minute", float(minutes))))) if hours and minutes else None


@production
def far_year(slots: Slots) -> Made | None:
    """A year of the next century under a preposition."""
    year = slots.int("year")
    role = "by" if "_b" in slots else "until" if "_u" in slots else "on"
    return None if year is None else replace(Made(CalendarDate(year)), role=role)
