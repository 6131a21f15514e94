"""A figure under construction, and the words around its number that bound it: hedges, ranges, hundredths."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.numbers import Quantity
from factcheck.values.particles import Particles

_PRICE = 1000  # sums above are not told with hundredths
_SCORES = 10  # of two smaller numbers with a dash between, no unit following, neither counts anything
_TOWARDS = 3  # tokens before "towards" in which its verb stands
_BACK = 8  # tokens looked back for a verb of change
_MEASURING = frozenset(("measure", "currency", "percent", "symbol"))

__all__ = [
    "Draft",
    "bounded",
    "changes",
    "hedge_after",
    "hedge_measure",
    "hedged",
    "hundredths",
    "is_range",
    "is_sign",
    "open_bounds",
    "scaled_alike",
]


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
    first, least, most, modifier = hedged(tokens, i, quantity.low, quantity.high, quantity.modifier)
    figure = Draft(first, i + 1, least, most, modifier)
    if i + 2 < len(tokens) and "of" in tokens[i + 2].entries:
        hedge_after(tokens, figure)  # "50 or more of the players"
    return figure


def is_range(tokens: list[Token], i: int, j: int) -> bool:
    """Whether the numbers at ``i`` and ``j``, with a dash between, are a range and not a score or a name."""
    first, second = tokens[i].entries.get("number"), tokens[j].entries.get("number")
    if not first or not second or not 0 <= first.low < second.low:
        return False
    after = tokens[j + 1].entries if j + 1 < len(tokens) else {}
    return bool(second.low >= _SCORES or not _MEASURING.isdisjoint(after) or "noun" in after)


def _range(tokens: list[Token], i: int, p: Particles) -> tuple[tuple[float, float], int, int] | None:
    """The bounds of a range that begins at the number ``i``, with its token range."""
    n = len(tokens)
    one: Quantity = tokens[i].entries["number"]
    if i + 1 >= n:
        return None
    two_at, opened = -1, i > 0 and "between" in tokens[i - 1].entries
    nxt = tokens[i + 1]
    if nxt.kind == "#" and "number" in nxt.entries and (opened or _to_joined(tokens, i, p)):
        two_at = i + 1
    elif p.plurals and _either(tokens, i):
        two_at = i + 2
    elif (nxt.text == "-" or nxt.text in p.conjunctions or "to" in nxt.entries or "and" in nxt.entries) and i + 2 < n:
        after = tokens[i + 2]
        if after.kind == "#" and "number" in after.entries:
            if nxt.text == "-":
                two_at = i + 2 if is_range(tokens, i, i + 2) else -1
            elif opened or ("to" in nxt.entries and (i == 0 or "of" in tokens[i - 1].entries or _counts(tokens, i))):
                two_at = i + 2
    if two_at < 0:
        return None
    two: Quantity = tokens[two_at].entries["number"]
    if two.high is None or one.high is None:
        return None
    low, high = scaled_alike(one.low, two), two.high
    if low > high:
        return None
    headed = i > 0 and "of" in tokens[i - 1].entries and ("to" in nxt.entries or two_at == i + 1)
    if headed and not opened and changes(tokens, i - 1):
        return None
    starts = i - 1 if opened or headed else i
    return (low, high), starts, two_at + 1


def changes(tokens: list[Token], at: int) -> bool:
    """ "rose from 5 to 7": what was and what is, not a range."""
    for token in reversed(tokens[max(0, at - _BACK) : at]):
        if token.kind == "p" and token.text in ".,،;؛:":
            return False
        if "changes" in token.entries:
            return True
    return False


def scaled_alike(low: float, two: Quantity) -> float:
    """The lower end of a range, by the scale that only the upper end names: "بين 3 و5 آلاف", "$12-$15 billion"."""
    if not low < _PRICE <= two.low or two.literal:
        return low
    scale = 10 ** (len(str(int(two.low))) - len(str(int(two.low)).rstrip("0") or "1"))
    power = max(p for p in (1, 1_000, 1_000_000, 1_000_000_000) if p <= max(scale, 1))
    return low * power if low * power < two.low else low


def _either(tokens: list[Token], i: int) -> bool:
    """ "two or three people": small numbers that follow each other."""
    if i + 3 >= len(tokens) or "or_date" not in tokens[i + 1].entries or tokens[i + 2].kind != "#":
        return False
    one, two = tokens[i].entries["number"], tokens[i + 2].entries.get("number")
    near = isinstance(two, Quantity) and two.low == one.low + 1 <= _SCORES + 1
    return near and _counts(tokens, i)


def _counts(tokens: list[Token], i: int) -> bool:
    """ "10 to 15 engineers": two rising numbers, the second before a word that it can count."""
    after = tokens[i + 3] if i + 3 < len(tokens) else None
    rising = tokens[i].entries["number"].low < tokens[i + 2].entries["number"].low
    if not rising or after is None:
        return False
    return (after.kind == "w" and "function" not in after.entries) or not _MEASURING.isdisjoint(after.entries)


def _to_joined(tokens: list[Token], i: int, p: Particles) -> bool:
    """ "من عشرة لعشرين": the second bound with the preposition joined to it."""
    quantity = tokens[i + 1].entries.get("number")
    return bool(
        i and "of" in tokens[i - 1].entries and quantity and not p.prepositions.isdisjoint(quantity.proclitics[:1])
    )


def hedged(
    tokens: list[Token], i: int, low: float, high: float | None, modifier: str
) -> tuple[int, float, float | None, str]:
    """The hedge before a number and its currency sign, and what it makes of the bounds."""
    number = i
    if i > 1 and "currency" in tokens[i - 1].entries and "hedge" in tokens[i - 2].entries and is_sign(tokens[i - 1]):
        i -= 1
    first, *bounds = _hedge_at(tokens, i, low, high, modifier)
    return (number if first == i else first), *bounds  # type: ignore[return-value]


def is_sign(token: Token) -> bool:
    """Whether a token of a currency is written before its number as a sign is: "$", "US$"."""
    return token.kind == "p" or (token.kind == "w" and not token.text[-1].isalpha())


def _hedge_at(
    tokens: list[Token], i: int, low: float, high: float | None, modifier: str
) -> tuple[int, float, float | None, str]:
    if i == 0 or modifier not in ("exact",):
        if i and "hedge" in tokens[i - 1].entries and tokens[i - 1].entries["hedge"].value == "about":
            return i - 1, low, high, modifier
        return i, low, high, modifier
    entry = tokens[i - 1].entries.get("hedge")
    at = i - 1
    through = tokens[i - 1].text in ("(", '"') or "article_mark" in tokens[i - 1].entries
    if entry is None and through and i > 1:
        entry, at = tokens[i - 2].entries.get("hedge"), i - 2
    if not isinstance(entry, Entry):
        return i, low, high, modifier
    towards = "toward_hedge" in tokens[at].entries
    if towards and any("toward" in t.entries for t in tokens[max(0, at - _TOWARDS) : at]):
        return i, low, high, modifier  # "heading towards 9,300 points"
    if "place_hedge" in tokens[at].entries and not tokens[i].entries["number"].literal:
        after = tokens[i + 1].entries if i + 1 < len(tokens) else {}
        if _MEASURING.isdisjoint(after):
            return i, low, high, modifier  # "under three conditions"
    bounds = open_bounds(entry.value, low, high)
    return at, bounds[0], bounds[1], entry.value


def open_bounds(modifier: str, low: float, high: float | None) -> tuple[float, float | None]:
    """What a hedge makes of the bounds of a number."""
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
        figure.low, figure.high = open_bounds(entry.value, figure.low, figure.high)
        figure.modifier = entry.value
        figure.end += 1


def hedge_measure(tokens: list[Token], figure: Draft) -> None:
    """The hedge before or behind a figure that has no number of its own: "about two kilometres" in one word."""
    before = tokens[figure.first - 1].entries if figure.first else {}
    entry = before.get("hedge")
    at = figure.first - 1
    heading = "toward_hedge" in before and any("toward" in t.entries for t in tokens[max(0, at - _TOWARDS) : at])
    if isinstance(entry, Entry) and "place_hedge" not in before and not heading:
        figure.low, figure.high = open_bounds(entry.value, figure.low, figure.high)
        figure.first, figure.modifier, figure.start_offset = at, entry.value, None
        return
    hedge_after(tokens, figure)


def hundredths(tokens: list[Token], figure: Draft, p: Particles) -> None:
    """ "20 دولارا و43 سنتا": one sum of money."""
    i = figure.end
    if not figure.unit.startswith("money:") or i >= len(tokens) or figure.low != int(figure.low):
        return
    if "and" in tokens[i].entries or tokens[i].text in p.conjunctions:
        i += 1
    cents = tokens[i].entries.get("number") if i < len(tokens) and tokens[i].kind == "#" else None
    if cents is None or not 0 < cents.low < 100 or "hundredth" in tokens[figure.end - 1].entries:
        return
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is not None and (
        "hundredth" in after.entries
        or (cents.literal and getattr(after.entries.get("symbol"), "value", "") == "money:cent")
    ):
        figure.end = i + 2
    elif figure.low < _PRICE and cents.low >= 10 and figure.modifier == "exact" and _ends(after):  # "15 dollars 50."
        figure.end = i + 1
    else:
        return
    figure.low = round(figure.low + cents.low / 100, 2) if figure.low or figure.high == figure.low else figure.low
    figure.high = None if figure.high is None else round(figure.high + cents.low / 100, 2)


def _ends(token: Token | None) -> bool:
    return token is None or token.kind == "l" or token.text in (".", "!", "?", "؟", ";")
