"""What a number counts in words around it, where plurals are told by their form: the whole of which it is a
part, a singular after a hyphen; four digits that are a year."""

from __future__ import annotations

from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft
from factcheck.values.nouns import count, head_noun, known_noun, unit_at
from factcheck.values.particles import Particles
from factcheck.values.quantity import Quantity

__all__ = ["compound", "of_the", "year_under"]

_YEAR = 4  # digits of a year
_LEADS_YEAR = frozenset(("in_date", "of_date", "since", "until"))


def of_the(tokens: list[Token], figure: Draft, i: int, used: set[int], p: Particles) -> bool:
    """ "12 of the 40 seats", "four of its last six matches", "three of the farmers": "of" stands at ``i``."""
    n = len(tokens)
    led = int(i + 1 < n and ("definite" in tokens[i + 1].entries or "possessive" in tokens[i + 1].entries))
    last = int(bool(led) and i + 2 < n and "last" in tokens[i + 2].entries)
    if i + 2 + led + last < n and tokens[i + 1 + led + last].kind == "#":
        _seat(tokens, figure, i + 2 + led + last, used, p)
        return True
    if not led or figure.low <= 1 or i + 2 >= n or known_noun(tokens, i + 2, figure, p):
        return bool(figure.unit)
    head = head_noun(tokens, i + 2, used, p)
    if head is not None and not unit_at(tokens, head, figure, p):
        count(tokens, figure, head, p)
    return head is not None


def year_under(tokens: list[Token], figure: Draft, quantity: Quantity) -> bool:
    """Four bare digits after a preposition, before a word that they do not count themselves: "in 1891 chemist Orr"."""
    first = figure.first
    if not quantity.literal or not first or len(tokens[first].text) != _YEAR or not tokens[first].text.isdigit():
        return False
    after = tokens[figure.end]
    led = not _LEADS_YEAR.isdisjoint(tokens[first - 1].entries)
    counted = "noun" in after.entries or (after.text.endswith("s") and not quantity.low % 50)
    return led and 1000 <= quantity.low < 2100 and not counted


def _seat(tokens: list[Token], figure: Draft, i: int, used: set[int], p: Particles) -> None:
    """ "12 of the 40 seats": the noun of the whole, which stays with its own number."""
    head, end = head_noun(tokens, i, used, p), figure.end
    if head is not None:
        if not unit_at(tokens, head, figure, p):
            count(tokens, figure, head, p)
        figure.end = end


def compound(tokens: list[Token], i: int) -> bool:
    """A hyphen at ``i`` and a singular that a number with a hyphen counts."""
    if i + 1 >= len(tokens) or tokens[i].text != "-" or tokens[i].space or tokens[i + 1].space:
        return False
    return "compound" in tokens[i + 1].entries
