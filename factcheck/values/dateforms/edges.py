"""Productions: the first or last units of a date, the rest of a unit."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.values.dateforms.made import Made
from factcheck.values.dateforms.slots import CALENDAR_UNITS, Slots, production
from factcheck.values.times import CalendarDate, Duration, Edge, Node, Recent, Rest, Shift
from factcheck.values.timex import Amount

__all__ = ["edge", "edge_alone", "edge_words", "rest"]


@production
def edge_words(slots: Slots) -> Made | None:
    """ "The first six months", of something that a later rule finds."""
    unit, number = slots.text("units"), slots.raw("num")
    sign = -1 if "nth" in slots else 1 if slots.raw("ord") == 1 else 0
    if unit is None or number is None or not sign:
        return None
    return Made(Edge(Amount(((unit, number),)), None, sign), weak=True)


@production
def edge(slots: Slots) -> Node | None:
    """The first or last so many units of a date ("the first six months of 2015")."""
    base, lengths, recent = slots.node("time"), slots.node("time_length"), slots.node("recent")
    if base is None and "year" in slots:
        base = CalendarDate(slots.int("year"))
    entry = slots.raw("base_unit")
    if base is None and isinstance(entry, Entry) and "the" in entry.joined and entry.value in CALENDAR_UNITS:
        base = Shift(entry.value, 0)
    sign = -1 if "nth" in slots or isinstance(recent, Recent) else 1 if slots.raw("ord") == 1 else 0
    words = slots.node("edge")
    if isinstance(words, Edge):
        return Edge(words.amount, base, words.sign) if base is not None else None
    amount = recent.amount if isinstance(recent, Recent) and recent.sign < 0 else None
    if isinstance(lengths, Duration):
        amount = lengths.amount
    elif "num" in slots and slots.text("units") is not None:
        amount = Amount(((str(slots.text("units")), slots.raw("num")),))
    if base is None or amount is None or not sign or amount.parts[0][1] is None:
        return None
    return Edge(amount, base, sign)


@production
def edge_alone(slots: Slots) -> Node | None:
    """ "The last ten years" of nothing named: those before now."""
    words = slots.node("edge")
    return Recent(words.amount, -1) if isinstance(words, Edge) and words.base is None and words.sign < 0 else None


@production
def rest(slots: Slots) -> Node | None:
    """What is left of the week, month or year."""
    unit, under_way = slots.text("unit"), slots.node("time")
    if isinstance(under_way, Shift) and under_way.offset == 0:
        unit = under_way.unit
    return Rest(unit) if unit in CALENDAR_UNITS else None
