"""Dates that a calendar names: days, months, years, quarters, seasons, decades."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcheck.values import calendars as cal
from factcheck.values.calendars import Period
from factcheck.values.times.base import Context, choose

__all__ = ["CalendarDate", "Named"]


_YEAR = 366
_NEWS = 90  # days around publication that a date without a year is of, when its calendar is in doubt


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
    either: bool = False
    """Whether day and month are of the Hijri calendar where only there they fit the weekday."""

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
            other = replace(self, hijri=True, either=False).resolve(context) if self.either else None
            if other is not None and other.first is not None and other.note is None and _near(other.first, context):
                return other
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
        if self.hijri and self.month is None and self.day is None and self.shift is not None:
            this = cal.hijri_of(today)
            return self._at(this[0] + self.shift, None) if this else None
        candidates = self._around(today, today)
        if self.weekday is not None:  # of the last such day and the next; years away a slip is likelier
            reach = _YEAR * (2 if context.settle == "future" else 1)
            near = [p for p in candidates if p.first and -_YEAR <= (p.first - today).days <= reach]
            candidates = [p for p in near if p.first and p.first.weekday() == self.weekday] or near or candidates
        return choose(candidates, context, self.shift, monthly=self.month is not None)

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


def _near(day: date, context: Context) -> bool:
    return context.published is not None and abs((day - context.published).days) <= _NEWS


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
        if window is not None and window.first is not None and window.last is not None:
            years = range(window.first.year, window.last.year + 1)
            inside = [p for y in years if (p := self._at(y)) and p.first and window.first <= p.first <= window.last]
            return inside[0] if inside else self._at(window.first.year)
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
