"""What the tokens of a statement tell about a value or about the whole: numbers, ordinals, joined persons, feasts."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from factcheck.claims import attribution
from factcheck.compare.wordlists import kind_list, stem, stem_list, word_list
from factcheck.languages.frequency import Frequency, frequency
from factcheck.languages.stems import stems
from factcheck.text.tokens import Token
from factcheck.text.view import fold
from factcheck.values import FigureValue, Value
from factcheck.values.particles import Particles
from factcheck.values.quantity import Quantity

__all__ = [
    "and_one",
    "another",
    "countries",
    "episodes",
    "explicit",
    "feast",
    "kinds",
    "localities",
    "nouns",
    "numbered",
    "numbers",
    "of_them",
    "ordinals",
    "several",
    "source",
    "together",
    "weekday",
    "yearless",
]

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SHORT_DATE = re.compile(r"^\D*\d{1,2}\s*[/-]\s*\d{1,2}\D*$")  # of either calendar
MEASURES = frozenset(("number", "cardinal", "scale", "hedge", "function", "among", "other"))
"""Entries of words in a figure that do not say what it counts."""
TELLING = 0.45
"""What the name of a district must tell: one sentence in fifty has it, or fewer; many are called like people."""
PARTITIVE = 30
"""Characters from a number on in which "of the wounded" is of it."""
NO_QUARTER = frozenset(("locality", "nationality", "place"))
MONTHS = frozenset(("month", "month_homonym", "hijri_month"))
COUNTED = frozenset(("number", "ordinal"))
WEEKDAYS = frozenset(("weekday", "weekday_bare"))
HUMANS = ("people", "personnel")
KIND = 6
"""Words before a number among which the dead or hurt that it counts may be named."""


def another(tokens: Sequence[Token], language: str) -> bool:
    """Whether "another", "a second" stands by a word of what happened."""
    known, incident, other = frequency(language), stem_list(language, "incident"), word_list(language, "another")
    for i, token in enumerate(tokens):
        if other.search(token.text):
            beside = [tokens[j] for j in (i - 1, i + 1) if 0 <= j < len(tokens) and tokens[j].kind == "w"]
            if any(known.plain(stem(word)) in incident for t in beside for word in t.text.split()):
                return True
    return False


def several(tokens: Sequence[Token], language: str) -> bool:
    """Whether a word makes one number of several accidents; "scattered injuries" are of one."""
    known, words, hurt = frequency(language), stem_list(language, "several"), word_list(language, "injuries")
    for i, token in enumerate(tokens):
        if token.kind == "w" and any(known.plain(s) in words for s in stems(token.text)):
            beside = " ".join(t.text for t in tokens[max(0, i - 1) : i + 2])
            if not hurt.search(beside):
                return True
    return False


def localities(tokens: Sequence[Token], language: str) -> frozenset[str]:
    """Stems of the words right after "district", "village", "road" that are neither words of place nor known towns, and
    of those that make the name of a quarter of a town's ("new", "old")."""
    known, whole, found = frequency(language), stem_list(language, "whole_country"), set()
    quarter = stem_list(language, "quarter")
    for place, token in itertools.pairwise(tokens):
        if "place" in place.entries and token.kind == "w" and known.plain(stem(token.text)) in quarter:
            found.add(known.plain(stem(token.text)))
        if "locality" in place.entries and token.kind == "w" and not NO_QUARTER & token.entries.keys():
            word = known.plain(stem(token.text.split()[0]))
            if word and word not in whole and known.tells(word) > TELLING:
                found.add(word)
    return frozenset(found)


def episodes(values: Iterable[Value], language: str) -> frozenset[float]:
    """How many attacks, blasts or accidents are counted."""
    named = stem_list(language, "episodes")
    counted = (v for v in values if isinstance(v, FigureValue) and v.low == v.high and v.low > 1)
    return frozenset(float(v.low) for v in counted if v.unit == "strikes" or stem(v.unit.split(":")[-1]) in named)


def source(text: str, language: str) -> frozenset[str]:
    """Stems of who is said to have said it."""
    said = attribution(text, language)
    return frozenset(map(frequency(language).plain, stems(f"{said.source or ''} {said.via or ''}")))


def together(tokens: Sequence[Token], joined: Particles) -> list[frozenset[str]]:
    """Countries that stand joined by "and"."""
    groups: list[frozenset[str]] = []
    last: tuple[int, str] | None = None
    for i, token in enumerate(tokens):
        entry = token.entries.get("place")
        if entry is None:
            continue
        country = entry.value.split(":")[0]
        if last is not None and country != last[1]:
            direct = i == last[0] + 1 and joined.opened(entry.proclitics)
            if direct or (i == last[0] + 2 and "and" in tokens[i - 1].entries):
                groups.append(frozenset((last[1], country)))
        last = i, country
    return groups


def countries(
    value: Value, groups: Sequence[frozenset[str]], places: frozenset[str], nowhere: frozenset[str]
) -> frozenset[str]:
    """The countries that a figure is about: its own, and those joined to it; else the only one of its ``places``.

    ``nowhere``: towns that are named like words of every day.
    """
    place = value.scope.place if isinstance(value, FigureValue) else None
    country = place.split(":")[0] if place and place not in nowhere else None
    if country is None:
        named = frozenset(p.split(":")[0] for p in places)
        return next(iter(groups), named if len(named) == 1 else frozenset())
    return next((group for group in groups if country in group), frozenset((country,)))


def numbers(tokens: Sequence[Token], spans: Sequence[int], dates: Sequence[tuple[int, int]]) -> frozenset[float]:
    """The numbers that stand in no date."""
    taken = {i for start, end in dates for i in range(bisect_left(spans, start), bisect_left(spans, end))}
    read = (token.entries.get("number") for i, token in enumerate(tokens) if i not in taken)
    return frozenset(float(n.low) for n in read if isinstance(n, Quantity) and n.low == n.high)


def numbered(tokens: Sequence[Token], known: Frequency) -> frozenset[tuple[float, str]]:
    """Numbers with each of the two words right after them: "three", "moderate"."""
    found: set[tuple[float, str]] = set()
    for i, token in enumerate(tokens):
        number = token.entries.get("number")
        if isinstance(number, Quantity) and number.low == number.high:
            after = itertools.takewhile(lambda t: t.kind == "w", tokens[i + 1 : i + 3])
            found.update((float(number.low), known.plain(s)) for t in after for s in stems(t.text))
    return frozenset(found)


def of_them(text: str, start: int, first: int, last: int, language: str) -> bool:
    """Whether a count is of some of the dead or hurt ("ten of the wounded"), or of those who are well again, by the
    words of its clause (from ``first`` to ``last``)."""
    partitive = word_list(language, "partitive").search(fold(text[start : start + PARTITIVE]))
    return bool(partitive or word_list(language, "recovered").search(fold(text[first:last])))


def ordinals(tokens: Sequence[Token]) -> tuple[tuple[str, int], ...]:
    """Nouns right before an ordinal, with its number, or before a letter in brackets, with that of the letter."""
    found = []
    for noun, token in itertools.pairwise(tokens):
        ordinal = token.entries.get("ordinal")
        if isinstance(ordinal, Quantity) and ordinal.low == ordinal.high and noun.kind == "w":
            word = stem(noun.text.split()[-1])
            if word:
                found.append((word, int(ordinal.low)))
    for noun, opening, letter, closing in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        lone = letter.kind == "w" and len(letter.text) == 1 and noun.kind == "w"
        if lone and opening.text == "(" and closing.text == ")" and (word := stem(noun.text.split()[-1])):
            found.append((word, ord(letter.text)))
    return tuple(found)


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
