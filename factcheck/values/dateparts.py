"""The predicates of the date rules: numbers that can be a day, a year …; words are read by dateunits."""

from __future__ import annotations

from typing import Any

from factcheck.text.patterns import Predicate
from factcheck.text.tokens import Token
from factcheck.values.dateunits import (
    and_weekday,
    bare_weekday,
    clock_part,
    compact,
    four_clock,
    glued,
    joined,
    naming,
    plain_day,
    plain_unit,
    some_time,
    the_season,
    unit,
)
from factcheck.values.numbers import Quantity

__all__ = ["PREDICATES"]

_NUMBER = ("number",)
_EITHER = ("number", "ordinal")
_MONTHS = ("month", "month_homonym", "month_homonym_bare")


def _whole(token: Token, category: str, low: int, high: int) -> int | None:
    quantity = token.entries.get(category)
    if not isinstance(quantity, Quantity) or quantity.modifier != "exact" or quantity.low != quantity.high:
        return None
    value = quantity.low
    return value if isinstance(value, int) and low <= value <= high else None


def _num(token: Token) -> float | None:
    quantity = token.entries.get("number")
    if not isinstance(quantity, Quantity) or quantity.modifier != "exact" or quantity.low != quantity.high:
        return None
    return float(quantity.low) if 0 < quantity.low <= 20_000 else None


def _part(token: Token) -> float | None:
    number = _num(token)
    return number if number is not None and number != int(number) else None


def _cardinal(low: int, high: int) -> Any:
    return lambda token: _whole(token, "number", low, high)


def _ordinal(low: int, high: int) -> Any:
    return lambda token: _whole(token, "ordinal", low, high)


def _day(token: Token) -> int | None:
    if "priced" in token.entries:
        return None  # "it cost $12 December last"
    quantity = token.entries.get("number")
    if isinstance(quantity, Quantity) and not quantity.literal and quantity.definite and quantity.low not in _TENTHS:
        return None  # "the three of July" are three, not the third
    found = _whole(token, "number", 1, 31)
    return found if found is not None else _whole(token, "ordinal", 1, 31)


def _standing_day(category: str) -> Any:
    """A day of the month in digits or a definite ordinal, after which nothing is counted."""

    def value(token: Token) -> int | None:
        stands = token.entries.get(category)
        if isinstance(stands, Quantity):
            return _definite_ordinal(token) if stands.ordinal else None
        return int(stands) if stands and 1 <= int(stands) <= 31 else None

    return value


def _standing_year(token: Token) -> int | None:
    """A year of our time in words, after which nothing is counted."""
    stands = token.entries.get("stands")
    return _said_year(token) if isinstance(stands, Quantity) and not stands.ordinal else None


_TENTHS = (20, 21, 30, 31)
"""Days whose ordinal may be spelled like the cardinal with its article."""


def _digits(low: int, high: int, least: int, most: int) -> Any:
    def value(token: Token) -> str | None:
        digits = token.entries.get("digits")
        fits = digits and least <= len(digits) <= most and low <= int(digits) <= high
        return digits if fits and "priced" not in token.entries else None

    return value


def _four(low: int, high: int) -> Any:
    def value(token: Token) -> int | None:
        digits = token.entries.get("digits")
        return int(digits) if digits and len(digits) == 4 and low <= int(digits) <= high else None

    return value


def _definite_ordinal(token: Token) -> int | None:
    """An ordinal with its article, where the language has one joined: "the third", not "a third"."""
    quantity = token.entries.get("ordinal")
    return _ordinal(1, 31)(token) if isinstance(quantity, Quantity) and quantity.proclitics else None


def _bare_ordinal(token: Token) -> int | None:
    """An ordinal with no article: "first week", but not "[the league] the first, last year"."""
    quantity = token.entries.get("ordinal")
    return _ordinal(1, 366)(token) if isinstance(quantity, Quantity) and not quantity.definite else None


def _article_number(token: Token) -> float | None:
    """A number word with its article: "the six years"."""
    quantity = token.entries.get("number")
    return _num(token) if isinstance(quantity, Quantity) and quantity.definite and not quantity.literal else None


def _definite_number(token: Token) -> float | None:
    """A number with its article: "the last six years", but not "the past months, 11 reports"."""
    quantity = token.entries.get("number")
    plain = isinstance(quantity, Quantity) and quantity.literal
    return None if plain else _num(token)


def _month(token: Token) -> int | None:
    for category in _MONTHS:
        entry = token.entries.get(category)
        if entry is not None:
            return int(entry.value)
    return None


def _month_words(token: Token) -> int | None:
    """A month by its number in words ("the ninth month", dialect "month nine"); one and two are counts."""
    found, number = _whole(token, "ordinal", 1, 12), token.entries.get("number")
    if isinstance(number, Quantity) and number.opened:
        return None  # "a month and ten days"
    return found if found is not None else _whole(token, "number", 3, 12)


def _and_fraction(token: Token) -> float | None:
    entry = token.entries.get("fraction_of")
    return float(entry.value) if entry is not None and "and" in entry.joined else None


def _said_year(token: Token) -> int | None:
    """A year in words: "two thousand and fourteen"."""
    quantity = token.entries.get("number")
    if not isinstance(quantity, Quantity) or quantity.literal or quantity.low % 100 == 0:
        return None  # "two thousand" is a count more often than a year
    return _whole(token, "number", 1000, 2999)


def _spoken(token: Token, low: int, high: int) -> int | None:
    """A number in words, as years are read out: "nineteen", "twenty-eight"."""
    quantity = token.entries.get("number")
    return _whole(token, "number", low, high) if isinstance(quantity, Quantity) and not quantity.literal else None


