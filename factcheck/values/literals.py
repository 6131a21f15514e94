"""Numbers written in digits: which separator is a decimal point, which groups thousands, what is no number at all."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from factcheck.text.tokens import Token

__all__ = ["identifies", "literal_value", "names", "scientific", "spaced_groups"]

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,٬']\d{3})+")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d\d)+,\d{3}")
_SAME_MARK = re.compile(r"([1-9]\d{0,2}(?:([.,])\d{3})(?:\2\d{3})+)\2(\d\d?)")  # 310.000.000.00
_ADDRESS = re.compile(r"(?:(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])(?:\.(?!$)|$)){4}")
_PLAIN = re.compile(r"\d+")
_SCIENTIFIC = re.compile(r"(\d+(?:[.,]\d+)*)(?:(e|x10\^)([+-]?\d{1,3})|\^([+-]{0,2})(\d{1,2}))")
_LONGEST = 15  # digits in a row; longer ones are account and serial numbers
_ZEROS = 4  # "0033" may be a number; a longer row with a zero before it is a telephone number
_GROUP = 3  # digits of a group of thousands
_LETTERS = 4  # an unknown word of so few letters, glued to digits, is part of a name ("إف16")


def literal_value(text: str, decimal_dot: bool) -> int | float | None:
    """The value of a digit literal, None where it is not a number (a version, an address, a telephone number).

    ``decimal_dot``: a single dot before three digits is a decimal point (English) and not a thousands separator
    (the Arab press). Separators of both kinds settle each other: the last one is the decimal.
    """
    if _PLAIN.fullmatch(text):
        if len(text) > _LONGEST or (text[0] == "0" and len(text) > _ZEROS):
            return None
        return int(text)
    marks = [c for c in text if not c.isdigit()]
    kinds = set(marks)
    last = marks[-1]
    if len(kinds) == 2:  # one groups, the other is the decimal sign
        whole = text[: text.rindex(last)]
        if marks.count(last) != 1 or not (_GROUPED.fullmatch(whole) or _INDIAN.fullmatch(whole)):
            return None
        return _decimal(text, last)
    if len(kinds) != 1:
        return None
    if last == "٫":
        return _decimal(text, last) if len(marks) == 1 else None
    if _GROUPED.fullmatch(text) and not (last == "." and len(marks) == 1 and decimal_dot):
        return int("".join(c for c in text if c.isdigit()))
    if _INDIAN.fullmatch(text):
        return int(text.replace(",", ""))
    if len(marks) == 1 and last in ".,":
        return _decimal(text, last)
    same = _SAME_MARK.fullmatch(text)
    return _decimal(text, last) if same and not _ADDRESS.fullmatch(text) else None


def _decimal(text: str, mark: str) -> float | None:
    whole, _, part = text.rpartition(mark)
    digits = "".join(c for c in whole if c.isdigit())
    return float(f"{digits}.{part}") if digits and len(digits) <= _LONGEST else None


def spaced_groups(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """Digits of "2 500 000" (groups of three, one space between) and "2،500", with the end; else the token itself."""
    digits = tokens[i].text
    end = i + 1
    if not digits.isdigit() or len(digits) > _GROUP or digits[0] == "0":
        return digits, end
    while end < len(tokens):
        step = 0
        if tokens[end].text == "،" and not tokens[end].space and end + 1 < len(tokens) and not tokens[end + 1].space:
            step = 1
        token = tokens[end + step]
        apart = token.start - tokens[end - 1].end
        if token.kind != "n" or apart != 1 or len(token.text) < _GROUP or not token.text[:_GROUP].isdigit():
            break
        if len(token.text) > _GROUP and (token.text[_GROUP] not in ".," or len(token.text) < _GROUP + 2):
            break
        digits += token.text
        end += step + 1
        if len(token.text) > _GROUP:
            break
    if end < len(tokens) and tokens[end].text in ("/", ":") and not tokens[end].space:
        return tokens[i].text, i + 1
    return digits, end


def identifies(tokens: Sequence[Token], i: int, particles: frozenset[str]) -> bool:
    """Whether the digits at ``i`` are part of a name, a time, a date, a score or a telephone number.

    ``particles`` are the joined words of the language ("و15", "ب15"): they make no name.
    """
    token = tokens[i]
    n = len(tokens)
    if names(tokens, i, particles):
        return True
    if i > 1 and not token.space and not tokens[i - 1].space:
        before, other = tokens[i - 1].text, tokens[i - 2].kind
        if before == "-" and other == "n" and _no_range(tokens[i - 2], token):
            return True
        if before in (":", "/", "\\", "_") and (other in "n#" or (other == "w" and before != ":")):
            return True
    if i + 2 < n and tokens[i + 2].kind == "n" and not tokens[i + 1].space and not tokens[i + 2].space:
        sign = tokens[i + 1].text
        if sign in (":", "/", "\\", "_"):
            return True
        if sign == "-" and _no_range(token, tokens[i + 2]):
            return True
    return _row(tokens, i)


def names(tokens: Sequence[Token], i: int, particles: frozenset[str]) -> bool:
    """Whether the digits at ``i`` are part of a name, by the letters before them: F16, إف-16."""
    token = tokens[i]
    if i == 0 or token.space:
        return False
    before = tokens[i - 1]
    if before.kind == "w":
        if "currency" in before.entries:
            return False  # "US$4.7 billion"
        if before.text.isascii():
            return True
        unknown = not before.entries and len(before.text) <= _LETTERS and before.text not in particles
        return unknown and (before.space or i == 1)
    if before.text == "." and not before.space and i > 1 and tokens[i - 2].kind == "w":
        return len(tokens[i - 2].text) == 1 and "currency" not in tokens[i - 2].entries  # "X.25"
    return before.text == "-" and not before.space and i > 1 and tokens[i - 2].kind == "w"


def scientific(tokens: Sequence[Token], i: int) -> tuple[int | float, int] | None:
    """ "1.3e6", "6.2x10^-4", "1.1^23" that begin at ``i``: value and end."""
    if i + 2 >= len(tokens) or tokens[i + 1].space or tokens[i + 1].text not in ("e", "x", "^"):
        return None
    end = i + 1
    while end < len(tokens) and end < i + 8 and not tokens[end].space:
        end += 1
    match = _SCIENTIFIC.match("".join(t.text for t in tokens[i:end]))
    if match is None:
        return None
    base, _, ten, signs, power = match.groups()
    number = literal_value(base, True)
    if number is None:
        return None
    exponent = int(ten) if ten else int(power) * (-1 if signs.count("-") % 2 else 1)
    try:
        value = float(f"{number}e{exponent}") if ten else float(number) ** exponent
    except (OverflowError, ZeroDivisionError):
        return None
    length = tokens[i].start + match.end()
    end = next(j for j in range(i, end) if tokens[j].end >= length) + 1
    return (value, end) if math.isfinite(value) else None


def _no_range(one: Token, two: Token) -> bool:
    """ "3-1" is a score, "10-15" a range."""
    first, second = literal_value(one.text, True), literal_value(two.text, True)
    return first is None or second is None or first >= second


def _row(tokens: Sequence[Token], i: int) -> bool:
    """Three numbers or more with hyphens between: a numeric date, a telephone number."""
    first = i
    while first > i - 4 and first > 1 and _hyphen(tokens, first - 1):
        first -= 2
    count, at = 1, first
    while count < _GROUP and at + 2 < len(tokens) and _hyphen(tokens, at + 1):
        count, at = count + 1, at + 2
    return count == _GROUP


def _hyphen(tokens: Sequence[Token], i: int) -> bool:
    """A hyphen at ``i`` that touches a number on both sides."""
    after = tokens[i + 1]
    return (
        tokens[i].text == "-"
        and after.kind == "n"
        and tokens[i - 1].kind == "n"
        and not (tokens[i].space or after.space)
    )
