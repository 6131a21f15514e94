"""Light stems for search by words: joined particles and endings off, so that spellings of one word meet.

The affixes are the caller's tables; this module knows no language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.text.view import fold

__all__ = ["StemTable", "stem_word", "words_of"]

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class StemTable:
    """What is taken off the words of one script; folded, longest first."""

    letters: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    shortest: int
    """Letters that must remain."""
    stop: frozenset[str]
    """Words that tell nothing."""


def stem_word(word: str, tables: Sequence[StemTable]) -> str:
    """The stem of a folded word by the first table that knows its first letter; empty for a stop word."""
    for table in tables:
        if word[0] in table.letters:
            if word in table.stop or len(word) < 2:
                return ""
            for prefix in table.prefixes:
                if word.startswith(prefix) and len(word) - len(prefix) >= table.shortest:
                    word = word[len(prefix) :]
                    break
            for suffix in table.suffixes:
                if word.endswith(suffix) and len(word) - len(suffix) >= table.shortest:
                    word = word[: -len(suffix)]
                    break
            return "" if word in table.stop else word
    return word


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(fold(text))
