"""Times that a story gives: counted from a day that it has named, parts of a day, ages, times without a place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factcheck.values.calendars import Period, unit_period
from factcheck.values.times.base import Context, Node
from factcheck.values.times.relative import Duration, Moved, Shift
from factcheck.values.timex import Amount

__all__ = ["Age", "Anchored", "Clock", "DayPart", "Reference", "Trailing"]

_SIZES = ("day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century")
_FINE = ("month", "quarter")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A unit (Shift) or a length (Moved) counted from the last date that the text has named, else from now."""

    inner: Shift | Moved
    required: bool = False
    """Nothing is meant where the text has named no date ("that year")."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        anchor = context.anchor
        if anchor is None or anchor.first is None or anchor.last is None:
            if isinstance(self.inner, Moved) and self.inner.sign > 0 and not (context.settle or context.toward):
                told = Duration(self.inner.amount).resolve(context)  # "20 years later", after what no date tells
                return replace(told, mod="AFTER") if told else None
            return None if self.required else self.inner.resolve(context)
        unit = self.inner.unit if isinstance(self.inner, Shift) else self.inner.amount.unit
        if isinstance(self.inner, Moved):
            return self._moved(self.inner, anchor, unit, context)
        if anchor.grain in _SIZES and unit in _SIZES and _SIZES.index(unit) < _SIZES.index(anchor.grain):
            return None if self.required else self.inner.resolve(replace(context, published=None))
        return self.inner.resolve(replace(context, published=anchor.first, anchor=None))

    @staticmethod
    def _moved(inner: Moved, anchor: Period, unit: str, context: Context) -> Period | None:
        """ "A year earlier", of a month or quarter, is that month or quarter."""
        day = anchor.first if inner.sign < 0 else anchor.last
        assert day is not None
        if unit == "year" and anchor.grain in _FINE:
            moved = inner.amount.move(day, inner.sign)
            return unit_period(anchor.grain, moved, 0, context.week_start) if moved else None
        return inner.resolve(replace(context, published=day, toward=""))


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a day: "Friday night"; its interval is the day."""

    base: Node
    code: str
    """MO, AF, EV or NI, as TIMEX3 writes them, or the clock: ``19:30``."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        base = self.base.resolve(context)
        if base is None or base.grain != "day":
            return None
        return replace(base, timex=f"{base.timex}T{self.code}", kind="TIME")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day by the clock with no day beside it: of today by TIMEX3, and no date."""

    code: str
    """``19:30``."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        today = context.published
        day = today.isoformat() if today is not None else "XXXX-XX-XX"
        return Period(f"{day}T{self.code}", "clock", kind="TIME")


@dataclass(frozen=True, slots=True)
class Age:
    """The age of someone or something, a length of time by TIMEX3."""

    amount: Amount

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        found = Duration(self.amount).resolve(context)
        return replace(found, note="age") if found else None


@dataclass(frozen=True, slots=True)
class Reference:
    """A time without a place in the calendar: PRESENT_REF, PAST_REF, FUTURE_REF."""

    value: str

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        return Period(self.value, "reference")


@dataclass(frozen=True, slots=True)
class Trailing:
    """A length that ends (-1) or begins (1) now: "the past year", not the last calendar year."""

    amount: Amount
    sign: int

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        bare = Duration(self.amount).resolve(context)
        today = context.published
        other = self.amount.move(today, self.sign) if today else None
        if bare is None or today is None or other is None:
            return bare
        return replace(bare, first=min(today, other), last=max(today, other))
