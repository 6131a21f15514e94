"""Dates through the public functions: what no table of cases says."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import get_month_names

import factcheck
from factcheck.languages.pack import load_pack
from factcheck.text.view import fold
from factcheck.values import dates

DAY = "2024-09-06"  # a Friday

ARAB_LOCALES = ("ar", "ar_EG", "ar_SY", "ar_IQ", "ar_LB", "ar_JO", "ar_DZ", "ar_TN", "ar_MA", "ar_SA", "ar_MR", "ar_LY")


@pytest.mark.parametrize("locale", ARAB_LOCALES)
def test_every_month_name_of_the_arab_world_is_known(locale: str) -> None:
    lexicon = load_pack("ar").lexicon
    for number, name in get_month_names("wide", locale=locale).items():
        found = {}
        for token in name.split("/"):
            words = fold(token).split()
            if len(words) == 1:
                found.update(lexicon.look_up(words[0]))
            else:
                found.update({e.category: e for _, rest, e in lexicon.phrases(words[0]) if " ".join(rest) == words[1]})
        months = {e.value for k, e in found.items() if k in ("month", "month_homonym", "month_homonym_bare")}
        assert str(number) in months, (locale, name)


@pytest.mark.parametrize(
    ("text", "timex", "interval"),
    [
        ("الثلاثاء الماضي", "DATE XXXX-WXX-2", None),
        ("أمس", "DATE XXXX-XX-XX", None),
        ("الأسبوع المقبل", "DATE XXXX-WXX", None),
        ("في 5 سبتمبر", "DATE XXXX-09-05", None),
        ("في سبتمبر المقبل", "DATE XXXX-09", None),
        ("عيد الفطر", "DATE XXXX-XX-XX", None),
        ("الربع الأول", "DATE XXXX-Q1", None),
        ("5 سبتمبر 2024", "DATE 2024-09-05", (date(2024, 9, 5), date(2024, 9, 5))),
        ("عام 2014", "DATE 2014", (date(2014, 1, 1), date(2014, 12, 31))),
        ("21/10/1436هـ", "DATE 2015-08-06", (date(2015, 8, 6), date(2015, 8, 6))),
        ("قبل أسبوعين", "DURATION P2W", None),
        ("ثلاثة أيام", "DURATION P3D", None),
    ],
)
def test_without_a_day_of_publication_only_explicit_dates_have_days(text, timex, interval) -> None:
    (value,) = dates(text, None, "ar")
    assert value.timex == timex
    assert (value.earliest, value.latest) == (interval or (None, None))


@pytest.mark.parametrize(
    ("text", "prefer", "expected"),
    [
        ("الثلاثاء", "tense", "2024-09-03"),
        ("الثلاثاء", "past", "2024-09-03"),
        ("الثلاثاء", "future", "2024-09-10"),
        ("الجمعة", "tense", "2024-09-06"),
        ("الجمعة", "future", "2024-09-13"),
        ("3 مارس", "past", "2024-03-03"),
        ("3 مارس", "future", "2025-03-03"),
        ("ستعقد القمة الثلاثاء", "past", "2024-09-10"),
        ("قال الوزير الثلاثاء إنه راض", "future", "2024-09-03"),
        ("الثلاثاء الماضي", "future", "2024-09-03"),
    ],
)
def test_prefer_settles_what_tense_leaves_open(text: str, prefer: str, expected: str) -> None:
    (value,) = dates(text, DAY, "ar", prefer)
    assert str(value.earliest) == expected


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("وبحلول سبتمبر 2025 يغادرون", "بحلول سبتمبر 2025"),
        ("وبنهاية عام 2026 يغادرون", "نهاية عام 2026"),
        ("يعود يوم الخميس المقبل", "الخميس المقبل"),
        ("في عام ٢٠١٤ بدأ", "عام ٢٠١٤"),
        ("يجتمعون يوميًّا هناك", "يوميًّا"),
        ("صدر سنة 1436هـــ رسميا", "سنة 1436هـــ"),
        ("في أيلُول (سبتمبر) الماضي", "أيلُول (سبتمبر) الماضي"),
        ("غادر \u200fأمس\u200f الخميس", "أمس\u200f الخميس"),
        ("موازنة لعام 2014 أقرت", "عام 2014"),
    ],
)
def test_spans_leave_out_particles_and_keep_what_was_folded(text: str, span: str) -> None:
    (value,) = dates(text, DAY, "ar")
    assert value.text == span
    assert text[value.start : value.end] == span


def test_ends_of_a_range_have_places_of_their_own() -> None:
    text = "يقام المعرض من 3 إلى 5 أكتوبر 2024."
    first, last = dates(text, DAY, "ar")
    assert (first.text, last.text) == ("3", "5 أكتوبر 2024")
    assert (first.role, last.role) == ("from", "until")


def test_a_year_of_a_count_is_left_to_the_figures() -> None:
    values = factcheck.extract("تحتفظ بنحو 2500 جندي منذ عام 2014.", published=DAY, language="ar")
    assert [v.kind for v in values] == ["figure", "date"]


def test_an_impossible_day_has_no_interval_of_its_own() -> None:
    for text in ("32 يناير 2015", "31 فبراير 2015", "30/13/2015"):
        assert all(v.timex != "DATE 2015-02-31" for v in dates(text, DAY, "ar"))


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "2015/", "/8/2015", "من إلى", "99999999999/1/1", "سنة 9999 و0000", "(" * 50]
)
def test_odd_input_is_no_error(text: str) -> None:
    for language in ("ar", "en"):
        for published in (DAY, None, "0001-01-01", "9999-12-31"):
            for value in dates(text, published, language):
                assert text[value.start : value.end] == value.text


@pytest.mark.parametrize("published", ["0001-01-01", "0001-12-31", "9999-12-31", "1343-01-01"])
def test_the_edges_of_the_calendar_are_no_error(published: str) -> None:
    text = (
        "أمس غدا الأسبوع الماضي الشهر المقبل القرن المقبل قبل 500 عام. بعد 9000 سنة. عيد الفطر عيد الفصح رمضان المقبل "
        "الثلاثاء المقبل. في يناير الماضي. 29 فبراير. النصف الأول. صيف 9998. السنوات العشر المقبلة. 1 محرم. الثمانينيات"
    )
    dates(text, published, "ar")
    dates(text, published, "ar", "future")
    dates("last century, next decade, in 9000 years, Easter, Ramadan, Feb 29, next winter", published, "en")
