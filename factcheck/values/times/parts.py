"""Dates made of dates: starts and ends, the n-th of something, a smaller date in a larger one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcheck.values import calendars as cal
from factcheck.values.calendars import Period
from factcheck.values.times.absolute import CalendarDate
from factcheck.values.times.base import Context, Node
from factcheck.values.times.holidays import Holiday
from factcheck.values.timex import narrow

__all__ = ["After", "Back", "Half", "Nth", "Numbered", "Part", "WeekOf", "Within"]


@dataclass(frozen=True, slots=True)
class Part:
    """The start, middle or end of something."""

    base: Node
    mod: str

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        base = self.base.resolve(context)
        return narrow(base, self.mod) if base else None


@dataclass(frozen=True, slots=True)
class Half:
    """The first or second half of a month, a decade or a century."""

    base: Node
    which: int

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        base = self.base.resolve(context)
        if base is None or base.first is None or base.last is None:
            return base and replace(base, mod="START" if self.which == 1 else "END")
        if base.grain in ("decade", "century"):
            middle = base.first.replace(year=base.first.year + (base.last.year - base.first.year + 1) // 2)
            if self.which == 1:
                return replace(base, last=middle - timedelta(days=1), mod="START")
            return replace(base, first=middle, mod="END")
        if self.which == 1:
            return replace(base, last=base.first + timedelta(days=14), mod="START")
        return replace(base, first=base.first + timedelta(days=15), mod="END")


@dataclass(frozen=True, slots=True)
class After:
    """The n-th weekday after a date."""

    base: Node
    n: int
    weekday: int

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        base = self.base.resolve(context)
        if base is None or base.last is None:
            return base and Period(f"XXXX-WXX-{self.weekday + 1}", "day")
        day = base.last + timedelta(days=(self.weekday - base.last.weekday() - 1) % 7 + 1 + 7 * (self.n - 1))
        return cal.day_period(day)


@dataclass(frozen=True, slots=True)
class Back:
    """The n-th weekday before a date."""

    base: Node
    n: int
    weekday: int

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        base = self.base.resolve(context)
        if base is None or base.first is None:
            return base and Period(f"XXXX-WXX-{self.weekday + 1}", "day")
        back = (base.first.weekday() - self.weekday - 1) % 7 + 1
        return cal.day_period(base.first - timedelta(days=back + 7 * (self.n - 1)))


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week that holds a day."""

    base: Node

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        base = self.base.resolve(context)
        if base is None or base.first is None:
            return base and Period("XXXX-WXX", "week")
        return cal.week_period(base.first, context.week_start)


_FEAST = 4
"""Days of a feast that are counted from its first ("the second day of the feast")."""


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th (-1: last) weekday, or unit, in something."""

    n: int
    base: Node
    weekday: int | None = None
    unit: str | None = None
    dated: Node | None = None
    """The day of that number, meant where it is that weekday: "Thursday the first of October"."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        dated = self.dated.resolve(context) if self.dated is not None else None
        if dated is not None and dated.first is not None and dated.first.weekday() == self.weekday:
            return dated
        base = self.base.resolve(context)
        if base is None:
            return None
        if base.first is None or base.last is None:
            if self.weekday is not None:
                return Period(f"{base.timex}-WXX-{self.weekday + 1}", "day")
            return Period(f"{base.timex}-W{self.n:02d}" if self.n > 0 else f"{base.timex}-WXX", self.unit or "day")
        if self.weekday is not None:
            day = cal.nth_weekday(base, self.weekday, self.n)
            return cal.day_period(day) if day else None
        unit = self.unit or "day"
        if unit == "day":
            day = base.first + timedelta(days=self.n - 1) if self.n > 0 else base.last + timedelta(days=self.n + 1)
            if isinstance(self.base, Holiday) and 0 < self.n <= _FEAST:
                return cal.day_period(day)
            return cal.day_period(day) if base.first <= day <= base.last else None
        if unit == "week":
            return self._week(base.first, base.last, context.week_start)
        anchor = base.first if self.n > 0 else base.last
        found = cal.unit_period(unit, anchor, self.n - 1 if self.n > 0 else self.n + 1, context.week_start)
        return found if found and found.first and found.first <= base.last else None

    def _week(self, first: date, last: date, first_weekday: int) -> Period | None:
        """Whole weeks: the first is the first that begins in the period or has most of its days there."""
        start = cal.week_start(first, first_weekday)
        if (first - start).days > 3:
            start += timedelta(days=7)
        if self.n < 0:
            start = cal.week_start(last, first_weekday)
            if (last - start).days < 3:
                start -= timedelta(days=7)
            start += timedelta(weeks=self.n + 1)
        else:
            start += timedelta(weeks=self.n - 1)
        return cal.week_period(start, first_weekday) if start <= last else None


@dataclass(frozen=True, slots=True)
class Numbered:
    """The n-th unit or weekday of something not yet known: no date by itself."""

    n: int
    unit: str | None = None
    weekday: int | None = None
    joined: bool = False
    """Whether a hyphen stands between: "second-half profit", but "they scored in the second half"."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        return None


@dataclass(frozen=True, slots=True)
class Within:
    """A smaller expression inside a larger one ("the 19th of this month", "March of next year")."""

    inner: Node
    outer: Node
    either: bool = False
    """Whether the month may be of the other calendar, where the weekday tells so ("Tuesday the 26th of this month")."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        outer = self.outer.resolve(context)
        if outer is None:
            return None
        if outer.first is None:
            return self.inner.resolve(replace(context, published=None))
        found = self.inner.resolve(replace(context, window=outer))
        if self.either and found is not None and found.note == "weekday_mismatch":
            return self._of_hijri(context) or found
        return found

    def _of_hijri(self, context: Context) -> Period | None:
        if context.published is None or not isinstance(self.inner, CalendarDate) or self.inner.day is None:
            return None
        now = cal.hijri_of(context.published)
        other = cal.hijri_period(now[0], now[1], self.inner.day) if now is not None else None
        if other is None or other.first is None or other.first.weekday() != self.inner.weekday:
            return None
        return other
