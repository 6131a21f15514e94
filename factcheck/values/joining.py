"""Figures that are one together: "from 3 km to 5 km", "7 feet 10 inches", "a dollar and 42 cents"; below zero."""

from __future__ import annotations

from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft, changes, scaled_alike
from factcheck.values.particles import Particles
from factcheck.values.quantity import tidy

__all__ = ["below_zero", "joined"]

_SIZES = {
    "distance": {
        "mi": 1609.344,
        "km": 1000.0,
        "m": 1.0,
        "yd": 0.9144,
        "ft": 0.3048,
        "in": 0.0254,
        "cm": 0.01,
        "mm": 0.001,
    },
    "mass": {"t": 1e6, "kg": 1000.0, "lb": 453.59237, "oz": 28.349523125, "g": 1.0, "mg": 0.001},
    "volume": {"hl": 100.0, "l": 1.0, "ml": 0.001},
}
"""Units of one dimension by their size, for lengths and weights told in two units."""


def joined(tokens: list[Token], found: list[Draft], p: Particles) -> list[Draft]:
    """The figures, those that are one together joined."""
    out: list[Draft] = []
    for figure in found:
        if out and (_range(tokens, out[-1], figure) or _compound(tokens, out[-1], figure, p)):
            continue
        out.append(figure)
    return out


def _range(tokens: list[Token], one: Draft, two: Draft) -> bool:
    """Make ``one`` the range of both where "between … and", "from … to" or a dash stands around them."""
    if two.first != one.end + 1 or one.high is None or two.high is None or one.low != one.high or two.low != two.high:
        return False
    if one.low >= two.low or one.modifier not in ("exact", "about") or ":" not in two.unit or one.unit != two.unit:
        return False
    link, opener = tokens[one.end], tokens[one.first - 1] if one.first else None
    around = opener.entries if opener is not None else {}
    opened = "between" in around or "of" in around
    priced = "locative" in around and "of" not in around and one.unit.startswith("money:")  # "at $18 to $20"
    if "of" in around and "between" not in around and changes(tokens, one.first - 1):
        return False
    quantity = next((t.entries["number"] for t in tokens[two.first : two.end] if "number" in t.entries), None)
    alike = scaled_alike(one.low, quantity) if quantity is not None else one.low
    if alike != one.low and (link.text == "-" or opened or "to" in link.entries):  # "$1.5 to $2 billion"
        one.low = alike
        opened = opened and link.text != "-"
        one.first -= opened
        one.end, one.high, one.modifier = two.end, two.high, "between"
        return True
    if (
        link.text == "-"
        or (priced and "to" in link.entries)
        or (opened and ("to" in link.entries or ("and" in link.entries and "between" in around)))
    ):
        one.first -= opened
        one.end, one.high, one.modifier = two.end, two.high, "between"
        return True
    return False


def _compound(tokens: list[Token], one: Draft, two: Draft, p: Particles) -> bool:
    """Add ``two`` to ``one`` where it is a smaller unit of the same kind right after: "7 feet, 10 inches"."""
    dimension, _, larger = one.unit.partition(":")
    sizes = _SIZES.get(dimension)
    if sizes is None or not two.unit.startswith(dimension + ":") or two.modifier != "exact" or two.high is None:
        return False
    smaller = two.unit.partition(":")[2]
    if not sizes.get(smaller, 1e9) < sizes.get(larger, 0.0) or two.low != two.high:
        return False
    between = tokens[one.end : two.first]
    if len(between) > 2 or any(
        t.text not in (",", "،") and "and" not in t.entries and t.text not in p.conjunctions for t in between
    ):
        return False
    share = sizes[smaller] / sizes[larger]
    if two.low * share >= 1:
        return False
    one.low = tidy(one.low + two.low * share) if one.low or one.high == one.low else one.low
    one.high = None if one.high is None else tidy(one.high + two.low * share)
    one.end = two.end
    return True


def below_zero(tokens: list[Token], figure: Draft) -> None:
    """Make a temperature negative: "-2°", "2 degrees below zero"."""
    if not figure.unit.startswith("temperature:") or figure.high != figure.low:
        return
    if figure.end < len(tokens) and "below_zero" in tokens[figure.end].entries:
        figure.low = figure.high = -figure.low
        figure.end += 1
        return
    if not figure.first:
        return
    sign = tokens[figure.first - 1]
    before = tokens[figure.first - 2] if figure.first > 1 else None
    apart = before is None or before.kind in "wpl"
    if "minus" in sign.entries or (sign.text in ("-", "−", "–") and apart and (before is None or sign.space)):
        figure.low = figure.high = -figure.low
        figure.first -= 1
