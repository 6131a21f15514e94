"""What a number counts: the unit or noun after it, before it, or understood from the figure before."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.languages.stems import stems
from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft, is_sign, open_bounds
from factcheck.values.measures import unit_of
from factcheck.values.numbers import Quantity
from factcheck.values.particles import Particles
from factcheck.values.quantity import VAGUE
from factcheck.values.scope import clause_bounds

__all__ = ["NOTHING", "find_unit"]

NOTHING = "-"
"""The unit of a number that counts nothing: an age, a frequency."""
_TIME = frozenset(("timeunit", "timeunits", "timedual", "month", "hijri_month", "shift", "last", "shift_many"))
_YEARS = range(1900, 2051)  # whole numbers that are rather a year where no counted noun is known
_VERBAL = ("وا",)  # "the four were": the plural of Arabic verbs
_BACK = 6  # tokens looked back for a counted noun that stands before its number ("عدد القتلى إلى 32")
_HARM = frozenset(("killed", "wounded", "captured", "displacement"))  # events whose bare numbers are people
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_GAP = 2  # tokens between "من" and its noun, or adjectives before a unit


def find_unit(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """Set the unit of ``figure``, whose number is token ``i``; it stays empty where nothing is counted.

    ``used`` are tokens of dates, ``before`` the figures found so far in the text.
    """
    _percent_before(tokens, figure)
    for look in (_noun_after, _adjective, _noun_before, _ellipsis, _event_before):
        if figure.unit:
            return
        look(tokens, figure, i, used, before, p)
    if not figure.unit:
        _vague(tokens, figure, i, p)


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
    bracketed = i + 2 < n and tokens[i].text in _BRACKETS and tokens[i + 2].text == _BRACKETS[tokens[i].text]
    if bracketed and "measure" in tokens[i + 1].entries and _unit_at(tokens, i + 1, figure, p):
        figure.end = i + 3  # "20 (kg)"
        return
    if i >= n or i in used or tokens[i].kind not in "wp#":
        return
    token = tokens[i]
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
    if _unit_at(tokens, i, figure, p):
        return
    if token.kind == "#":
        return
    if "uncounted" in token.entries:
        figure.unit = NOTHING
        return
    if "other" in token.entries:
        return
    if "of" in token.entries and not token.entries["of"].proclitics:
        # "12 من منسوبي القوات", "المئات من جنود": the noun after "of", when it is one that we count
        for step in range(1, _GAP + 1):
            if i + step < n and tokens[i + step].kind == "w" and _person_or_thing(tokens, i + step, figure, p):
                return
        if i + 1 < n and _unit_at(tokens, i + 1, figure, p):
            return
        if figure.modifier != "exact" and not closed and i + 1 < n and _countable(tokens[i + 1]):
            _count(tokens, figure, i + 1)
        return
    if token.kind != "w" or "function" in token.entries or p.begins_anew(token):
        return
    place = token.entries.get("place")
    number = tokens[figure.end - 1].entries.get("number")
    vague = number is not None and number.modifier in VAGUE and bool(p.article) and token.text.startswith(p.article)
    if place is not None and not place.proclitics and not vague:
        return
    if not _TIME.isdisjoint(token.entries):
        figure.unit = NOTHING  # an age, or a length of time that the date rules left alone
        return
    if "nationality" in token.entries:
        if number is not None and number.literal and not p.definite(number.proclitics) and _has_article(token, p):
            return  # "كاك 40 الفرنسي": an index and its country
        figure.unit, figure.unit_at, figure.end = "people", i, i + 1
        return
    quantity = tokens[figure.end - 1].entries.get("number")
    if quantity is not None and quantity.modifier in VAGUE and not p.article:
        return  # "thousands fled"
    if (
        (closed and not (_bracketed_count(tokens, figure) and token.text[-1] in p.counted_endings))
        or not _countable(token)
        or not _TIME.isdisjoint(token.entries)
        or (quantity is not None and not closed and _no_counter(quantity, token, figure, p))
        or (number_at > 0 and bool(p.article) and tokens[number_at - 1].text == p.article)
    ):
        return
    _count(tokens, figure, i)


def _has_article(token: Token, p: Particles) -> bool:
    return bool(p.article) and token.text.startswith(p.article)


def _bracketed_count(tokens: list[Token], figure: Draft) -> bool:
    """ "أكثر من (80) استشاريا", "عدد (1982) حبة": a hedge or a word of counting before the bracket."""
    first = tokens[figure.first].entries
    before = tokens[figure.first - 2].entries if figure.first > 1 else {}
    return "hedge" in first or "tally" in before


def _countable(token: Token) -> bool:
    """A word that may be a counted noun, for want of a better reading."""
    return (
        token.kind == "w"
        and "function" not in token.entries
        and len(token.text) > 1
        and not token.text.isdigit()
        and not token.text.endswith(_VERBAL)
    )


def _count(tokens: list[Token], figure: Draft, i: int) -> None:
    stem = next(iter(stems(tokens[i].text)), "")
    if stem:
        figure.unit, figure.unit_at, figure.end = f"count:{stem}", i, i + 1


def _no_counter(quantity: Quantity, token: Token, figure: Draft, p: Particles) -> bool:
    """Digits before a word that they do not count: a year before a name, "the 51st" written "الـ51"."""
    if not quantity.literal or figure.modifier != "exact":
        return False
    article = bool(p.article) and token.text.startswith(p.article)
    if quantity.low in _YEARS:
        return True
    if bool(p.article) and token.text.startswith(p.joined_article):
        return True
    return (article and quantity.low > 10) or (p.definite(quantity.proclitics) and token.text[0] in p.prepositions)


def _unit_at(tokens: list[Token], i: int, figure: Draft, p: Particles) -> bool:
    entries = tokens[i].entries
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
        return True
    return False


def _scale_letter(tokens: list[Token], figure: Draft, i: int) -> None:
    """ "37° C", "37 ° celsius": the scale after the degrees."""
    entries = tokens[i].entries if i < len(tokens) else {}
    entry = entries.get("measure") or entries.get("degree")
    if isinstance(entry, Entry) and entry.value.startswith("temperature:") and not entry.proclitics:
        figure.unit, figure.unit_at, figure.end = entry.value, i, i + 1


def _person_or_thing(tokens: list[Token], i: int, figure: Draft, p: Particles) -> bool:
    entry = tokens[i].entries.get("noun")
    if entry is not None and not p.opened(entry.proclitics):
        figure.unit, figure.unit_at, figure.end = entry.value, i, i + 1
        return True
    return False


def _adjective(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "الدول الخمس": a definite number word after its definite plural."""
    quantity: Quantity = tokens[i].entries["number"]
    if quantity.literal or not i or not p.definite(quantity.proclitics) or figure.first != i:
        return
    noun = tokens[i - 1]
    if noun.kind == "w" and p.article in noun.text[:4] and _countable(noun) and _TIME.isdisjoint(noun.entries):
        entry = noun.entries.get("noun")
        stem = next(iter(stems(noun.text)), "")
        figure.unit = entry.value if isinstance(entry, Entry) else f"count:{stem}" if stem else ""
        figure.end = i + 1
        if figure.unit:
            figure.first, figure.start_offset = i - 1, noun.text.index(p.article)


