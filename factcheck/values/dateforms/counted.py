"""Productions: lengths of time, and what is counted from now or from a date."""

from __future__ import annotations

from dataclasses import replace

from factcheck.languages.lexicon import Entry
from factcheck.values.dateforms.made import Made
from factcheck.values.dateforms.slots import Slots, production
from factcheck.values.times import (
    After,
    Ahead,
    Anchored,
    Back,
    Duration,
    Moved,
    Node,
    Recent,
    Shift,
    SpanFrom,
    Weekday,
)
from factcheck.values.timex import Amount

__all__ = [
    "ahead",
    "hedged",
    "joined_lengths",
    "length",
    "moved",
    "recent",
    "shift",
    "span_from",
    "this_unit",
    "weekday",
    "weekday_of_week",
    "weekday_weeks",
]


_YEAR_LIKE = 1900
"""A number from which on, before a singular, it is rather a year than a count."""


@production
def weekday(slots: Slots) -> Node | None:
    """A weekday, with last, this, next, or in so many weeks."""
    node = slots.node("day_name")
    number = node.weekday if isinstance(node, Weekday) else slots.int("weekday")
    if "to" in getattr(slots.raw("weekday"), "joined", ()):
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
    if unit is None or unit in slots.args.get("but", ()):
        return None
    joined = getattr(slots.raw("unit"), "joined", ()) or getattr(slots.raw("units"), "joined", ())
    if "num" in slots and ("and" in joined or "to" in joined):
        return None  # "2005 and the year …" is no length
    number: float | None = slots.raw("num") if "num" in slots else slots.args.get("number")
    if "over" in slots and slots.raw("below") is not None:  # "2 1/2 hours"
        over, below = int(slots.raw("over")), int(slots.raw("below"))
        if not 0 < over < below:
            return None
        number = (number or 0) + over / below
    if "one_word" in slots and "unit" in slots and slots.found["unit"].token.kind == "#":
        return None  # "a second chance" is an ordinal
    if number is not None and number >= _YEAR_LIKE and "unit" in slots:
        return None  # "the 2021 season"
    if unit == "quarter" and number == 1 and "dash" in slots:
        return None  # "one-quarter of the budget"
    if unit == "decade" and "scanty" in slots:
        return None  # long contracts, by another meaning of the word
    if number is None and "the" in getattr(slots.raw("units"), "joined", ()) and "shift" not in slots:
        return None
    if "dual" in slots:
        number = 2.0
    elif "the" in getattr(slots.raw("unit"), "joined", ()):
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
    one, two = slots.node("one"), slots.node("more")
    if not isinstance(one, Duration) or not isinstance(two, Duration):
        return None
    for name in ("most", "least"):
        last = slots.node(name)
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
    counted = slots.made("time_length")
    if slots.args.get("counted") and counted is not None and counted.weak:
        return None  # "in second place", "in days" of old
    base, hedge = slots.node("base"), slots.text("time_hedge")
    if base is None and "event" in slots.args:
        return Made(node, mod=hedge or ("BEFORE" if sign < 0 else "AFTER"))
    made = Moved(node.amount, sign, base, plain=bool(slots.args.get("plain")))
    role = str(slots.args.get("role", "on"))
    vague = any(number is None for _, number in node.amount.parts)
    mod = hedge or (("BEFORE" if sign < 0 else "AFTER") if vague and role == "on" else None)
    return Made(made, role=role, mod=mod)


@production
def hedged(slots: Slots) -> Made | None:
    """A length with about, more than or less than before it."""
    made = slots.made("time_length")
    if made is None or (made.weak and slots.args.get("counted")):
        return None  # "nearly half" is no length
    return replace(made, mod=slots.text("time_hedge"), weak=False)


@production
def ahead(slots: Slots) -> Node | Made | None:
    """A length that begins now: within two weeks."""
    node = slots.node("time_length") or length(slots)
    return Ahead(node.amount) if isinstance(node, Duration) else None


@production
def span_from(slots: Slots) -> Node | None:
    """A length of time that begins on a date."""
    node, base = slots.node("time_length"), slots.node("base")
    return SpanFrom(node.amount, base) if isinstance(node, Duration) and base is not None else None


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
def this_unit(slots: Slots) -> Node | None:
    """The year or month that is under way, said with no more than its article; ``anchored``: in a story, that of it."""
    entry = slots.raw("unit")
    definite = isinstance(entry, Entry) and ("the" in entry.joined or slots.raw("definite"))
    if any(n.startswith("_") and "the" in getattr(b.value, "joined", ()) for n, b in slots.found.items()):
        return None
    if not definite or entry.value in ("hour", "minute", "second"):
        return None
    return Anchored(Shift(entry.value, 0)) if slots.args.get("anchored") else Shift(entry.value, 0)
