"""Four digits that are a year by where they stand, with no word of time beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from factcheck.text.tokens import Token
from factcheck.values.reading import Reading

__all__ = ["standing_years"]

_STANDING = range(1900, 2041)
_BESIDE = frozenset(
    (
        *("naming", "hedge", "tally", "currency", "measure", "percent", "symbol", "vision", "of", "to", "between"),
        *("noun", "event", "tense", "function", "among", "other", "age"),
    )
)
"""Categories of words after which four digits are rather a count, a code or a bound than a year."""
_NAMES = frozenset(("naming", "currency", "article"))
_BOUNDS = frozenset(("hedge", "currency", "naming", "measure"))
_COUNTED = frozenset(
    ("noun", "measure", "currency", "percent", "percent_point", "scale", "timeunit", "timeunits", "function", "other")
)
"""Categories of words before which four digits are rather a count than a year."""


def standing_years(reading: Reading, taken: set[int]) -> Iterator[tuple[int, int]]:
    """(token, year) of such digits outside the tokens ``taken``, by the habit that ``dates.toml`` names:

    ``standing_years = "named"``: after an unknown word, at the end of its phrase or in brackets ("the accord 1997");
    ``"led"``: between a word of the table ``year_lead`` and a word that is not counted ("the 1979 revolution").
    """
    habit = reading.pack.table("dates").get("standing_years")
    article = str(reading.pack.settings.get("article", "\0"))
    plural = getattr(reading.pack.grammar, "plural", bool)
    taken = set(taken)
    stands = {"named": _named, "led": _led}.get(str(habit))
    if stands is None:
        return
    for i, token in enumerate(reading.tokens):
        digits = token.entries.get("digits")
        if not digits or i in taken or len(digits) != 4 or token.text != digits or int(digits) not in _STANDING:
            continue
        if stands(reading.tokens, i, taken, article, plural):
            taken.add(i)
            yield i, int(digits)


def _bracketed(tokens: Sequence[Token], i: int) -> bool | None:
    """Whether the digits stand alone in brackets after a word that they can date; None outside of brackets."""
    before = tokens[i - 1] if i else None
    if before is None or before.text != "(":
        return None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    named = tokens[i - 2].entries if i > 1 else {}
    return after is not None and after.text == ")" and _BESIDE.isdisjoint(named)


def _named(tokens: Sequence[Token], i: int, taken: set[int], article: str, plural: Any) -> bool:
    del plural
    token = tokens[i]
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    bracketed = _bracketed(tokens, i)
    if bracketed is not None:
        return bracketed
    if before is None or before.kind == "l":
        return after is not None and after.text in ("-", ":")
    if "glue_and" in before.entries and i - 2 in taken and not token.space:
        return "digits" in tokens[i - 2].entries  # "in 1980 and 1990"
    if before.kind != "w" or not token.space or len(before.text) < 3 or not _BESIDE.isdisjoint(before.entries):
        return False
    if after is None or after.kind == "l":
        return True
    if "glue_and" in after.entries and i + 2 < len(tokens):
        return len(tokens[i + 2].entries.get("digits", "")) == len(token.text)  # "the cups of 2007 and 2011"
    if after.kind == "p":
        return after.text in (".", "،", ",", ")", "؛", ";", "»", '"', "؟", "?", "!", "(")
    return after.kind == "w" and ("function" in after.entries or after.text.startswith(article)) and len(after.text) > 1


def _led(tokens: Sequence[Token], i: int, taken: set[int], article: str, plural: Any) -> bool:
    del taken, article
    bracketed = _bracketed(tokens, i)
    if bracketed is not None:
        return bracketed
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if before is None or after is None or not tokens[i].space:
        return False
    if "year_level" in after.entries and _NAMES.isdisjoint(before.entries) and before.kind == "w":
        return True  # "above 1990 levels"
    if "year_topic" in after.entries and _BOUNDS.isdisjoint(before.entries) and before.kind == "w":
        return True  # "expects 1997 sales of $2 billion"
    if "year_lead" not in before.entries:
        return False
    if after.kind != "w" or not after.space or len(after.text) < 2:
        return False
    one = "noun" in after.entries and "definite" in before.entries and not plural(after.text)  # "the 1998 bombing"
    return one or _COUNTED.isdisjoint(after.entries)
