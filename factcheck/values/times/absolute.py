"""Dates that a calendar names: days, months, years, quarters, seasons, decades, holidays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcheck.values import calendars as cal
from factcheck.values.calendars import Period
from factcheck.values.times.base import Context, choose

__all__ = ["CalendarDate", "Holiday", "Named"]


def _x(number: int | None, width: int) -> str:
    return "X" * width if number is None else f"{number:0{width}d}"


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A year, month, day, or what is written of them; the rest is found from context."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hijri: bool = False
    shift: int | None = None
    """-1 last, 0 this, 1 next: what stands in place of the year."""
    equal: CalendarDate | None = None
    """The same day in the other calendar, where the text gives both."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        found = self._resolve(context)
        if found is None and self.hijri and self._plausible():
            months = f"-{self.month:02d}" if self.month else ""
            days = f"-{self.day:02d}" if self.day else ""
            return Period(f"HIJRI-{_x(self.year, 4)}{months}{days}", "day" if self.day else "month")
        if found is None or found.first is None:
            return found
        note = None
        if self.weekday is not None and found.grain == "day" and found.first.weekday() != self.weekday:
            note = "weekday_mismatch"
        if self.equal is not None:
            other = self.equal.resolve(context)
            if other and other.first and other.grain == found.grain == "day":
                # The moon is sighted: one day apart is the same date in two countries.
                if abs((other.first - found.first).days) > 1:
                    note = "calendar_mismatch"
                elif self.hijri:
                    found = other
        return replace(found, note=note) if note else found

    def _plausible(self) -> bool:
        return (self.month is None or 1 <= self.month <= 12) and (self.day is None or 1 <= self.day <= 30)

    def _resolve(self, context: Context) -> Period | None:
        if self.year is not None:
            return self._at(self.year, self.month)
        window = context.window
        if window is not None and window.first is not None and window.last is not None:
            found = [p for p in self._around(window.first, window.last) if p.first and p.last]
            inside = [p for p in found if p.first >= window.first and p.last <= window.last]  # type: ignore[operator]
            return inside[0] if inside else None
        today = context.published
        if today is None:
            prefix = "HIJRI-" if self.hijri else ""
            days = f"-{self.day:02d}" if self.day is not None else ""
            if self.day and self.month and not self.hijri and cal.safe_date(2024, self.month, self.day) is None:
                return None
            return Period(f"{prefix}XXXX-{_x(self.month, 2)}{days}", "day" if self.day else "month")
        candidates = self._around(today, today)
        if self.weekday is not None:
            candidates = [p for p in candidates if p.first and p.first.weekday() == self.weekday] or candidates
        return choose(candidates, context, self.shift)

    def _around(self, first: date, last: date) -> list[Period]:
        """Every period that fits what is written, from well before ``first`` to well after ``last``."""
        found: list[Period | None]
        if self.month is None:
            months = (cal.add_months(first.replace(day=1), n) for n in range(-12, 13 + (last - first).days // 28))
            found = [self._at(m.year, m.month) for m in months if m]
        else:
            low, high = (
                (first.year, last.year) if not self.hijri else ((cal.hijri_of(d) or (0,))[0] for d in (first, last))
            )
            reach = 8 if (self.month, self.day) == (2, 29) else 2
            found = [self._at(y, self.month) for y in range(low - reach, high + reach + 1)]
        return [p for p in found if p is not None]

    def _at(self, year: int, month: int | None) -> Period | None:
        if self.hijri:
            return cal.hijri_period(year, month, self.day)
        if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
            return None
        if month is None:
            return cal.year_period(year)
        if self.day is None:
            return cal.month_period(year, month)
        day = cal.safe_date(year, month, self.day)
        return cal.day_period(day) if day else None


@dataclass(frozen=True, slots=True)
class Named:
    """A quarter, half, season, decade or century by its number or code."""

    what: str
    which: int | str
    year: int | None = None
    shift: int | None = None

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        if self.what == "decade":
            decade = int(self.which)
            if decade < 100:  # "the eighties": the nearest such decade that has begun
                today = context.published or date(2024, 1, 1)
                century = today.year // 100
                decade += 10 * (century if century * 10 + decade <= today.year // 10 else century - 1)
            return cal.decade_period(decade)
        if self.what == "century":
            return cal.century_period(int(self.which)) if 1 < int(self.which) < 99 else None
        if self.year is not None:
            return self._at(self.year)
        window = context.window
        if window is not None and window.first is not None:
            return self._at(window.first.year)
        now = context.published
        if now is None:
            code = {"quarter": "Q", "half": "H"}.get(self.what, "") + str(self.which)
            return Period(f"XXXX-{code}", self.what)
        candidates = [p for y in range(now.year - 2, now.year + 3) if (p := self._at(y))]
        if self.shift is None and self.what in ("quarter", "half", "week"):
            found = self._at(now.year)
            ahead = found is not None and found.first is not None and found.first > now
            return self._at(now.year - 1) if ahead and context.toward == "past" else found
        return choose(candidates, context, self.shift)

    def _at(self, year: int) -> Period | None:
        if not 1 <= year <= 9998:
            return None
        if self.what == "week":
            try:
                first = date.fromisocalendar(year, int(self.which), 1)
            except ValueError:
                return None
            return Period(f"{year:04d}-W{int(self.which):02d}", "week", first, first + timedelta(days=6))
        if self.what == "quarter":
            return cal.quarter_period(year, int(self.which)) if 1 <= int(self.which) <= 4 else None
        if self.what == "half":
            return cal.half_period(year, int(self.which)) if 1 <= int(self.which) <= 2 else None
        return cal.season_period(year, str(self.which))


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday of fixed date in either calendar, or one that moves with Easter.

    ``rule``: ``12-25``; ``hijri 10-1`` or ``hijri 10-1 3`` (days); ``easter -2``; ``orthodox 0``; ``nth 4 4 11``
    (fourth Friday, counted from Monday 0, of November).
    """

    rule: str
    year: int | None = None
    shift: int | None = None
    hijri_year: int | None = None

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        if self.hijri_year is not None and self.rule.startswith("hijri"):
            return self._hijri(self.hijri_year)
        year = self.year
        if year is None and context.window is not None and context.window.first is not None:
            year = context.window.first.year
        if year is not None:
            return next((p for p in self._in(year) if p.first and p.first.year == year), None)
        today = context.published
        if today is None:
            return Period("XXXX-XX-XX", "day")
        found = [p for y in range(today.year - 1, today.year + 2) for p in self._in(y)]
        return choose(sorted(set(found), key=lambda p: p.first or date.min), context, self.shift)

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
            return [cal.day_period(day)]
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
