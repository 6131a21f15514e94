"""What is added to a whole number or taken off it: tenths in words, a quarter less.

Every method takes the place of a token and gives what it read with the place after it, or None.
"""

from __future__ import annotations

from factcheck.values.numberlex import HUNDRED, Number, Read
from factcheck.values.numberparts import Parts
from factcheck.values.quantity import tidy

__all__ = ["Decimals"]


class Decimals(Parts):
    """Reads what follows a whole number and is less than one; whole numbers are read by its heir."""

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

    def less(self, value: Number, end: int) -> Read | None:
        """ "خمسة إلا ربعا", "مليون إلا ربعا": a part taken off, of the scale where one stands before."""
        if self.entry(end, "except") is None:
            return None
        part = self.part(end + 1)
        if part is None or not 0 < part[0] < 1:
            return None
        return tidy(value - part[0] * max(1, self.value(end - 1, "scale"))), part[1]
