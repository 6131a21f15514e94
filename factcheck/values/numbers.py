"""Number expressions: from tokens to chunks with a value."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.languages.pack import Pack
from factcheck.text.tokens import Token

__all__ = ["Quantity", "chunk"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """The value of a number chunk: the entry ``number`` (or ``ordinal``) of a token of kind ``#``."""

    low: int | float
    high: int | float | None
    """Inclusive; equal to ``low`` for a plain number, None where open."""
    ordinal: bool = False
    literal: bool = False
    """Written in digits alone ("2014", not "ألفين" or "2 مليون")."""
    modifier: str = "exact"
    """exact, or the vague plural that it is (tens, hundreds, thousands …), or few."""


def chunk(tokens: list[Token], pack: Pack) -> list[Token]:
    """Tokens with each number expression joined into one token of kind ``#``."""
    out: list[Token] = []
    for token in tokens:
        if token.kind == "n" and token.text.isdigit():
            value = int(token.text)
            entries = {"number": Quantity(value, value, literal=True)}
            token = Token(token.text, token.start, token.end, "#", token.space, entries)
        out.append(token)
    return out
