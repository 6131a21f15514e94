"""What the tokens around one value tell about it: joined persons, kinds of people, days of the week, feasts."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence

from factcheck.compare.wordlists import kind_list, stem, stem_list, word_list
from factcheck.languages.frequency import Frequency, frequency
from factcheck.languages.stems import stems
from factcheck.text.tokens import Token
from factcheck.text.view import fold
from factcheck.values import Value
from factcheck.values.particles import Particles
from factcheck.values.quantity import Quantity

__all__ = ["and_one", "explicit", "feast", "kinds", "nouns", "of_them", "weekday", "yearless"]

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SHORT_DATE = re.compile(r"^\D*\d{1,2}\s*[/-]\s*\d{1,2}\D*$")  # of either calendar
MEASURES = frozenset(("number", "cardinal", "scale", "hedge", "function", "among", "other"))
"""Entries of words in a figure that do not say what it counts."""
PARTITIVE = 30
"""Characters from a number on in which "of the wounded" is of it."""
MONTHS = frozenset(("month", "month_homonym", "hijri_month"))
COUNTED = frozenset(("number", "ordinal"))
WEEKDAYS = frozenset(("weekday", "weekday_bare"))
HUMANS = ("people", "personnel")
KIND = 6
"""Words before a number among which the dead or hurt that it counts may be named."""


def of_them(text: str, start: int, first: int, last: int, language: str) -> bool:
    """Whether a count is of some of the dead or hurt ("ten of the wounded"), or of those who are well again, by the
    words of its clause (from ``first`` to ``last``)."""
    partitive = word_list(language, "partitive").search(fold(text[start : start + PARTITIVE]))
    return bool(partitive or word_list(language, "recovered").search(fold(text[first:last])))


def and_one(
    tokens: Sequence[Token], spans: Sequence[int], start: int, end: int, joined: Particles
) -> tuple[int, int] | None:
    """The span of a count with the single person joined to it by "and", before or after it."""
    at = bisect_right(spans, start) - 1
    quantity = tokens[at].entries.get("number") if at >= 0 else None
    if at >= 2 and "and" in tokens[at - 1].entries:
        before = at - 2
    elif at >= 1 and isinstance(quantity, Quantity) and joined.opened(quantity.proclitics):
        before = at - 1
    else:
        before = -1
    entry = tokens[before].entries.get("singular") if before >= 0 else None
    if entry is not None and entry.value in HUMANS and not joined.definite(entry.proclitics):
        return spans[before] + joined.lead(entry.proclitics), end
    after = bisect_right(spans, end - 1)
    anded = after < len(tokens) and "and" in tokens[after].entries
    after += anded
    after += anded and after < len(tokens) and "article" in tokens[after].entries
    entry = tokens[after].entries.get("singular") if after < len(tokens) else None
    if entry is None or entry.value not in HUMANS or joined.definite(entry.proclitics):
        return None
    if not anded and not joined.opened(entry.proclitics):
        return None
    return start, spans[after] + len(tokens[after].text)


def explicit(value: Value, tokens: Sequence[Token], spans: Sequence[int], start: int, end: int, language: str) -> bool:
    """Whether a date says its day or month itself: with a year, or a number and no word that counts from today."""
    text = fold(value.text)
    inside = _inside(tokens, spans, start, end)
    named = any(t.entries.keys() & MONTHS for t in inside) and any(t.entries.keys() & COUNTED for t in inside)
    if not named and not any(c.isdigit() for c in text):
        return False
    if not any(c.isalpha() for c in text) and not _YEAR.search(text):
        return False
    if _YEAR.search(text):
        return True
    return not (word_list(language, "counted_from").search(text) or _SHORT_DATE.search(text))


def weekday(tokens: Sequence[Token], spans: Sequence[int], start: int, end: int) -> bool:
    """Whether a date names a day of the week."""
    return any(t.entries.keys() & WEEKDAYS for t in _inside(tokens, spans, start, end))


def _inside(tokens: Sequence[Token], spans: Sequence[int], start: int, end: int) -> Sequence[Token]:
    return tokens[max(0, bisect_right(spans, start) - 1) : bisect_right(spans, end - 1)]


def yearless(value: Value, tokens: Sequence[Token], spans: Sequence[int], start: int, end: int) -> bool:
    """Whether a date has a day in digits, but neither a year nor a "last" or "next" that tells it."""
    text = fold(value.text)
    told = _YEAR.search(text) or any("shift" in t.entries for t in _inside(tokens, spans, start, end))
    return any(c.isdigit() for c in text) and not told


def feast(tokens: Sequence[Token], spans: Sequence[int], start: int, end: int) -> bool:
    """Whether a date is the name of a feast and nothing else."""
    inside = _inside(tokens, spans, start, end)
    return any("holiday" in t.entries for t in inside) and not any(t.kind in "#n" for t in inside)


def nouns(tokens: Sequence[Token], spans: Sequence[int], start: int, end: int, known: Frequency) -> frozenset[str]:
    """Stems of the words of a figure that are neither its number nor its hedge."""
    found: set[str] = set()
    for i in range(max(0, bisect_right(spans, start) - 1), bisect_right(spans, end - 1)):
        if tokens[i].kind == "w" and MEASURES.isdisjoint(tokens[i].entries):
            found.update(known.plain(stem) for stem in stems(tokens[i].text))
    return frozenset(found)


def kinds(
    tokens: Sequence[Token], spans: Sequence[int], start: int, end: int, counted: frozenset[str], language: str
) -> frozenset[str]:
    """Kinds of people that the words of a figure, the word right after it or a word of its dead or hurt before it name:
    "five civilians", "the number of the civilian dead was five"."""
    table, known = kind_list(language), frequency(language)
    after = bisect_right(spans, end - 1)
    beside = stems(tokens[after].text) if after < len(tokens) and tokens[after].kind == "w" else ()
    found = frozenset(table[s] for s in (*counted, *map(known.plain, beside)) if s in table)
    if found:
        return found
    dead, at = stem_list(language, "casualties"), bisect_right(spans, start) - 1
    before = list(itertools.takewhile(lambda t: t.kind == "w", tokens[max(0, at - 1) : max(0, at - KIND) : -1]))
    words = [word for t in reversed(before) if (word := known.plain(stem(t.text)))]
    pairs = (pair for pair in itertools.pairwise(words) if not dead.isdisjoint(pair))
    return frozenset(table[s] for pair in pairs for s in pair if s in table)
