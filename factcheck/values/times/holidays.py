"""Holidays: of fixed date, counted from Easter, by the weekday of a month, by the moon, from a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from factcheck.values import calendars as cal
from factcheck.values.calendars import Period
from factcheck.values.times.base import Context, Node, choose

__all__ = ["Holiday", "HolidayWeekend"]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday of fixed date in either calendar, or one that moves.

    ``rule``: ``12-25``; ``hijri 10-1`` or ``hijri 10-1 3`` (days); ``easter -2``; ``orthodox 0``; ``nth 4 4 11``
    (fourth Friday, counted from Monday 0, of November; a further number is days after it); ``before 0 5-25`` (the last
    Monday before 25 May); ``feast diwali`` (a row of feasts.tsv), ``feast passover 0 8`` (so many days after the day of
    the row, and how many days it lasts).
    """

    rule: str
    year: int | None = None
    shift: int | None = None
    hijri_year: int | None = None

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        if self.hijri_year is not None and self.rule.startswith("hijri"):
            return self._hijri(self.hijri_year)
        year, window = self.year, context.window
        if year is None and window is not None and window.first is not None and window.last is not None:
            years = range(window.first.year, window.last.year + 1)
            inside = (p for y in years for p in self._in(y) if p.first and window.first <= p.first <= window.last)
            return next(inside, None)
        if year is not None:
            return next((p for p in self._in(year) if p.first and p.first.year == year), None)
        today = context.published
        if today is None:
            return Period("XXXX-XX-XX", "day")
        reach = _RARE if self.rule.startswith("feast") else 1
        found = [p for y in range(today.year - reach, today.year + reach + 1) for p in self._in(y)]
        found = sorted(set(found), key=lambda p: p.first or date.min)
        return choose(found, context, self.shift, monthly=not self.rule.startswith("feast"))

    def _in(self, year: int) -> list[Period]:
        if " or " in self.rule:
            return [p for rule in self.rule.split(" or ") for p in replace(self, rule=rule)._in(year)]
        words = self.rule.split()
        if words[0] == "hijri":
            hijri = (cal.hijri_of(date(year, 1, 1)) or (0,))[0]
            found = [self._hijri(h) for h in range(hijri - 1, hijri + 3)]
            return [p for p in found if p and p.first and p.first.year == year]
        if words[0] in ("easter", "orthodox"):
            day = cal.easter(year, words[0] == "orthodox") + timedelta(days=int(words[1]))
            return [self._long(day, words[2:])]
        if words[0] == "feast":
            later = timedelta(days=int(words[2]) if len(words) > 2 else 0)
            days = [day + later for day in _feasts().get(words[1], ())]
            return [self._long(day, words[3:]) for day in days if day.year == year]
        if words[0] == "before":
            edge = date(year, *(int(n) for n in words[2].split("-")))
            return [cal.day_period(edge - timedelta(days=(edge.weekday() - int(words[1]) - 1) % 7 + 1))]
        if words[0] == "nth":
            n, weekday, month = (int(w) for w in words[1:4])
            nth = cal.nth_weekday(cal.month_period(year, month), weekday, n)
            extra = timedelta(days=int(words[4]) if len(words) > 4 else 0)
            return [cal.day_period(nth + extra)] if nth else []
        written, _, number = words[0].partition("-")
        day_found = cal.safe_date(year, int(written), int(number))
        if day_found is None:
            return []
        return [self._long(day_found, words[1:])]

    def _hijri(self, year: int) -> Period | None:
        words = self.rule.split()
        month, _, number = words[1].partition("-")
        found = cal.hijri_period(year, int(month), int(number) if number else None)
        if found is None or found.first is None or not number:
            return found
        return self._long(found.first, words[2:])

    @staticmethod
    def _long(day: date, length: list[str]) -> Period:
        if not length:
            return cal.day_period(day)
        return cal.span_period(day, day + timedelta(days=int(length[0]) - 1), day.isoformat(), "span")


@dataclass(frozen=True, slots=True)
class HolidayWeekend:
    """The weekend before or after a holiday, whichever is nearer, with what joins it to the holiday: Saturday to Monday
    for "Labor Day weekend", Thursday to Sunday for Thanksgiving's."""

    base: Node

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        day = self.base.resolve(context)
        if day is None or day.first is None:
            return day and Period("XXXX-WXX-WE", "weekend")
        forth = (5 - day.first.weekday()) % 7
        saturday = day.first + timedelta(days=forth if forth <= 3 else forth - 7)
        found = cal.unit_period("weekend", saturday, 0, context.week_start)
        if found is None or found.first is None or found.last is None:
            return found
        if max(found.first - day.first, day.first - found.last) > _BRIDGE:
            return found
        return replace(found, first=min(found.first, day.first), last=max(found.last, day.first))


_BRIDGE = timedelta(days=2)
"""Between a weekend and a holiday that makes it longer: a day off lies between them."""


@cache
def _feasts() -> dict[str, tuple[date, ...]]:
    rows = (line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: tuple(date.fromisoformat(day) for day in days.split()) for name, days in rows}


_RARE = 4
"""Years around this one that are looked at for a feast of the table: an election comes every fourth year."""
_TABLE = Path(__file__).parents[1] / "feasts.tsv"
