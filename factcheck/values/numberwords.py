"""The grammar of number words, one for all languages: groups and scales, fractions, decimals.

Every method takes the place of a token and gives what it read with the place after it, or None.
"""

from __future__ import annotations

from factcheck.values.literals import identifies, literal_value, spaced_groups
from factcheck.values.numberlex import DIGIT, HUNDRED, Number, Read
from factcheck.values.numberparts import VULGAR, Parts
from factcheck.values.quantity import tidy

__all__ = ["VULGAR", "Words"]

_UNBOUNDED = 10**60
_SAID_ALONE = 1000
"""The largest scale before which nobody says one; of millions some do, and machines that spell numbers."""


class Words(Parts):
    """Reads numbers of any size."""

    # ---- the whole

    def number(self, i: int) -> Read | None:
        """A number in words, or one that goes on from digits ("3 ملايين و200 ألف")."""
        total: Number = 0
        limit: Number = _UNBOUNDED
        end = -1
        j = i
        while j < len(self.tokens):
            part = self._part(j, limit, j == i)
            if part is None or (j == end and part[1] == 1 and self.tokens[i].kind == "n" != self.tokens[j].kind):
                break  # "from 1.4 million two years earlier"
            value, scale, end = part
            total += value
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
            alone = self.habits.units_first and k == i + 1 and self.value(k, "cardinal") == 1 and not self.joined(k)
            return factor, factor, k + alone  # "مليون واحد" is one million
        return None

    def _goes_on(self, i: int, end: int, value: Number) -> bool:
        """Digits alone go on a number only after "and": "3 آلاف و500"."""
        if self.tokens[i].kind != "n" or end > i + 1:
            return True
        return self.after_and(i - 1) == i and isinstance(value, int)

    def _dual(self, i: int, first: bool) -> Read | None:
        """ "ألفان"; "ألفا" before a noun (else it is the accusative of a thousand)."""
        value = self.value(i, "scale_dual")
        entry = self.entry(i, "scale_dual")
        if value > 0 and entry is not None and "the" in entry.joined and self._adjective(i):
            value = 0  # "التريليوني" is an adjective, "المليونان" takes the other form
        if value > 0:
            return value, i + 1
        value = self.value(i, "scale_dual_open")
        if value > 0 and first and i + 1 == len(self.tokens) == 1:
            return value, i + 1
        if value > 0 and first and i + 1 < len(self.tokens):
            after = self.tokens[i + 1]
            if after.kind == "w" and not self.joined(i + 1) and after.text not in self.habits.ands:
                known = self.value(i + 1, "scale") > 0
                looks_joined = any(after.text.startswith(a) and len(a) == 1 for a in self.habits.ands)
                if not known and not (looks_joined and not after.entries):
                    return value, i + 1
        return None

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

    def _decimals(self, value: Number, first: int, end: int) -> Read:
        """ "ستة وثمانية وثمانون من مئة": six and 88 hundredths."""
        if not self.habits.units_first or self.tokens[first].kind != "w":
            return value, end
        if self.loose and end + 1 < len(self.tokens) and self.tokens[end].text == ",":
            return self._spaced_comma(value, end)
        j = self.after_and(end)
        if j > 0:
            tail = self._sum(j)
            below = self._divisor(tail[1]) if tail is not None else None
            if tail is not None and below is not None:
                return tidy(value + tail[0] / below[0]), below[1]
            return value, end
        below = self._divisor(end)
        if below is not None and (value > below[0] or self.entry(end, "over") is not None):
            for k in range(end - 1, first, -1):
                j = self.after_and(k)
                tail = self._sum(j) if j > 0 else None
                if tail is None or tail[1] != end or (tail[0] >= below[0] and self.entry(end, "over") is None):
                    continue
                head = self._sum(first, k)
                if head is not None and head[1] == k:
                    return tidy(head[0] + tail[0] / below[0]), below[1]
        return value, end

    def _sum(self, i: int, end: int | None = None) -> Read | None:
        """A whole number with no decimals read after it, in the tokens up to ``end``."""
        inner = _Whole(self.tokens[:end] if end is not None else self.tokens, self.habits)
        return inner.number(i)

    def _divisor(self, i: int) -> Read | None:
        """ "من عشرة", "من مئة", "من عشرة آلاف"; loosely also "على سبعة"."""
        over = self.loose and self.entry(i, "over") is not None
        if not (over or self.entry(i, "number_of") is not None):
            return None
        if i + 1 >= len(self.tokens) or self.tokens[i + 1].kind != "w":
            return None
        found = self._sum(i + 1)
        if found is None or found[0] <= 1:
            return None
        return found if over or str(found[0]).strip("0") == "1" else None

    def _spaced_comma(self, value: Number, end: int) -> Read:
        """ "اثنا عشر , أربع وثلاثون": the decimal comma of machines that spell numbers, a space on either side."""
        comma, after = self.tokens[end], self.tokens[end + 1]
        tail = self._sum(end + 1) if comma.space and after.space and after.kind == "w" else None
        if tail is None and comma.space and self.value(end + 1, "cardinal_bound") == 1:
            tail = 1, end + 2
        if tail is None or not 0 < tail[0] < HUNDRED:
            return value, end
        return tidy(value + tail[0] / HUNDRED), tail[1]


class _Whole(Words):
    """Words that reads no decimals."""

    def _decimals(self, value: Number, first: int, end: int) -> Read:
        return value, end
