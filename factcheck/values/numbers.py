"""Number expressions: from tokens to chunks with a value.

The grammar of number words is one for all languages; a pack gives the words (``words/numbers.toml``) and two settings:
``juxtapose`` (parts may follow each other without "and") and ``decimal_dot`` (see :mod:`factcheck.values.literals`).
A joined or separate "and" is the pack's proclitic or category ``and``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.languages.lexicon import Entry
from factcheck.languages.pack import Pack
from factcheck.text.tokens import Token
from factcheck.values.literals import literal_value

__all__ = ["Quantity", "chunk"]

VAGUE = {
    "tens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "tens_of_thousands": (20_000, 99_999),
    "hundreds_of_thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999),
    "tens_of_millions": (20_000_000, 99_999_999),
    "hundreds_of_millions": (200_000_000, 999_999_999),
    "billions": (2_000_000_000, 9_999_999_999),
    "tens_of_billions": (20_000_000_000, 99_999_999_999),
    "hundreds_of_billions": (200_000_000_000, 999_999_999_999),
}
"""What a vague plural stands for: from twice its unit to below the next named one (DESIGN: hundreds are 200 to 999)."""
_FEW = (3, 9)  # بضع: three to nine, in the dictionaries
_SCALE_NAMES = {100: "hundreds", 1_000: "thousands", 1_000_000: "millions", 1_000_000_000: "billions"}
_WORDS = frozenset(
    (
        "cardinal",
        "cardinal_bound",
        "scale",
        "scale_dual",
        "scale_dual_open",
        "ordinal",
        "ordinal_bound",
        "fraction",
        "vague",
        "few",
        "minus",
        "article",
    )
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """The value of a number chunk: the entry ``number`` or ``ordinal`` of a token of kind ``#``."""

    low: int | float
    high: int | float | None
    """Inclusive; equal to ``low`` for a plain number, None where open."""
    ordinal: bool = False
    literal: bool = False
    """Written in digits alone ("2014", not "ألفين" or "2 مليون")."""
    modifier: str = "exact"
    """exact, or the vague plural that it is (tens, hundreds, thousands …), or few."""
    proclitics: tuple[str, ...] = ()
    """Particles joined before the first word."""


def chunk(tokens: Sequence[Token], pack: Pack) -> list[Token]:
    """Tokens with each number expression joined into one token of kind ``#``.

    A chunk of one token keeps the other entries of that token (a weekday that is also a number word). Integers in
    digits have the entry ``digits`` (their text) even where they are no number (parts of a time or a numeric date).
    """
    out: list[Token] = []
    i = 0
    n = len(tokens)
    while i < n:
        token = tokens[i]
        if token.kind == "n" or (token.entries and not _WORDS.isdisjoint(token.entries)):
            parser = _Parser(tokens, i, pack)
            quantity = parser.parse()
            if quantity is not None:
                out.append(_joined(tokens, i, parser.at, quantity))
                i = parser.at
                continue
        if token.kind == "n":
            token = Token(token.text, token.start, token.end, "n", token.space, {})
            if token.text.isdigit():
                token.entries = {"digits": token.text}
        out.append(token)
        i += 1
    return out


def _joined(tokens: Sequence[Token], first: int, end: int, quantity: Quantity) -> Token:
    start, last = tokens[first], tokens[end - 1]
    offset = 0
    if quantity.proclitics:
        offset = sum(len(p) for p in quantity.proclitics if p != _ARTICLE_AR)
    entries: dict[str, object] = {"ordinal" if quantity.ordinal else "number": quantity}
    if end == first + 1:
        entries = {**{k: v for k, v in start.entries.items() if k not in ("ordinal", "number")}, **entries}
    if quantity.literal and start.text.isdigit() and end == first + 1:
        entries["digits"] = start.text
    text = start.text if end == first + 1 else " ".join(t.text for t in tokens[first:end])
    return Token(text, start.start + offset, last.end, "#", start.space, entries)


_ARTICLE_AR = "ال"


