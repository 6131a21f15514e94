"""Numbers written in digits: which separator is a decimal point, which groups thousands, what is no number at all."""

from __future__ import annotations

import re

__all__ = ["literal_value"]

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,٬']\d{3})+")
_PLAIN = re.compile(r"\d+")
_LONGEST = 12  # digits in a row; longer ones are account and serial numbers


def literal_value(text: str, decimal_dot: bool) -> int | float | None:
    """The value of a digit literal, None where it is not a number (a version, a day, a phone or serial number).

    ``decimal_dot``: a single dot before three digits is a decimal point (English) and not a thousands separator
    (the Arab press). Separators of both kinds settle each other: the last one is the decimal.
    """
    if _PLAIN.fullmatch(text):
        if len(text) > _LONGEST or (len(text) > 1 and text[0] == "0"):
            return None
        return int(text)
    marks = [c for c in text if not c.isdigit()]
    kinds = set(marks)
    if "٫" in kinds:
        return _decimal(text, "٫") if marks.count("٫") == 1 and marks[-1] == "٫" else None
    if len(kinds) == 2:
        last = marks[-1]
        if marks.count(last) != 1 or not _GROUPED.fullmatch(text[: text.rindex(last)]):
            return None
        return _decimal(text, last)
    if len(kinds) != 1:
        return None
    mark = marks[0]
    if _GROUPED.fullmatch(text) and not (mark == "." and len(marks) == 1 and decimal_dot):
        return int("".join(c for c in text if c.isdigit()))
    if len(marks) == 1 and mark in ".,":
        return _decimal(text, mark)
    return None


def _decimal(text: str, mark: str) -> float | None:
    whole, _, part = text.rpartition(mark)
    digits = "".join(c for c in whole if c.isdigit())
    return float(f"{digits}.{part}") if digits and len(digits) <= _LONGEST else None
