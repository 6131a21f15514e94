"""What a word of time must be like for a rule: a unit with its article or without, the name of a day with "and"."""

from __future__ import annotations

from typing import Any

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token

__all__ = [
    "and_weekday",
    "bare_weekday",
    "clock_part",
    "compact",
    "four_clock",
    "glued",
    "joined",
    "naming",
    "plain_day",
    "plain_unit",
    "some_time",
    "the_season",
    "unit",
]

_PLAIN_UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")


def bare_weekday(token: Token) -> int | None:
    """The name of a day with no article: "a Tuesday"."""
    entry = token.entries.get("weekday_bare")
    if entry is None or "the" in entry.joined or ("and" in entry.joined and "number" in token.entries):
        return None  # "one" is spelled like "and Sunday"
    return int(entry.value)


def and_weekday(token: Token) -> int | None:
    """The name of a day with "and" joined."""
    for category in ("weekday", "weekday_bare"):
        entry = token.entries.get(category)
        if entry is not None and "and" in entry.joined and "number" not in token.entries:
            return int(entry.value)
    return None


def joined(category: str, *wanted: str) -> Any:
    """The entry of a category whose particles do one of ``wanted`` and nothing else ("": it has none)."""

    def value(token: Token) -> Any:
        entry = token.entries.get(category)
        return entry if entry is not None and {*entry.joined} <= {*wanted} and (entry.joined or "" in wanted) else None

    return value


def the_season(token: Token) -> Entry | None:
    """A season with its article, or under its word: "the season of spring"."""
    entry = token.entries.get("season")
    whole = isinstance(entry, Entry) and ({*entry.joined} == {"the"} or (" " in entry.form and not entry.joined))
    return entry if whole else None


def unit(definite: bool, *units: str, opened: bool = False) -> Any:
    """The entry of a unit with or without its article (of the ``units`` named, else any); ``opened``: with "and"."""

    def value(token: Token) -> Any:
        entry = token.entries.get("timeunit")
        if entry is None or ("the" in entry.joined) != definite or (opened and "and" not in entry.joined):
            return None
        return entry if entry.value in (units or _PLAIN_UNITS) else None

    return value


def naming(token: Token) -> str | None:
    """A noun that a name follows: "war of October", but not "the city, Tuesday"."""
    entry = token.entries.get("named_after")
    return entry.value if entry is not None and "the" not in entry.joined else None


def plain_day(token: Token) -> str | None:
    """The word for day with no article: before the name of a day it adds nothing."""
    entry = token.entries.get("timeunit")
    plain = entry is not None and entry.value == "day" and "the" not in entry.joined
    return "day" if plain else None


def plain_unit(token: Token) -> str | None:
    """A unit of time with no article."""
    entry = token.entries.get("timeunit")
    return str(entry.value) if entry is not None and "the" not in entry.joined else None


def some_time(token: Token) -> Entry | None:
    """A unit of time but the year: years in brackets are ages."""
    entry = token.entries.get("timeunit") or token.entries.get("timeunits")
    return entry if isinstance(entry, Entry) and entry.value not in ("year", "decade", "century") else None


def glued(token: Token) -> Any:
    """A letter that is a unit of time, right after its number: "3h"."""
    entry = token.entries.get("unit_letter")
    return entry if entry is not None and not token.space and token.kind == "w" else None


def clock_part(most: int, least: int) -> Any:
    """Digits of an hour or of minutes, as two digits."""

    def value(token: Token) -> str | None:
        digits = token.entries.get("digits")
        return f"{int(digits):02d}" if digits and least <= len(digits) <= 2 and int(digits) <= most else None

    return value


def four_clock(token: Token) -> str | None:
    """An hour and its minutes in four digits: "0630"."""
    digits = token.entries.get("digits")
    if not digits or len(digits) != 4 or int(digits) > 2400 or int(digits[2:]) > 59:
        return None
    return f"{digits[:2]}:{digits[2:]}"


def compact(token: Token) -> str | None:
    """Eight digits that are year, month and day: "20161016"."""
    digits = token.entries.get("digits")
    if not digits or len(digits) != 8 or not _FIRST <= int(digits[:4]) <= _LAST:
        return None
    return digits if 1 <= int(digits[4:6]) <= 12 and 1 <= int(digits[6:]) <= 31 else None


_FIRST, _LAST = 1900, 2100
"""Years that eight digits without a sign between them can begin with."""
