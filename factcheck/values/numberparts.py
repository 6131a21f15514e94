"""Fractions, the ordinal at the end of a number, and letters that are a scale."""

from __future__ import annotations

import unicodedata

from factcheck.values.numberlex import HUNDRED, Number, Read
from factcheck.values.numbersmall import Small

__all__ = ["VULGAR", "Parts"]

VULGAR = {c: unicodedata.numeric(c) for c in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
"""Fractions that are one character."""


class Parts(Small):
    """Reads parts of numbers; whole numbers are read by its heir."""

    def _sum(self, i: int, end: int | None = None) -> Read | None:
        """A whole number in the tokens up to ``end``."""
        raise NotImplementedError

    def part(self, i: int) -> Read | None:
        """A fraction: نصف, ثلاثة أرباع, two thirds, ½."""
        if i >= len(self.tokens):
            return None
        token = self.tokens[i]
        if token.text in VULGAR:
            return VULGAR[token.text], i + 1
        if "article" in token.entries and self.value(i + 1, "cardinal") != HUNDRED and self.value(i + 1, "scale") < 0:
            i += 1
            if self.entry(i, "fraction") is None:
                below = self._below(i, True) if self.loose else None
                return (1 / below[0], below[1]) if below is not None else None
        entry = self.entry(i, "fraction")
        if entry is not None:
            return float(entry.value), i + 1
        over = (self._sum(i) if self.loose else self.tens(i)) if token.kind == "w" else None
        if over is None:
            return None
        below = self._below(self.hyphen(over[1]), over[0] == 1)
        if below is None and over[0] == 1 and self.loose and self.habits.juxtapose:
            hundreds = self.hundreds(over[1])  # "one one hundred fifth"
            below = self.ordinal_end(hundreds[0], over[1], hundreds[1]) if hundreds is not None else None
        return (over[0] / below[0], below[1]) if below is not None and not self.joined(below[1] - 1) else None

    def _and_fraction(self, i: int, scale: Number) -> Read | None:
        """ "ونصف المليون", "and a half" after a scale: that part of the scale."""
        j = self.after_and(i)
        found = self.part(j) if j > 0 and not self._definite(j) else None
        if found is None:
            return None
        value, end = found
        again = self._after_of(end)
        following = self.value(again, "scale")
        if following > 0 and not self.joined(again):
            if following > scale:
                return None
            return value * following, again + 1
        return value * scale, end

    def _definite(self, i: int) -> bool:
        """ "2014 والربع الأول": a fraction with the article begins something new."""
        entry = self.entry(i, "fraction")
        return entry is not None and bool(self.habits.article) and self.habits.article in entry.proclitics

    def _after_of(self, i: int) -> int:
        """The place after "of" and an article ("half of a million", "half a million")."""
        for category in ("number_of", "article"):
            if self.entry(i, category) is not None:
                i += 1
        return i

    def lettered(self, i: int) -> bool:
        """A letter that is a scale after digits, and part of a name after a single one: "10G", "0.5G", but "5G"."""
        single = self.tokens[i - 1].text.isdigit() and len(self.tokens[i - 1].text) == 1
        return self.loose and not single and self.entry(i, "scale_letter") is not None

    def ordinal_end(self, value: int | float, i: int, end: int) -> Read | None:
        """ "twenty-fifth", "two hundredth": the last part of a number is an ordinal."""
        if not self.habits.juxtapose or not isinstance(value, int) or self.tokens[i].kind == "n":
            return None
        j = self.after_and(end)
        j = self.hyphen(end) if j < 0 else j
        last = self.value(j, "ordinal")
        if last < 0:
            return None
        if (value % 10 == 0 and value % 100 >= 20 and last < 10) or (value % 100 == 0 and 0 < last < 100):
            return value + last, j + 1
        if last >= 1000 or (last == 100 and value < 100):
            return value * last, j + 1
        return None
