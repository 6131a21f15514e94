"""Number words below a thousand.

Every method takes the place of a token and gives what it read with the place after it, or None.
"""

from __future__ import annotations

from factcheck.values.literals import identifies
from factcheck.values.numberlex import DIGIT, HUNDRED, Lexemes, Number, Read

__all__ = ["Small"]


class Small(Lexemes):
    """Reads the numbers of which larger ones are made."""

    def tens(self, i: int) -> Read | None:
        """A number below a hundred."""
        value = self.value(i, "cardinal")
        if value < 0 or not isinstance(value, int):
            return self._bound(i)
        if self.habits.units_first and 1 <= value <= 9:
            if self.value(i + 1, "cardinal") == 10 and not self.joined(i + 1):
                return value + 10, i + 2
            return self._unit_and_tens(value, i + 1) or (value, i + 1)
        if not self.habits.units_first and 20 <= value <= 90 and value % 10 == 0:
            j = self.hyphen(i + 1)
            unit = self.value(j, "cardinal")
            if 1 <= unit <= 9:
                return value + unit, j + 1
            j = self.after_and(i + 1) if self.habits.and_one else -1
            if j > 0 and self.value(j, "cardinal") in (1, 11):
                return value + self.value(j, "cardinal"), j + 1
        return (value, i + 1) if value < HUNDRED else None

    def _bound(self, i: int) -> Read | None:
        """Words that are numbers only inside a compound: أحد عشر, إحدى وعشرون."""
        value = self.value(i, "cardinal_bound")
        if value < 0:
            return None
        if self.value(i + 1, "cardinal") == 10 and not self.joined(i + 1):
            return value + 10, i + 2
        return self._unit_and_tens(value, i + 1)

    def _unit_and_tens(self, unit: Number, i: int) -> Read | None:
        j = self.after_and(i)
        tens = self.value(j, "cardinal") if j > 0 else -1
        return (unit + tens, j + 1) if 20 <= tens <= 90 and tens % 10 == 0 else None

    def hundreds(self, i: int) -> Read | None:
        """A number below a thousand (and "twelve hundred")."""
        base = self.value(i, "cardinal")
        j = i + 1
        if not (base >= HUNDRED and base % HUNDRED == 0):
            small = self.tens(i)
            if small is None:
                return None
            base, j = small
            wanted = 2 <= base <= 9 if self.habits.units_first else base > 0
            if not (wanted and self.value(j, "cardinal") == HUNDRED and not self.joined(j)):
                return self._year_like(small)
            base, j = base * HUNDRED, j + 1
        return self._after_hundreds(base, j)

    def _year_like(self, small: Read) -> Read:
        """ "one twenty two" for 122."""
        value, j = small
        said = self.habits.juxtapose and not self.habits.and_one and 1 <= value <= DIGIT
        if said and 20 <= self.value(j, "cardinal") <= 90:
            rest = self.tens(j)
            if rest is not None and rest[0] % 10:
                return value * HUNDRED + rest[0], rest[1]
        return small

    def _after_hundreds(self, base: Number, j: int) -> Read:
        form = self.entry(j - 1, "cardinal")
        k = self.after_and(j)
        if k < 0 and (self.habits.juxtapose or (form is not None and form.form.endswith(self.habits.loose_hundreds))):
            k = j
        rest = self.tens(k) if k > 0 else None
        if rest is None and k > j and k < len(self.tokens) and self.tokens[k].kind == "n":
            digits = self.tokens[k].text
            again = self.value(k + 1, "cardinal") == HUNDRED  # "three hundred and 2 hundred"
            if (
                digits.isdigit()
                and len(digits) < len("100")
                and not again
                and not identifies(self.tokens, k, self.habits.particles)
            ):
                return (base + int(digits), k + 1) if int(digits) else (base, j)
        if rest is None or not 0 < rest[0] < HUNDRED:
            return base, j
        below = self._below(self.hyphen(rest[1]), False)
        if below is not None:  # "a hundred and two thirds", "one hundred thirty-fifths"
            tens = k == j and rest[0] % 10 == 0 and below[0] <= DIGIT
            if tens or (k > j and rest[0] < below[0]):
                return base, j
        return base + rest[0], rest[1]

    def _below(self, i: int, single: bool) -> Read | None:
        """The lower half of a fraction: "fifths", "twenty-firsts"; after one also "fifth"."""
        below = self.value(i, "part")
        if below > 1:
            return below, i + 1
        single = single and not self.habits.units_first
        if single and self.value(i, "ordinal") > 2:
            return self.value(i, "ordinal"), i + 1
        tens = self.value(i, "cardinal")
        if not self.habits.units_first and 20 <= tens <= 90 and tens % 10 == 0:
            j = self.hyphen(i + 1)
            unit = self.value(j, "part")
            unit = self.value(j, "ordinal") if unit < 0 and single else unit
            if 0 < unit <= DIGIT:
                return tens + unit, j + 1
        return None