def _noun_before(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "عدد القتلى 15", "حصيلة القتلى إلى 32": a noun right before its number, or under a word of counting."""
    nxt = tokens[figure.end] if figure.end < len(tokens) else None
    if nxt is not None and nxt.kind == "w" and _countable(nxt) and "other" not in nxt.entries:
        return
    low, _ = clause_bounds(tokens, i)
    first = figure.first - 1
    if first >= low and tokens[first].text in ("(", ":", '"'):
        first -= 1
    for j in range(first, max(low, first - _BACK) - 1, -1):
        entries = tokens[j].entries
        if tokens[j].kind == "#":
            return
        for category in ("noun", "currency", "measure"):
            entry = entries.get(category)
            if not isinstance(entry, Entry):
                continue
            if category != "noun" and (
                "homonym" in entries
                or (bool(p.article) and not is_sign(tokens[j]))
                or (before and before[-1].end > j)
                or "article" in tokens[j + 1].entries
            ):
                continue
            verb = category == "noun" and j == first and "event" in entries  # "killed two": people
            if verb and "tally" not in tokens[max(low, j - 1)].entries:
                continue
            tallied = any("tally" in t.entries for t in tokens[max(low, j - 3) : figure.first])
            if j == first or (category == "noun" and tallied):
                figure.unit = f"money:{entry.value}" if category == "currency" else entry.value
                _verb_before(tokens, figure, range(j - 1, max(low, j - 3) - 1, -1))
                return


def _verb_before(tokens: list[Token], figure: Draft, places: range) -> None:
    """ "لا يتجاوز عدد الجرحى 30": a verb of bounding before the noun."""
    for k in places:
        entry = tokens[k].entries.get("hedge")
        if isinstance(entry, Entry) and figure.modifier == "exact" and "function" not in tokens[k].entries:
            figure.modifier = entry.value
            figure.low, figure.high = open_bounds(entry.value, figure.low, figure.high)
            return


def _ellipsis(tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles) -> None:
    """ "2500 جندي في العراق و900 في سوريا": a joined bare number stands for the noun of the figure before it."""
    nxt = tokens[figure.end] if figure.end < len(tokens) else None
    others = nxt is not None and "other" in nxt.entries
    quantity: Quantity = tokens[i].entries["number"]
    opened = p.opened(quantity.proclitics) or _joined_hedge(tokens, figure, p)
    if not opened and figure.first:
        previous = tokens[figure.first - 1]
        opened = previous.text in p.conjunctions or "and" in previous.entries
    part = _is_part(tokens, figure)
    if not before or not (opened or others or part):
        return
    low, _ = clause_bounds(tokens, i)
    last = before[-1]
    if others and len(before) > 1 and _is_part(tokens, last):
        last = before[-2]  # "14 killed, 9 of them soldiers, and 30 others"
    if last.first < low or (last.unit in ("percent", "percent_point") and not part):
        return
    if not others and not part:
        follows = nxt is not None and ("function" in nxt.entries or nxt.kind in "pl")
        if not follows:
            return
    figure.unit, figure.unit_at = last.unit, -1
    if others:
        figure.end += 1


def _event_before(
    tokens: list[Token], figure: Draft, i: int, used: set[int], before: list[Draft], p: Particles
) -> None:
    """ "قتل 12 وأصيب 20 شخصا": people whom a verb of harm right before the number counts."""
    nxt = tokens[figure.end] if figure.end < len(tokens) else None
    if not figure.first or (nxt is not None and nxt.kind == "w" and _countable(nxt) and not p.begins_anew(nxt)):
        return
    entry = tokens[figure.first - 1].entries.get("event")
    if isinstance(entry, Entry) and entry.value in _HARM:
        figure.unit = "people"


def _is_part(tokens: list[Token], figure: Draft) -> bool:
    return any("among" in t.entries for t in tokens[max(0, figure.first - 2) : figure.first])


def _vague(tokens: list[Token], figure: Draft, i: int, p: Particles) -> None:
    """ "شارك الآلاف", "hundreds were killed": people, where nothing else is named."""
    quantity: Quantity = tokens[i].entries["number"]
    if quantity.modifier in VAGUE and (p.definite(quantity.proclitics) or not p.article):
        figure.unit = "people"


def _joined_hedge(tokens: list[Token], figure: Draft, p: Particles) -> bool:
    entry = tokens[figure.first].entries.get("hedge")
    return isinstance(entry, Entry) and p.opened(entry.proclitics)
