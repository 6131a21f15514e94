"""What date expressions mean before a day of publication is known: small nodes that resolve in a context.

Rules build the nodes; nothing here knows a word of any language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from factcheck.values import calendars as cal
from factcheck.values.calendars import Period
from factcheck.values.timex import Amount, narrow

__all__ = [
    "After",
    "Ahead",
    "Back",
    "CalendarDate",
    "Context",
    "Duration",
    "Half",
    "Holiday",
    "Moved",
    "Named",
    "Node",
    "Nth",
    "Numbered",
    "Part",
    "Recent",
    "SetOf",
    "Shift",
    "SpanFrom",
    "WeekOf",
    "Weekday",
    "Within",
]


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative expression is resolved from."""

    published: date | None
    week_start: int
    toward: str = ""
    """Direction of the tense around it: past, future or nothing."""
    settle: str = ""
    """What settles a direction that tense leaves open: past, future or nothing."""
    window: Period | None = None
    """The larger period that the expression is a part of ("in January of last year")."""


class Node(Protocol):
    """A date expression; ``resolve`` gives None where it names nothing real (31 February)."""

    def resolve(self, context: Context) -> Period | None:
        """Days and TIMEX3 value in ``context``; a period without days where the context does not suffice."""


def _choose(candidates: list[Period], context: Context, shift: int | None) -> Period | None:
    """The candidate that fits an explicit shift, the tense, or else the nearest with a leaning to the past."""
    today = context.published
    dated = [(p, p.first, p.last) for p in candidates if p.first and p.last]
    if context.settle == "future" and not context.toward and shift is None:
        today = today and today.replace(day=1)  # the month that has begun is still this year's
    if today is None or not dated:
        return None
    before = [p for p, first, last in dated if (last < today if shift == -1 else first <= today)]
    after = [p for p, first, last in dated if (first > today if shift == 1 else last >= today)]
    toward = {-1: "past", 1: "future", 2: "future"}.get(shift or 0) or (context.settle if not context.toward else "")
    if shift == 0:
        now = [p for p in before if p in after] or [p for p, first, _ in dated if first.year == today.year]
        return now[0] if now else None
    if shift == 2:
        ahead = [p for p in after if p.first and p.first > today]
        return ahead[1] if len(ahead) > 1 else None
    if toward == "past":
        return before[-1] if before else after[0]
    if toward == "future":
        return after[0] if after else before[-1]
    if not before or not after:
        return (before or after)[-1 if before else 0]
    back, ahead = before[-1], after[0]
    assert back.last and ahead.first
    to_come, gone = (ahead.first - today).days, (today - back.last).days
    # The tense around a date is a strong hint, no proof ("said on Monday that the talks of September …"); without one,
    # news tells of the past: what lies ahead is meant only where it is several times as near.
    if context.toward == "future":
        return back if gone * _HINT < to_come else ahead
    return ahead if to_come * (_HINT if context.toward == "past" else _LEANING) < gone else back


_LEANING, _HINT = 3, 6


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
        return _choose(candidates, context, self.shift)

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
            return cal.day_period(start + timedelta(days=(self.weekday - start.weekday()) % 7))
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
        if found and found.first and self.weekday is not None and found.first.weekday() != self.weekday:
            # "Yesterday, Thursday" in a text dated a day late: the weekday is what its writer saw.
            off = (self.weekday - found.first.weekday()) % 7 - (7 if self.offset <= 0 else 0)
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
            mod = "BEFORE" if self.sign < 0 else "AFTER"
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
    """The first or second half of a month."""

    base: Node
    which: int

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        base = self.base.resolve(context)
        if base is None or base.first is None or base.last is None:
            return base and replace(base, mod="START" if self.which == 1 else "END")
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


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th (-1: last) weekday, or unit, in something."""

    n: int
    base: Node
    weekday: int | None = None
    unit: str | None = None

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
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

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        return None


@dataclass(frozen=True, slots=True)
class Within:
    """A smaller expression inside a larger one ("the 19th of this month", "March of next year")."""

    inner: Node
    outer: Node

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        outer = self.outer.resolve(context)
        if outer is None:
            return None
        if outer.first is None:
            return self.inner.resolve(replace(context, published=None))
        return self.inner.resolve(replace(context, window=outer))


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
        today = context.published
        if today is None:
            code = {"quarter": "Q", "half": "H"}.get(self.what, "") + str(self.which)
            return Period(f"XXXX-{code}", self.what)
        candidates = [p for y in range(today.year - 2, today.year + 3) if (p := self._at(y))]
        if self.shift is None and self.what in ("quarter", "half", "week") and not context.toward:
            return self._at(today.year)
        return _choose(candidates, context, self.shift)

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
        return _choose(sorted(set(found), key=lambda p: p.first or date.min), context, self.shift)

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
        month, _, number = words[0].partition("-")
        day_found = cal.safe_date(year, int(month), int(number))
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
class SetOf:
    """Something that comes again: every week, each Friday, three times a year."""

    value: str
    """TIMEX3 value: P1W, XXXX-WXX-5."""

    def resolve(self, context: Context) -> Period | None:
        """See Node."""
        return Period(self.value, "set", kind="SET")
