"""The tokens of a statement, read once for everything that comparison wants of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from factcheck.compare.surroundings import together
from factcheck.compare.wordlists import not_places, stem
from factcheck.languages.frequency import frequency
from factcheck.values import FigureValue, Value
from factcheck.values.particles import particles
from factcheck.values.reading import read

__all__ = ["BREAKS", "Tokens"]

BREAKS = frozenset("،,;؛:.!؟…\n")
"""Signs that part what a value is about from the rest."""
NOUNS = frozenset(("noun", "singular", "dual", "two"))
"""Entries of words that say what a statement is about; others are of time, place, event, measure and grammar."""
_CONCEPTS = ("place", "nationality", "event", "noun")


class Tokens:
    """The tokens of a statement, and what of them is wanted more than once."""

    def __init__(self, text: str, language: str, values: Sequence[Value], offset: int) -> None:
        reading = read(text, language)
        self.text, self.language, self.offset = text, reading.pack.code, offset
        self.all = reading.tokens
        self.spans = [reading.view.span(t.start, t.end)[0] for t in reading.tokens]
        self.known = frequency(language)
        self.particles = particles(reading.pack)
        self.joined_countries = together(self.all, self.particles)
        self.stems: list[tuple[str, float]] = []
        """Stems in order, without those of numbers and dates, and what they tell."""
        self.places: list[int] = []
        """Where each of them stands."""
        self.breaks: list[int] = []
        """How many commas and stops come before each of them."""
        self.open_stems: list[str] = []
        """Those of words that may say what the statement is about."""
        self.concepts: list[tuple[int, str, str]] = []
        """Where a place, a nationality, an event or a noun of the pack stands, its category and its value."""
        self._scan([v.start - offset for v in values], [_number_end(v) - offset for v in values])

    def _scan(self, starts: Sequence[int], ends: Sequence[int]) -> None:
        nowhere, broken = not_places(self.language), 0
        for token, at in zip(self.all, self.spans, strict=True):
            if token.kind == "l" or (token.kind == "p" and token.text in BREAKS):
                broken += 1
                continue
            for category in _CONCEPTS:
                entry = token.entries.get(category)
                if entry is not None and not (category == "place" and entry.value in nowhere):
                    self.concepts.append((at, category, entry.value))
            inside = bisect_right(starts, at) - 1
            if token.kind != "w" or (inside >= 0 and at < ends[inside]):
                continue
            for word in token.text.split():
                found = self.known.plain(stem(word))
                if found:
                    self.places.append(at)
                    self.breaks.append(broken)
                    self.stems.append((found, self.known.tells(found)))
                    if token.entries.keys() <= NOUNS:
                        self.open_stems.append(found)


def _number_end(value: Value) -> int:
    """Where the number of a figure ends: its counted noun stays among the words around it."""
    if isinstance(value, FigureValue) and " " in value.text:
        return value.start + value.text.rindex(" ")
    return value.end
