"""The grammar of number words, one for all languages: groups and scales, fractions, decimals.

Every method takes the place of a token and gives what it read with the place after it, or None.
"""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.values.literals import identifies, literal_value, spaced_groups
from factcheck.values.numberdecimals import Decimals
from factcheck.values.numberlex import DIGIT, HUNDRED, Number, Read
from factcheck.values.numberparts import VULGAR
from factcheck.values.quantity import tidy

__all__ = ["VULGAR", "Words"]

_COUNTED = ("noun", "currency", "measure")
_UNBOUNDED = 10**60
_SAID_ALONE = 1000
"""The largest scale before which nobody says one; of millions some do, and machines that spell numbers."""


class Words(Decimals):
    """Reads numbers of any size."""

    # ---- the whole

    def number(self, i: int) -> Read | None:
        """A number in words, or one that goes on from digits ("3 ملايين و200 ألف")."""
        total: Number = 0
        limit: Number = _UNBOUNDED
        end = -1
        j = i
        while j < len(self.tokens):
            part = self._part(j, limit, j == i) or self._thousands_of(j, limit, total)
            if part is None or (j == end and part[1] == 1 and self.tokens[i].kind == "n" != self.tokens[j].kind):
                break  # "from 1.4 million two years earlier"
            value, scale, end = part
            total = value if limit < scale else total + value
            if scale == 1:
                return self._decimals(tidy(total), i, end)
            limit = scale
            fraction = self._and_fraction(end, scale)
            if fraction is not None:
                return tidy(total + fraction[0]), fraction[1]
            j = self.after_and(end)
            if j < 0:
                if not self.habits.juxtapose:
                    break
                j = end
        return self._decimals(tidy(total), i, end) if end > 0 else None

    def _part(self, i: int, limit: Number, first: bool) -> tuple[Number, Number, int] | None:
        """One group and its scale: (value, scale, end)."""
        dual = self._dual(i, first)
        if dual is not None:
            value, j = dual
            half = int(value) // 2
            if half >= limit:
                return None
            factor, k = self._scales(j, half)
            return (2 * factor, factor, k) if k > j and factor < limit else (value, half, j)
        group = self._group(i, first)
        if group is not None:
            value, j = group
            factor, k = self._scales(j, 1)
            if k > j:
                rest = value % HUNDRED
                if factor < HUNDRED < value and rest and self.tokens[i].kind == "w":
                    return tidy(value - rest + rest * factor), 1, k  # "three hundred and two dozen"
                return (tidy(value * factor), factor, k) if factor < limit else None
            mixed = self._mixed(value, j, limit)
            if mixed is not None:
                return mixed
            # digits after "and" are counted on only below the scale: "3 آلاف و500"
            fits = value < limit and (first or value > 0)
            return (value, 1, j) if fits and (first or self._goes_on(i, j, value)) else None
        factor, k = self._scales(i, 1, joined=True)
        if k > i and factor < limit and (first or self.habits.units_first or self.habits.and_one):
            if first and factor == _SAID_ALONE and self._composed(i, k):
                return None
            alone = self.habits.units_first and k == i + 1 and self.value(k, "cardinal") == 1 and not self.joined(k)
            return factor, factor, k + alone  # "مليون واحد" is one million
        return None

    def _thousands_of(self, i: int, limit: Number, total: Number) -> tuple[Number, Number, int] | None:
        """ "ألف وخمسمئة مليار": thousands and hundreds that count one larger scale."""
        if not self.habits.units_first or limit != _SAID_ALONE or self.tokens[i].kind != "w":
            return None
        group = self._group(i, False)
        if group is None or not HUNDRED <= group[0] < _SAID_ALONE:
            return None
        factor, end = self._scales(group[1], 1)
        return (tidy((total + group[0]) * factor), factor, end) if factor > _SAID_ALONE else None

    def _goes_on(self, i: int, end: int, value: Number) -> bool:
        """Digits alone go on a number only after "and": "3 آلاف و500"."""
        if self.tokens[i].kind != "n" or end > i + 1:
            return True
        return self.after_and(i - 1) == i and isinstance(value, int)

    def _dual(self, i: int, first: bool) -> Read | None:
        """ "ألفان"; "ألفا" before a noun (else it is the accusative of a thousand)."""
        value = self.value(i, "scale_dual")
        entry = self.entry(i, "scale_dual")
        if (
            value > 0
            and entry is not None
            and "the" in entry.joined
            and self._adjective(i)
            and not self._counting(i + 1)
        ):
            value = 0  # "الحشد المليوني", an adjective; "المليوني دولار" counts
        if value > 0:
            return value, i + 1
        value = self.value(i, "scale_dual_open")
        if value > 0 and first and i + 1 == len(self.tokens) == 1:
            return value, i + 1
        if value > 0 and first and i + 1 < len(self.tokens):
            after = self.tokens[i + 1]
            if after.kind == "w" and not self.joined(i + 1) and after.text not in self.habits.ands:
                known = (
                    0 < self.value(i + 1, "scale") <= value or "function" in after.entries
                )  # "مليونا في المزاد" is one
                looks_joined = any(after.text.startswith(a) and len(a) == 1 for a in self.habits.ands)
                if not known and not (looks_joined and not after.entries):
                    return value, i + 1
        return None

    def _composed(self, i: int, end: int) -> bool:
        """ "ألف الكاتب رواية": the verb, as no thousand stands right before a definite noun."""
        after = self.tokens[end] if end < len(self.tokens) else None
        return (
            bool(self.habits.article)
            and end == i + 1
            and after is not None
            and after.kind == "w"
            and after.text.startswith(self.habits.article)
            and "scale" not in after.entries
            and not self.entry(i, "scale").joined  # type: ignore[union-attr]
        )

    def _counting(self, i: int) -> bool:
        """Whether a known noun without article stands at ``i``."""
        entries = self.tokens[i].entries if i < len(self.tokens) else {}
        found = next((e for c in _COUNTED if isinstance(e := entries.get(c), Entry)), None)
        return found is not None and not found.joined

    def _adjective(self, i: int) -> bool:
        return self.tokens[i].text.endswith(self.habits.adjective_ending)

    def _group(self, i: int, first: bool) -> Read | None:
        token = self.tokens[i]
        if token.kind == "n":
            return self._digits(i)
        one = first and self.value(i, "cardinal") == 1 and self.habits.units_first
        if one and 0 < self.value(i + 1, "scale") <= _SAID_ALONE:
            return None  # "one thousand" is not said; "واحد ألف" are two words
        if "article" in token.entries:
            if self.value(i + 1, "cardinal") == HUNDRED:
                return self._after_hundreds(HUNDRED, i + 2)
            return (1, i + 1) if self.value(i + 1, "scale") > 0 else None
        read = self.hundreds(i)
        if read is not None and self.entry(read[1], "point") is not None:
            return self._point(read)
        return read

    def _digits(self, i: int) -> Read | None:
        if not self.loose and identifies(self.tokens, i, self.habits.particles):
            return None
        digits, end = spaced_groups(self.tokens, i)
        if self.leading_point(i):
            digits, end = f"0.{self.tokens[i].text}", i + 1
        wants = end < len(self.tokens) and (
            "scale" in self.tokens[end].entries or "percent" in self.tokens[end].entries
        )
        value = literal_value(digits, self.habits.decimal_dot or wants)
        if value is None:
            return None
        if self.entry(end, "point") is not None:
            return self._point((value, end))
        if self.habits.juxtapose and self.value(end, "cardinal") == HUNDRED:
            return self._after_hundreds(tidy(value * HUNDRED), end + 1)
        return value, end

    def _point(self, read: Read) -> Read:
        """ "one point five", "nought point zero three", "1 فاصلة 5"."""
        value, j = read
        if not isinstance(value, int):
            return read  # "2.5 point 3" is no number
        k = j + 1
        if k < len(self.tokens) and self.tokens[k].kind == "n" and self.tokens[k].text.isdigit():
            return float(f"{value}.{self.tokens[k].text}"), k + 1
        digits = ""
        while True:
            small = self.tens(k)
            if small is None or (digits.strip("0") and (small[0] > DIGIT or self.joined(k))):
                break
            digits, k = digits + str(small[0]), small[1]
            if small[0] > DIGIT:
                break
        return (float(f"{value}.{digits}"), k) if digits else read

    def _scales(self, i: int, factor: int, joined: bool = False) -> tuple[int, int]:
        """Scale words in a row ("ألف مليون"), multiplied; ``joined``: the first may have "and" before it."""
        start = i
        while i < len(self.tokens):
            scale = int(self.value(i, "scale"))
            if scale < 0 and not self.tokens[i].space and i and self.tokens[i - 1].kind == "n":
                scale = -1 if self.entry(i + 1, "dimension") else int(self.value(i, "scale_glued"))
                if scale < 0 and i > 1 and self.entry(i - 2, "currency") is not None:
                    scale = int(self.value(i, "scale_money"))
                if scale < 0 and self.lettered(i):
                    scale = int(self.value(i, "scale_letter"))
            if scale < 0 or (self.joined(i) and not (joined and i == start)) or factor * scale > _UNBOUNDED:
                break
            factor, i = factor * scale, i + 1
        return factor, i

    def _mixed(self, value: Number, i: int, limit: Number) -> tuple[Number, Number, int] | None:
        """ "ثلاثة ونصف [مليون]", "two and a half million", "2 ½"."""
        j = self.after_and(i)
        vulgar = i < len(self.tokens) and self.tokens[i].text in VULGAR
        found = self.part(i if vulgar else j) if vulgar or (j > 0 and not self._definite(j)) else None
        if found is None:
            return None
        fraction, end = found
        factor, k = self._scales(self._after_of(end), 1)
        if factor > 1 and factor < limit:
            return tidy((value + fraction) * factor), factor, k
        return value + fraction, 1, end

    def _sum(self, i: int, end: int | None = None) -> Read | None:
        """A whole number with no decimals read after it, in the tokens up to ``end``."""
        inner = _Whole(self.tokens[:end] if end is not None else self.tokens, self.habits)
        return inner.number(i)


class _Whole(Words):
    """Words that reads no decimals."""

    def _decimals(self, value: Number, first: int, end: int) -> Read:
        return value, end
