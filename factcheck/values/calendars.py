"""Calendar arithmetic: periods of days, months that clip, weeks by their first day, Hijri dates, Easter.

Hijri dates are those of Umm al-Qura (hijridate, 1343 to 1500 AH); outside that range there is no answer, never a guess.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from hijridate import Gregorian, Hijri

__all__ = [
    "Period",
    "add_months",
    "day_period",
    "easter",
    "hijri_of",
    "hijri_period",
    "month_period",
    "safe_date",
    "span_period",
    "unit_period",
    "week_start",
    "year_period",
]

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, inclusive, with the TIMEX3 value that names them; no days: unanchored."""

    timex: str
    """TIMEX3 value: ``2025-09``, ``2024-W37``, ``P6M``."""
    grain: str
    """day, week, weekend, month, quarter, half, season, year, decade, century, span."""
    first: date | None = None
    last: date | None = None
    kind: str = "DATE"
    """TIMEX3 type: DATE, DURATION or SET."""
    note: str | None = None
    mod: str | None = None
    """Modifier that the expression itself brings (START, MID, END, APPROX)."""


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def day_period(day: date, note: str | None = None) -> Period:
    """One day."""
    return Period(day.isoformat(), "day", day, day, note=note)


def month_period(year: int, month: int) -> Period:
    """One month of the Gregorian calendar."""
    return Period(
        f"{year:04d}-{month:02d}", "month", date(year, month, 1), date(year, month, monthrange(year, month)[1])
    )


def year_period(year: int) -> Period:
    """One Gregorian year."""
    return Period(f"{year:04d}", "year", date(year, 1, 1), date(year, 12, 31))


def span_period(first: date, last: date, timex: str, grain: str = "span", kind: str = "DATE") -> Period:
    """Any run of days under the TIMEX3 value given."""
    return Period(timex, grain, first, last, kind)


def add_months(day: date, months: int) -> date | None:
    """The same day ``months`` later; the last day of the month where it has no such day; None past year 9999."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date | None:
    """``days`` later; None outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def week_start(day: date, first_weekday: int) -> date:
    """First day of the week of ``day``; weeks begin on ``first_weekday`` (0 Monday … 6 Sunday)."""
    return day - timedelta(days=(day.weekday() - first_weekday) % 7)


def week_period(day: date, first_weekday: int) -> Period:
    """The week of ``day``, named by the ISO week that holds most of its days."""
    first = week_start(day, first_weekday)
    year, week, _ = (first + timedelta(days=3)).isocalendar()
    return Period(f"{year:04d}-W{week:02d}", "week", first, first + timedelta(days=6))


def quarter_period(year: int, quarter: int) -> Period:
    """One quarter."""
    last = 3 * quarter
    return Period(
        f"{year:04d}-Q{quarter}", "quarter", date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])
    )


def half_period(year: int, half: int) -> Period:
    """One half of a year."""
    first, last = (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
    return Period(f"{year:04d}-H{half}", "half", first, last)


_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season_period(year: int, season: str) -> Period:
    """A season of the north by whole months; the winter of a year begins in its December."""
    month = _SEASONS[season]
    end = add_months(date(year, month, 1), 3) or date(9999, 12, 31)
    return Period(f"{year:04d}-{season}", "season", date(year, month, 1), end - _ONE_DAY)


def decade_period(decade: int) -> Period:
    """Ten years: 198 is 1980 to 1989."""
    return Period(f"{decade:03d}", "decade", date(decade * 10, 1, 1), date(decade * 10 + 9, 12, 31))


def century_period(century: int) -> Period:
    """A hundred years, counted as people do: the 20th is 1901 to 2000; TIMEX3 writes its first two digits."""
    return Period(f"{century - 1:02d}", "century", date((century - 1) * 100 + 1, 1, 1), date(century * 100, 12, 31))


def unit_period(unit: str, day: date, offset: int, first_weekday: int) -> Period | None:
    """The day, week, month … of ``day`` (offset 0), the one before (-1), the one after (1); None past the calendar."""
    try:
        return _unit_period(unit, day, offset, first_weekday)
    except (ValueError, OverflowError):
        return None


def _unit_period(unit: str, day: date, offset: int, first_weekday: int) -> Period | None:
    if unit == "day":
        return day_period(day + timedelta(days=offset))
    if unit in ("week", "fortnight"):
        return week_period(day + timedelta(weeks=offset * (2 if unit == "fortnight" else 1)), first_weekday)
    if unit == "weekend":
        rest = 4 if first_weekday == 5 else 5  # Friday and Saturday where the week begins on Saturday
        first = week_start(day, first_weekday) + timedelta(days=(rest - first_weekday) % 7 + 7 * offset)
        week = week_period(first, first_weekday)
        return Period(f"{week.timex}-WE", "weekend", first, first + _ONE_DAY)
    if unit == "month":
        moved = add_months(day.replace(day=1), offset)
        return month_period(moved.year, moved.month) if moved else None
    if unit == "quarter":
        year, index = divmod(day.year * 4 + (day.month - 1) // 3 + offset, 4)
        return quarter_period(year, index + 1)
    if unit == "half":
        year, index = divmod(day.year * 2 + (day.month - 1) // 6 + offset, 2)
        return half_period(year, index + 1)
    if unit == "year":
        return year_period(day.year + offset)
    if unit == "decade":
        return decade_period(day.year // 10 + offset)
    if unit == "century":
        return century_period((day.year - 1) // 100 + 1 + offset)
    return None


@lru_cache(maxsize=4096)
def hijri_period(year: int, month: int | None = None, day: int | None = None) -> Period | None:
    """A Hijri day, month or year in Gregorian days; None outside Umm al-Qura's range or for no such day.

    A day is named by its Gregorian equal; months and years have none and are named ``HIJRI-1436-10``, ``HIJRI-1436``.
    """
    try:
        if day is not None and month is not None:
            if not 1 <= day <= 30:
                return None
            # The 30th of a month of 29 days by the tables: where the moon was seen a day later, it is a real day.
            return day_period(_gregorian(year, month, 1) + timedelta(days=day - 1))
        first_month, last_month = (month, month) if month is not None else (1, 12)
        first = _gregorian(year, first_month, 1)
        last = _gregorian(year, last_month, Hijri(year, last_month, 1).month_length())
    except (ValueError, OverflowError):
        return None
    if month is None:
        return Period(f"HIJRI-{year:04d}", "year", first, last)
    return Period(f"HIJRI-{year:04d}-{month:02d}", "month", first, last)


def _gregorian(year: int, month: int, day: int) -> date:
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


@lru_cache(maxsize=4096)
def hijri_of(day: date) -> tuple[int, int, int] | None:
    """Year, month and day of the Hijri calendar on a Gregorian day; None outside its range."""
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return found.year, found.month, found.day


def easter(year: int, orthodox: bool = False) -> date:
    """Easter Sunday (Meeus' algorithms); Orthodox Easter in Gregorian days, right from 1900 to 2099."""
    if orthodox:
        d = (19 * (year % 19) + 15) % 30
        e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        return date(year, month, day + 1) + timedelta(days=13)
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(period: Period, weekday: int, n: int) -> date | None:
    """The n-th such weekday in the period (-1: the last); None where there is none."""
    if period.first is None or period.last is None:
        return None
    if n > 0:
        day = period.first + timedelta(days=(weekday - period.first.weekday()) % 7 + 7 * (n - 1))
    else:
        day = period.last - timedelta(days=(period.last.weekday() - weekday) % 7 + 7 * (-n - 1))
    return day if period.first <= day <= period.last else None
