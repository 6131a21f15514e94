"""Shares as per cent: "two thirds of lawmakers", "seven in ten patients", "fell by a third", "a two-thirds vote"."""

from __future__ import annotations

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.bounds import Draft, hedged
from factcheck.values.numbers import Quantity
from factcheck.values.particles import Particles
from factcheck.values.quantity import tidy

__all__ = ["SHARES", "share"]

_NOT_SHARED = frozenset(
    (
        *("measure", "currency", "timeunit", "timeunits", "month", "month_homonym", "weekday", "scale", "percent"),
        *("percent_point", "season", "day_word", "shift", "digits", "number"),
    )
)
"""What follows "half of" where it is an amount or a time and no share."""
_CLOSES = frozenset(("function", "shift", "day_word", "in_date", "since", "to"))
"""What may follow a fraction by which something changes."""
SHARES = frozenset(("article", "fraction", "cardinal", "ordinal"))
"""Categories of words that a share can begin with."""
_OUT_OF = (5, 10, 20, 50, 100, 1000, 3, 4, 6, 7, 8, 9)
_LEAST_PART = 2
_HALF = 0.5  # the only fraction said without an article: "half of", but "the second quarter of"


def share(tokens: list[Token], i: int, p: Particles) -> Draft | None:
    """The share that begins at token ``i``, a number or a word of SHARES; where plurals are told by their form."""
    found = _out_of(tokens, i, p) if tokens[i].kind == "#" else None
    found = found or _fraction(tokens, i)
    if found is None:
        return None
    value, end = found
    first, low, high, modifier = hedged(tokens, i, tidy(value * 100), tidy(value * 100), "exact")
    figure = Draft(first, end, low, 100 if high is None else high, modifier)
    figure.unit = "percent"
    return figure


def _fraction(tokens: list[Token], i: int) -> tuple[float, int] | None:
    at, value = i, 0.0
    article = "article" in tokens[at].entries
    at += article
    if at >= len(tokens):
        return None
    entries = tokens[at].entries
    half = entries.get("fraction")
    over = _small(entries.get("cardinal"))
    ordinal = entries.get("ordinal")
    if isinstance(half, Entry) and (" " in half.form or float(half.value) == _HALF):
        value, at = float(half.value), at + 1
    elif article and isinstance(ordinal, Quantity) and ordinal.low > _LEAST_PART:
        value, at = 1 / ordinal.low, at + 1
    elif over and not article:
        at += 1
        if at < len(tokens) and tokens[at].text == "-":
            at += 1
        below = tokens[at].entries.get("part") if at < len(tokens) else None
        quarter = tokens[at].entries.get("fraction") if at < len(tokens) and over == 1 else None
        if below is None and over == 1 and at < len(tokens):
            below = tokens[at].entries.get("ordinal")
        parts = below.low if isinstance(below, Quantity) else _small(below)
        if not parts and isinstance(quarter, Entry):
            parts = round(1 / float(quarter.value))
        if not parts or parts < max(_LEAST_PART, over):
            return None
        value, at = over / parts, at + 1
    if not value:
        return None
    led = i - 1 if i > 1 and "hedge" in tokens[i - 1].entries else i
    if led and "change_by" in tokens[led - 1].entries and _ends(tokens, at):
        return value, at
    if at >= len(tokens):
        return None
    if "part_of_them" in tokens[at].entries:
        return value, at  # "a third of them"
    if _of_something(tokens, at, isinstance(half, Entry) and half.form.endswith("half")):
        return value, at
    return (value, at) if "share_noun" in tokens[at].entries else None


def _ends(tokens: list[Token], i: int) -> bool:
    """Whether a fraction that ends before ``i`` is told of nothing: "fell by a third.", "up a third from May"."""
    if i < len(tokens) and "of" in tokens[i].entries:
        return False  # "by a quarter of a point"
    return i >= len(tokens) or tokens[i].kind in "pl" or not _CLOSES.isdisjoint(tokens[i].entries)


def _small(entry: object) -> int:
    return int(entry.value) if isinstance(entry, Entry) and entry.value.isdigit() else 0


def _of_something(tokens: list[Token], i: int, bare: bool) -> bool:
    """ "of" and what is shared; after "half" also the article alone: "half the voters"."""
    if "number_of" in tokens[i].entries or "of" in tokens[i].entries:
        i += 1
    elif not (bare and "definite" in tokens[i].entries):
        return False
    led = i
    while i < len(tokens) and ("definite" in tokens[i].entries or "possessive" in tokens[i].entries):
        i += 1
    if i > led and i + 1 < len(tokens) and tokens[i].kind == "#" and tokens[i + 1].kind == "w":
        i += 1  # "half of its 600 stores"
    if i >= len(tokens) or tokens[i].kind != "w" or not _NOT_SHARED.isdisjoint(tokens[i].entries):
        return False
    after = tokens[i + 1].entries if i + 1 < len(tokens) else {}
    return "article" not in tokens[i].entries and "timeunit" not in after


def _out_of(tokens: list[Token], i: int, p: Particles) -> tuple[float, int] | None:
    """ "seven in 10 voters", "four out of five dentists", "a one-in-four chance"."""
    step = 2 if i + 5 < len(tokens) and tokens[i + 1].text == tokens[i + 3].text == "-" else 1
    if i + 3 * step >= len(tokens) or "over" not in tokens[i + step].entries:
        return None
    below = i + 2 * step + ("every" in tokens[i + 2 * step].entries)  # "six out of every ten firms"
    if below + 1 >= len(tokens) or tokens[below].kind not in "#n":
        return None
    one, two = tokens[i].entries.get("number"), _number(tokens[below])
    if not isinstance(one, Quantity) or not isinstance(two, Quantity) or one.high != one.low or two.high != two.low:
        return None
    counted = tokens[below + 1]
    plural = counted.kind == "w" and (p.plural(counted.text) or "noun" in counted.entries or step > 1)
    plural = plural or ("of" in counted.entries and below + 2 < len(tokens) and "definite" in tokens[below + 2].entries)
    against = step == 1 and bool(i) and "set_against" in tokens[i - 1].entries and not plural  # "up from one in ten"
    if not 0 < one.low < two.low or two.low not in _OUT_OF or not (plural or against) or "timeunits" in counted.entries:
        return None
    alone = "of" in counted.entries or against
    return one.low / two.low, below + 1 + (step == 1 and not alone)


def _number(token: Token) -> Quantity | None:
    """The number of a token; of digits after a hyphen too: "a one-in-20 chance"."""
    if token.kind == "n":
        return Quantity(int(token.text), int(token.text)) if token.text.isdigit() and len(token.text) <= 4 else None
    return token.entries.get("number")
