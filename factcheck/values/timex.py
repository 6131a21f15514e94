"""TIMEX3 durations and the narrowing that START, MID and END stand for."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcheck.values.calendars import Period, add_days, add_months, unit_period

__all__ = ["Amount", "narrow"]

_LETTERS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "weekend": "WE",
    "week": "W",
    "month": "M",
    "quarter": "M",
    "half": "M",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
}
_TIMES = {"quarter": 3, "half": 6, "decade": 10, "century": 100, "fortnight": 2}
_AS = {"fortnight": "week", "quarter": "month", "half": "month", "decade": "year", "century": "year"}
_FINER = {"year": ("month", 12), "week": ("day", 7), "month": ("day", 30), "day": ("hour", 24), "hour": ("minute", 60)}
_FINER_STILL = {"minute": ("second", 60)}
_CLOCK = ("hour", "minute", "second")
_ORDER = ("year", "month", "week", "weekend", "day", "hour", "minute", "second")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of time: parts of a unit and a number (None: not said, "months")."""

    parts: tuple[tuple[str, float | None], ...]
    """("month", 6.0): the units as they were said."""

    @property
    def unit(self) -> str:
        """The finest unit said: the precision of a date that is counted in it."""
        return self.parts[-1][0]

    def plain(self) -> tuple[tuple[str, float | None], ...]:
        """In the units of TIMEX3 and whole numbers where they can be: a decade is 10 years, half a year 6 months."""
        out: list[tuple[str, float | None]] = []
        for unit, number in self.parts:
            if number is None:
                out.append((unit, None))
                continue
            number, unit = number * _TIMES.get(unit, 1), _AS.get(unit, unit)
            while number != int(number) and (unit in _FINER or unit in _FINER_STILL):
                finer, times = _FINER.get(unit) or _FINER_STILL[unit]
                if unit == "week" and number * 7 != int(number * 7):
                    break
                unit, number = finer, round(number * times, 6)
            out.append((unit, number))
        return tuple(out)

    def iso(self) -> str:
        """ISO 8601 as TIMEX3 writes it: P6M, P2W, PT24H, PXM."""
        days, clock = "", ""
        for unit, number in sorted(self.plain(), key=lambda p: _ORDER.index(_AS.get(p[0], p[0]))):
            letter = _LETTERS[_AS.get(unit, unit)]
            if number is None and unit in ("decade", "century"):
                letter = {"decade": "DE", "century": "CE"}[unit]
            written = "X" if number is None else f"{number:g}" if number < 1e6 else str(int(number))
            if unit in _CLOCK:
                clock += written + letter
            else:
                days += written + letter
        return "P" + days + (f"T{clock}" if clock else "")

    def move(self, day: date, sign: int) -> date | None:
        """``day`` moved by the amount; None where it is vague or leaves the calendar."""
        at: date | None = day
        for unit, number in self.plain():
            if at is None or number is None:
                return None
            if unit in ("month", "year"):
                at = add_months(at, sign * round(number * (12 if unit == "year" else 1))) if number < 1e5 else None
            elif unit in ("week", "weekend", "day"):
                at = add_days(at, sign * round(number * (1 if unit == "day" else 7))) if number < 4e6 else None
            elif unit == "hour":
                at = add_days(at, sign * int(number // 24)) if number < 1e7 else None
        return at

    def around(self, day: date, first_weekday: int) -> Period | None:
        """The period at the precision of the amount that holds ``day``: months point to a month."""
        unit = _AS.get(self.unit, self.unit)
        if unit in _CLOCK:
            unit = "day"
        return unit_period(unit, day, 0, first_weekday)


def narrow(period: Period, mod: str) -> Period:
    """The part of a period that START, MID or END means.

    Thirds of a month (days 1-10, 11-20, 21-end), as Arabic and English dictionaries use early, mid and late; quarters
    of a year for START and END (the turn of the year is never all of it), April to September for MID; the first or last
    day or two of a week; thirds of anything else. The TIMEX3 value stays that of the whole.
    """
    if period.first is None or period.last is None or mod not in ("START", "MID", "END"):
        return replace(period, mod=mod)
    first, last = period.first, period.last
    length = (last - first).days + 1
    if period.grain == "month" and length >= 28 and not period.timex.startswith("HIJRI"):
        end = monthrange(first.year, first.month)[1]
        low, high = {"START": (1, 10), "MID": (11, 20), "END": (21, end)}[mod]
        return replace(period, first=first.replace(day=low), last=first.replace(day=high), mod=mod)
    if period.grain == "year" and not period.timex.startswith("HIJRI"):
        low, high = {"START": (1, 3), "MID": (4, 9), "END": (10, 12)}[mod]
        year = first.year
        return replace(period, first=date(year, low, 1), last=date(year, high, monthrange(year, high)[1]), mod=mod)
    third = 3 if length == 7 else max(1, round(length / 3))
    if mod == "START":
        return replace(period, last=first + timedelta(days=third - 1), mod=mod)
    if mod == "END":
        return replace(period, first=last - timedelta(days=third - 1), mod=mod)
    middle = (first + timedelta(days=third), last - timedelta(days=third))
    return replace(period, first=middle[0], last=max(middle), mod=mod)
