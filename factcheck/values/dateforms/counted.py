"""Productions: what is counted from now or from a date."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.values.dateforms.lengths import length
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

__all__ = [
    "ahead",
    "beyond",
    "moved",
    "recent",
    "shift",
    "span_from",
    "this_unit",
    "weekday",
    "weekday_of_week",
    "weekday_weeks",
]


_AFTER_NEXT = 2
"""The shift of "after next" and "before last"."""


@production
def weekday(slots: Slots) -> Node | None:
    """A weekday, with last, this, next, or in so many weeks."""
    node = slots.node("day_name")
    number = node.weekday if isinstance(node, Weekday) else slots.int("weekday")
    if "to" in getattr(slots.raw("weekday"), "joined", ()) and "cardinal" in slots.found["weekday"].token.entries:
        return None  # "for the two", spelled like Monday
    shift = slots.int("shift")
    if number is not None and abs(shift or 0) == _AFTER_NEXT:  # "the Monday after next"
        way = After if (shift or 0) > 0 else Back
        return way(Shift("day", 0), _AFTER_NEXT, number)
    return None if number is None else Weekday(number, shift, slots.int("weeks"))


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
def ahead(slots: Slots) -> Node | Made | None:
    """A length that begins now: within two weeks."""
    node = slots.node("time_length") or length(slots)
    if not isinstance(node, Duration) or node.amount.unit in ("quarter", "half"):
        return node
    return Ahead(node.amount)


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
def beyond(slots: Slots) -> Made | None:
    """ "After next week", "two months before last Friday": a date next to now, and what is counted from it."""
    away, day, unit = slots.int("away"), slots.node("day_name"), slots.text("unit")
    if away is None or unit in ("hour", "minute", "second"):
        return None
    sign = 1 if away > 0 else -1
    near: Node = Weekday(day.weekday, weeks=1) if isinstance(day, Weekday) and sign > 0 else Shift(str(unit), sign)
    if isinstance(day, Weekday) and sign < 0:
        near = Weekday(day.weekday, -1)
    length_made = slots.node("time_length")
    if isinstance(length_made, Duration):
        return Made(Moved(length_made.amount, sign, near))
    return Made(near, mod="AFTER" if sign > 0 else "BEFORE")


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
