"""What the grammar of number words sees of a text, and the habits of a language that it follows.

A pack gives the words (``words/numbers.toml``, documented in docs/languages.md) and these settings:

    and (words)    its one-letter spellings may be joined to the next word
    units_first    units stand before tens, with "and" between ("five and twenty")
    juxtapose      parts may follow each other without "and" ("two hundred five")
    and_one        "and" before a one or eleven only ("vingt et un")
    loose_hundreds endings of hundreds after which "and" may be missing (dialects)
    decimal_dot    see factcheck.values.literals
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Union

from factcheck.languages.lexicon import Entry
from factcheck.languages.pack import Pack, heads
from factcheck.text.tokens import Token
from factcheck.values.quantity import tidy

__all__ = ["DIGIT", "HUNDRED", "Habits", "Lexemes", "Number", "Read", "habits"]

Number = Union[int, float]
Read = tuple[Number, int]
HUNDRED = 100
DIGIT = 9
"""The largest number of one digit."""
_PHRASE = 6
"""The most tokens of a text that is a phrase: at its head a dot is no end of a sentence."""


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
        self.opening_letters = tuple(settings.get("opening_letters", ()))
        self.plural_endings = tuple(settings.get("plural_endings", ()))
        self.adjective_ending = str(settings.get("adjective_ending", "\0"))
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


class Lexemes:
    """The number words among the tokens of a text."""

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
            return "cardinal" not in entries or self.value(i + 1, "cardinal") >= 10
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

    def leading_point(self, i: int) -> bool:
        """Whether a decimal point with nothing before it touches the digits at ``i``: ".5", "-.25"."""
        tokens = self.tokens
        if i == 0 or tokens[i].space or not tokens[i].text.isdigit():
            return False
        point = tokens[i - 1]
        if point.text == "٫":
            return True
        negative = i > 1 and tokens[i - 2].text == "-"
        money = i > 1 and "currency" in tokens[i - 2].entries
        opens = point.space or negative or money
        phrase = i == 1 and len(tokens) <= _PHRASE
        return point.text == "." and opens and (self.loose or self.habits.decimal_dot or phrase)

    def hyphen(self, i: int) -> int:
        """``i``, or the place after a hyphen at ``i``."""
        return i + 1 if i < len(self.tokens) and self.tokens[i].text == "-" else i
