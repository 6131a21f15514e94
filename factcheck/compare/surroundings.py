"""What the tokens of a statement tell about the whole of it: numbers, ordinals, places, several accidents."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from factcheck.claims import attribution
from factcheck.compare.wordlists import stem, stem_list, word_list
from factcheck.languages.frequency import Frequency, frequency
from factcheck.languages.stems import stems
from factcheck.text.tokens import Token
from factcheck.values import FigureValue, Value
from factcheck.values.particles import Particles
from factcheck.values.quantity import Quantity

__all__ = [
    "another",
    "bare",
    "countries",
    "episodes",
    "localities",
    "numbered",
    "numbers",
    "ordinals",
    "several",
    "source",
    "together",
]

TELLING = 0.45
"""What the name of a district must tell: one sentence in fifty has it, or fewer; many are called like people."""
NO_QUARTER = frozenset(("locality", "nationality", "place"))


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
        if token.kind != "w":
            continue
        word = known.plain(stem(token.text.split()[0]))
        if "place" in place.entries and word in quarter:
            found.add(word)
        named = "locality" in place.entries and not NO_QUARTER & token.entries.keys()
        if named and word and word not in whole and known.tells(word) > TELLING:
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


def bare(
    tokens: Sequence[Token], spans: Sequence[int], values: Iterable[Value], offset: int, joined: Particles
) -> frozenset[float]:
    """Numbers joined by "and" that count what was counted before: "15 people with burns, and two with cuts"."""
    taken = [(v.start - offset, v.end - offset) for v in values]
    found: set[float] = set()
    for i, token in enumerate(tokens):
        number = token.entries.get("number")
        if not isinstance(number, Quantity) or number.low != number.high:
            continue
        anded = joined.opened(number.proclitics) or (i > 0 and "and" in tokens[i - 1].entries)
        if anded and not any(start <= spans[i] < end for start, end in taken):
            found.add(float(number.low))
    return frozenset(found)


def numbered(tokens: Sequence[Token], known: Frequency) -> frozenset[tuple[float, str]]:
    """Numbers with each of the two words right after them: "three", "moderate"."""
    found: set[tuple[float, str]] = set()
    for i, token in enumerate(tokens):
        number = token.entries.get("number")
        if isinstance(number, Quantity) and number.low == number.high:
            after = itertools.takewhile(lambda t: t.kind == "w", tokens[i + 1 : i + 3])
            found.update((float(number.low), known.plain(s)) for t in after for s in stems(t.text))
    return frozenset(found)


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
