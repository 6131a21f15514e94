"""Sentences of a text with their offsets, by a careful rule: end marks, closing quotes, abbreviations, line ends."""

from __future__ import annotations

import re
from collections.abc import Collection

from factcheck.documents import Span

__all__ = ["split_sentences"]

_END = re.compile(r"[.!?؟…۔]+[\"'»”’)\]]*|\n")
_LAST_WORD = re.compile(r"[^\s\"'«“(\[]*$")
_LOOK_BACK = 24  # letters looked at for an abbreviation: no abbreviation is longer


def split_sentences(text: str, abbreviations: Collection[str] = ()) -> tuple[Span, ...]:
    """The sentences of ``text``, without the white space around them. Linear in the length of the text.

    A line end always ends a sentence. A full stop does not where a digit or a letter follows without white space (3.5,
    example.com), after an abbreviation (folded, without its stop), or after a single Latin letter (an initial).
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        at = match.start()
        if text[at] != "\n":
            if match.end() < len(text) and not text[match.end()].isspace():
                # "قال.وأضاف": a stop without a space between two Arabic words ends a sentence, inside Latin it does not
                after = text[match.end()]
                before = text[at - 1] if at else " "
                if not (match.group() in (".", "…", "..", "...", "؟", "!") and _arabic(after) and _arabic(before)):
                    continue
            if match.group() == "." and _abbreviated(text, start, at, abbreviations):
                continue
        _add(spans, text, start, match.end())
        start = match.end()
    _add(spans, text, start, len(text))
    return tuple(spans)


def _arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u06ff" and char.isalpha()


def _abbreviated(text: str, start: int, at: int, abbreviations: Collection[str]) -> bool:
    found = _LAST_WORD.search(text[max(start, at - _LOOK_BACK) : at])
    word = found.group().lower() if found else ""
    if not word:
        return False
    return word in abbreviations or (len(word) == 1 and word.isalpha() and word.isascii())


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start and any(c.isalnum() for c in text[start:end]):
        spans.append(Span(start, end))
    elif end > start and spans and "\n" not in text[spans[-1].end : start]:
        spans[-1] = Span(spans[-1].start, end)
