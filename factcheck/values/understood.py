"""What a number counts where no noun follows it: a noun before it, that of the figure before, a verb of harm."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.languages.stems import stems
from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft, is_sign, open_bounds
from factcheck.values.nouns import TIME, countable, several
from factcheck.values.numbers import Quantity
from factcheck.values.particles import Particles
from factcheck.values.quantity import VAGUE
from factcheck.values.scope import clause_bounds

__all__ = ["NOTHING", "adjective", "ellipsis", "event_before", "noun_before", "vague"]

_BACK = 6  # tokens looked back for a counted noun that stands before its number ("عدد القتلى إلى 32")
_HARM = frozenset(("killed", "wounded", "captured", "displacement"))  # events whose bare numbers are people
_STATES = frozenset(("killed", "wounded", "captured", "missing", "displaced"))  # units of people who share a fate
_NUMBERED = frozenset(("vehicles", "aircraft", "weapons", "personnel"))  # of which one may have a number for its name
_YEARS = range(1900, 2051)
_UNTOLD = 5  # letters of a word, with its article, whose form does not tell whether it is a plural
NOTHING = "-"
"""The unit of a number that counts nothing: an age, a frequency."""


def _definite(token: Token, p: Particles) -> bool:
    return bool(p.article) and token.text.startswith(p.article)


def adjective(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "الدول الخمس", "جولاتها الثلاث", "الموانئ البحرية الثلاثة": a definite number word after its definite plural."""
    quantity: Quantity = tokens[i].entries["number"]
    marked = i > 1 and tokens[i - 1].text == p.article
    if not i or not (p.definite(quantity.proclitics) or marked) or figure.first != i:
        return
    if quantity.literal and not (quantity.low > 1 and several(tokens[i - 1 - marked], p)):
        return  # "الدورة الـ19", but "الدول الـ28"
    if quantity.opened or quantity.modifier in VAGUE:
        return
    at, noun = i - 1 - marked, tokens[i - 1 - marked]
    following = tokens[figure.end] if figure.end < len(tokens) else None
    if following is not None and not getattr(following.entries.get("noun"), "proclitics", (p.article,)):
        return  # "الخمسة رجال"
    if "currency" in noun.entries:
        return  # "قادة منطقة اليورو التسعة عشر"
    if at and _qualified(tokens[at - 1], noun, p):
        at, noun = at - 1, tokens[at - 1]
    elif at and noun.kind == "w" and not p.plural_form(noun.text) and _heads(tokens[at - 1], noun, p):
        figure.unit = NOTHING  # "أيام العيد الثلاثة": of the first noun, not of the second
        return
    if not TIME.isdisjoint(noun.entries) and quantity.proclitics == (p.article,):
        figure.unit = NOTHING  # "السنوات الخمس": a length of time
    elif noun.kind == "w" and _determined(noun, p) and TIME.isdisjoint(noun.entries):
        entry = noun.entries.get("noun")
        stem = next(iter(stems(noun.text)), "")
        people = p.persons(noun.text) or "nationality" in noun.entries
        figure.unit = (
            entry.value if isinstance(entry, Entry) else "people" if people else f"count:{stem}" if stem else ""
        )
        figure.end = i + 1
        if figure.unit:
            article = noun.text.find(p.article, 0, 4)
            figure.first, figure.start_offset = at, max(article, 0)


def _determined(noun: Token, p: Particles) -> bool:
    """A word with the article, or with a pronoun that does the same."""
    if p.article in noun.text[:4]:
        led = noun.text[0] in p.prepositions and noun.text[1:].startswith(p.article) and "function" not in noun.entries
        return led or countable(noun, p)
    return noun.text.endswith(p.possessive_endings) and "function" not in noun.entries


def _qualified(noun: Token, adjective: Token, p: Particles) -> bool:
    """Two definite words, the first of them a plural: a noun and its adjective."""
    both = p.article in noun.text[:3] and _definite(adjective, p) and noun.kind == adjective.kind == "w"
    known = "noun" in noun.entries or not TIME.isdisjoint(noun.entries) or p.plural_form(noun.text)
    return both and known and "noun" not in adjective.entries and "place" not in noun.entries


