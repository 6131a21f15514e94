"""Productions: lengths of time, of one unit or several."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from factcheck.values.dateforms.made import Made
from factcheck.values.dateforms.slots import Slots, production
from factcheck.values.times import Duration, Node
from factcheck.values.timex import Amount

__all__ = ["hedged", "joined_lengths", "length"]

_YEAR_LIKE, _YEARS_END = 1900, 2100
"""A number from which on, before a singular, it is rather a year than a count."""


@production
def length(slots: Slots) -> Node | Made | None:
    """An amount of a unit: num (1 if absent) and unit; half adds a half, less takes the number as a fraction."""
    unit = slots.text("unit") or slots.text("units") or slots.text("dual")
    if unit is None or unit in slots.args.get("but", ()):
        return None
    joined = getattr(slots.raw("unit"), "joined", ()) or getattr(slots.raw("units"), "joined", ())
    if "num" in slots and ("and" in joined or "to" in joined):
        return None  # "2005 and the year …" is no length
    if "accusative" in slots.args and not getattr(slots.raw("unit"), "form", "").endswith(slots.args["accusative"]):
        return None  # "on another day" is no length
    number: float | None = slots.raw("num") if "num" in slots else slots.args.get("number")
    if "over" in slots and slots.raw("below") is not None:  # "2 1/2 hours"
        over, below = int(slots.raw("over")), int(slots.raw("below"))
        if not 0 < over < below:
            return None
        number = (number or 0) + over / below
    if "one_word" in slots and "unit" in slots and slots.found["unit"].token.kind == "#":
        return None  # "a second chance" is an ordinal
    if number is not None and _YEAR_LIKE <= number < _YEARS_END and "unit" in slots and "dash" not in slots:
        return None  # "the 2021 season"
    if unit == "quarter" and "dash" in slots and (number == 1 or "units" in slots):
        return None  # "one-quarter of the budget", "three-quarters"
    if unit == "decade" and ("scanty" in slots or "single_word" in slots):
        return None  # long contracts, one contract, by another meaning of the word
    if number is None and "the" in getattr(slots.raw("units"), "joined", ()) and "shift" not in slots:
        return None
    if number is None and any("construct" in b.token.entries for n, b in slots.found.items() if n in ("unit", "units")):
        return None  # "the day of independence"
    if "dual" in slots:
        if unit == "quarter" and "the" in slots.raw("dual").joined and "shift" not in slots:
            return None
        number = 2.0
    elif "the" in getattr(slots.raw("unit"), "joined", ()) and not slots.args.get("definite"):
        return None  # "Monday of the week" is not two weeks, nor "the week" a length
    elif number is None:
        number = 1.0 if slots.text("units") is None else None
    if number is not None and "half" in slots:
        number += float(slots.text("half") or 0.5)
    if number is not None and "less" in slots:
        number -= float(slots.text("less") or 0)
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
    one, two = _length_or_unit(slots, "one"), _length_or_unit(slots, "more")
    if not isinstance(one, Duration) or not isinstance(two, Duration):
        return None
    for name in ("most", "least"):
        last = _length_or_unit(slots, name)
        if isinstance(last, Duration):
            two = Duration(Amount(two.amount.parts + last.amount.parts))
    order = ("century", "decade", "year", "half", "quarter", "month", "week", "day", "hour", "minute", "second")
    units = [p[0] for p in one.amount.parts + two.amount.parts]
    if any(u not in order for u in units):
        return None
    parts = one.amount.parts + two.amount.parts
    if [order.index(u) for u in units] != sorted({order.index(u) for u in units}):
        if len(set(units)) < len(units) or "and_word" in slots or "comma" in slots:
            return None
        parts = tuple(sorted(parts, key=lambda p: order.index(p[0])))  # "1 month 2 years"
    for (larger, _), (unit, number) in pairwise(parts):
        if number is not None and number * _DAYS[unit] >= _DAYS[larger]:
            return None  # "between a week and ten days"
    return Duration(Amount(parts))


_DAYS = {"century": 36500.0, "decade": 3650.0, "year": 365.0, "half": 182.0, "quarter": 91.0, "month": 31.0}
_DAYS |= {"week": 7.0, "day": 1.0, "hour": 1 / 24, "minute": 1 / 1440, "second": 1 / 86400}
"""How long units are, in days."""


def _length_or_unit(slots: Slots, name: str) -> Node | None:
    """A length, or one of the unit in the slot ``name_unit``."""
    unit = slots.text(f"{name}_unit") if f"{name}_unit" in slots else None
    return Duration(Amount(((unit, 1.0),))) if unit else slots.node(name)


@production
def hedged(slots: Slots) -> Made | None:
    """A length with about, more than or less than before it."""
    made = slots.made("time_length")
    if made is None or (made.weak and slots.args.get("counted")):
        return None  # "nearly half" is no length
    return replace(made, mod=slots.text("time_hedge"), weak=False)
