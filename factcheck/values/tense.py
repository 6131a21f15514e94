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
_STOPS = frozenset(".؟!?؛;")


class Tense:
    """Looks up the direction around a token; entries of category ``tense`` and the prefixes of ``dates.toml`` tell."""

    def __init__(self, reading: Reading) -> None:
        self.tokens = reading.tokens
        self.sign = _signs(reading.pack)
        self.prefixes = str(reading.pack.table("dates").get("tense", {}).get("imperfect", ""))

    def imperfect(self, i: int) -> bool:
        """Whether a verb of what is or will be stands right before: "he returns after two weeks"."""
        for token in self.tokens[max(0, i - _NEAR) : i]:
            if token.kind == "w" and not token.entries and len(token.text) > _NEAR and token.text[0] in self.prefixes:
                return True
        return False

    def at(self, i: int) -> str:
        """``past``, ``future`` or nothing."""
        for step, reach in ((-1, _BEFORE), (1, _AFTER)):
            at = i + step
            while 0 <= at < len(self.tokens) and abs(at - i) <= reach:
                token = self.tokens[at]
                if token.kind == "l" or (token.kind == "p" and token.text in _STOPS):
                    break
                sign: str = self.sign(token)
                if sign:
                    return sign
                at += step
        return ""


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
        if token.kind != "w" or token.entries:
            return ""
        word = token.text
        found = known.get(word)
        if found is None:
            if len(known) > 100_000:
                known.clear()
            found = known[word] = of_word(word)
        return found

    return sign
