"""Measures without a plain number before: duals, fractions, one and a half, "a litre"; digits glued to a unit."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft
from factcheck.values.literals import literal_value
from factcheck.values.particles import Particles
from factcheck.values.quantity import Quantity, tidy

__all__ = ["dual", "fraction", "halves", "lone", "one_and_a_half", "unglued", "unit_of", "written_fraction"]

_MEASURES = ("measure", "currency", "symbol")
_LEAST = 10
_WHOLE = frozenset(("distance:km", "distance:m", "distance:mi", "volume:l", "volume:ml", "volume:gal", "mass:kg"))
"""Measures that "a" before them counts: "a litre"; "a foot", "a degree", "a cup" are mostly something else."""


def unglued(tokens: list[Token], decimal_dot: bool) -> list[Token]:
    """The tokens, with the digits that are glued to a unit read as numbers: "500g", "USD3.14"; the places stay."""
    changed: list[Token] | None = None
    for i, token in enumerate(tokens):
        if token.kind != "n":
            continue
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        before = tokens[i - 1] if i else None
        glued = after is not None and not after.space and not after.entries.keys().isdisjoint(_MEASURES)
        headed = before is not None and not token.space and "currency" in before.entries
        if not (glued or headed) or (before is not None and before.text in ("/", ".", ":") and not token.space):
            continue
        value = literal_value(token.text, decimal_dot)
        if glued and i + 2 < len(tokens) and tokens[i + 2].kind == "n" and not tokens[i + 2].space:
            continue  # a part number: "24703L202"
        letter = after is not None and after.entries.keys() <= {"symbol", "degree", "scale_letter", "generation"}
        letter = letter and after is not None and (decimal_dot is False or "generation" in after.entries)
        if value is not None and not (glued and letter and not headed and value < _LEAST):  # "5G", "3G"
            if changed is None:
                changed = list(tokens)
            entries = {**token.entries, "number": Quantity(value, value, literal=True)}
            changed[i] = Token(token.text, token.start, token.end, "#", token.space, entries)
    return changed if changed is not None else tokens


def unit_of(tokens: list[Token], i: int) -> str | None:
    """The unit of a measure or a currency at token ``i``."""
    if i >= len(tokens):
        return None
    currency, measure = tokens[i].entries.get("currency"), tokens[i].entries.get("measure")
    if isinstance(currency, Entry) and not currency.proclitics:
        return f"money:{currency.value}"
    for name in ("percent_point", "percent"):
        if name in tokens[i].entries:
            return name
    return measure.value if isinstance(measure, Entry) and not measure.proclitics else None


def dual(tokens: list[Token], i: int, p: Particles) -> Draft | None:
    """ "جنديان": two of the noun."""
    entries = tokens[i].entries
    entry = entries.get("dual") or entries.get("dual_measure")
    if not isinstance(entry, Entry) or "name" in entries or (i and tokens[i - 1].kind == "#"):
        return None
    if i and "dual" in tokens[i - 1].entries and not p.opened(entry.proclitics):
        return None  # an adjective of the dual before it: "طائرتين مسيرتين"
    if p.definite(entry.proclitics):
        return None  # "البلدين": what was spoken of before
    figure = Draft(i, i + 1, 2, 2, "exact")
    money = entry.category == "dual_measure" and ":" not in entry.value
    figure.unit, figure.unit_at = (f"money:{entry.value}" if money else entry.value), i
    figure.start_offset = p.lead(entry.proclitics)
    again = tokens[i + 1].entries.get("number") if i + 1 < len(tokens) else None
    if isinstance(again, Quantity) and again.low == again.high == 2 and not again.literal and not again.proclitics:
        figure.end = i + 2  # "جنديين اثنين"
    return figure


def fraction(tokens: list[Token], i: int, p: Particles) -> Draft | None:
    """ "نصف لتر", "half a kilometre", "half-litre": a fraction of one measure."""
    at = i + 1
    while at < len(tokens) and at <= i + 2 and _links(tokens[at]):
        at += 1
    unit = unit_of(tokens, at)
    if unit is None and at < len(tokens) and at == i + 1 and "percent" in tokens[at].entries:
        unit = "percent"  # "نصف في المئة"
    entry = tokens[i].entries.get("fraction")
    if unit is None or (i and tokens[i - 1].kind == "#"):
        return None
    ordinal = tokens[i].entries.get("ordinal")  # "a tenth of a gallon"
    if isinstance(entry, Entry):
        share = float(entry.value)
    elif isinstance(ordinal, Quantity) and "of" in tokens[i + 1].entries and ordinal.low > 1:
        share = tidy(1 / ordinal.low)
    else:
        return None
    figure = Draft(i, at + 1, share, share, "exact")
    figure.unit, figure.unit_at = unit, at
    figure.start_offset = p.lead(entry.proclitics) if isinstance(entry, Entry) else None
    return figure


def _links(token: Token) -> bool:
    return "of" in token.entries or "article" in token.entries or (token.text == "-" and not token.space)


def written_fraction(tokens: list[Token], i: int, decimal_dot: bool) -> Draft | None:
    """ "3/4 كوب", "10 1/2 miles": a fraction in digits before a measure."""
    whole, at = 0.0, i
    if tokens[i].kind == "#" and i + 3 < len(tokens) and tokens[i + 2].text == "/" and tokens[i + 1].kind == "n":
        quantity = tokens[i].entries["number"]
        whole, at = float(quantity.low), i + 1
    if at + 3 >= len(tokens) or tokens[at + 1].text != "/" or tokens[at].kind != "n" or tokens[at + 2].kind != "n":
        return None
    unit = unit_of(tokens, at + 3)
    over, under = (literal_value(tokens[k].text, decimal_dot) for k in (at, at + 2))
    if unit is None or over is None or not under or over >= under or (at and tokens[at - 1].text == "/"):
        return None
    value = tidy(whole + over / under)
    figure = Draft(i, at + 4, value, value, "exact")
    figure.unit, figure.unit_at = unit, at + 3
    return figure


def one_and_a_half(tokens: list[Token], i: int, p: Particles) -> Draft | None:
    """ "لتر ونصف": one of the measure and a fraction of it."""
    unit = unit_of(tokens, i)
    at = i + 1
    if at < len(tokens) and (tokens[at].text in p.conjunctions or "and" in tokens[at].entries):
        at += 1
    if unit is None or at >= len(tokens) or (i and tokens[i - 1].kind == "#"):
        return None
    entry = tokens[at].entries.get("fraction")
    if not isinstance(entry, Entry) or not (at > i + 1 or p.opened(entry.proclitics)):
        return None
    figure = Draft(i, at + 1, 1 + float(entry.value), 1 + float(entry.value), "exact")
    figure.unit, figure.unit_at = unit, i
    return figure


def halves(tokens: list[Token], figure: Draft, p: Particles) -> None:
    """ "خمسة ريالات ونصف": a fraction of the unit after the unit; the unit may stand once more."""
    at = figure.end
    if figure.unit_at != at - 1 or ":" not in figure.unit or figure.unit.startswith("count:") or figure.low >= _LARGE:
        return
    if at < len(tokens) and tokens[at].text in p.conjunctions:
        at += 1
    entry = tokens[at].entries.get("fraction") if at < len(tokens) else None
    if not isinstance(entry, Entry) or not (at > figure.end or p.opened(entry.proclitics)) or figure.low != figure.high:
        return
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    again = after is not None and not {"measure", "currency"}.isdisjoint(after.entries)
    if after is not None and after.kind in "w#n" and not again and "function" not in after.entries:
        return  # "five kilometres and half of the way"
    figure.low = figure.high = tidy(figure.low + float(entry.value))
    figure.end = at + 2 if again else at + 1


_LARGE = 1000
"""Numbers from which on "and a half" is rather of the number's scale."""


def lone(tokens: list[Token], i: int) -> Draft | None:
    """ "a litre", and a measure that is all of the text: one of it. Not "$50 a barrel", which is a rate."""
    unit = unit_of(tokens, i)
    if unit is None or tokens[i].kind != "w" or not tokens[i].text[-1].isalpha():
        return None
    if len(tokens) == 1 and not unit.startswith(("money:", "temperature:")):
        first = 0
    elif i and "article" in tokens[i - 1].entries and (unit in _WHOLE or unit == "money:USD"):
        first = i - 1
        before = tokens[first - 1] if first else None
        if before is not None and ("currency" in before.entries or before.kind in "#n" or "measure" in before.entries):
            return None
        if (
            before is not None
            and before.kind == "w"
            and not ("hedge" in before.entries or "function" in before.entries)
        ):
            return None
    else:
        return None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and after.kind == "w" and "function" not in after.entries:
        return None  # "a dollar bill"
    figure = Draft(first, i + 1, 1, 1, "exact")
    figure.unit, figure.unit_at = unit, i
    return figure
