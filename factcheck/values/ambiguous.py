"""Units whose meaning the words around them settle: degrees of heat or of a scale, a "kilo" of weight or of way."""

from __future__ import annotations

from factcheck.languages.pack import Pack
from factcheck.languages.stems import stems
from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft
from factcheck.values.scope import clause_bounds

__all__ = ["settle_units"]

_TURNS = (180, 360)  # degrees of a turn: "they differ by 180 degrees"
_SIGNS = 1  # tokens beside a figure that is all of a text: a minus
_NEAR = 7  # tokens around a "kilo" in which a word of distance makes it a kilometre


def settle_units(tokens: list[Token], found: list[Draft], pack: Pack) -> list[Draft]:
    """The figures with their unit, in languages that have the tables ``heat`` and ``kilo``; a turn is no quantity."""
    known = pack.lexicon.categories
    for figure in found:
        at = figure.unit_at
        if at < 0:
            continue
        if figure.unit == "temperature:deg" and "heat" in known:
            low, high = clause_bounds(tokens, at)
            word = tokens[at].text
            alone = len(tokens) - (figure.end - figure.first) <= _SIGNS  # nothing else is said: "45 درجة"
            if word.isalpha() and not alone and not any("heat" in t.entries for t in tokens[low:high]):
                figure.unit = "" if figure.low in _TURNS else f"count:{next(iter(stems(word)), word)}"
        elif figure.unit == "volume:bbl" and figure.end < len(tokens) and "explosive" in tokens[figure.end].entries:
            figure.unit = "weapons"
        elif "kilo" in tokens[at].entries:
            around = tokens[max(0, figure.first - _NEAR) : figure.end + _NEAR]
            if any("of_distance" in t.entries for t in around):
                figure.unit = "distance:km"
    return [figure for figure in found if figure.unit]
