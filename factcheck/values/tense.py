"""Which way a clause looks: the nearest sign of past or future before a date, else the nearest after it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from factcheck.languages.pack import Pack
from factcheck.text.tokens import Token
from factcheck.values.reading import Reading

__all__ = ["Tense"]

_BEFORE, _AFTER = 14, 8  # tokens looked at; further away a verb belongs to another clause
_NEAR = 3
_CLAUSE = 8  # tokens before a length in which a superlative speaks of it
_STOPS = frozenset(".؟!?؛;")
_UNDER = 9  # tokens between "was" and its verb
_SHORT = 2  # letters of an abbreviation whose full stop ends nothing ("p.m.", "U.S.")
_SAYING = "saying"


class Tense:
    """Looks up the direction around a token.

    Entries of category ``tense`` (past, future, or saying: a verb of saying, which tells the time of another clause
    unless the date follows it at once) and the prefixes and endings of ``dates.toml`` tell.
    """

    def __init__(self, reading: Reading) -> None:
        self.tokens = reading.tokens
        self.sign = _signs(reading.pack)
        table = reading.pack.table("dates").get("tense", {})
        self.prefixes = str(table.get("imperfect", ""))
        self.passive = frozenset(table.get("passive", ()))
        self.asking = frozenset(table.get("asking", ()))
        self.has = frozenset(table.get("perfect", ()))
        self.reaching = frozenset(table.get("reaching", ()))
        self.goes_on = str(table.get("goes_on", ""))
        self.was = frozenset(table.get("was", ()))
        self.beside = int(table.get("beside", 0))
        self.superlatives = tuple(table.get("superlative_endings", ()))
        self.no_superlatives = frozenset(table.get("no_superlatives", ()))

    def imperfect(self, i: int) -> bool:
        """Whether a verb of what is or will be stands right before: "he returns after two weeks"."""
        for token in self.tokens[max(0, i - _NEAR) : i]:
            if token.kind == "w" and not token.entries and len(token.text) > _NEAR and token.text[0] in self.prefixes:
                return True
        return False

    def superlative(self, i: int) -> bool:
        """Whether a superlative or "first" stands in the clause before: what follows tells how far back it holds."""
        for token in reversed(self.tokens[max(0, i - _CLAUSE) : i]):
            if token.kind in "pl" and token.text != "-":
                return False
            if "since_first" in token.entries:
                return True
            word = token.text
            if self.superlatives and word.endswith(self.superlatives) and word not in self.no_superlatives:
                return token.kind == "w" and len(word) > _NEAR + 1
        return False

    def at(self, i: int) -> tuple[str, bool]:
        """``past``, ``future`` or nothing, and whether a verb right before settles it."""
        said = False
        for step, reach in ((-1, _BEFORE), (1, _AFTER)):
            at = i + step
            while 0 <= at < len(self.tokens) and abs(at - i) <= reach:
                token = self.tokens[at]
                if token.kind == "l" or (token.kind == "p" and token.text in _STOPS and not self._abbreviates(at)):
                    break
                sign: str = self.sign(token)
                distance = (i - at) if step < 0 else reach
                if sign == _SAYING and distance > _NEAR - 1:
                    said, sign = True, ""
                if sign == "past" and step < 0 and self.passive and self._under_be(at):
                    sign = ""  # "will be closed on Sunday"
                if sign == "future" and step < 0 and self._was(at):
                    sign = "past"  # "he was taking part on Sunday"
                if sign:
                    return ("past" if sign == _SAYING else sign), 0 < distance <= self.beside
                at += step
        return ("past" if said else ""), False

    def _under_be(self, i: int) -> bool:
        return bool(i) and self.tokens[i - 1].text.rpartition(" ")[2] in self.passive

    def reached(self, i: int) -> bool:
        """Whether what is told before ``i`` has come about: "40 had died by Monday", not "told to go by Monday"."""
        for at in range(i - 1, max(i - _BEFORE, 0) - 1, -1):
            token = self.tokens[at]
            if token.kind == "l" or (token.kind == "p" and token.text in _STOPS and not self._abbreviates(at)):
                return False
            after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            if "to_date" in token.entries and after is not None and after.kind == "w" and not after.entries:
                return False
            if token.text in self.reaching or "change_verb" in token.entries:
                return True
            if self.sign(token):
                told = self.sign(token) == "past" and token.text not in self.asking
                return at > 0 and told and self.tokens[at - 1].text in self.reaching
        return False

    def perfect(self, i: int) -> bool:
        """Whether "has" or "have" stands in the clause before, no "to" after it: "has spread in two months"."""
        for at in range(i - 1, max(i - _BEFORE, 0) - 1, -1):
            token = self.tokens[at]
            if token.kind in "pl":
                return False
            if token.text in self.has:
                before = self.tokens[at - 1] if at else None
                led = before is not None and ("to_date" in before.entries or self.sign(before) == "future")
                return not led and "to_date" not in self.tokens[at + 1].entries
        return False

    def _was(self, i: int) -> bool:
        """Whether a verb of what goes on stands under "was", with no other verb between."""
        if not self.was or self.tokens[i].text[0] not in self.goes_on:
            return False
        for token in reversed(self.tokens[max(0, i - _UNDER) : i]):
            if token.text in self.was:
                return True
            if (token.kind == "p" and token.text in _STOPS) or self.sign(token):
                return False
        return False

    def _abbreviates(self, i: int) -> bool:
        before = self.tokens[i - 1] if i else None
        if before is None or self.tokens[i].text != ".":
            return False
        if before.text.isascii() and before.kind == "w" and len(before.text) <= _SHORT:
            return True
        return before.kind == "w" and ("month" in before.entries or "weekday" in before.entries)


@lru_cache(maxsize=16)
def _signs(pack: Pack) -> Any:
    table = pack.table("dates").get("tense", {})
    future = tuple(table.get("future_prefixes", ()))
    past = tuple(table.get("past_endings", ()))
    not_future = tuple(table.get("not_future", ()))
    least = int(table.get("least", 5))
    particles = tuple(table.get("particles", ()))
    known: dict[str, str] = {}

    def of_word(word: str) -> str:
        for particle in particles:
            if word.startswith(particle) and word[len(particle) :].startswith(future):
                word = word[len(particle) :]
                break
        if len(word) >= least:
            if future and word.startswith(future) and not word.startswith(not_future):
                return "future"
            if past and word.endswith(past):
                return "past"
        return ""

    def sign(token: Token) -> str:
        entry = token.entries.get("tense")
        if entry is not None:
            return str(entry.value)
        if token.kind != "w" or token.entries.keys() & _OTHERS:
            return ""
        word = token.text
        found = known.get(word)
        if found is None:
            if len(known) > 100_000:
                known.clear()
            found = known[word] = of_word(word)
        return found

    def sign_bare(token: Token) -> str:
        return sign(token) if "tense" in token.entries or not token.entries else ""

    return sign if past else sign_bare


_OTHERS = frozenset(("noun", "number", "month", "weekday", "timeunit", "timeunits"))
"""Categories of words that are no verbs whatever their ending."""
