"""What a number counts by the words and numbers beside it: "three of the stars", "1.6 and 1.4 million cars", rates."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft
from factcheck.values.nouns import TIME, count, countable, known_noun, unit_at
from factcheck.values.numbers import Quantity
from factcheck.values.particles import Particles
from factcheck.values.quantity import tidy

__all__ = ["of_several", "of_whole", "rate_before", "shared"]

_KNOWN = ("percent", "currency", "measure", "noun")
_NO_NOUN = frozenset(("place", "age"))  # "the twenties of his life"
_RATE = 1000  # a rate above is none
_FEW = 10  # the largest number that takes its noun in the plural
_THOUSAND = 1000


def of_several(tokens: list[Token], figure: Draft, i: int, p: Particles) -> bool:
    """Whether "of" at ``i`` and the word after it tell what the number counts: "ثلاثة من نجوم الدوري".

    Number words do before any word that may be a noun; digits, which may name or date something, only before a word
    that has the form of a plural, and not after a definite noun.
    """
    noun = tokens[i + 1] if i + 1 < len(tokens) else None
    quantity = tokens[figure.end - 1].entries.get("number")
    if noun is None or not isinstance(quantity, Quantity) or quantity.low < 2 or not p.article or quantity.low % 1:
        return False
    if not TIME.isdisjoint(noun.entries) or not _NO_NOUN.isdisjoint(noun.entries) or noun.kind != "w":
        return False
    before = tokens[figure.first - 1] if figure.first else None
    if before is not None and "naming" in before.entries:
        return False
    if before is not None and quantity.literal and before.kind == "w" and p.article in before.text[:3]:
        return p.sound_plural(noun.text)
    return p.plural_form(noun.text) or (not quantity.literal and len(noun.text) > 2)


def of_whole(tokens: list[Token], figure: Draft, i: int, p: Particles) -> bool:
    """ "أربعة من ستة اتحادات", "ثلاثة من أصل سبعة ركاب": the noun of the whole, whose number is larger."""
    out_of = "out_of" in tokens[i].entries
    at = i + 1
    if not (out_of or "of" in tokens[i].entries) or at + 1 >= len(tokens) or tokens[at].kind != "#":
        return False
    whole, noun = tokens[at].entries.get("number"), tokens[at + 1]
    if not isinstance(whole, Quantity) or (figure.high is not None and whole.low <= figure.high):
        return False
    if "of" in noun.entries and out_of and at + 2 < len(tokens):
        at, noun = at + 1, tokens[at + 2]
    if noun.kind != "w" or not TIME.isdisjoint(noun.entries) or not countable(noun, p):
        return False
    single = whole.low > _FEW and noun.text[-1] in p.counted_endings
    if "noun" not in noun.entries and not p.plural_form(noun.text) and not single:
        return False
    if not unit_at(tokens, at + 1, figure, p) and not known_noun(tokens, at + 1, figure, p):
        count(tokens, figure, at + 1, p)
    return True


def rate_before(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "بنسبة 1.03": a number right after the word for a rate is per cent, where no unit follows."""
    if not figure.first or "rate" not in tokens[figure.first - 1].entries or not 0 <= figure.low < _RATE:
        return
    quantity = tokens[i].entries.get("number")
    after = tokens[figure.end] if figure.end < len(tokens) else None
    counted = after is not None and after.kind == "w" and not after.entries and not p.begins_anew(after)
    if isinstance(quantity, Quantity) and quantity.literal and not counted:
        figure.unit = "percent"


def shared(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "15 ألفا و20 ألف روبل", "1.6 و1.4 مليون مركبة": the unit, and the scale, of the number that is joined to it."""
    j, n = figure.end, len(tokens)
    if not p.article or j >= n or figure.modifier != "exact":
        return
    if tokens[j].kind != "#":
        if not (tokens[j].text in p.conjunctions or "or" in tokens[j].entries or "to" in tokens[j].entries):
            return
        j += 1
    elif not p.opened(getattr(tokens[j].entries.get("number"), "proclitics", ())):
        return
    if j + 1 >= n or j in used or tokens[j].kind != "#":
        return
    two, unit = tokens[j].entries.get("number"), tokens[j + 1]
    one = tokens[i].entries.get("number")
    if not isinstance(two, Quantity) or not isinstance(one, Quantity) or two.high is None or j + 1 in used:
        return
    for category in _KNOWN:
        entry = unit.entries.get(category)
        if isinstance(entry, Entry) and not entry.proclitics:
            value = {"percent": "percent", "currency": f"money:{entry.value}"}.get(category, entry.value)
            figure.unit, figure.unit_at = value, -1
            break
    else:
        return
    if one.literal and not two.literal and figure.low < _THOUSAND <= two.low:
        scale = max(s for s in (1, 10**3, 10**6, 10**9) if s <= two.low)
        figure.low, figure.high = tidy(figure.low * scale), tidy((figure.high or figure.low) * scale)
