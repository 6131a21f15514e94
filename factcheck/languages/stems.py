"""Stems of a text in whatever languages it mixes, by the ``[stem]`` tables of all packs."""

from __future__ import annotations

from functools import cache, lru_cache

from factcheck.languages.pack import heads
from factcheck.text.stem import StemTable, stem_word, words_of
from factcheck.text.view import fold

__all__ = ["stems"]


@cache
def _tables() -> tuple[StemTable, ...]:
    tables = []
    for head in heads().values():
        stem = head.get("stem")
        if stem:
            tables.append(
                StemTable(
                    letters=frozenset(fold(head.get("known_by", {}).get("letters", ""))),
                    prefixes=_longest(stem.get("prefixes", ())),
                    suffixes=_longest(stem.get("suffixes", ())),
                    shortest=int(stem.get("shortest", 3)),
                    stop=frozenset(fold(w) for w in stem.get("stop", ())),
                )
            )
    return tuple(tables)


def _longest(affixes: list[str]) -> tuple[str, ...]:
    return tuple(sorted((fold(a) for a in affixes), key=len, reverse=True))


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return stem_word(word, _tables())


def stems(text: str) -> list[str]:
    """The stems of a text in order, without stop words and numbers."""
    return [stem for stem in map(_stem, words_of(text)) if stem]
