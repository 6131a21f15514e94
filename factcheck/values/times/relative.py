"""Dates and lengths counted from the day of publication or from another date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcheck.values import calendars as cal
from factcheck.values.calendars import Period
from factcheck.values.times.base import Context, Node
from factcheck.values.timex import Amount

__all__ = ["Ahead", "Duration", "Moved", "Recent", "SameUnit", "SetOf", "Shift", "SpanFrom", "ToDate", "Weekday"]


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week."""

    weekday: int
    shift: int | None = None
    """-1 before today, 1 after today, 0 in this week."""
    weeks: int | None = None
    """The day in the week so many weeks on ("Tuesday week", "Monday of next week" is Within)."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        if context.window is not None and context.window.first is not None:
            day = cal.nth_weekday(context.window, self.weekday, 1)
            return cal.day_period(day) if day else None
        today = context.published
        if today is None:
            return Period(f"XXXX-WXX-{self.weekday + 1}", "day")
        if self.weeks is not None or self.shift == 0:
            start = cal.week_start(today, context.week_start) + timedelta(weeks=self.weeks or 0)
            day = start + timedelta(days=(self.weekday - start.weekday()) % 7)
            to_come = "future" in (context.toward, context.settle if not context.toward else "")
            if self.shift == 0 and day < today and to_come:
                day += timedelta(weeks=1)  # "will meet this Monday", said on a Tuesday
            return cal.day_period(day)
        back = (today.weekday() - self.weekday) % 7
        toward = {-1: "past", 1: "future"}.get(self.shift or 0) or context.toward or context.settle
        if toward == "future":
            strict = self.shift == 1 or not context.toward
            ahead = (-back) % 7 or (7 if strict else 0)
            return cal.day_period(today + timedelta(days=ahead))
        return cal.day_period(today - timedelta(days=back or (7 if self.shift == -1 else 0)))


@dataclass(frozen=True, slots=True)
class Shift:
    """A unit counted from now: today, next week, last year."""

    unit: str
    offset: int
    weekday: int | None = None
    """The weekday said beside it ("yesterday, Thursday")."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        today = context.published
        if today is None:
            blank = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}
            return Period(blank.get(self.unit, "XXXX"), self.unit)
        if context.window is not None and context.window.first is not None:
            today = context.window.first
        found = cal.unit_period(self.unit, today, self.offset, context.week_start)
        told = self.unit == "weekend" and not self.offset and context.toward == "past"
        if told and found and found.first and found.first > today:  # "over the weekend, two died"
            found = cal.unit_period(self.unit, today, -1, context.week_start)
        if found and found.first and self.weekday is not None and found.first.weekday() != self.weekday:
            # "Yesterday, Thursday" in a text dated a day late: the weekday is what its writer saw, on an earlier day.
            off = (self.weekday - found.first.weekday()) % 7 - 7
            return cal.day_period(found.first + timedelta(days=off), "weekday_mismatch")
        return found


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time."""

    amount: Amount

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        return Period(self.amount.iso(), self.amount.unit, kind="DURATION")


@dataclass(frozen=True, slots=True)
class Ahead:
    """A length of time that begins now ("within two weeks"); in a story it is a length and no more."""

    amount: Amount

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        bare = Period(self.amount.iso(), self.amount.unit, kind="DURATION")
        today = context.published
        if today is None or context.toward == "past" or self.amount.unit in ("hour", "minute", "second"):
            return bare
        return replace(bare, first=today, last=self.amount.move(today, 1))


@dataclass(frozen=True, slots=True)
class SpanFrom:
    """A length of time that begins on a date."""

    amount: Amount
    base: Node

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        bare = Period(self.amount.iso(), self.amount.unit, kind="DURATION")
        base = self.base.resolve(context)
        end = self.amount.move(base.first, 1) if base and base.first else None
        if base is None or end is None:
            return bare
        return replace(bare, first=base.first, last=end - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Moved:
    """So much before (-1) or after (1) something, or now."""

    amount: Amount
    sign: int
    base: Node | None = None
    plain: bool = False
    """In a story it is a length and no more: "he built it in two years"."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        vague = any(number is None for _, number in self.amount.parts)
        if vague:
            return Period(self.amount.iso(), self.amount.unit, kind="DURATION")
        day = context.published
        if self.base is not None:
            base = self.base.resolve(context)
            day = (base.first if self.sign < 0 else base.last) if base else None
        if day is None:
            return Period(self.amount.iso(), self.amount.unit, kind="DURATION")
        told = self.base is None and self.sign > 0 and context.toward == "past"
        if told or self.amount.unit in ("hour", "minute", "second"):  # "two weeks later" in a story
            mod = None if self.plain else "BEFORE" if self.sign < 0 else "AFTER"
            return Period(self.amount.iso(), self.amount.unit, kind="DURATION", mod=mod)
        moved = self.amount.move(day, self.sign)
        if moved is None:
            return None
        if self.base is not None and base is not None and base.grain == "day" and self.amount.unit != "year":
            return cal.day_period(moved) if self.amount.unit in ("day", "week") else self._around(moved, context)
        return self._around(moved, context)

    def _around(self, day: date, context: Context) -> Period | None:
        return self.amount.around(day, context.week_start)


@dataclass(frozen=True, slots=True)
class SameUnit:
    """So long before or after a unit that is counted from now, at the precision of that: "two years ago this month"."""

    amount: Amount
    sign: int
    base: Shift

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        base = self.base.resolve(context)
        if base is None or base.first is None:
            return base
        moved = self.amount.move(base.first, self.sign)
        return cal.unit_period(base.grain, moved, 0, context.week_start) if moved else None


@dataclass(frozen=True, slots=True)
class Recent:
    """The last or next so many units: a duration with a place in the calendar, by whole units before or after this."""

    amount: Amount
    sign: int

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        unit, number = self.amount.parts[0]
        today = context.published
        bare = Period(self.amount.iso(), unit, kind="DURATION")
        if today is None or number is None or len(self.amount.parts) > 1 or unit in ("hour", "minute", "second"):
            return bare
        near = cal.unit_period(unit, today, self.sign, context.week_start)
        far = cal.unit_period(unit, today, self.sign * max(1, round(number)), context.week_start)
        if near is None or far is None:
            return bare
        first, last = (far.first, near.last) if self.sign < 0 else (near.first, far.last)
        return replace(bare, first=first, last=last)


@dataclass(frozen=True, slots=True)
class SetOf:
    """Something that comes again: every week, each Friday, three times a year."""

    value: str
    """TIMEX3 value: P1W, XXXX-WXX-5."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        return Period(self.value, "set", kind="SET")


@dataclass(frozen=True, slots=True)
class ToDate:
    """The unit under way, from its beginning to today: "the year to date"."""

    unit: str

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        whole = Shift(self.unit, 0).resolve(context)
        return replace(whole, last=context.published) if whole and whole.first else whole
