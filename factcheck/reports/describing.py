"""A value in a few words, for those who read a report rather than its JSON."""

from __future__ import annotations

from factcheck.reports.base import clean
from factcheck.values.model import DateValue, FigureValue, Value

__all__ = ["describe"]

_LOOSE = {"APPROX": "about", "MORE_THAN": "more than", "LESS_THAN": "less than", "EQUAL_OR_MORE": "at least"}
_OPEN = ("at_least", "more_than", "at_most", "less_than")
"""Hedges that leave one end of the interval open."""


def describe(value: Value) -> str:
    """Its interval with unit and scope, or the days that a date stands for (its TIMEX3 value where it names none)."""
    return _date(value) if isinstance(value, DateValue) else _figure(value)


def _date(value: DateValue) -> str:
    if value.earliest is None and value.latest is None:
        days = value.timex
    elif value.earliest == value.latest:
        days = str(value.earliest)
    else:
        days = f"{value.earliest or '…'} – {value.latest or '…'}"
    return " ".join(p for p in ("" if value.role == "on" else value.role, _LOOSE.get(value.mod or ""), days) if p)


def _figure(value: FigureValue) -> str:
    """``about 2,500 personnel (US, IQ)``, ``more than 260 killed``, ``200–999 people, hundreds``."""
    hedge = value.modifier.replace("_", " ")
    if value.high is None:
        number = f"{hedge} {value.low:,}" if value.modifier in _OPEN else f"{value.low:,} or more"
    elif value.modifier in _OPEN and value.low != value.high:
        number = f"{hedge} {value.high:,}"
    else:
        number = f"{value.low:,}" if value.low == value.high else f"{value.low:,}–{value.high:,}"
        number = f"about {number}" if value.modifier == "about" else number
    parts = [f"{number} {value.unit}"]
    if value.modifier not in (*_OPEN, "exact", "about", "between"):
        parts[0] += f", {hedge}"
    scope = [s for s in (value.scope.actor, value.scope.place, value.scope.event) if s]
    if scope:
        parts.append(f"({', '.join(scope)})")
    if value.scope.part_of:
        parts.append(f"part of \u2068{clean(value.scope.part_of)}\u2069")
    return " ".join(parts)
