"""Calendar arithmetic against known days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from factcheck.values import calendars as cal
from factcheck.values.timex import Amount, narrow


@pytest.mark.parametrize(
    ("day", "first_weekday", "name", "first"),
    [
        (date(2024, 9, 6), 0, "2024-W36", date(2024, 9, 2)),
        (date(2024, 9, 6), 5, "2024-W36", date(2024, 8, 31)),
        (date(2024, 9, 7), 5, "2024-W37", date(2024, 9, 7)),
        (date(2024, 9, 7), 0, "2024-W36", date(2024, 9, 2)),
        (date(2020, 12, 31), 0, "2020-W53", date(2020, 12, 28)),
        (date(2021, 1, 3), 6, "2021-W01", date(2021, 1, 3)),
    ],
)
def test_weeks_begin_as_the_language_says(day, first_weekday, name, first) -> None:
    week = cal.unit_period("week", day, 0, first_weekday)
    assert week is not None
    assert (week.timex, week.first, week.last) == (name, first, first + timedelta(days=6))


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [
        ((1343, 1, 1), date(1924, 8, 1)),
        ((1436, 10, 21), date(2015, 8, 6)),
        ((1446, 1, 1), date(2024, 7, 7)),
        ((1445, 9, 1), date(2024, 3, 11)),
    ],
)
def test_hijri_days_are_those_of_umm_al_qura(hijri, gregorian) -> None:
    found = cal.hijri_period(*hijri)
    assert found is not None
    assert found.first == gregorian
    assert cal.hijri_of(gregorian) == hijri


@pytest.mark.parametrize("year", [1, 1342, 1501, 9999])
def test_hijri_years_outside_the_tables_have_no_days(year: int) -> None:
    assert cal.hijri_period(year) is None


def test_hijri_and_back_is_nothing() -> None:
    day = date(1990, 1, 1)
    while day < date(2040, 1, 1):
        hijri = cal.hijri_of(day)
        assert hijri is not None
        period = cal.hijri_period(*hijri)
        assert period is not None
        assert period.first == day
        day += timedelta(days=97)


@pytest.mark.parametrize(
    ("year", "western", "eastern"),
    [
        (2013, date(2013, 3, 31), date(2013, 5, 5)),
        (2018, date(2018, 4, 1), date(2018, 4, 8)),
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
    ],
)
def test_easter(year: int, western: date, eastern: date) -> None:
    assert (cal.easter(year), cal.easter(year, orthodox=True)) == (western, eastern)


def test_months_clip_to_their_last_day() -> None:
    assert cal.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert cal.add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert cal.add_months(date(2024, 11, 30), 3) == date(2025, 2, 28)
    assert cal.add_months(date(9999, 12, 1), 1) is None


@pytest.mark.parametrize(
    ("parts", "iso"),
    [
        ((("month", 6.0),), "P6M"),
        ((("week", 2.0),), "P2W"),
        ((("hour", 24.0),), "PT24H"),
        ((("decade", 1.0),), "P10Y"),
        ((("year", 1.5),), "P18M"),
        ((("century", 0.25),), "P25Y"),
        ((("hour", 0.5),), "PT30M"),
        ((("year", 2.0), ("month", 3.0)), "P2Y3M"),
        ((("month", None),), "PXM"),
        ((("decade", None),), "PXDE"),
        ((("minute", None),), "PTXM"),
    ],
)
def test_amounts_are_written_as_timex3_does(parts, iso: str) -> None:
    assert Amount(parts).iso() == iso


@pytest.mark.parametrize("mod", ["START", "MID", "END"])
@pytest.mark.parametrize(
    "period",
    [
        cal.month_period(2024, 2),
        cal.year_period(2024),
        cal.unit_period("week", date(2024, 9, 6), 0, 5),
        cal.decade_period(199),
    ],
)
def test_a_part_lies_in_its_whole_and_keeps_its_name(period: cal.Period, mod: str) -> None:
    part = narrow(period, mod)
    assert part.timex == period.timex
    assert period.first <= part.first <= part.last <= period.last
    assert (part.first, part.last) != (period.first, period.last)
