"""Which units, events and places may be held against each other: the tables of ``lattice.toml``."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.languages.pack import load_toml
from factcheck.values.model import FigureValue
from factcheck.values.units import compatible_units

__all__ = [
    "Counted",
    "counted",
    "covers",
    "daily",
    "factor",
    "is_measure",
    "local",
    "moves",
    "opposed",
    "parts",
    "place_relation",
    "unit_relation",
]


@cache
def _table() -> dict[str, Any]:
    return load_toml(Path(__file__).with_name("lattice.toml"))


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: a subject (people, personnel, a noun, a measure) in a state (killed …), either unknown."""

    subject: str | None
    state: str | None


def counted(value: FigureValue) -> Counted:
    """Subject and state of a figure, from its unit and, for humans, from the event that governs it."""
    humans = _table()["humans"]
    if value.unit in humans["states"]:
        return Counted(None, value.unit)
    if value.unit in humans["subjects"]:
        return Counted(value.unit, _table()["event_state"].get(value.scope.event or ""))
    return Counted(value.unit, None)


def unit_relation(a: Counted, b: Counted) -> str | None:
    """``same``, ``covers`` (one holds the other), ``open`` (a state is unsaid on one side) or None: not comparable."""
    subjects = _table()["humans"]["subjects"]
    human_a = a.subject is None or a.subject in subjects
    human_b = b.subject is None or b.subject in subjects
    if human_a != human_b:
        return None
    if not human_a:
        if a.subject == b.subject:
            return "same"
        if a.subject and b.subject and compatible_units(a.subject, b.subject):
            return "same"
        scale = _table()["scale"]
        if a.subject in scale and b.subject in scale and scale[a.subject][0] == scale[b.subject][0]:
            return "same"
        return None
    if a.state != b.state:
        if a.state is None or b.state is None:
            return "open"
        return None  # a sum of states is compared as a sum, never a part with its whole
    if a.subject == b.subject or a.subject is None or b.subject is None:
        return "same"
    if covers(a, b) or covers(b, a):
        return "covers"
    return None


def covers(wide: Counted, narrow: Counted) -> bool:
    """Whether the first subject counts also what the second counts."""
    return narrow.subject in _table()["covers"].get(wide.subject, ())


def factor(unit: str) -> float:
    """What a number of this unit is multiplied with to be held against another unit of its family."""
    entry = _table()["scale"].get(unit)
    return float(entry[1]) if entry else 1.0


def is_measure(unit: str) -> bool:
    """Whether the unit measures (percent, money, distance …) and does not count."""
    return unit.split(":")[0] in _table()["measures"]["families"]


def daily(unit: str) -> bool:
    """Whether the quantity is counted anew every day, so that another day has another number."""
    return unit in _table()["daily"]["units"]


def local(unit: str) -> bool:
    """Whether the quantity belongs to a place, so that nothing is said where the place is unknown."""
    return unit.split(":")[0] in _table()["local"]["units"]


def moves(what: Counted) -> bool:
    """Whether the quantity rises while a story runs, so that a later number updates an earlier."""
    units = _table()["moving"]["units"]
    return what.state in units or what.subject in units


def parts(kinds: Collection[str]) -> bool:
    """Whether the kinds of people are such of which a count without a kind may be the whole."""
    return bool(kinds) and set(kinds) <= set(_table()["humans"]["parts"])


def opposed(a: str | None, b: str | None) -> bool:
    """Whether two classes of events cannot be said of one quantity."""
    if a is None or b is None or a == b:
        return False
    return any(a in group and b in group for group in _table()["events"]["opposed"])


def place_relation(a: Collection[str], b: Collection[str]) -> str:
    """``same``, ``within`` (one holds the other), ``other`` or ``unknown``, of the finest places on each side."""
    fine_a, fine_b = _finest(a), _finest(b)
    if not fine_a or not fine_b:
        return "unknown"
    if fine_a & fine_b:
        return "same"
    if any(x.startswith(f"{y}:") or y.startswith(f"{x}:") for x in fine_a for y in fine_b):
        return "within"
    return "other"


def _finest(places: Collection[str]) -> set[str]:
    return {p for p in places if not any(q.startswith(f"{p}:") for q in places)}
