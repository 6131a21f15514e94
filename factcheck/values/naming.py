"""Numbers that name, order or date something and count nothing."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.bounds import is_range
from factcheck.values.nouns import countable
from factcheck.values.particles import Particles
from factcheck.values.units import PERSONS

__all__ = ["names_something"]

_UNITS = frozenset(("measure", "currency", "percent", "noun"))
_LIST = 9  # tokens of a list of numbers that one word names


def names_something(tokens: list[Token], i: int, p: Particles) -> bool:
    """The number names, orders or dates something: "رقم 7", "المادة 5", "3-1", "5/3"."""
    if i and "naming" in tokens[i - 1].entries and tokens[i - 1].kind == "w":
        # "under 21" names, "under 20 dollars" bounds
        counted = tokens[i + 1].entries if i + 1 < len(tokens) else {}
        quantity, noun = tokens[i].entries["number"], counted.get("noun")
        many = quantity.low > _FEW
        accusative = many and noun is not None and tokens[i + 1].text[-1] == p.counted_endings[:1]
        if accusative or (many and isinstance(noun, Entry) and noun.value in PERSONS):
            return False  # "ضمت الدفعة 31 طالبا": a counted accusative
        said = not quantity.literal
        if p.article and "percent" in counted:
            return False  # "أرباح اتش اس بي سي 10%"
        counting = p.article and ("of" in counted or not _UNITS.isdisjoint(counted))
        if said and ("place_hedge" in tokens[i - 1].entries or counting):
            return False  # "تضم المجموعة سبع دول", "عن طريق اثنين من مواطنيها"
        if not _UNITS.isdisjoint(counted) and "tally" in tokens[i - 1].entries and tokens[i].entries["number"].literal:
            return False  # "the number 431 persons"
        return "hedge" not in tokens[i - 1].entries or _UNITS.isdisjoint(counted)
    if i > 1 and _listed(tokens, i):
        return True
    if i > 1 and tokens[i - 1].text in ("(", ":", '"') and "naming" in tokens[i - 2].entries:
        return not (p.article and i + 1 < len(tokens) and "percent" in tokens[i + 1].entries)
    if i > 1 and "numbered" in tokens[i - 2].entries and tokens[i - 1].kind == "w" and tokens[i].text.isdigit():
        # "the service number 5060", in the order of Arabic
        return i + 1 >= len(tokens) or _UNITS.isdisjoint(tokens[i + 1].entries)
    nxt = tokens[i + 1] if i + 1 < len(tokens) else None
    if nxt is not None and "uncounted" in nxt.entries and "metre_letter" not in nxt.entries:
        return True
    if _possessed(tokens, i, p):
        return True
    if nxt is not None and nxt.text in ("/", ":", "-", "×", "x", "+") and i + 2 < len(tokens):
        after = tokens[i + 2]
        if after.kind in "#n" and nxt.text != "-":
            return True
        if after.kind == "#" and nxt.text == "-" and not is_range(tokens, i, i + 2):
            return True
    if i > 1 and tokens[i - 1].text in ("/", ":", "-", "+") and tokens[i - 2].kind in "#n":
        return not (tokens[i - 1].text == "-" and tokens[i - 2].kind == "#" and is_range(tokens, i - 2, i))
    # a list number: at the start of a line, followed by a sign
    at_start = i == 0 or tokens[i - 1].kind == "l"
    if not at_start or nxt is None or nxt.kind != "p" or nxt.text not in ("-", ".", ")", "/"):
        return False
    return i + 2 >= len(tokens) or tokens[i + 2].kind not in "#n"


def _possessed(tokens: list[Token], i: int, p: Particles) -> bool:
    """ "مجموعة السبع", "شارع الستين": a definite number word right after a noun without article, whose name it is."""
    quantity, before = tokens[i].entries["number"], tokens[i - 1] if i else None
    if (
        before is None
        or before.kind != "w"
        or quantity.literal
        or not quantity.definite
        or quantity.modifier != "exact"
    ):
        return False
    if not _COUNTING.isdisjoint(before.entries) or quantity.low >= _LARGE:
        return False
    counted = tokens[i + 1].entries if i + 1 < len(tokens) else {}
    nxt = tokens[i + 1] if i + 1 < len(tokens) else None
    if nxt is not None and quantity.low <= _FEW and p.plural_form(nxt.text) and countable(nxt, p):
        return False  # "فارق التسع نقاط"
    bare = p.article not in before.text[:4] and not before.text.endswith(p.possessive_endings)
    return bare and _UNITS.isdisjoint(counted)


_COUNTING = frozenset(("function", "hedge", "tally", "event", "tense", "between", "of", "to", "among", "noun", "vague"))
"""Categories of words after which a number with its article is a count."""
_LARGE = 100
_FEW = 10


def _listed(tokens: list[Token], i: int) -> bool:
    """One of several numbers under a word that names: "المواد 98، 99 و100 من النظام"."""
    after = tokens[i + 1].entries if i + 1 < len(tokens) else {}
    j = i - 1
    while (
        j > 0
        and i - j < _LIST
        and (tokens[j].text in (",", "،") or tokens[j].kind in "n#" or "and" in tokens[j].entries)
    ):
        j -= 1
    return j < i - 1 and "naming" in tokens[j].entries and _UNITS.isdisjoint(after) and tokens[j].kind == "w"
