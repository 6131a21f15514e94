"""Productions: ranges and pairs, and the role that a word gives to a date."""

from __future__ import annotations

from dataclasses import replace

from factcheck.text.tokens import Token
from factcheck.values.dateforms.made import Made, Piece, TimeToken
from factcheck.values.dateforms.parts import nth_of
from factcheck.values.dateforms.slots import Slots, grain, production
from factcheck.values.times import (
    CalendarDate,
    Duration,
    Numbered,
    Part,
    SetOf,
    Shift,
    Weekday,
    Within,
)
from factcheck.values.timex import Amount

__all__ = ["between", "days_of_month", "keep", "pair", "quarters", "role", "season_years"]


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
def keep(slots: Slots) -> Made | None:
    """The same date, now certain to be one."""
    day = slots.node("day_shift")
    if isinstance(day, Shift) and day.unit != "day":
        return None
    made = slots.made("time") or slots.made("time_length")
    if made is None or made.node is None:
        return None
    counted = slots.args.get("counted")
    if counted and made.weak and isinstance(made.node, Duration) and made.node.amount.parts[0][1] is not None:
        return None  # "over half of the forest"
    return replace(made, weak=False)


@production
def pair(slots: Slots) -> Made | None:
    """Two dates named together, neither the end of a range."""
    made = between(slots)
    lengths = (SetOf,) if slots.args.get("lengths") else (Duration, SetOf)
    if made is None or any(isinstance(p.made.node, lengths) for p in made.pieces):
        return None
    if isinstance(made.node, Weekday) and not all(isinstance(p.made.node, Weekday) for p in made.pieces):
        return None
    return replace(made, pieces=tuple(replace(p, made=replace(p.made, role="on")) for p in made.pieces))


def _token_of(slots: Slots, name: str) -> Token:
    return slots.found[name].token


@production
def between(slots: Slots, alike: bool = False) -> Made | None:
    """Two dates that are the ends of a range: slots low and high (dates), or low_day (a number) completed by high.

    ``alike``: known for a range whatever their precision.
    """
    high = slots.made("high")
    low = slots.made("low")
    if high is None and "high_day" in slots and low is not None and isinstance(low.node, CalendarDate):
        day = slots.int("high_day")
        high = Made(_of_next_month(replace(low.node, day=day, weekday=None), low.node.day, day, 1))
    if high is None and "high_year" in slots:
        high = Made(CalendarDate(slots.int("high_year")))
    if low is None and "low_year" in slots:
        end = high.node if high else None
        low = Made(CalendarDate(slots.int("low_year"), hijri=isinstance(end, CalendarDate) and end.hijri))
    if low is None and "low_day" in slots and high is not None:
        low = _like(high, slots)
    if low is None and high is None and "high_day" in slots and "outer" in slots:  # "4 to 22 next month"
        low, high = (Made(CalendarDate(day=slots.int(name))) for name in ("low_day", "high_day"))
    if "low_num" in slots:
        low = _as_many(high, slots)
    if "low_now" in slots:
        low = Made(Shift("day", 0))
    if "high_now" in slots:
        high = Made(Shift("day", 0))
    if low is None or high is None or low.node is None or high.node is None:
        return None
    unmarked = not any(n.startswith("_") for n in slots.found) and "low" in slots and "high" in slots
    if slots.args.get("sure") and (low.weak or high.weak or low.node == high.node):
        return None  # "nil - nil" in words that are months too
    same = type(low.node) is type(high.node) and grain(low.node) == grain(high.node)
    if (unmarked or slots.args.get("alike")) and not same and not alike:
        return None  # "adjourned on Saturday to mid-October" is no range
    outer = slots.node("outer")
    if outer is not None:
        low, high = (replace(made, node=Within(made.node, outer)) for made in (low, high) if made.node is not None)
    doubtful = low.weak and high.weak and not slots.args.get("certain") and _figures_only(low, high)
    low, high = _complete(low, high)
    pieces = tuple(
        _piece(_token_of(slots, next(n for n in names if n in slots)), replace(made, role=which, weak=doubtful))
        for names, made, which in (
            (("low", "low_day", "low_year", "low_num", "low_now"), low, "from"),
            (("high", "high_day", "high_year", "high_now"), high, "until"),
        )
    )
    return Made(low.node, pieces=pieces)


def _figures_only(low: Made, high: Made) -> bool:
    """Two days in figures that do not say of which calendar they are."""
    return all(isinstance(m.node, CalendarDate) and m.node.either for m in (low, high))


def _piece(token: Token, made: Made) -> Piece:
    if isinstance(token, TimeToken):
        return Piece(made, token.start, token.end, token.first, token.last)
    return Piece(made, token.start, token.end, -1, -1)


def _as_many(high: Made | None, slots: Slots) -> Made | None:
    """A bare number counts the unit of the length at the other end."""
    node, number = high.node if high else None, slots.raw("low_num")
    if not isinstance(node, Duration) or len(node.amount.parts) != 1 or node.amount.parts[0][1] is None:
        return None
    unit, most = node.amount.parts[0]
    if unit == slots.args.get("ages"):
        return None  # "the 13-14 years" are ages as often
    return Made(Duration(Amount(((unit, number),)))) if number < most else None