class _Parser:
    """One number expression from token ``at`` on; ``at`` moves past what was read."""

    def __init__(self, tokens: Sequence[Token], at: int, pack: Pack) -> None:
        self.tokens, self.at, self.pack = tokens, at, pack
        self.juxtapose = bool(pack.settings.get("juxtapose", False))
        self.total: int | float = 0
        self.group: int | float | None = None
        self.scale = 0
        self.parts = 0
        self.pure = True

    def entry(self, category: str, offset: int = 0) -> Entry | None:
        i = self.at + offset
        return self.tokens[i].entries.get(category) if i < len(self.tokens) else None

    # ---- what can stand at the start

    def parse(self) -> Quantity | None:
        first = self.tokens[self.at]
        if first.kind == "n":
            return self._digits()
        if "percent" in first.entries or self._compound_of_latin():
            return None
        entries = first.entries
        if "minus" in entries:
            return self._negative()
        if "vague" in entries:
            return self._vague(entries["vague"])
        if "few" in entries:
            return self._few()
        proclitics = next((e.proclitics for k, e in entries.items() if k in _WORDS and isinstance(e, Entry)), ())
        if ("ordinal" in entries or "ordinal_bound" in entries) and "cardinal" not in entries:
            return self._ordinal(proclitics)
        if "article" in entries:
            if not (self.entry("scale", 1) or (self.entry("cardinal", 1) and self._value(1, "cardinal") == 100)):
                return None
            self.at += 1
            self.group = 1
        if "scale" in self.tokens[self.at].entries and self.group is None:
            plural = self._plural_scale(self.tokens[self.at])
            if plural:
                return plural
        if "weekday" in entries and _ARTICLE_AR in proclitics and "number" not in entries and len(entries) == 2:
            return None
        if not self._words(first=True):
            return None
        value = self._close()
        return Quantity(value, value, proclitics=proclitics)

    def _compound_of_latin(self) -> bool:
        return False

    def _value(self, offset: int, category: str) -> int | float:
        entry = self.entry(category, offset)
        if entry is None:
            return -1
        number = float(entry.value)
        return int(number) if number.is_integer() else number

    # ---- digits

    def _digits(self) -> Quantity | None:
        token = self.tokens[self.at]
        if self._identifier(token):
            return None
        value = literal_value(token.text, bool(self.pack.settings.get("decimal_dot", True)) or self._wants_decimal())
        end = self.at + 1
        if value is not None and token.text.isdigit() and len(token.text) <= 3 and value > 0:
            joined, end = self._space_groups(token.text, end)
            value = joined if joined is not None else value
        if value is None:
            return None
        self.at = end
        nxt = self.tokens[end] if end < len(self.tokens) else None
        if nxt is not None and nxt.kind == "w" and not nxt.space:
            if "ordinal_suffix" in nxt.entries:
                self.at += 1
                return Quantity(value, value, ordinal=True)
            glued = nxt.entries.get("scale_glued") or nxt.entries.get("scale")
            if glued is not None:
                self.at += 1
                value = _tidy(value * float(glued.value))
                return Quantity(value, value)
            if nxt.text.isascii() and "unit" not in nxt.entries:
                return None  # 3G, 4K: a name
        self.group = value
        before = self.at
        self._words(first=False)
        if self.at == before:
            return Quantity(value, value, literal=True)
        value = self._close()
        return Quantity(value, value)

    def _wants_decimal(self) -> bool:
        """A scale word or a percent sign follows: "1.250 مليون", "3.125%"."""
        nxt = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        return nxt is not None and ("scale" in nxt.entries or "percent" in nxt.entries or nxt.text == "%")

    def _identifier(self, token: Token) -> bool:
        """Digits that are part of a name, a time, a date or a score, by what touches them."""
        i = self.at
        if i and not token.space:
            before = self.tokens[i - 1]
            if before.kind == "w" and before.text.isascii() and before.text.isalpha():
                return True
            if before.text in (":", "/", "_", "\\") and i > 1 and not before.space and self.tokens[i - 2].kind in "nw#":
                return True
            if before.text == "-" and i > 1 and not before.space and self.tokens[i - 2].kind == "w":
                return True
        if i + 2 < len(self.tokens):
            sign, after = self.tokens[i + 1], self.tokens[i + 2]
            if sign.text in (":", "/", "_", "\\") and not sign.space and not after.space and after.kind == "n":
                return True
        return False

    def _space_groups(self, digits: str, end: int) -> tuple[int | None, int]:
        """ "2 500 000": groups of three with one space between."""
        last = self.tokens[end - 1].end
        start = end
        while end < len(self.tokens):
            token = self.tokens[end]
            if token.kind != "n" or len(token.text) != 3 or not token.text.isdigit() or token.start != last + 1:
                break
            digits += token.text
            last = token.end
            end += 1
        if end == start or (end < len(self.tokens) and self.tokens[end].text in "/:"):
            return None, start
        return int(digits), end

    # ---- vague plurals and few

    def _vague(self, entry: Entry) -> Quantity | None:
        name = entry.value
        self.at += 1
        offset = 1 if self.entry("of") and self.entry("scale", 1) else 0
        scale = self._value(offset, "scale")
        if scale > 0 and not self._joined_by_and(offset):
            bigger = f"{name}_of_{_SCALE_NAMES.get(int(scale), '')}"
            plural = self.tokens[self.at + offset].entries.get("vague")
            if bigger in VAGUE:
                self.at += offset + 1
                name = bigger
            elif plural is not None:
                self.at += offset + 1
        elif self.entry("vague", offset) and offset == 0 and f"{name}_of_{self.tokens[self.at].entries['vague'].value}":
            bigger = f"{name}_of_{self.tokens[self.at].entries['vague'].value}"
            if bigger in VAGUE and not self._joined_by_and(0):
                self.at += 1
                name = bigger
        elif self.entry("of") and self.entry("vague", 1):
            bigger = f"{name}_of_{self.tokens[self.at + 1].entries['vague'].value}"
            if bigger in VAGUE:
                self.at += 2
                name = bigger
        low, high = VAGUE[name]
        return Quantity(low, high, modifier=name, proclitics=entry.proclitics)

    def _plural_scale(self, token: Token) -> Quantity | None:
        """A plural scale word with no number before it is vague: "آلاف الجنود", "ملايين"."""
        plurals = self.pack.settings.get("plural_scales", ())
        entry = token.entries["scale"]
        if entry.form not in plurals:
            return None
        name = _SCALE_NAMES[int(entry.value)]
        self.at += 1
        low, high = VAGUE[name]
        return Quantity(low, high, modifier=name, proclitics=entry.proclitics)

    def _few(self) -> Quantity:
        proclitics = self.tokens[self.at].entries["few"].proclitics
        self.at += 1
        low, high = _FEW
        factor = 0
        if self.entry("scale"):
            factor = int(self._value(0, "scale"))
        elif self.entry("vague") and self.entry("vague").value in ("tens", "hundreds"):  # type: ignore[union-attr]
            factor = {"tens": 10, "hundreds": 100}[self.entry("vague").value]  # type: ignore[union-attr]
        if factor:
            self.at += 1
        return Quantity(low * (factor or 1), high * (factor or 1), modifier="few", proclitics=proclitics)

    def _negative(self) -> Quantity | None:
        self.at += 1
        if self.at >= len(self.tokens):
            return None
        inner = _Parser(self.tokens, self.at, self.pack)
        quantity = inner.parse()
        if quantity is None or quantity.ordinal or quantity.modifier != "exact" or quantity.high is None:
            return None
        self.at = inner.at
        return Quantity(-quantity.low, -quantity.high)

    # ---- ordinals

    def _ordinal(self, proclitics: tuple[str, ...]) -> Quantity | None:
        bound = "ordinal" not in self.tokens[self.at].entries
        value = self._value(0, "ordinal_bound" if bound else "ordinal")
        start = self.at
        self.at += 1
        nxt = self._value(0, "cardinal")
        if value < 10 and nxt == 10 and not self._joined_by_and(0):
            value, bound = value + 10, False
            self.at += 1
        elif value < 10 and 20 <= nxt <= 90 and self._joined_by_and(0):
            value, bound = value + nxt, False
            self.at += 1
        elif self.juxtapose:
            self.at = start
            return self._plain_ordinal()
        if bound:
            return None
        if self._value(0, "cardinal") in (100, 200) and _AFTER in self.tokens[max(0, self.at - 1)].entries:
            self.at += 1
        return Quantity(value, value, ordinal=True, proclitics=proclitics)

    def _plain_ordinal(self) -> Quantity:
        value = self._value(0, "ordinal")
        self.at += 1
        return Quantity(value, value, ordinal=True)

    # ---- words

    def _joined_by_and(self, offset: int) -> bool:
        i = self.at + offset
        if i >= len(self.tokens):
            return False
        token = self.tokens[i]
        for entry in token.entries.values():
            if isinstance(entry, Entry) and entry.proclitics and entry.proclitics[0] in ("و",):
                return True
        return False

    def _words(self, first: bool) -> bool:
        """Read cardinals, scales and fractions as far as they make one number; False where none was read."""
        start = self.at
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            read = first and self.at == start
            skip = 0
            joined = False
            if not read:
                joined = self._joined_by_and(0)
                if "and" in token.entries:
                    joined, skip = True, 1
                elif token.text == "-" and not token.space and self.juxtapose:
                    skip = 1
                elif token.kind == "w" and token.text == "و":
                    joined, skip = True, 1
                if skip and self.at + skip < len(self.tokens) and self.tokens[self.at + skip].kind == "l":
                    break
            if not self._step(skip, joined, read):
                break
        return self.at > start

    def _step(self, skip: int, joined: bool, first: bool) -> bool:
        i = self.at + skip
        if i >= len(self.tokens):
            return False
        token = self.tokens[i]
        entries = token.entries
        if "percent" in entries and not first:
            return False
        if token.kind == "n":
            return self._digits_after_and(skip, joined)
        if "ordinal" in entries and self.juxtapose and self.group is not None and "fraction" not in entries:
            return False
        if "scale" in entries or "scale_dual" in entries or "scale_dual_open" in entries:
            if self._scale(skip, joined, first):
                return True
            if "cardinal" not in entries:
                return False
        if "fraction" in entries and self._fraction(skip, joined, first):
            return True
        if "article" in entries and joined:
            # "two and a half million", "a thousand and a hundred" is not said
            if self.entry("fraction", skip + 1):
                return self._fraction(skip + 1, joined, first)
            return False
        category = "cardinal" if "cardinal" in entries else "cardinal_bound" if "cardinal_bound" in entries else None
        if category is None:
            return False
        value = int(self._value(skip, category))
        if not self._fits(value, joined, first, category):
            return False
        if value == 100 and self.group is not None and 1 <= self.group < 100 and not joined:
            self.group *= 100
        else:
            self.group = (self.group or 0) + value
        self._advance(skip)
        return True

    def _advance(self, skip: int) -> None:
        self.at += skip + 1
        self.parts += 1

    def _fits(self, value: int, joined: bool, first: bool, category: str) -> bool:
        group = self.group
        if category == "cardinal_bound" and not self._bound_follows(value):
            return False
        if group is None:
            if first:
                return True
            if not self.scale:
                return False
            smaller = value < self.scale
            return smaller and (joined or (self.juxtapose and value > 0))
        if not isinstance(group, int):
            return False
        if self.parts == 0 and not first:
            return False  # digits are followed by scales and fractions only
        units, tens = group % 10, group % 100
        if value == 10 and 0 < tens < 10:
            return not joined and not self.juxtapose
        if value == 100 and not joined and 1 <= group < 100:
            return self.juxtapose or 3 <= group <= 9 or group == 1
        if 20 <= value <= 90 and value % 10 == 0 and 0 < tens < 10:
            return joined and not self.juxtapose
        if 0 < value < 10 and 20 <= tens <= 90 and units == 0:
            return self.juxtapose and not joined
        if tens == 0 and group > 0 and 0 < value < 100:
            return joined or self.juxtapose
        return False

    def _bound_follows(self, value: int) -> bool:
        """ "أحد" is a number before "عشر" or a joined ten only."""
        i = self.at + 1
        if i >= len(self.tokens):
            return False
        nxt = self.tokens[i].entries.get("cardinal")
        if nxt is None:
            return False
        number = float(nxt.value)
        return number == 10 or (20 <= number <= 90 and bool(nxt.proclitics) and nxt.proclitics[0] == "و")

    def _digits_after_and(self, skip: int, joined: bool) -> bool:
        """ "3 ملايين و200 ألف": digits go on only where a smaller scale follows them."""
        if not joined or not self.scale or self.group is not None:
            return False
        token = self.tokens[self.at + skip]
        value = literal_value(token.text, True)
        following = self.entry("scale", skip + 1)
        if value is None or following is None or float(following.value) >= self.scale:
            return False
        self.group = value
        self._advance(skip)
        return True

    def _scale(self, skip: int, joined: bool, first: bool) -> bool:
        entries = self.tokens[self.at + skip].entries
        if self.group is not None and not joined and "scale" in entries:
            scale = int(float(entries["scale"].value))
            if self.scale and scale >= self.scale:
                if self.total and scale > self.scale:
                    return False
                return False
            self.total += self.group * scale
            self.group, self.scale = None, scale
        elif self.group is None and (first or joined or not self.total):
            dual = entries.get("scale_dual") or (entries.get("scale_dual_open") if not self.total else None)
            if dual is not None and ("scale_dual" in entries or self._open_dual(skip)):
                value = int(float(dual.value))
                scale = value // 2
            elif "scale" in entries:
                value = scale = int(float(entries["scale"].value))
                if self.juxtapose and not first and not joined:
                    return False
                if self.juxtapose and first:
                    return False
            else:
                return False
            if self.scale and scale >= self.scale:
                return False
            if self.total and not joined:
                return False
            self.total += value
            self.scale = scale
        elif self.group is None and not joined and "scale" in entries and self.total:
            scale = int(float(entries["scale"].value))
            if scale <= self.scale or self.juxtapose is False and self.parts > 3:
                return False
            self.total *= scale  # "مئة ألف مليون", "a thousand million"
            self.scale = scale
        else:
            return False
        self._advance(skip)
        return True

    def _open_dual(self, skip: int) -> bool:
        """ "ألفا جندي" is two thousand: a noun follows that is not itself a scale."""
        nxt = self.tokens[self.at + skip + 1] if self.at + skip + 1 < len(self.tokens) else None
        return nxt is not None and nxt.kind == "w" and not (nxt.text == "و" or self._starts_with_and(nxt))

    @staticmethod
    def _starts_with_and(token: Token) -> bool:
        return any(isinstance(e, Entry) and e.proclitics[:1] == ("و",) for e in token.entries.values())

    def _fraction(self, skip: int, joined: bool, first: bool) -> bool:
        entry = self.tokens[self.at + skip].entries["fraction"]
        fraction = float(entry.value)
        after = skip + 1
        if "article" in (self.tokens[self.at + after].entries if self.at + after < len(self.tokens) else {}):
            after += 1
        following = self.entry("scale", after)
        if first:
            if following is None or self._joined_by_and(after):
                return False  # half of something that is not a scale: the figure rules read it
            scale = int(float(following.value))
            self.total, self.scale = _tidy(fraction * scale), scale
            self.at += after + 1
            self.parts += 2
            return True
        if not joined:
            return False
        if self.group is not None:
            if following is not None and not self._joined_by_and(after):
                scale = int(float(following.value))
                self.total += _tidy((self.group + fraction) * scale)
                self.group, self.scale = None, scale
                self.at += after + 1
            else:
                self.group += fraction
                self.at += skip + 1
            self.parts += 1
            return True
        if not self.scale:
            return False
        self.total = _tidy(self.total + fraction * self.scale)
        repeated = following is not None and int(float(following.value)) == self.scale
        self.at += after + 1 if repeated else skip + 1
        self.parts += 1
        return True

    def _close(self) -> int | float:
        return _tidy(self.total + (self.group or 0))


_AFTER = "after"


def _tidy(value: float) -> int | float:
    rounded = round(value, 9)
    return int(rounded) if float(rounded).is_integer() else rounded
