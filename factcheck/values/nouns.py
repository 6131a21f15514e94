"""The word that a number counts: units, known nouns, and the head of the words after it."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.languages.stems import stems
from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft
from factcheck.values.numbers import Quantity
from factcheck.values.particles import Particles
from factcheck.values.quantity import VAGUE

__all__ = ["TIME", "count", "countable", "counts_not", "head_noun", "known_noun", "several", "unit_at"]

TIME = frozenset(("timeunit", "timeunits", "timedual", "month", "hijri_month", "shift", "last", "shift_many"))
"""Categories of words of time: a number before them is a length, an age or a date."""
_YEARS = range(1900, 2051)  # whole numbers that are rather a year where no counted noun is known
_MODIFIERS = 3  # words between a number and the plural that it counts: "two senior army officers"
_LONG = 4  # letters of a word whose last can be told for an ending
_FEW_LEAST, _FEW_MOST = 3, 10  # numbers that take their noun in the plural, where languages tell
_LED = frozenset(
    ("in_date", "of_date", "since", "until", "timeunit", "timeunits", "month", "noun", "naming", "year_head")
)
"""Categories of words before a number that make it a year or a name."""
_ONE = frozenset(("singular", "human", "naming"))
_FEMININE = "ة"
_HEADS = ("noun", "measure", "currency", "percent")


def head_noun(tokens: list[Token], i: int, used: set[int], p: Particles) -> int | None:
    """The place of the plural that the words from ``i`` end in: "[two] world wars", "[12] U.S. soldiers".

    Only in languages whose plurals are told by their form (``plural`` of the pack's grammar).
    """
    skipped: set[int] = set()
    limit = i + _MODIFIERS
    for j in range(i, len(tokens)):
        token = tokens[j]
        if j > limit:
            return None
        if token.kind == "p" and token.text == "-" and not token.space and j > i:
            continue
        if j in skipped:
            continue
        if "naming" in token.entries and j + 2 < len(tokens) and tokens[j + 1].kind in "#n":
            skipped = {j + 1}  # "25 new Boeing 737 jets"
            continue
        if "and" in token.entries and j > i and j + 1 < len(tokens) and not p.plural(tokens[j - 1].text):
            limit = j + 2  # "hundreds of television and radio channels"
            continue
        if j in used and "set" in token.entries and j > i - 1:
            continue  # "two daily services"
        if j == i and "attributive" in token.entries and j + 1 < len(tokens) and p.plural(tokens[j + 1].text):
            continue  # "1,012 likely voters"
        if j in used or token.kind != "w" or not token.entries.keys().isdisjoint(("function", "uncounted", "tense")):
            return None
        if not token.entries.keys().isdisjoint(TIME):
            return None
        if "number" in token.entries:
            return None
        if any(category in token.entries for category in _HEADS):
            following = tokens[j + 1] if j + 1 < len(tokens) else None
            third = tokens[j + 2] if j + 2 < len(tokens) else None
            if following is None or not _joins(token, following, third, p):
                return j
        elif p.plural(token.text) and " " not in token.text:
            return j
    return None


def _joins(noun: Token, following: Token, third: Token | None, p: Particles) -> bool:
    """Whether a noun is only the first of two: "police stations", "fighter pilots", but "women injured"."""
    if following.kind != "w" or "event" in following.entries or "function" in following.entries:
        return False
    if "noun" in following.entries:
        return p.plural(following.text) or not p.plural(noun.text)  # not "12 guards hostage"
    if "noun" not in noun.entries or p.plural(noun.text):
        return False
    if p.plural(following.text):
        return True
    told = third is not None and third.kind == "w" and p.plural(third.text) and "function" not in third.entries
    return told and not following.entries  # "400 child protection officers"


def countable(token: Token, p: Particles) -> bool:
    """A word that may be a counted noun, for want of a better reading."""
    return (
        token.kind == "w"
        and "function" not in token.entries
        and len(token.text) > 1
        and not token.text.isdigit()
        and p.countable(token)
    )


def several(noun: Token, p: Particles) -> bool:
    """A plural by its form, or by the ending that it has not: "دول" of "دولة"; not a noun like "الإصدار"."""
    if not _ONE.isdisjoint(noun.entries):
        return False
    entry = noun.entries.get("noun")
    if isinstance(entry, Entry):
        shorter = entry.value.endswith(_FEMININE) and not noun.text.endswith(p.counted_endings[1:])
        return shorter or p.plural_form(noun.text)
    return p.plural_form(noun.text) and not noun.text.startswith(p.article + p.article[0])


def count(tokens: list[Token], figure: Draft, i: int, p: Particles) -> None:
    """Make the word at ``i`` the unit, by its singular or its stem."""
    few = _FEW_LEAST <= figure.low <= _FEW_MOST or figure.modifier in VAGUE
    if p.persons(tokens[i].text) and (few or (figure.low > _FEW_MOST and p.participle(tokens[i].text))):
        figure.unit, figure.unit_at, figure.end = "people", i, i + 1
        return
    stem = p.singular(tokens[i].text) or next(iter(stems(tokens[i].text)), "")
    if stem:
        figure.unit, figure.unit_at, figure.end = f"count:{stem}", i, i + 1


def counts_not(tokens: list[Token], quantity: Quantity, token: Token, figure: Draft, p: Particles) -> bool:
    """Digits before a word that they do not count: a year before a name, "the 51st" written "الـ51"."""
    if not quantity.literal or figure.modifier != "exact":
        return False
    article = p.has_article(token)
    if quantity.low in _YEARS:  # a year, but before an accusative: "1959 فرعا"
        if "noun" in token.entries and token.text[-1:] == p.counted_endings[1:] and figure.first:
            return not _LED.isdisjoint(tokens[figure.first - 1].entries)
        return token.text[-1] != p.counted_endings[:1] or len(token.text) < _LONG
    if bool(p.article) and token.text.startswith(p.joined_article):
        return True
    return (article and quantity.low > 10) or (p.definite(quantity.proclitics) and token.text[0] in p.prepositions)


def misfits(tokens: list[Token], figure: Draft, i: int, p: Particles) -> bool:
    """A number after a noun, which it names, before a word of another form than it counts: "أندرويد 14 متاح".

    Eleven to ninety-nine take a singular of the accusative or the feminine; three to ten take no feminine singular, as
    an adjective of a definite noun before them is.
    """
    before = tokens[figure.first - 1] if figure.first else None
    if not p.singular_endings or before is None or before.kind != "w" or not _NAMELESS.isdisjoint(before.entries):
        return False
    if figure.modifier != "exact" or before.text[0] in p.prepositions:
        return False  # "about 60", "بدقة 16"
    quantity, word = tokens[figure.end - 1].entries.get("number"), tokens[i].text
    if not isinstance(quantity, Quantity) or not quantity.literal or quantity.low != int(quantity.low):
        return False
    if quantity.low % 100 > 10:
        return not word.endswith(tuple(p.singular_endings)) and not p.persons(word)
    feminine = word[-1] == p.counted_endings[-1:] and word[0] != p.counted_endings[0] and not p.plural_form(word)
    return _FEW_LEAST <= quantity.low <= _FEW_MOST and feminine and before.text.startswith(p.article)


_NAMELESS = frozenset(("function", "hedge", "tally", "event", "tense", "between", "of", "to", "among"))
"""Categories of words after which a number is a count."""


def unit_at(tokens: list[Token], i: int, figure: Draft, p: Particles) -> bool:
    """Make the word at ``i`` the unit, where a table knows it for one."""
    entries = tokens[i].entries
    weight = entries.get("weight_homonym")
    if weight is not None and _weighs(tokens, i, figure.first):
        figure.unit, figure.unit_at, figure.end = weight.value, i, i + 1
        return True
    for category, prefix in (
        ("percent_point", "percent_point"),
        ("percent", "percent"),
        ("currency", "money:"),
        ("measure", ""),
        ("symbol", ""),
        ("noun", ""),
    ):
        entry = entries.get(category)
        if entry is None or (p.opened(entry.proclitics) or not p.prepositions.isdisjoint(entry.proclitics)):
            continue
        if category == "symbol" and not tokens[figure.end - 1].text[-1:].isdigit():
            continue
        if category in ("percent", "percent_point"):
            figure.unit = prefix
        else:
            figure.unit = f"{prefix}{entry.value}"
        figure.unit_at, figure.end = i, i + 1
        if figure.unit == "temperature:deg":
            _scale_letter(tokens, figure, i + 1)
        elif figure.unit.startswith("distance:") and i + 1 < len(tokens) and not tokens[i + 1].space:
            _powers(tokens, figure, i + 1)
        return True
    return False


def _weighs(tokens: list[Token], i: int, first: int) -> bool:
    """Whether a word for money and for a weight is the weight: "40 pounds of rice", "a 500-pound bomb"."""
    if tokens[i - 1].text == "-" or (i + 1 < len(tokens) and "of" in tokens[i + 1].entries):
        return True
    return any("weighing" in t.entries for t in tokens[max(0, first - _MODIFIERS) : first])


_POWERS = {"2": "area", "3": "volume"}


def _powers(tokens: list[Token], figure: Draft, i: int) -> None:
    """ "22,392 km2": a square measure."""
    dimension = _POWERS.get(tokens[i].text)
    if dimension is not None and (i + 1 >= len(tokens) or tokens[i + 1].space or tokens[i + 1].kind == "p"):
        figure.unit, figure.end = f"{dimension}:{figure.unit.partition(':')[2]}{tokens[i].text}", i + 1


def _scale_letter(tokens: list[Token], figure: Draft, i: int) -> None:
    """ "37° C", "37 ° celsius": the scale after the degrees."""
    entries = tokens[i].entries if i < len(tokens) else {}
    entry = entries.get("measure") or entries.get("degree")
    if isinstance(entry, Entry) and entry.value.startswith("temperature:") and not entry.proclitics:
        figure.unit, figure.unit_at, figure.end = entry.value, i, i + 1


def known_noun(tokens: list[Token], i: int, figure: Draft, p: Particles) -> bool:
    """Make the word at ``i`` the unit, where a table knows it for a counted noun."""
    entry = tokens[i].entries.get("noun")
    if entry is not None and not p.opened(entry.proclitics):
        figure.unit, figure.unit_at, figure.end = entry.value, i, i + 1
        return True
    return False
