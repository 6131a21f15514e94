"""The number expression at a place of a text: digits, words, vague plurals, ordinals, signs."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.values.literals import identifies, literal_value, names, scientific
from factcheck.values.numberlex import Read
from factcheck.values.numbervague import Found, Vague
from factcheck.values.quantity import Quantity, tidy

__all__ = ["START", "Reader"]

START = frozenset(
    (
        *("cardinal", "cardinal_bound", "scale", "scale_dual", "scale_dual_open", "ordinal", "ordinal_bound"),
        *("fraction", "vague", "few", "minus", "point", "article", "some_more", "number_alone"),
    )
)
"""Categories with which a number in words can begin."""
_DAYS = frozenset(("month", "month_homonym", "hijri_month", "hijri_month_homonym"))
_LETTERS = frozenset(("symbol", "degree", "scale_letter", "generation"))
"""Single letters that are a unit after digits, and as often part of a name ("5G")."""


class Reader(Vague):
    """Reads the number expression at a token: (quantity, end), or (None, end) for what is to be left as it is."""

    def read(self, i: int) -> Found:
        """The number that begins at ``i``."""
        token = self.tokens[i]
        if token.kind == "n":
            return self._digits(i)
        entries = token.entries
        if "percent" in entries or "no_number" in entries:
            return None, i
        if self.loose and len(self.tokens) == 1 and "number_alone" in entries:
            value = self.words.value(i, "number_alone")
            return Quantity(value, value), i + 1
        proclitics = next((e.proclitics for k, e in entries.items() if k in START and isinstance(e, Entry)), ())
        bound = entries.get("cardinal_bound")
        if bound is not None and self.words.value(i + 1, "cardinal") == 10:
            proclitics = bound.proclitics
        if "minus" in entries:
            return self._negative(i)
        if "point" in entries:
            return self._point(i)
        if "vague" in entries:
            return self.vague(i, proclitics)
        if "few" in entries:
            return self.few(i, proclitics)
        if "some_more" in entries:
            return self.some_more_first(i, proclitics)
        if ("ordinal" in entries or "ordinal_bound" in entries) and "cardinal" not in entries:
            return self.ordinal(i, proclitics)
        part = self.words.part(i)
        if part is not None and not self._lengths(part[1]):
            return self._fraction(part, i, proclitics)
        found = self.words.number(i)
        if found is None:
            return None, i
        value, end = found
        if "weekday" in entries and end == i + 1 and proclitics:
            return None, i  # "الاثنين": Monday
        return self._whole(value, i, end, proclitics)

    def begins(self, i: int, quantity: Quantity) -> tuple[Quantity, int]:
        """The quantity with the decimal point and the minus sign that stand before it, and where it begins."""
        if quantity.ordinal or quantity.high is None or quantity.modifier != "exact":
            return quantity, i
        if self.words.leading_point(i):
            i -= 1
        if i == 0 or self.tokens[i - 1].text != "-" or not self.tokens[i - 1].space:
            return quantity, i
        opens = i == 1 or self.tokens[i - 2].kind == "l"
        # at the start of a line a hyphen is a bullet, after a number or a word a dash
        if (opens and not self.loose) or (not opens and (self.tokens[i].space or self.tokens[i - 2].kind in "n#")):
            return quantity, i
        if not self.loose and any(t.text == "-" for t in self.tokens[i + 1 : i + 4]):
            return quantity, i  # "الشاب -15 عاما- قال": dashes as brackets
        if not self.loose and i + 1 < len(self.tokens) and not _DAYS.isdisjoint(self.tokens[i + 1].entries):
            return quantity, i  # "الرياض -15 يوليو"
        return Quantity(-quantity.low, -(quantity.high or 0), literal=quantity.literal), i - 1

    def _lengths(self, end: int) -> bool:
        """ "two quarters" at ``end`` that are lengths of time: they are not quarters of something."""
        if self.loose or not self.habits.juxtapose or "timeunits" not in self.tokens[end - 1].entries:
            return False
        return self.words.entry(end, "number_of") is None and self.words.value(end, "scale") < 0

    # ---- digits

    def _digits(self, i: int) -> Found:
        token = self.tokens[i]
        if self.loose:
            ratio = self._ratio(i) or scientific(self.tokens, i)
            if ratio is not None:
                factor, end = self.words._scales(ratio[1], 1)  # "1/2 مليون"
                return Quantity(tidy(ratio[0] * factor), tidy(ratio[0] * factor)), end
            if names(self.tokens, i, self.habits.particles):
                return None, i
        elif identifies(self.tokens, i, self.habits.particles):
            return None, i
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if after is not None and after.kind == "w" and not after.space and "scale" not in after.entries:
            if "ordinal_suffix" in after.entries:
                value = literal_value(token.text, True)
                return (None, i) if value is None else (Quantity(value, value, ordinal=True), i + 2)
            if after.text.isascii() and after.entries.keys() <= _LETTERS and not self.words.lettered(i + 1):
                return None, i  # 3G, 4x4: a name
        found = self.words.number(i)
        if found is None:
            return None, i
        value, end = found
        ratio = self._ratio_words(value, end)
        if ratio is not None:
            return Quantity(ratio[0], ratio[0]), ratio[1]
        literal = all(t.kind in "np" for t in self.tokens[i:end])
        if self._and_more(end):
            return Quantity(value, None, modifier="more_than"), end + 1 + (self.tokens[end].text == "-")
        if literal:
            return self._same_again(Quantity(value, value, literal=True), end)
        return self._whole(value, i, end, ())

    def _ratio(self, i: int) -> Read | None:
        """ "3/4", "2 1/4": two numbers with a slash, and no third."""
        whole, at = 0, i
        if i > 1 and self.tokens[i - 1].text == "-" and self.tokens[i - 2].kind == "n":
            return None
        if self._slash(i + 1) and not self._slash(i - 1):
            pass
        elif self._slash(i + 2) and self.tokens[i + 1].kind == "n" and self.tokens[i].text.isdigit():
            whole, at = int(self.tokens[i].text), i + 1
        else:
            return None
        over, below = self.tokens[at].text, self.tokens[at + 2].text
        if self._slash(at + 3) or not (over.isdigit() and below.isdigit() and int(below)):
            return None
        return tidy(whole + int(over) / int(below)), at + 3

    def _ratio_words(self, value: int | float, end: int) -> Read | None:
        """ "one over three", "two out of five"."""
        if not self.loose or self.words.entry(end, "over") is None:
            return None
        below = self.words.number(end + 1)
        if below is None or below[0] <= 0 or value <= 0:
            return None
        if self.habits.units_first:  # "three over four" and nothing else; else the word is any preposition
            alone = below[1] == len(self.tokens) and self.words.number(0) == (value, end)
            return (tidy(value / below[0]), below[1]) if alone and value < below[0] else None
        closed = below[1] == len(self.tokens) or self.tokens[below[1]].kind != "w"
        closed = closed and self.words.entry(end, "over").form == "over" and self.tokens[end - 2].text != "$"  # type: ignore[union-attr]
        return (tidy(value / below[0]), below[1]) if value < below[0] or closed else None

    def _slash(self, i: int) -> bool:
        tokens = self.tokens
        if not 0 < i < len(tokens) - 1 or tokens[i].text != "/" or tokens[i].space or tokens[i + 1].space:
            return False
        return tokens[i - 1].kind == "n" and tokens[i + 1].kind == "n"

    # ---- words

    def _whole(self, value: int | float, i: int, end: int, proclitics: tuple[str, ...]) -> Found:
        ratio = self._ratio_words(value, end)
        if ratio is not None:
            return Quantity(ratio[0], ratio[0], proclitics=proclitics), ratio[1]
        less = self.words.less(value, end) if self.loose else None
        if less is not None:
            return Quantity(less[0], less[0], proclitics=proclitics), less[1]
        ordinal = self.words.ordinal_end(value, i, end)
        if ordinal is not None:
            return Quantity(ordinal[0], ordinal[0], ordinal=True, proclitics=proclitics), ordinal[1]
        j = self.words.after_and(end)
        if j > 0 and self.words.entry(j, "some_more") is not None:
            return Quantity(value, None, modifier="more_than", proclitics=proclitics), j + 1
        if self.words.entry(end, "some_more") is not None:
            return Quantity(value, None, modifier="more_than", proclitics=proclitics), end + 1
        if self._and_more(end):
            more = end + 1 + (self.tokens[end].text == "-")
            return Quantity(value, None, modifier="more_than", proclitics=proclitics), more
        if self.definite_ordinal(value, i, end, proclitics):
            return Quantity(value, value, ordinal=True, proclitics=proclitics), end
        weak = value == 1 and end == i + 1
        if weak and self._pronoun(i, end):
            return None, i
        return self._same_again(Quantity(value, value, proclitics=proclitics, weak=weak), end)

    def _and_more(self, end: int) -> bool:
        """ "3,000-plus", "20-odd", "500+": joined to the number, and more of it."""
        tokens = self.tokens
        if end >= len(tokens) or tokens[end].space:
            return False
        if tokens[end].text == "+":
            return end + 1 >= len(tokens) or tokens[end + 1].space
        return tokens[end].text == "-" and self.words.entry(end + 1, "joined_more") is not None

    def _pronoun(self, i: int, end: int) -> bool:
        """ "the one", "كل واحد", "واحد تلو الآخر": one of which nothing is counted."""
        if "article" in self.tokens[i].entries:  # "un bateau"
            return True
        before = self.tokens[i - 1] if i else None
        if before is not None and "before_one" in before.entries and before.kind == "w":
            return True
        return self.words.entry(end, "after_one") is not None

    def _same_again(self, quantity: Quantity, end: int) -> Found:
        """ "fifteen (15)": the same number in words and digits."""
        tokens = self.tokens
        if end + 2 < len(tokens) and tokens[end].text == "(":
            again = self.words.number(end + 1)
            if again is None or again[0] != quantity.low or again[1] >= len(tokens):
                return quantity, end
            if tokens[again[1]].text == ")" and (tokens[end + 1].kind == "n") != quantity.literal:
                return Quantity(quantity.low, quantity.high, proclitics=quantity.proclitics), again[1] + 1
        return quantity, end

    def _point(self, i: int) -> Found:
        """ "point 77"."""
        token = self.tokens[i + 1] if self.loose and i + 1 < len(self.tokens) else None
        if token is None or not token.text.isdigit():
            return None, i
        value = float(f"0.{token.text}")
        return Quantity(value, value), i + 2

    def _negative(self, i: int) -> Found:
        if i + 1 >= len(self.tokens) or "minus" in self.tokens[i + 1].entries:
            return None, i
        token = self.tokens[i + 1]
        if token.kind != "n" and START.isdisjoint(token.entries):
            return None, i
        quantity, end = self.read(i + 1)
        if quantity is None or quantity.ordinal or quantity.modifier != "exact" or quantity.high is None:
            return None, i
        return Quantity(-quantity.low, -quantity.high), end

    def _fraction(self, part: Read, i: int, proclitics: tuple[str, ...]) -> Found:
        """ "نصف مليون"; half of what is no scale is left to the rules of figures and dates."""
        value, end = part
        at = self.words._after_of(self.words.hyphen(end))
        scale = self.words.value(at, "scale")
        if scale > 0 and not self.words.joined(at):
            value = tidy(value * scale)
            return Quantity(value, value, proclitics=proclitics), at + 1
        if self.loose and self.habits.article not in proclitics:
            return Quantity(tidy(value), tidy(value), proclitics=proclitics), end
        return None, end
