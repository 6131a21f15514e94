"""The grammar of number words, one for all languages.

A pack gives the words (``words/numbers.toml``, documented in docs/languages.md) and these settings:

    and (words)    its one-letter spellings may be joined to the next word
    units_first    units stand before tens, with "and" between ("five and twenty")
    juxtapose      parts may follow each other without "and" ("two hundred five")
    and_one        "and" before a one or eleven only ("vingt et un")
    loose_hundreds endings of hundreds after which "and" may be missing (dialects)
    decimal_dot    see factcheck.values.literals

Every method takes the place of a token and gives what it read with the place after it, or None.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Union

from factcheck.languages.lexicon import Entry
from factcheck.languages.pack import Pack, heads
from factcheck.text.tokens import Token
from factcheck.values.literals import identifies, literal_value, spaced_groups
from factcheck.values.quantity import tidy

__all__ = ["VULGAR", "Habits", "Words", "habits"]

Number = Union[int, float]
Read = tuple[Number, int]

VULGAR = {c: unicodedata.numeric(c) for c in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"}
"""Fractions that are one character."""
_HUNDRED = 100
_DIGIT = 9
_UNBOUNDED = 10**60


class Habits:
    """What a pack says of its number words, looked up once."""

    def __init__(self, pack: Pack) -> None:
        settings = pack.settings
        self.units_first = bool(settings.get("units_first", False))
        self.juxtapose = bool(settings.get("juxtapose", False))
        self.and_one = bool(settings.get("and_one", False))
        self.decimal_dot = bool(settings.get("decimal_dot", True))
        self.loose_hundreds = tuple(settings.get("loose_hundreds", ()))
        self.ands = frozenset(form for _, form in pack.lexicon.forms("and"))
        self.article = str(settings.get("article", ""))
        self.particles = _particles(heads().get(pack.code, {}).get("proclitics", ()))


def _particles(groups: Sequence[Sequence[str]]) -> frozenset[str]:
    """Every run of joined particles, at most one of each group."""
    runs = {""}
    for group in groups:
        runs |= {run + particle for run in runs for particle in group}
    return frozenset(runs - {""})


@lru_cache(maxsize=16)
def habits(pack: Pack) -> Habits:
    """The habits of a pack."""
    return Habits(pack)


class Words:
    """Reads numbers from the tokens of a text."""

    def __init__(self, tokens: Sequence[Token], habits: Habits, loose: bool = False) -> None:
        """``loose``: fractions that count no scale ("a third") are numbers too."""
        self.tokens, self.habits, self.loose = tokens, habits, loose

    # ---- tokens

    def entry(self, i: int, category: str) -> Entry | None:
        """The entry of a category at ``i``."""
        if i >= len(self.tokens):
            return None
        entries = self.tokens[i].entries
        if not entries or "percent" in entries or "no_number" in entries:
            return None
        return entries.get(category)

    def value(self, i: int, category: str) -> Number:
        """The number that the entry stands for; -1 where there is none."""
        entry = self.entry(i, category)
        if entry is None:
            return -1
        return int(entry.value) if entry.value.isdigit() else tidy(float(entry.value))

    def joined(self, i: int) -> bool:
        """Whether "and" is joined to the number word at ``i``."""
        if i >= len(self.tokens):
            return False
        ands = self.habits.ands
        entries = self.tokens[i].entries
        bound = entries.get("cardinal_bound")
        if bound is not None and bound.proclitics[:1] and bound.proclitics[0] in ands:
            # "واحد" is one, or "and" with the bound form of one, which is known by what follows
            return "cardinal" not in entries or self.value(i + 1, "cardinal") >= 10  # noqa: PLR2004 - ten
        for entry in entries.values():
            if isinstance(entry, Entry):
                return bool(entry.proclitics) and entry.proclitics[0] in ands
        return False

    def after_and(self, i: int) -> int:
        """Where the word after "and" stands, when "and" stands (joined or apart) at ``i``; else -1."""
        if i >= len(self.tokens):
            return -1
        if self.joined(i):
            return i
        token = self.tokens[i]
        return i + 1 if token.text in self.habits.ands and token.kind == "w" else -1

    def hyphen(self, i: int) -> int:
        """``i``, or the place after a hyphen at ``i``."""
        return i + 1 if i < len(self.tokens) and self.tokens[i].text == "-" else i

    # ---- below a thousand

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
        return (value, i + 1) if value < _HUNDRED else None

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
        if not (base >= _HUNDRED and base % _HUNDRED == 0):
            small = self.tens(i)
            if small is None:
                return None
            base, j = small
            wanted = 2 <= base <= 9 if self.habits.units_first else base > 0
            if not (wanted and self.value(j, "cardinal") == _HUNDRED and not self.joined(j)):
                return self._year_like(small)
            base, j = base * _HUNDRED, j + 1
        return self._after_hundreds(base, j)

    def _year_like(self, small: Read) -> Read:
        """"one twenty two" for 122."""
        value, j = small
        if self.habits.juxtapose and not self.habits.and_one and 1 <= value <= 9 and j < len(self.tokens):
            if 20 <= self.value(j, "cardinal") <= 90:
                rest = self.tens(j)
                if rest is not None and rest[0] % 10:
                    return value * _HUNDRED + rest[0], rest[1]
        return small

    def _after_hundreds(self, base: Number, j: int) -> Read:
        form = self.entry(j - 1, "cardinal")
        k = self.after_and(j)
        if k < 0 and (self.habits.juxtapose or (form is not None and form.form.endswith(self.habits.loose_hundreds))):
            k = j
        rest = self.tens(k) if k > 0 else None
        if rest is None and k > j and k < len(self.tokens) and self.tokens[k].kind == "n":
            digits = self.tokens[k].text
            again = self.value(k + 1, "cardinal") == _HUNDRED  # "three hundred and 2 hundred"
            if digits.isdigit() and len(digits) < len("100") and not again and not identifies(self.tokens, k, self.habits.particles):
                return (base + int(digits), k + 1) if int(digits) else (base, j)
        if rest is None or not 0 < rest[0] < _HUNDRED:
            return base, j
        below = self._below(self.hyphen(rest[1]), False)
        if below is not None:  # "a hundred and two thirds", "one hundred thirty-fifths"
            tens = k == j and rest[0] % 10 == 0 and below[0] <= _DIGIT
            if tens or (k > j and rest[0] < below[0]):
                return base, j
        return base + rest[0], rest[1]

    # ---- the whole

    def number(self, i: int) -> Read | None:
        """A number in words, or one that goes on from digits ("3 ملايين و200 ألف")."""
        total: Number = 0
        limit = _UNBOUNDED
        end = -1
        j = i
        while j < len(self.tokens):
            part = self._part(j, limit, j == i)
            if part is None:
                break
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
            if value // 2 >= limit:
                return None
            factor, k = self._scales(j, value // 2)
            return (value * (factor // (value // 2)), factor, k) if k > j and factor < limit else (value, value // 2, j)
        group = self._group(i, first)
        if group is not None:
            value, j = group
            factor, k = self._scales(j, 1)
            if k > j:
                return (tidy(value * factor), factor, k) if factor < limit else None
            mixed = self._mixed(value, j, limit)
            if mixed is not None:
                return mixed
            # digits after "and" are counted on only below the scale: "3 آلاف و500"
            fits = value < limit and (first or value > 0)
            return (value, 1, j) if fits and (first or self._goes_on(i, j, value)) else None
        factor, k = self._scales(i, 1, joined=True)
        if k > i and factor < limit and (first or self.habits.units_first or self.habits.and_one):
            return factor, factor, k
        return None

    def _goes_on(self, i: int, end: int, value: Number) -> bool:
        """Digits alone go on a number only after "and": "3 آلاف و500"."""
        if self.tokens[i].kind != "n" or end > i + 1:
            return True
        return self.after_and(i - 1) == i and isinstance(value, int)

    def _dual(self, i: int, first: bool) -> Read | None:
        """"ألفان"; "ألفا" before a noun (else it is the accusative of a thousand)."""
        value = self.value(i, "scale_dual")
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

    def _group(self, i: int, first: bool) -> Read | None:
        token = self.tokens[i]
        if token.kind == "n":
            return self._digits(i)
        if first and self.value(i, "cardinal") == 1 and self.value(i + 1, "scale") > 0 and self.habits.units_first:
            return None  # "one thousand" is not said; "واحد ألف" are two words
        if "article" in token.entries:
            if self.value(i + 1, "cardinal") == _HUNDRED:
                return self._after_hundreds(_HUNDRED, i + 2)
            return (1, i + 1) if self.value(i + 1, "scale") > 0 else None
        read = self.hundreds(i)
        if read is not None and self.entry(read[1], "point") is not None:
            return self._point(read)
        return read

    def _digits(self, i: int) -> Read | None:
        if not self.loose and identifies(self.tokens, i, self.habits.particles):
            return None
        digits, end = spaced_groups(self.tokens, i)
        wants = end < len(self.tokens) and ("scale" in self.tokens[end].entries or "percent" in self.tokens[end].entries)
        value = literal_value(digits, self.habits.decimal_dot or wants)
        if value is None:
            return None
        if self.entry(end, "point") is not None:
            return self._point((value, end))
        if self.habits.juxtapose and self.value(end, "cardinal") == _HUNDRED:
            return self._after_hundreds(tidy(value * _HUNDRED), end + 1)
        return value, end

    def _point(self, read: Read) -> Read:
        """ "one point five", "nought point zero three", "1 فاصلة 5"."""
        value, j = read
        k = j + 1
        if k < len(self.tokens) and self.tokens[k].kind == "n" and self.tokens[k].text.isdigit():
            return float(f"{value}.{self.tokens[k].text}"), k + 1
        digits = ""
        while True:
            small = self.tens(k)
            if small is None or (digits.strip("0") and (small[0] > _DIGIT or self.joined(k))):
                break
            digits, k = digits + str(small[0]), small[1]
            if small[0] > _DIGIT or not self.habits.juxtapose:
                break
        return (float(f"{value}.{digits}"), k) if digits else read

    def _scales(self, i: int, factor: int, joined: bool = False) -> tuple[int, int]:
        """Scale words in a row ("ألف مليون"), multiplied; ``joined``: the first may have "and" before it."""
        start = i
        while i < len(self.tokens):
            scale = int(self.value(i, "scale"))
            if scale < 0 and not self.tokens[i].space and i and self.tokens[i - 1].kind == "n":
                scale = int(self.value(i, "scale_glued"))
            if scale < 0 or (self.joined(i) and not (joined and i == start)) or factor * scale > _UNBOUNDED:
                break
            factor, i = factor * scale, i + 1
        return factor, i

    # ---- fractions

    def part(self, i: int) -> Read | None:
        """A fraction: نصف, ثلاثة أرباع, two thirds, ½."""
        if i >= len(self.tokens):
            return None
        token = self.tokens[i]
        if token.text in VULGAR:
            return VULGAR[token.text], i + 1
        if "article" in token.entries and self.value(i + 1, "cardinal") < 0 and self.value(i + 1, "scale") < 0:
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
        return (over[0] / below[0], below[1]) if below is not None and not self.joined(below[1] - 1) else None

    def _below(self, i: int, single: bool) -> Read | None:
        """The lower half of a fraction: "fifths", "twenty-firsts"; after one also "fifth"."""
        below = self.value(i, "part")
        if below > 1:
            return below, i + 1
        single = single and not self.habits.units_first
        if single and self.value(i, "ordinal") > 2:  # noqa: PLR2004 - "one second" is no half
            return self.value(i, "ordinal"), i + 1
        tens = self.value(i, "cardinal")
        if not self.habits.units_first and 20 <= tens <= 90 and tens % 10 == 0:
            j = self.hyphen(i + 1)
            unit = self.value(j, "part")
            unit = self.value(j, "ordinal") if unit < 0 and single else unit
            if 0 < unit <= _DIGIT:
                return tens + unit, j + 1
        return None

    def _and_fraction(self, i: int, scale: Number) -> Read | None:
        """"ونصف المليون", "and a half" after a scale: that part of the scale."""
        j = self.after_and(i)
        found = self.part(j) if j > 0 else None
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

    def _mixed(self, value: Number, i: int, limit: Number) -> tuple[Number, Number, int] | None:
        """"ثلاثة ونصف [مليون]", "two and a half million", "2 ½"."""
        j = self.after_and(i)
        vulgar = i < len(self.tokens) and self.tokens[i].text in VULGAR
        found = self.part(i if vulgar else j) if vulgar or j > 0 else None
        if found is None:
            return None
        fraction, end = found
        factor, k = self._scales(self._after_of(end), 1)
        if factor > 1 and factor < limit:
            return tidy((value + fraction) * factor), factor, k
        return value + fraction, 1, end

    def _after_of(self, i: int) -> int:
        """The place after "of" and an article ("half of a million", "half a million")."""
        for category in ("number_of", "article"):
            if self.entry(i, category) is not None:
                i += 1
        return i

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
        if tail is None or not 0 < tail[0] < _HUNDRED:
            return value, end
        return tidy(value + tail[0] / _HUNDRED), tail[1]


class _Whole(Words):
    """Words that reads no decimals."""

    def _decimals(self, value: Number, first: int, end: int) -> Read:
        return value, end
