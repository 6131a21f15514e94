"""The words of time that start the search for dates."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.text.tokens import Token
from factcheck.values.bounds import is_sign
from factcheck.values.numbers import Quantity

__all__ = ["is_core", "mark"]

_CORE = frozenset(
    (
        *(
            "month",
            "month_homonym",
            "hijri_month",
            "hijri_month_homonym",
            "weekday",
            "weekday_bare",
            "timeunit",
            "timeunits",
        ),
        *(
            "weekday_short",
            "weekday_plural",
            "q_letter",
            "h_letter",
            "timedual",
            "day_word",
            "season",
            "holiday",
            "set",
            "decade",
            "dotted",
            "shifted",
            "era",
            "since_bare",
            "reference",
            "day_night",
            "daypart",
            "year_letters",
            "month_letters",
            "unit_possessive",
            "half_day",
            "clock_word",
            "the_past",
            "whole",
        ),
    )
)
"""Categories of words that speak of time by themselves; the others (prepositions, signs) only beside them."""


_PHRASE = 6
"""The most tokens of a text that is a phrase and no sentence."""
_SAYING = 4
"""The most tokens of a text that is one length and the word before it."""
_SAID_YEARS = range(1900, 2100)


def mark(tokens: Sequence[Token], i: int, words: set[str], article: str) -> None:
    """Note beside a token what follows it, for rules that see no further than words of time.

    ``stands``: a number (digits, ordinal, year in words) that counts nothing after it; ``lone``: the same in a text
    that is a phrase and no sentence. ``opens``: "from" before all that is said.
    ``construct``: a unit of time before a definite word, "the day of independence".
    ``priced``: a number under the sign of a currency.
    """
    token, entries = tokens[i], tokens[i].entries
    if token.kind == "#" and i and "currency" in tokens[i - 1].entries and is_sign(tokens[i - 1]):
        entries["priced"] = True
    elif token.kind == "#":
        stands = entries.get("digits", entries.get("ordinal"))
        number = entries.get("number")
        if stands is None and isinstance(number, Quantity) and number.low == number.high and number.low in _SAID_YEARS:
            stands = number
        if stands is not None and _closes(tokens, i + 1):
            entries["stands"] = stands
            if len(tokens) <= _PHRASE:
                entries["lone"] = stands
    elif i == 0 and len(tokens) <= _SAYING and "from_date" in entries:
        token.entries = {**entries, "opens": entries["from_date"]}
    elif article and i + 1 < len(tokens) and ("timeunit" in entries or "timeunits" in entries):
        after = tokens[i + 1]
        if after.kind == "w" and after.text.startswith(article) and words.isdisjoint(after.entries):
            token.entries = {**entries, "construct": after.text}


def _closes(tokens: Sequence[Token], i: int) -> bool:
    """Whether what stands before ``i`` counts nothing there: the end of a phrase, or a word of grammar."""
    if i >= len(tokens) or tokens[i].kind == "l":
        return True
    if tokens[i].kind == "p":
        return tokens[i].text not in _JOINING
    entries = tokens[i].entries
    return "function" in entries and "number_of" not in entries and "of" not in entries


_JOINING = frozenset("/-\\:%")
"""Signs after which a number goes on."""


def is_core(token: Token, tokens: Sequence[Token], i: int) -> bool:
    """A word of time, a number that may be a year, or the first number of a numeric date."""
    entries = token.entries
    if not _CORE.isdisjoint(entries):
        return True
    digits = entries.get("digits")
    if digits:
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        return len(digits) in (4, 8) or (after is not None and (after.text in "/-." or "shift" in after.entries))
    if len(tokens) < 6 or (token.kind == "#" and "ordinal" in entries and token.text[0].isdigit()):
        return True
    number = entries.get("number")
    if isinstance(number, Quantity) and not number.literal and 13 <= number.low <= 20:
        return i + 1 < len(tokens) and tokens[i + 1].kind == "#"
    return isinstance(number, Quantity) and not number.literal and 1000 <= number.low <= 2999
