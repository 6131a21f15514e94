"""Numbers and nouns in brackets or quotation marks: "(30) منشأة", "108 «شهداء»"."""

from __future__ import annotations

from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft
from factcheck.values.numbers import Quantity
from factcheck.values.particles import Particles

__all__ = ["after_bracket", "quoted_noun"]

_FEW = range(3, 11)  # numbers that take their noun in the plural
_CODES = range(1900, 2051)  # whole numbers in brackets that are rather a year
_NAMES = frozenset(("naming", "numbered", "name", "vision"))
_TALLIED = 3  # tokens before a bracket in which a word of counting makes it a count
_SHIRT = 100  # smaller numbers are those of players, pages …
_LONG = 3  # letters of a word that can be quoted for a noun


def after_bracket(tokens: list[Token], figure: Draft, i: int, p: Particles) -> bool:
    """Whether the word at ``i``, after a number in brackets, has the form that such a number counts.

    After a hedge or a word of counting an ending does; elsewhere the number must fit the form: three to ten take a
    plural, larger ones a singular of the accusative or the feminine. A number after a noun that it names counts not.
    """
    word, at = tokens[i].text, figure.end - 1
    opener = at - 1
    before = tokens[opener - 1] if opener > 0 else None
    if before is None or before.kind == "l":
        return False  # a list number
    tallied = any("tally" in t.entries for t in tokens[max(0, opener - _TALLIED) : opener])
    quantity = tokens[at].entries.get("number")
    few = isinstance(quantity, Quantity) and quantity.low in _FEW
    if tallied or "hedge" in tokens[figure.first].entries:
        return word[-1] in p.counted_endings or (few and ("noun" in tokens[i].entries or p.plural_form(word)))
    if not isinstance(quantity, Quantity) or not quantity.literal or quantity.low != int(quantity.low):
        return False
    if (quantity.low in _CODES and tokens[opener].text == "(") or not _NAMES.isdisjoint(before.entries):
        return False
    own = before.kind == "w" and p.article in before.text[:3]
    if own and quantity.low < _SHIRT and "noun" not in tokens[i].entries and word[-1] != p.counted_endings[-1]:
        return False  # "اللاعب (23) ...": a number that belongs to what is before
    if quantity.low in _FEW:
        return "noun" in tokens[i].entries or p.plural_form(word)
    return word[-1] in p.counted_endings and len(word) >= _LONG


def quoted_noun(tokens: list[Token], i: int, p: Particles) -> int:
    """The place of a noun in quotation marks that begin at ``i``, right after its number; -1 where there is none."""
    if i + 2 >= len(tokens) or tokens[i].text != '"' or tokens[i + 2].text != '"' or not tokens[i].space:
        return -1
    noun = tokens[i + 1]
    known = "noun" in noun.entries or (noun.kind == "w" and not noun.entries and len(noun.text) >= _LONG)
    return i + 1 if known and p.countable(noun) else -1
