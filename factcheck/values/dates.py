"""Date expressions: TIMEX3 value, modifier, interval and role."""

from __future__ import annotations

from datetime import date

from factcheck.values.model import DateValue
from factcheck.values.reading import Reading

__all__ = ["find_dates"]


def find_dates(reading: Reading, published: date | None, prefer: str = "tense") -> list[tuple[DateValue, int, int]]:
    """Dates of a reading in order, each with the range of tokens that it takes (first, end)."""
    return []