def _heads(noun: Token, second: Token, p: Particles) -> bool:
    """Whether a plural without article stands before a definite singular: "أنواع القمح"."""
    if noun.kind != "w" or _definite(noun, p) or "noun" in second.entries:
        return False
    told = len(second.text) != _UNTOLD and not noun.entries and p.plural_form(noun.text.removeprefix(p.conjunctions[0]))
    return told or not TIME.isdisjoint(noun.entries)


def noun_before(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "عدد القتلى 15", "حصيلة القتلى إلى 32": a noun right before its number, or under a word of counting."""
    nxt = tokens[figure.end] if figure.end < len(tokens) else None
    if nxt is not None and nxt.kind == "w" and countable(nxt, p) and "other" not in nxt.entries:
        return
    low, _ = clause_bounds(tokens, i)
    first = figure.first - 1
    quantity = tokens[i].entries.get("number")
    defined = isinstance(quantity, Quantity) and quantity.definite and not quantity.literal and bool(p.article)
    if first >= low and tokens[first].text in ("(", ":", '"'):
        first -= 1
    if p.article and figure.low == figure.high == 1 and isinstance(quantity, Quantity) and not quantity.literal:
        for category, prefix in (("measure", ""), ("currency", "money:")):
            entry = tokens[first].entries.get(category) if first >= low else None
            if isinstance(entry, Entry) and not entry.proclitics and not quantity.proclitics:
                figure.unit, figure.first, figure.unit_at = f"{prefix}{entry.value}", first, first  # "طن واحد"
                return
    for j in range(first, max(low, first - _BACK) - 1, -1):
        entries = tokens[j].entries
        if tokens[j].kind == "#":
            return
        if j == first and defined and not _determined(tokens[j], p):
            return  # "شاعر المليون"
        if p.plurals and "tally" in entries and _tallied(tokens, figure, j, first, p):
            return
        for category in ("noun", "currency", "measure"):
            entry = entries.get(category)
            if not isinstance(entry, Entry):
                continue
            if category != "noun" and (
                "homonym" in entries
                or entry.value.startswith("temperature:")
                or (figure.low in _YEARS and not is_sign(tokens[j]))
                or (bool(p.article) and not is_sign(tokens[j]))
                or (before and before[-1].end > j)
                or "article" in tokens[j + 1].entries
            ):
                continue
            if p.plurals and j == first and entry.value in _NUMBERED and not p.plural(tokens[j].text):
                continue  # "bus 40", "tank 12"
            verb = category == "noun" and j == first and "event" in entries  # "killed two": people
            if verb and "tally" not in tokens[max(low, j - 1)].entries:
                continue
            one = "singular" in entries or "human" in entries
            if category == "noun" and one and _definite(tokens[j], p):
                continue  # "اللاعب (23)": one person with a number
            tallied = any("tally" in t.entries for t in tokens[max(low, j - 3) : figure.first])
            thing = category == "noun" and entry.value.startswith("count:") and _definite(tokens[j], p)
            if thing and not tallied and not p.sound_plural(tokens[j].text):
                continue  # "the province 19"
            if j == first or (category == "noun" and tallied):
                figure.unit = f"money:{entry.value}" if category == "currency" else entry.value
                _verb_before(tokens, figure, range(j - 1, max(low, j - 3) - 1, -1))
                return


def _tallied(tokens: list[Token], figure: Draft, j: int, first: int, p: Particles) -> bool:
    """ "the number of new cases rose to 1,200": the plural after "number of"."""
    if j + 1 > first or "of" not in tokens[j + 1].entries:
        return False
    for k in range(j + 2, first + 1):
        entry = tokens[k].entries.get("noun")
        if isinstance(entry, Entry):
            figure.unit = entry.value
            return True
        if tokens[k].kind == "w" and p.plural(tokens[k].text) and "function" not in tokens[k].entries:
            figure.unit = f"count:{p.singular(tokens[k].text)}"
            return True
        if "function" in tokens[k].entries:
            return False
    return False


def _verb_before(tokens: list[Token], figure: Draft, places: range) -> None:
    """ "لا يتجاوز عدد الجرحى 30": a verb of bounding before the noun."""
    for k in places:
        entry = tokens[k].entries.get("hedge")
        if isinstance(entry, Entry) and figure.modifier == "exact" and "function" not in tokens[k].entries:
            figure.modifier = entry.value
            figure.low, figure.high = open_bounds(entry.value, figure.low, figure.high)
            return


def ellipsis(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "2500 جندي في العراق و900 في سوريا": a joined bare number stands for the noun of the figure before it."""
    nxt = tokens[figure.end] if figure.end < len(tokens) else None
    others = nxt is not None and "other" in nxt.entries
    quantity: Quantity = tokens[i].entries["number"]
    opened = p.opened(quantity.proclitics) or _joined_hedge(tokens, figure, p)
    quoted = nxt is not None and nxt.text == '"' and figure.first > 1 and tokens[figure.first - 1].text == '"'
    if quoted:
        nxt = tokens[figure.end + 1] if figure.end + 1 < len(tokens) else None  # "و«7» في المحافظة"
    if not opened and figure.first:
        previous = tokens[figure.first - 1 - quoted]
        opened = previous.text in p.conjunctions or "and" in previous.entries
    part = _is_part(tokens, figure)
    if others and not before and figure.low > 1:
        figure.unit, figure.end = "people" if nxt is not None and p.sound_plural(nxt.text) else "", figure.end + 1
        return
    if not before or not (opened or others or part):
        return
    low, _ = clause_bounds(tokens, i)
    last = before[-1]
    if others and len(before) > 1 and _is_part(tokens, last):
        last = before[-2]  # "14 killed, 9 of them soldiers, and 30 others"
    if last.first < low or (last.unit in ("percent", "percent_point") and not part):
        return
    if not others and not part:
        harmed = nxt is not None and "event" in nxt.entries and nxt.text.endswith(p.verbal_endings or "\0")
        follows = nxt is not None and ("function" in nxt.entries or nxt.kind in "pl" or harmed or quoted)
        if not follows:
            return
    figure.unit, figure.unit_at = last.unit, -1
    if last.unit in _STATES and any("event" in t.entries for t in tokens[last.end : figure.first]):
        figure.unit = "people"  # "57 dead, and 225 others were wounded"
    if others:
        figure.end += 1


def event_before(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "قتل 12 وأصيب 20 شخصا": people whom a verb of harm right before the number counts."""
    nxt = tokens[figure.end] if figure.end < len(tokens) else None
    others = nxt is not None and "other" in nxt.entries
    counted = nxt is not None and nxt.kind == "w" and countable(nxt, p) and not p.begins_anew(nxt)
    if not figure.first or (counted and not others):
        return
    at = figure.first - 1
    if tokens[at].text in ("(", '"') and at and nxt is not None and nxt.text in (")", '"'):
        at -= 1  # "وإصابة «4» في حادث"
    entry = tokens[at].entries.get("event")
    if isinstance(entry, Entry) and entry.value in _HARM:
        figure.unit = "people"
        figure.end += others


def _is_part(tokens: list[Token], figure: Draft) -> bool:
    return any("among" in t.entries for t in tokens[max(0, figure.first - 2) : figure.first])


def vague(tokens: list[Token], figure: Draft, i: int, p: Particles) -> None:
    """ "شارك الآلاف", "hundreds were killed": people, where nothing else is named."""
    quantity: Quantity = tokens[i].entries["number"]
    if p.plurals and figure.end < len(tokens) and "of" in tokens[figure.end].entries:
        return  # "hundreds of …": of something that could not be read
    definite = p.definite(quantity.proclitics) or tokens[i].text.split()[-1].startswith(p.article)
    nxt = tokens[figure.end] if figure.end < len(tokens) else None
    harmed = nxt is not None and "event" in nxt.entries and nxt.text.endswith(p.verbal_endings)
    if quantity.modifier in VAGUE and (definite or not p.article or harmed):
        figure.unit = "people"


def _joined_hedge(tokens: list[Token], figure: Draft, p: Particles) -> bool:
    entry = tokens[figure.first].entries.get("hedge")
    return isinstance(entry, Entry) and p.opened(entry.proclitics)