def _like(high: Made, slots: Slots) -> Made | None:
    """A bare day number takes month and year from the other end."""
    node, day = high.node, slots.int("low_day")
    if isinstance(node, CalendarDate) and node.day is not None and day is not None and day < 32:
        low = replace(node, day=day, weekday=None, equal=None)
        return Made(_of_next_month(low, day, node.day, -1)) if day != node.day else None
    if isinstance(node, Within) and isinstance(node.inner, CalendarDate) and node.inner.day is not None:
        return Made(Within(replace(node.inner, day=day, weekday=None), node.outer))
    return None


def _of_next_month(node: CalendarDate, low: int | None, high: int | None, step: int) -> CalendarDate:
    """The bare end of a range of days, in the next or last month where days run back: "April 27 to the 3rd"."""
    if low is None or high is None or node.month is None or low <= high:
        return node
    month = node.month + step
    year = None if node.year is None else node.year + (month > _MONTHS) - (month < 1)
    return replace(node, month=(month - 1) % _MONTHS + 1, year=year)


_MONTHS = 12


def _as_part(made: Made, completed: Made) -> Made:
    """The part that ``made`` is, of a date that has been completed."""
    if not isinstance(made.node, Part) or completed.node is None:
        return completed
    return replace(made, node=replace(made.node, base=completed.node))


def _complete(low: Made, high: Made) -> tuple[Made, Made]:
    """What only one end says holds for both: the year, and last or next; of parts, what their months say."""
    a, b = low.node, high.node
    if isinstance(a, Part) or isinstance(b, Part):
        inner = [replace(m, node=m.node.base) if isinstance(m.node, Part) else m for m in (low, high)]
        if all(isinstance(m.node, CalendarDate) for m in inner):
            one, two = _complete(*inner)
            return _as_part(low, one), _as_part(high, two)
        return low, high
    if isinstance(a, CalendarDate) and isinstance(b, CalendarDate) and a.either and a.year is None and b.hijri:
        a = replace(a, hijri=True, either=False)
        low = replace(low, node=a)
    if isinstance(a, CalendarDate) and isinstance(b, CalendarDate) and a.month and b.month and a.hijri == b.hijri:
        if a.year is None and a.shift is None and b.year is not None:
            earlier = (a.month, a.day or 0) <= (b.month, b.day or 99)
            return replace(low, node=replace(a, year=b.year if earlier else b.year - 1)), high
        if a.year is not None and b.year is None:
            later = (b.month, b.day or 99) >= (a.month, a.day or 0)
            return low, replace(high, node=replace(b, year=a.year if later else a.year + 1))
        if a.year is None and a.shift is None and b.shift is not None:
            return replace(low, node=replace(a, shift=b.shift)), high
    if isinstance(a, Weekday) and isinstance(b, Weekday) and a.shift is None and b.shift is not None:
        return replace(low, node=replace(a, shift=b.shift)), high
    if isinstance(a, Weekday) and a.shift is None and isinstance(b, Within) and isinstance(b.inner, Weekday):
        return replace(low, node=Within(a, b.outer)), high
    if isinstance(a, CalendarDate) and a.year is None and a.month and isinstance(b, Within):
        return replace(low, node=Within(a, b.outer)), high
    return low, high


@production
def quarters(slots: Slots) -> Made | None:
    """ "The first and second quarters of 2024"."""
    outer, year = slots.node("time"), slots.int("year")
    base = CalendarDate(year) if year is not None else Shift("year", 0) if outer is None else outer
    pieces = []
    for name in ("low_ord", "high_ord"):
        node = nth_of(Numbered(slots.raw(name), "quarter"), base)
        if node is None:
            return None
        pieces.append(_piece(_token_of(slots, name), Made(node)))
    return Made(base, pieces=tuple(pieces))


_RUN = 60
"""The longest run of years whose end is written in two digits."""


@production
def season_years(slots: Slots) -> Made | None:
    """ "1998-99": two years that follow each other, the second in two digits; ``any``: "the 1914-18 war"."""
    low, two = slots.int("low_year"), slots.int("two")
    years = (two - low) % 100 if low is not None and two is not None else 0
    if low is None or years < 1 or years > (_RUN if slots.args.get("any") else 1):
        return None
    ends = (("low_year", low, "from"), ("two", low + years, "until"))
    pieces = tuple(_piece(_token_of(slots, name), Made(CalendarDate(year), role=role)) for name, year, role in ends)
    return Made(CalendarDate(low), pieces=pieces)


@production
def days_of_month(slots: Slots) -> Made | None:
    """ "1-8 September 2015": two days of one month, in digits; ``both``: no range, "1 and 2 September"."""
    month, year = slots.node("name"), slots.int("year")
    low, high = slots.int("low_day"), slots.int("high_day")
    if not isinstance(month, CalendarDate) or low is None or high is None or low >= high:
        return None
    both = slots.args.get("both")
    ends = (("low_day", low, "on" if both else "from"), ("high_day", high, "on" if both else "until"))
    pieces = tuple(
        _piece(_token_of(slots, slot), Made(replace(month, day=day, year=year or month.year), role=role))
        for slot, day, role in ends
    )
    return Made(pieces[0].made.node, pieces=pieces)
