"""Numbers beside words of time that count: "10-20 dollars" is no day, "200 stores a year" no length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from factcheck.text.tokens import Token
from factcheck.values.dateforms import Made
from factcheck.values.times import CalendarDate, Duration, Named, SetOf

__all__ = ["counts", "rated"]


_COUNTED = frozenset(("measure", "currency", "percent", "symbol", "noun"))


_GOES_ON = frozenset(("function", "tense", "in_date", "of_date", "and_word", "to_date", "daypart", "place", "event"))
"""What may follow a day of the month."""


def _plural(grammar: Any, token: Token) -> bool:
    return not token.entries and bool(grammar.plural(token.text))


def counts(made: Made, tokens: Sequence[Token], high: int, grammar: Any) -> bool:
    """Two numbers with a dash that count what follows: "10-20 dollars" is no day in October; "in 1200 homes"."""
    if high < len(tokens) and isinstance(made.node, Named) and made.node.what == "season" and grammar:
        return "of_date" in tokens[high].entries and made.node.year is None  # "the fall of the old regime"
    if high < len(tokens) and isinstance(made.node, CalendarDate) and made.node.month is None and grammar:
        after, node = tokens[high], made.node
        counted = after.kind == "w" and (not _COUNTED.isdisjoint(after.entries) or _plural(grammar, after))
        if node.year is not None and not node.hijri and (node.year < _OLD or node.year > _FAR or not node.year % 100):
            return counted  # "in 1200 homes"
        if node.year is None and after.kind == "w" and _GOES_ON.isdisjoint(after.entries):
            return True  # "at the eleventh hour", "in the 4th league", "for the third time"
    if high >= len(tokens) or tokens[high - 1].kind not in "#n" or tokens[high - 2].text != "-":
        return False
    open_year = isinstance(made.node, CalendarDate) and made.node.year is None
    return open_year and not _COUNTED.isdisjoint(tokens[high].entries)


_OLD, _FAR = 1900, 2100
"""Digits below or above are, before a word that they can count, a count rather than a year."""


def rated(made: Made, tokens: Sequence[Token], low: int, grammar: Any) -> Made:
    """ "200 stores a year": so many in each."""
    node = made.node
    if grammar is None or not isinstance(node, Duration) or low < 2 or "article" not in tokens[low].entries:
        return made
    counted = any(t.kind == "#" for t in tokens[max(0, low - _COUNT) : low - 1])
    if (
        not counted
        or node.amount.parts[0][1] != 1
        or len(node.amount.parts) > 1
        or not _plural(grammar, tokens[low - 1])
    ):
        return made
    return replace(made, node=SetOf(node.amount.iso()))


_COUNT = 4
"""Tokens from a number to the end of what it counts: "200 new stores"."""
