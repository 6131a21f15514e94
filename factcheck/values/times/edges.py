"""The first or last part of a date by a length, and what is left of a unit that is under way."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcheck.values.calendars import Period, day_period
from factcheck.values.times.base import Context, Node
from factcheck.values.times.relative import Shift
from factcheck.values.timex import Amount, narrow

__all__ = ["Edge", "Rest", "SameDay", "Third"]


@dataclass(frozen=True, slots=True)
class Edge:
    """The first (1) or last (-1) so many units of something: a length with a place in the calendar."""

    amount: Amount
    base: Node | None
    """None: not said yet."""
    sign: int

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        bare = Period(self.amount.iso(), self.amount.unit, kind="DURATION")
        base = self.base.resolve(context) if self.base is not None else None
        if base is None or base.first is None or base.last is None:
            return bare
        if self.sign > 0:
            end = self.amount.move(base.first, 1)
            return replace(bare, first=base.first, last=end - timedelta(days=1)) if end else bare
        start = self.amount.move(base.last + timedelta(days=1), -1)
        return replace(bare, first=start, last=base.last) if start else bare


@dataclass(frozen=True, slots=True)
class Third:
    """The first, second or last third of something: four months of a year, ten days of a month."""

    base: Node
    which: int
    """1 to 3; -1: the last."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        base = self.base.resolve(context)
        which = 3 if self.which < 0 else self.which
        mod = ("START", "MID", "END")[which - 1]
        if base is None or base.grain != "year" or base.first is None or base.timex.startswith("HIJRI"):
            return narrow(base, mod) if base else None
        year, last = base.first.year, 4 * which
        end = date(year, last, monthrange(year, last)[1])
        return replace(base, first=date(year, last - 3, 1), last=end, mod=mod)


@dataclass(frozen=True, slots=True)
class Rest:
    """From today to the end of the week, month or year."""

    unit: str

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        whole = Shift(self.unit, 0).resolve(context)
        return replace(whole, first=context.published, mod="END") if whole and whole.first else whole


@dataclass(frozen=True, slots=True)
class SameDay:
    """Today's day and month in another year; the last of February for its 29th."""

    year: Node

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        year, today = self.year.resolve(context), context.published
        if year is None or year.first is None or today is None:
            return year
        day = min(today.day, monthrange(year.first.year, today.month)[1])
        return day_period(date(year.first.year, today.month, day))
