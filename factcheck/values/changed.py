"""What a number counts that a verb tells of: what rose or fell to it, whom something befell."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft
from factcheck.values.particles import Particles
from factcheck.values.scope import clause_bounds

__all__ = ["befallen", "changed"]

_LINKS = 4  # words between a number and what befell those whom it counts
_YEARS = range(1900, 2051)
_OPENS = frozenset(("function", "tense", "hedge", "event", "and", "saying"))
"""What may stand before a number that is no part of a name."""


def changed(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "Deaths rose to 412 from 398": both are deaths. Only of nouns of the tables, which a price is none of."""
    del used
    at = figure.first - 1
    if not p.plurals or at < 0 or not _leads(tokens[at]):
        return
    low, _ = clause_bounds(tokens, i)
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


def befallen(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "14 were killed", "some 60 of them have been arrested", "100 feared drowned": by their fate, else people."""
    del used
    at = figure.end
    if not p.plurals or (figure.low in _YEARS and tokens[figure.end - 1].text.isdigit() and figure.modifier == "exact"):
        return
    while at < len(tokens) and at < figure.end + _LINKS and "fate_link" in tokens[at].entries:
        at += 1
    if figure.low != 1 and any(_single(t) for t in tokens[figure.end : at]):
        return  # "form 1099 was lost"
    if at == figure.end or at >= len(tokens):
        before_it = tokens[figure.first - 1] if figure.first else None
        named = before_it is not None and before_it.kind == "w" and _OPENS.isdisjoint(before_it.entries)
        if named or at >= len(tokens) or "fate" not in tokens[at].entries:
            return  # "Orvan 04 lost"
    fate, noun = tokens[at].entries.get("fate"), tokens[at].entries.get("noun")
    if not isinstance(fate, Entry):
        return
    low, _ = clause_bounds(tokens, i)
    last = before[-1] if before else None
    if fate.value == "any" and last is not None and last.first >= low and last.unit_at >= 0 and last.unit not in _RATES:
        figure.unit, figure.unit_at = last.unit, -1  # "of 40 planes, 12 were lost"
    else:
        figure.unit, figure.unit_at = noun.value if isinstance(noun, Entry) else "people", -1


def _single(token: Token) -> bool:
    entry = token.entries.get("fate_link")
    return isinstance(entry, Entry) and entry.value == "one"


_RATES = ("percent", "percent_point", "basis_point")
"""Units of how much something changed, not of what it changed to."""


def _leads(token: Token) -> bool:
    return "to" in token.entries or "between" in token.entries


def _verb(token: Token) -> bool:
    return "change_verb" in token.entries
