"""Tokens of a folded text: words, number literals, signs and line ends, with offsets in the view."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["Token", "tokenize"]

_TOKEN = re.compile(
    r"""(?P<n>\d+(?:[.,٫٬']\d+)*)      # a number literal with whatever separates its digits
      | (?P<x>(?:https?://|www\.)\S+|[#@]\w+)  # addresses, tags: nothing in them is read
      | (?P<w>[^\W\d_]+(?:'[^\W\d_]+)*)
      | (?P<l>\n)
      | (?P<p>\S)""",
    re.VERBOSE,
)


class Token:
    """One token, or a chunk of tokens read as one (a number), as the patterns see it.

    ``kind`` is ``w`` word, ``n`` number literal, ``p`` sign, ``x`` opaque, ``l`` line end, ``#`` number chunk.
    ``space`` says that white space (or the text's start) comes before. ``entries`` maps categories to lexicon entries.
    """

    __slots__ = ("end", "entries", "kind", "space", "start", "text")

    def __init__(self, text: str, start: int, end: int, kind: str, space: bool, entries: dict[str, Any]) -> None:
        self.text, self.start, self.end = text, start, end
        self.kind, self.space, self.entries = kind, space, entries

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.kind}, {sorted(self.entries)})"


_NOTHING: dict[str, Any] = {}


def tokenize(folded: str) -> list[Token]:
    """All tokens of a folded text, in order; their ``entries`` are empty until a lexicon fills them."""
    tokens: list[Token] = []
    append = tokens.append
    last = 0
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        append(Token(match.group(), start, end, match.lastgroup or "p", start != last or start == 0, _NOTHING))
        last = end
    return tokens
