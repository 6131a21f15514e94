"""Number expressions: from tokens to chunks with a value.

What stands here is the same in all languages; the words and the order of their parts are the pack's
(:mod:`factcheck.values.numberwords`), digits have their own rules (:mod:`factcheck.values.literals`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.languages.lexicon import Entry
from factcheck.languages.pack import Pack
from factcheck.text.tokens import Token
from factcheck.values.numberlex import habits
from factcheck.values.numberreader import START, Reader
from factcheck.values.numberwords import VULGAR
from factcheck.values.quantity import Quantity

__all__ = ["Quantity", "chunk"]


def chunk(tokens: Sequence[Token], pack: Pack, loose: bool = False) -> list[Token]:
    """Tokens with each number expression joined into one token of kind ``#``.

    A chunk of one token keeps the other entries of that token (a weekday that is also a number word). Integers in
    digits have the entry ``digits`` (their text) even where they are no number (parts of a time or a numeric date).
    ``loose``: numbers that no one counts with are chunks too: "a third", "3/4", the parts of a date.
    """
    reader = Reader(tokens, habits(pack), loose)
    out: list[Token] = []
    i = 0
    n = len(tokens)
    while i < n:
        token = tokens[i]
        if token.kind == "n" or token.text in VULGAR or (token.entries and not START.isdisjoint(token.entries)):
            quantity, end = reader.read(i)
            if quantity is not None:
                quantity, first = reader.begins(i, quantity)
                if quantity.proclitics:
                    opened = quantity.proclitics[0] in reader.habits.ands
                    definite = reader.habits.article in quantity.proclitics
                    by = any("by" in e.joined for e in token.entries.values() if isinstance(e, Entry))
                    quantity = replace(quantity, opened=opened, definite=definite, by=by)
                if first < i:
                    del out[first - i :]
                out.append(_joined(tokens, first, end, quantity))
                i = end
                continue
            if end > i + 1:
                out.extend(tokens[i:end])
                i = end
                continue
        if token.kind == "n":
            if loose and token.text.count(",") > 1:
                out.extend(chunk(_listed(token), pack))
                i += 1
                continue
            token = Token(token.text, token.start, token.end, "n", token.space, {})
            if token.text.isdigit():
                token.entries = {"digits": token.text}
        out.append(token)
        i += 1
    return out


def _listed(token: Token) -> list[Token]:
    """The numbers of a list without spaces ("22,24,26"), which is no number as a whole."""
    parts: list[Token] = []
    at = token.start
    for text in token.text.split(","):
        parts.append(Token(text, at, at + len(text), "n", True, {}))
        at += len(text) + 1
    return parts


def _joined(tokens: Sequence[Token], first: int, end: int, quantity: Quantity) -> Token:
    start, last = tokens[first], tokens[end - 1]
    entries: dict[str, object] = {"ordinal" if quantity.ordinal else "number": quantity}
    text = start.text
    if end == first + 1:
        entries = {**{k: v for k, v in start.entries.items() if k not in ("ordinal", "number")}, **entries}
        if quantity.literal and text.isdigit():
            entries["digits"] = text
    else:
        text = " ".join(t.text for t in tokens[first:end])
    return Token(text, start.start + _lead(quantity.proclitics, start), last.end, "#", start.space, entries)


def _lead(proclitics: tuple[str, ...], token: Token) -> int:
    """Letters of the particles that do not belong to the number; an article does."""
    if not proclitics:
        return 0
    entry = next(e for e in token.entries.values() if isinstance(e, Entry) and e.proclitics == proclitics)
    letters = len(token.text) - len(entry.form) if " " not in token.text else sum(len(p) for p in proclitics)
    articles = sum(len(p) for p in proclitics if len(p) > 1)
    return max(letters - articles, 0)