def _vague(token: Token) -> str | None:
    quantity = token.entries.get("number")
    return quantity.modifier if isinstance(quantity, Quantity) and quantity.modifier != "exact" else None


PREDICATES = {
    "num": Predicate(_NUMBER, _num),
    "part_number": Predicate(_NUMBER, _part),
    "quantity": Predicate(_NUMBER, lambda t: t.entries.get("number")),
    "day": Predicate(_EITHER, _day),
    "card": Predicate(_NUMBER, _cardinal(1, 31)),
    "ord": Predicate(("ordinal",), _ordinal(1, 366)),
    "bare_weekday": Predicate(("weekday_bare",), bare_weekday),
    "and_weekday": Predicate(("weekday", "weekday_bare"), and_weekday),
    "all_of": Predicate(("throughout",), joined("throughout", "", "and")),
    "the_hour": Predicate(("timeunit",), unit(True, "hour")),
    "the_week": Predicate(("timeunit",), unit(True, "week")),
    "a_week": Predicate(("timeunit",), unit(False, "week")),
    "the_unit": Predicate(("timeunit",), unit(True)),
    "bare_unit": Predicate(("timeunit",), unit(False)),
    "and_unit": Predicate(("timeunit",), unit(False, opened=True)),
    "first": Predicate(("ordinal",), lambda t: None if _definite_ordinal(t) else _ordinal(1, 1)(t)),
    "plain_month": Predicate(("month",), joined("month", "")),
    "the_season": Predicate(("season",), the_season),
    "plain_day_word": Predicate(("day_word",), joined("day_word", "", "by")),
    "to_unit": Predicate(("timeunit",), joined("timeunit", "to")),
    "standing_day": Predicate(("stands",), _standing_day("stands")),
    "lone_day": Predicate(("lone",), _standing_day("lone")),
    "opening_from": Predicate(("opens",), lambda t: t.entries.get("opens")),
    "standing_year": Predicate(("stands",), _standing_year),
    "naming": Predicate(("named_after",), naming),
    "bare_ord": Predicate(("ordinal",), _bare_ordinal),
    "the_num": Predicate(_NUMBER, _article_number),
    "said_num": Predicate(_NUMBER, _definite_number),
    "the_first": Predicate(("ordinal",), lambda t: 1 if _definite_ordinal(t) == 1 else None),
    "some_time": Predicate(("timeunit", "timeunits"), some_time),
    "plain_unit": Predicate(("timeunit",), plain_unit),
    "plain_day": Predicate(("timeunit",), plain_day),
    "the_ord": Predicate(("ordinal",), _definite_ordinal),
    "week_number": Predicate(_NUMBER, _cardinal(1, 53)),
    "month_number": Predicate(_EITHER, lambda t: d if (d := _day(t)) is not None and d <= 12 else None),
    "any_month": Predicate(_MONTHS, _month),
    "month_digits": Predicate(("digits",), lambda t: int(d) if (d := _digits(1, 12, 1, 2)(t)) else None),
    "month_words": Predicate(_EITHER, _month_words),
    "recent_hijri_year": Predicate(("digits",), _four(1380, 1460)),
    "single_word": Predicate(_NUMBER, lambda t: _spoken(t, 1, 1)),
    "one": Predicate(_NUMBER, _cardinal(1, 1)),
    "and_fraction": Predicate(("fraction_of",), _and_fraction),
    "fraction_number": Predicate(
        ("fraction_of",), lambda t: float(e.value) if (e := t.entries.get("fraction_of")) else None
    ),
    "any_year": Predicate(_NUMBER, _cardinal(1, 2999)),
    "year": Predicate(("digits",), _four(1000, 2999)),
    "word_year": Predicate(_NUMBER, _cardinal(1000, 2999)),
    "teen": Predicate(_NUMBER, lambda t: _spoken(t, 13, 20)),
    "tens": Predicate(_NUMBER, lambda t: _spoken(t, 10, 99)),
    "said_year": Predicate(_NUMBER, _said_year),
    "said_two_thousand": Predicate(_NUMBER, lambda t: _spoken(t, 2000, 2000)),
    "old_year": Predicate(("digits",), _four(1000, 1899)),
    "hour": Predicate(("digits",), clock_part(24, 1)),
    "compact": Predicate(("digits",), compact),
    "far_year": Predicate(("digits",), _four(2101, 2299)),
    "hour_minutes": Predicate(("digits",), four_clock),
    "minute_number": Predicate(_NUMBER, _cardinal(10, 59)),
    "minutes": Predicate(("digits",), clock_part(59, 2)),
    "near_year": Predicate(("digits",), _four(1900, 2100)),
    "hijri_year": Predicate(("digits",), _four(1300, 1500)),
    "two": Predicate(("digits",), lambda t: int(d) if (d := t.entries.get("digits")) and len(d) == 2 else None),
    "d12": Predicate(("digits",), _digits(1, 31, 1, 2)),
    "d1": Predicate(("digits",), _digits(1, 9, 1, 1)),
    "d24": Predicate(("digits",), _digits(0, 2999, 2, 4)),
    "d4": Predicate(("digits",), _digits(1000, 2999, 4, 4)),
    "dotted": Predicate(("dotted",), lambda t: t.entries.get("dotted")),
    "glued_unit": Predicate(("unit_letter",), glued),
    "vague_number": Predicate(_NUMBER, _vague),
}
"""``num`` any number, ``day`` 1 to 31 (first, 1), ``card`` no ordinal, ``ord`` an ordinal, ``year`` four digits,
``near_year`` 1900 to 2100, ``word_year`` also in words, ``two`` two digits, ``d12``, ``d24``, ``d4`` digits as text."""
