"""Ordinals, and the numbers with an article that are read as one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Union

from factcheck.text.tokens import Token
from factcheck.values.numberlex import Habits
from factcheck.values.numberwords import Words
from factcheck.values.quantity import Quantity

__all__ = ["Ordinals"]

_Found = tuple[Union[Quantity, None], int]


class Ordinals:
    """Reads ordinals among the tokens of a text."""

    def __init__(self, tokens: Sequence[Token], habits: Habits, loose: bool) -> None:
        self.tokens, self.habits, self.loose = tokens, habits, loose
        self.words = Words(tokens, habits, loose)

    def ordinal(self, i: int, proclitics: tuple[str, ...]) -> _Found:
        """ "third", "الخامس والعشرون": one that begins with its ordinal word."""
        words = self.words
        bound = "ordinal" not in self.tokens[i].entries
        value = words.value(i, "ordinal_bound" if bound else "ordinal")
        end = i + 1
        if self.habits.units_first and value < 10:
            j = words.after_and(end)
            one = value == 1 and not bound  # "the first ten": eleventh has a form of its own
            if words.value(end, "cardinal") == 10 and not words.joined(end) and not one:
                value, bound, end = value + 10, False, end + 1
            elif j > 0 and 20 <= words.value(j, "cardinal") <= 90:
                value, bound, end = value + words.value(j, "cardinal"), False, j + 1
        if bound or (i and not proclitics and end == i + 1 and self._numeric(i - 1)):
            return None, i  # "30 ثانية", "one second"
        if words.entry(end, "number_after") is not None:
            hundred = words.hundreds(end + 1)
            if hundred is not None and hundred[0] in (100, 200):
                value, end = value + hundred[0], hundred[1]
            thousand = words.entry(end + 1, "scale")
            if thousand is not None and thousand.value == "1000" and self.habits.article in thousand.proclitics:
                value, end = value + 1000, end + 2
        return Quantity(value, value, ordinal=True, proclitics=proclitics), end

    def _numeric(self, i: int) -> bool:
        token = self.tokens[i]
        if token.kind == "n" and len(token.text) == 4 and token.text.isdigit() and 1900 <= int(token.text) < 2100:
            return False  # "the 1989 third-quarter loss"
        return token.kind == "n" or "cardinal" in token.entries or "scale" in token.entries

    def definite_ordinal(self, value: int | float, i: int, end: int, proclitics: tuple[str, ...]) -> bool:
        """ "القرن العشرون", "الحلقة الواحدة والعشرون": a ten with the article after a singular is an ordinal."""
        if self.habits.article not in proclitics or proclitics[0] in self.habits.ands or not 11 <= value <= 99:
            return False
        before = self.tokens[i - 1] if i else None
        after = self.tokens[end] if end < len(self.tokens) else None
        if before is None or before.kind == "l":
            return after is None or after.kind == "l"
        function = "function" in before.entries and "timeunit" not in before.entries  # "اليوم الثلاثون"
        if value < 20 or before.kind != "w" or function or "timeunits" in before.entries:
            return False
        if not before.text.startswith(self.habits.article) and before.entries.get("hedge") is not None:
            return False
        if before.text.endswith(self.habits.plural_endings):
            return False
        counted = after is not None and after.kind == "w" and "function" not in after.entries
        return not (counted and after is not None and not after.text.startswith(self._openers()))

    def _openers(self) -> tuple[str, ...]:
        return (self.habits.article, *self.habits.opening_letters)
