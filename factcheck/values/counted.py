"""What a number counts: the unit or noun after it, before it, or understood from the figure before."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft, is_sign
from factcheck.values.changed import befallen, changed
from factcheck.values.compared import further, grouped, set_against, subject
from factcheck.values.enclosed import after_bracket, quoted_noun
from factcheck.values.measures import unit_of
from factcheck.values.nouns import (
    TIME,
    count,
    countable,
    counts_not,
    head_noun,
    known_noun,
    misfits,
    unit_at,
)
from factcheck.values.particles import Particles
from factcheck.values.partners import of_several, of_whole, rate_before, shared
from factcheck.values.quantity import VAGUE, Quantity
from factcheck.values.understood import NOTHING, adjective, ellipsis, event_before, noun_before, vague
from factcheck.values.units import PERSONS
from factcheck.values.wholes import compound, of_the, year_under

__all__ = ["NOTHING", "find_unit"]

_BACK = 6  # tokens looked back for a word of extent ("طول 20 م")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_TWO = 2
_FEW = 10
_ELEVEN, _YEARS = 11, 1900  # numbers that take their noun in the singular, and are no years
_GAP = 2  # tokens between "من" and its noun, or adjectives before a unit


def find_unit(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """Set the unit of ``figure``, whose number is token ``i``; it stays empty where nothing is counted.

    ``used`` are tokens of dates, ``before`` the figures found so far in the text.
    """
    _percent_before(tokens, figure)
    for look in _LOOKS:
        if figure.unit:
            return
        look(tokens, figure, i, used, before, p)
    if not figure.unit:
        vague(tokens, figure, i, p)


def _percent_before(tokens: list[Token], figure: Draft) -> None:
    """ "%25" as the Arab press also writes it; a currency sign before: "$300", "over $300"."""
    if figure.first == 0 and figure.end < 3:
        return
    hedged = figure.first + 1 < figure.end - 1 and "hedge" in tokens[figure.first].entries
    at = figure.first + 1 if hedged else figure.first - 1
    before = tokens[at]
    if before.text == "%" and not tokens[figure.first].space:
        figure.unit, figure.first = "percent", at
    elif "currency" in before.entries and is_sign(before):
        figure.unit, figure.unit_at = f"money:{before.entries['currency'].value}", at
        figure.first = min(figure.first, at)


def _noun_after(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """The unit or noun right after the number, through "of" and a bracket; sets unit "-" for what is no figure."""
    number_at, i, n = i, figure.end, len(tokens)
    closed = i < n and tokens[i].text in (")", '"') and number_at > 0 and tokens[number_at - 1].text in ("(", '"')
    if closed:
        i += 1
    if i + 1 < n and not tokens[i].space and tokens[i].text == "-" and unit_of(tokens, i + 1):
        i += 1  # "a 3-inch pipe"
    elif compound(tokens, i):
        if figure.low == figure.high == 1:
            return  # "a one-man show"
        i += 1  # "a 27-nation bloc"
        if not unit_at(tokens, i, figure, p):
            unit = tokens[i].entries["compound"].value
            figure.unit = f"count:{tokens[i].text}" if unit == "compound" else unit  # "a 5,000-strong crowd"
            figure.unit_at, figure.end = i, i + 1
        return
    bracketed = i + 2 < n and tokens[i].text in _BRACKETS and tokens[i + 2].text == _BRACKETS[tokens[i].text]
    if bracketed and "measure" in tokens[i + 1].entries and unit_at(tokens, i + 1, figure, p):
        figure.end = i + 3  # "20 (kg)"
        return
    if i >= n or (i in used and "set" not in tokens[i].entries) or tokens[i].kind not in "wp#":
        return
    token = tokens[i]
    quoted = quoted_noun(tokens, i, p)
    if quoted > 0 and not closed and p.article:
        if not unit_at(tokens, quoted, figure, p):
            count(tokens, figure, quoted, p)
        return
    if token.kind == "p" and not token.entries:
        return
    smaller = token.entries.get("smaller")
    if isinstance(smaller, Entry) and before and before[-1].end == figure.first and before[-1].unit == "distance:ft":
        figure.unit, figure.unit_at, figure.end = smaller.value, i, i + 1  # "5 ft 2 in"
        return
    if "metre_letter" in token.entries and any(
        "extent" in t.entries for t in tokens[max(0, number_at - _BACK) : number_at]
    ):
        figure.unit, figure.unit_at, figure.end = "distance:m", i, i + 1
        return
    if "below_zero" in token.entries:
        figure.unit = "temperature:deg"
        return
    joined = p.plurals and "noun" in token.entries and head_noun(tokens, i, used, p) not in (None, i)
    if not joined and unit_at(tokens, i, figure, p):  # "six Palestinian militants" are militants
        return
    if token.kind == "#":
        return
    if "uncounted" in token.entries:
        figure.unit = NOTHING
        return
    if "other" in token.entries:
        return
    if "among" in token.entries and (p.plurals or "of_them" in token.entries or token.text.endswith(p.person_endings)):
        persons = bool(p.person_endings) and token.text.endswith(p.person_endings)
        if before and (before[-1].unit in PERSONS or not persons):
            own = (
                tokens[i + 1].entries.get("noun") if p.plurals and i + 1 < n else None
            )  # "19 bodies, 11 of them women"
            figure.unit, figure.unit_at = own.value if isinstance(own, Entry) else before[-1].unit, -1
        elif p.person_endings and token.text.endswith(p.person_endings):
            figure.unit = "people"
        return
    if p.article and of_whole(tokens, figure, i, p):
        return
    if "of" in token.entries and not token.entries["of"].proclitics:
        # "12 من منسوبي القوات", "المئات من جنود": the noun after "of", when it is one that we count
        if p.plurals and of_the(tokens, figure, i, used, p):
            return
        force = tokens[i + 1].entries.get("force") if i + 1 < n else None
        if isinstance(force, Entry):
            figure.unit, figure.unit_at, figure.end = force.value, i + 1, i + 2  # "four of the army"
            return
        if i + 1 < n and p.article and "nationality" in tokens[i + 1].entries:
            figure.unit, figure.unit_at, figure.end = "people", i + 1, i + 2
            return
        for step in range(1, _GAP + 1):
            if i + step < n and tokens[i + step].kind == "w" and known_noun(tokens, i + step, figure, p):
                return
        if i + 1 < n and unit_at(tokens, i + 1, figure, p):
            return
        some = figure.modifier != "exact" or tokens[i].kind == "#" or of_several(tokens, figure, i, p)
        if some and not closed and i + 1 < n and countable(tokens[i + 1], p):
            head = head_noun(tokens, i + 1, used, p) if p.plurals else i + 1
            if head is not None:
                count(tokens, figure, head, p)
        return
    if token.kind != "w" or "function" in token.entries or p.begins_anew(token):
        return
    if p.plurals:
        _plural_after(tokens, figure, i, used, p)
        return
    place = token.entries.get("place")
    number = tokens[figure.end - 1].entries.get("number")
    several = number is not None and number.modifier in VAGUE and p.has_article(token)
    if place is not None and not place.proclitics and not several:
        if number is not None and _ELEVEN <= number.low < _YEARS and token.text.endswith(p.nationals):
            figure.unit, figure.unit_at, figure.end = "people", i, i + 1  # "12 سوريا": Syrians
        return
    if not TIME.isdisjoint(token.entries):
        figure.unit = NOTHING  # an age, or a length of time that the date rules left alone
        return
    if "nationality" in token.entries:
        if number is not None and number.literal and not p.definite(number.proclitics) and p.has_article(token):
            return  # "كاك 40 الفرنسي": an index and its country
        if number is not None and 2 < number.low < 11 and token.text[-1] in p.counted_endings:
            return  # "10 مستشفيات، منها 5 سعودية": an adjective of things
        figure.unit, figure.unit_at, figure.end = "people", i, i + 1
        return
    quantity = number
    if quantity is not None and _definiteness_fails(quantity, token, p):
        return
    if (
        (closed and not after_bracket(tokens, figure, i, p))
        or not countable(token, p)
        or not TIME.isdisjoint(token.entries)
        or (quantity is not None and not closed and counts_not(tokens, quantity, token, figure, p))
        or (not closed and misfits(tokens, figure, i, p))
        or (number_at > 0 and bool(p.article) and tokens[number_at - 1].text == p.article)
    ):
        return
    count(tokens, figure, i, p)


def _definiteness_fails(quantity: Quantity, token: Token, p: Particles) -> bool:
    """Number and word that differ in their article: "عشر المبلغ" is a tenth, "المئات نتيجة" hundreds of people."""
    if quantity.literal or not p.article:
        return False
    definite = p.has_article(token)
    if quantity.modifier in VAGUE:
        return quantity.definite and not definite
    if quantity.definite:
        few = _TWO < quantity.low <= _FEW and "noun" not in token.entries and not p.plural_form(token.text)
        return definite or quantity.low == _TWO or few
    return definite and quantity.modifier == "exact"


def _plural_after(tokens: list[Token], figure: Draft, i: int, used: set[int], p: Particles) -> None:
    """The plural that follows the number at some distance: "two senior U.S. officers"; one alone takes a singular."""
    token = tokens[i]
    if not TIME.isdisjoint(token.entries):
        figure.unit = NOTHING
        return
    quantity = tokens[figure.end - 1].entries.get("number")
    if quantity is not None and counts_not(tokens, quantity, token, figure, p):
        return
    if quantity is not None and year_under(tokens, figure, quantity):
        return
    at = head_noun(tokens, i, used, p)
    if at is not None:
        if not unit_at(tokens, at, figure, p):
            count(tokens, figure, at, p)
    elif "nationality" in token.entries and token.text.endswith(("ese", "ish", "ch", "ss")):
        figure.unit, figure.unit_at, figure.end = "people", i, i + 1  # "two Japanese"
    elif quantity is not None and 0 < quantity.low == quantity.high <= 1 and quantity.literal and countable(token, p):
        count(tokens, figure, i, p)


_LOOKS: tuple[Callable[[list[Token], Draft, int, set[int], list[Draft], Particles], None], ...] = (
    *(adjective, _noun_after, rate_before, shared, changed, set_against, subject, grouped, further),
    *(befallen, noun_before, ellipsis, event_before),
)
"""Where the unit is looked for, in this order."""
