"""What a number counts that something rose or fell to: the noun before the verb."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft
from factcheck.values.particles import Particles
from factcheck.values.scope import clause_bounds

__all__ = ["changed"]


def changed(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "Deaths rose to 412 from 398": both are deaths. Only of nouns of the tables, which a price is none of."""
    del used
    at = figure.first - 1
    low, _ = clause_bounds(tokens, i)
    if not p.plurals or at < low or not _leads(tokens[at]):
        return
    after = tokens[figure.end] if figure.end < len(tokens) else None
    if after is not None and after.kind == "w" and "function" not in after.entries:
        return
    last = before[-1] if before else None
    counted = last is not None and last.unit not in _RATES
    if counted and last is not None and last.end == at and last.first > low + 1 and _verb(tokens[last.first - 2]):
        figure.unit, figure.unit_at = last.unit, -1
        return
    if at - 2 < low or not _verb(tokens[at - 1]):
        return
    entry = tokens[at - 2].entries.get("noun")
    if isinstance(entry, Entry) and tokens[at - 2].kind == "w":
        figure.unit, figure.unit_at = entry.value, -1


_RATES = ("percent", "percent_point", "basis_point")
"""Units of how much something changed, not of what it changed to."""


def _leads(token: Token) -> bool:
    return "to" in token.entries or "between" in token.entries


def _verb(token: Token) -> bool:
    return "change_verb" in token.entries
