"""The values that everything else passes on: dates and figures, as the JSON contract names them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, Union

__all__ = ["DateValue", "FigureValue", "NumberValue", "Scope", "Value", "shifted"]

Number = Union[int, float]


@dataclass(frozen=True, slots=True)
class NumberValue:
    """One number expression, whether it counts something or not (``factcheck.numbers``)."""

    text: str
    start: int
    end: int
    low: Number
    high: Number | None
    """Both inclusive; ``high`` None where open. Equal for a plain number."""
    ordinal: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain data, keys as the fields are named."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "low": self.low,
            "high": self.high,
            "ordinal": self.ordinal,
        }


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date expression with its TIMEX3 reading and calendar interval."""

    text: str
    start: int
    end: int
    timex: str
    """TIMEX3 type and value: ``DATE 2025-09``, ``DATE 2024-W37``, ``DURATION P6M``, ``SET P1Y``."""
    mod: str | None = None
    """START, MID, END, BEFORE, AFTER, ON_OR_BEFORE, ON_OR_AFTER, APPROX, MORE_THAN, LESS_THAN or None."""
    role: str = "on"
    """What the date does in its clause: on, by, from, until, since."""
    earliest: date | None = None
    latest: date | None = None
    """First and last day, inclusive; None where open, or for a duration, a set or an unanchored date."""
    note: str | None = None
    """A finding about the expression itself (a weekday that does not fit its date: ``weekday_mismatch``)."""
    kind: Literal["date"] = field(default="date", init=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain data as in the JSON contract."""
        data: dict[str, Any] = {
            "kind": self.kind,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "timex": self.timex,
            "mod": self.mod,
            "role": self.role,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
        }
        if self.note:
            data["note"] = self.note
        return data


@dataclass(frozen=True, slots=True)
class Scope:
    """What limits a quantity. None means that the text does not say (or that we could not read it)."""

    actor: str | None = None
    """Who: an ISO 3166 country code ("US"), or the folded name of a force."""
    place: str | None = None
    """Where: an ISO 3166 country code ("IQ"), or country:city ("IQ:erbil")."""
    event: str | None = None
    """Stem of the governing verb or noun, or an event class of the language pack."""
    part_of: str | None = None
    """Text of the figure that this one is named a part of ("15 شهيدا بينهم 12 جنديا")."""

    def to_dict(self) -> dict[str, Any]:
        """Plain data, keys as the fields are named."""
        return {"actor": self.actor, "place": self.place, "event": self.event, "part_of": self.part_of}


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A number that counts or measures something."""

    text: str
    start: int
    end: int
    low: Number
    """The number as the text gives it, or the lower bound (inclusive; 0 for an open "less than")."""
    high: Number | None
    """Upper bound, inclusive; None where open. Equal to ``low`` for exact and about: rounding is read in comparison."""
    unit: str
    """One of the documented set (docs/units.md): personnel, killed, …, money:USD, percent, else ``count:<stem>``."""
    modifier: str = "exact"
    """exact, about, at_least, more_than, at_most, less_than, between, few, tens, hundreds, thousands, …"""
    scope: Scope = Scope()
    kind: Literal["figure"] = field(default="figure", init=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain data as in the JSON contract."""
        return {
            "kind": self.kind,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "low": self.low,
            "high": self.high,
            "modifier": self.modifier,
            "unit": self.unit,
            "scope": self.scope.to_dict(),
        }


Value = Union[DateValue, FigureValue]


def shifted(value: Value, offset: int) -> Value:
    """The same value with its offsets moved by ``offset``."""
    return replace(value, start=value.start + offset, end=value.end + offset)
