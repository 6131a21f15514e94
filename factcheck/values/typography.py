"""Numbers as newsrooms type them: brackets before a scale, decimals turned round by the direction of the line.

(100) ألف        brackets or quotation marks around digits that a scale word follows
45،6 مليون       the Arabic comma as a decimal sign, before a scale, a percent sign or a currency
8.‏14            digits, stop, right-to-left mark, digits: shown, and meant, as 14.8
4ر16             a letter of the pack's ``decimal_letters`` between digits: shown, and meant, as 16.4
عام .2014        the stop of the sentence before its last number: no stop
"""

from __future__ import annotations

import re

from factcheck.languages.pack import Pack
from factcheck.text.tokens import Token
from factcheck.text.view import View

__all__ = ["settle"]

_MARK = "\u200f"
_TRIGGER = re.compile(r'\d(?:[^\W\d_]\d|،\d| ?[)"])| \.(?:19|20)\d\d')
_AROUND = {"(": ")", '"': '"'}
_COMMA = "،"
_AMOUNT = ("scale", "percent", "currency")


def settle(tokens: list[Token], view: View, pack: Pack) -> list[Token]:
    """The tokens with such numbers as one token each, their text in the order in which they are meant."""
    marked = _MARK in view.original
    if not marked and not _TRIGGER.search(view.text):
        return tokens
    letters = pack.settings.get("decimal_letters", ())
    out: list[Token] = []
    i = 0
    n = len(tokens)
    while i < n:
        token = tokens[i]
        following = tokens[i + 1] if i + 1 < n else None
        third = tokens[i + 2] if i + 2 < n else None
        if token.text == "." and token.space and i and following is not None and _year(following):
            if tokens[i - 1].kind == "w":
                i += 1
                continue
        elif token.kind == "n" and third is not None and following is not None and _glued(token, following, third):
            if following.text in letters and third.text.isdigit() and token.text.isdigit():
                out.append(_joined(token, third, f"{third.text}.{token.text}"))
                i += 3
                continue
            if following.text == _COMMA and _decimal(token, third) and _amount(tokens, i + 3):
                out.append(_joined(token, third, f"{token.text}٫{third.text}"))
                i += 3
                continue
        if (
            token.text in _AROUND
            and third is not None
            and following is not None
            and following.kind == "n"
            and third.text == _AROUND[token.text]
            and _amount(tokens, i + 3)
        ):
            out.append(Token(following.text, following.start, following.end, "n", token.space, {}))
            i += 3
            continue
        if marked and token.kind == "n" and token.text.count(".") == 1 and _turned(token, view):
            whole, _, part = token.text.partition(".")
            token = _joined(token, token, f"{part}.{whole}")
        out.append(token)
        i += 1
    return out


def _year(token: Token) -> bool:
    return not token.space and token.kind == "n" and len(token.text) == 4 and token.text[:2] in ("19", "20")


def _glued(one: Token, two: Token, three: Token) -> bool:
    return not two.space and not three.space and three.kind == "n" and one.end == two.start and two.end == three.start


def _decimal(one: Token, two: Token) -> bool:
    return one.text.isdigit() and two.text.isdigit() and len(one.text) <= 3 and len(two.text) <= 2


def _amount(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and any(name in tokens[i].entries for name in _AMOUNT)


def _turned(token: Token, view: View) -> bool:
    start, end = view.span(token.start, token.end)
    return f".{_MARK}" in view.original[start:end]


def _joined(first: Token, last: Token, text: str) -> Token:
    return Token(text, first.start, last.end, "n", first.space, {})
