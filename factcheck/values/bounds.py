"""A figure under construction, and the words around its number that bound it: hedges, ranges, hundredths."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.numbers import Quantity
from factcheck.values.particles import Particles

__all__ = ["Draft", "bounded", "hedge_after", "hundredths", "is_range"]


class Draft:
    """Token range, bounds and unit of a figure, and where its noun stands."""

    __slots__ = ("end", "first", "high", "low", "modifier", "start_offset", "unit", "unit_at")

    def __init__(self, first: int, end: int, low: float, high: float | None, modifier: str) -> None:
        self.first, self.end, self.low, self.high, self.modifier = first, end, low, high, modifier
        self.unit = ""
        self.unit_at = -1
        self.start_offset: int | None = None


def bounded(tokens: list[Token], i: int, p: Particles) -> Draft:
    """The number at ``i`` with its range ("بين 20 و30", "10-15") or the hedge before it."""
    quantity: Quantity = tokens[i].entries["number"]
    joined = _range(tokens, i, p)
    if joined is not None:
        (low, high), first, end = joined
        return Draft(first, end, low, high, "between")
    first, least, most, modifier = _hedged(tokens, i, quantity.low, quantity.high, quantity.modifier)
    return Draft(first, i + 1, least, most, modifier)


def is_range(one: Token, two: Token) -> bool:
    """Whether two numbers with a dash between are a range and not a score or a name."""
    first, second = one.entries.get("number"), two.entries.get("number")
    return bool(first and second and 0 <= first.low < second.low and second.low >= 10)


def _range(tokens: list[Token], i: int, p: Particles) -> tuple[tuple[float, float], int, int] | None:
    """The bounds of a range that begins at the number ``i``, with its token range."""
    n = len(tokens)
    one: Quantity = tokens[i].entries["number"]
    if i + 1 >= n:
        return None
    two_at, opened = -1, i > 0 and "between" in tokens[i - 1].entries
    nxt = tokens[i + 1]
    joined = nxt.kind == "#" and "number" in nxt.entries and p.opened(nxt.entries["number"].proclitics)
    if opened and (joined or (nxt.kind == "#" and "number" in nxt.entries)):
        two_at = i + 1
    elif (nxt.text == "-" or nxt.text in p.conjunctions or "to" in nxt.entries or "and" in nxt.entries) and i + 2 < n:
        after = tokens[i + 2]
        if after.kind == "#" and "number" in after.entries:
            if nxt.text == "-":
                two_at = i + 2 if is_range(tokens[i], after) else -1
            elif opened or ("to" in nxt.entries and (i == 0 or "of" in tokens[i - 1].entries)):
                two_at = i + 2
    if two_at < 0:
        return None
    two: Quantity = tokens[two_at].entries["number"]
    if two.high is None or one.high is None:
        return None
    low, high = one.low, two.high
    # "بين 3 و5 آلاف": the scale of the second counts for both
    if low < high and two.low >= 1000 and low < 1000 and not two.literal:
        scale = 10 ** (len(str(int(two.low))) - len(str(int(two.low)).rstrip("0") or "1"))
        power = max(p for p in (1, 1_000, 1_000_000, 1_000_000_000) if p <= max(scale, 1))
        low *= power
    if low > high:
        return None
    starts = i - 1 if opened or (i and "of" in tokens[i - 1].entries and "to" in nxt.entries) else i
    return (low, high), starts, two_at + 1


def _hedged(
    tokens: list[Token], i: int, low: float, high: float | None, modifier: str
) -> tuple[int, float, float | None, str]:
    """The hedge before a number, and what it makes of the bounds."""
    if i == 0 or modifier not in ("exact",):
        if i and "hedge" in tokens[i - 1].entries and tokens[i - 1].entries["hedge"].value == "about":
            return i - 1, low, high, modifier
        return i, low, high, modifier
    entry = tokens[i - 1].entries.get("hedge")
    at = i - 1
    if entry is None and tokens[i - 1].text in ("(", '"') and i > 1:
        entry, at = tokens[i - 2].entries.get("hedge"), i - 2
    if not isinstance(entry, Entry):
        return i, low, high, modifier
    bounds = _bounds(entry.value, low, high)
    return at, bounds[0], bounds[1], entry.value


def _bounds(modifier: str, low: float, high: float | None) -> tuple[float, float | None]:
    if modifier in ("at_least", "more_than"):
        return low, None
    if modifier in ("at_most", "less_than"):
        return 0, high
    return low, high


def hedge_after(tokens: list[Token], figure: Draft) -> None:
    """The hedge behind number and noun: "على الأقل", "or more"."""
    if figure.modifier != "exact" or figure.end >= len(tokens):
        return
    entry = tokens[figure.end].entries.get("hedge_after")
    if entry is not None:
        figure.low, figure.high = _bounds(entry.value, figure.low, figure.high)
        figure.modifier = entry.value
        figure.end += 1


def hundredths(tokens: list[Token], figure: Draft, p: Particles) -> None:
    """ "20 دولارا و43 سنتا": one sum of money."""
    i = figure.end
    if not figure.unit.startswith("money:") or i + 1 >= len(tokens) or figure.high is None:
        return
    if "and" in tokens[i].entries or tokens[i].text in p.conjunctions:
        i += 1
    if i + 1 < len(tokens) and tokens[i].kind == "#" and "hundredth" in tokens[i + 1].entries:
        cents = tokens[i].entries.get("number")
        if cents is not None and 0 < cents.low < 100 and "hundredth" not in tokens[figure.end - 1].entries:
            figure.low = round(figure.low + cents.low / 100, 2)
            figure.high = round(figure.high + cents.low / 100, 2)
            figure.end = i + 2
