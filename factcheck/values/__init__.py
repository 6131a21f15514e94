"""The dates and figures of a text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from factcheck.errors import UsageError
from factcheck.values.dates import find_dates
from factcheck.values.figures import find_figures
from factcheck.values.model import DateValue, FigureValue, NumberValue, Scope, Value, shifted
from factcheck.values.numbers import Quantity
from factcheck.values.reading import read

__all__ = [
    "DateValue",
    "FigureValue",
    "NumberValue",
    "Scope",
    "Value",
    "as_day",
    "dates",
    "extract",
    "numbers",
    "shifted",
]


_UNCOUNTED = ("DURATION PX", "DURATION PTX")
"""Lengths of no number ("in recent years", "for decades"): nothing that two reports could agree on."""


def as_day(published: date | str | None) -> date | None:
    """A day given as ``date`` or ``YYYY-MM-DD``; UsageError for anything else."""
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published)
    except (TypeError, ValueError):
        raise UsageError(f"not a day: {published!r}", hint="write it as YYYY-MM-DD") from None


def extract(text: str, published: date | str | None = None, language: str | None = None) -> tuple[Value, ...]:
    """Every date and figure of ``text`` in order of place, offsets in code points of ``text``.

    ``published`` is the day from which relative dates are resolved (without it they keep their TIMEX3 form and have no
    interval); ``language`` a pack's code (None: recognised from the text).
    """
    reading = read(text, language)
    found = find_dates(reading, as_day(published))
    found = [f for f in found if not f[0].timex.startswith(_UNCOUNTED)]
    figures = find_figures(reading, [(first, end) for _, first, end in found])
    values: list[Value] = [_whole_day(v) for v, _, _ in found if _dates_something(v)]
    values.extend(figures)
    return tuple(sorted(values, key=lambda v: (v.start, v.end)))


def _dates_something(value: DateValue) -> bool:
    """Not an age, a time without a place in the calendar, a time of day without its day."""
    clock = value.timex.startswith("TIME ") and value.earliest is None and ":" in value.timex
    return value.note != "age" and not value.timex.endswith("_REF") and not clock


def _whole_day(value: DateValue) -> DateValue:
    """A part of a day as its day: two reports that say "Friday" and "Friday night" state the same date."""
    if not value.timex.startswith("TIME "):
        return value
    return replace(value, timex=f"DATE {value.timex[5:].partition('T')[0]}")


def dates(
    text: str, published: date | str | None = None, language: str | None = None, prefer: str = "tense"
) -> tuple[DateValue, ...]:
    """Every date expression of ``text``; ``prefer="past"|"future"`` settles what tense does not."""
    if prefer not in ("tense", "past", "future"):
        raise UsageError(f"prefer={prefer!r}", hint="tense, past or future")
    return tuple(value for value, _, _ in find_dates(read(text, language), as_day(published), prefer))


def numbers(text: str, language: str | None = None) -> tuple[NumberValue, ...]:
    """Every number expression of ``text``, whether it counts something or not."""
    reading = read(text, language, loose=True)
    found = []
    for i, token in enumerate(reading.tokens):
        quantity = token.entries.get("number") or token.entries.get("ordinal") if token.kind == "#" else None
        if isinstance(quantity, Quantity):
            words, start, end = reading.original(i, i + 1)
            found.append(NumberValue(words, start, end, quantity.low, quantity.high, quantity.ordinal))
    return tuple(found)
