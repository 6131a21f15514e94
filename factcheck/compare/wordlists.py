"""The lists of words that a pack keeps for comparison, in ``speech.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from factcheck.languages.frequency import frequency
from factcheck.languages.pack import load_pack
from factcheck.languages.stems import stems
from factcheck.text.view import fold

__all__ = ["kind_list", "not_places", "stem", "stem_list", "word_list"]


@cache
def stem_list(language: str, group: str) -> frozenset[str]:
    """The plain stems of a list of words of ``speech.toml``."""
    speech = load_pack(language).table("speech")
    table = speech.get(group, {"words": speech.get("words", {}).get(group, ())})
    plain = frequency(language).plain
    return frozenset(plain(s) for w in table.get("words", ()) for s in stems(w))


@cache
def kind_list(language: str) -> Mapping[str, str]:
    """The kind of people that a plain stem names: "soldiers", "women"."""
    plain = frequency(language).plain
    table = load_pack(language).table("speech").get("kinds", {})
    return {plain(s): kind for kind, words in table.items() for w in words for s in stems(w)}


@cache
def not_places(language: str) -> frozenset[str]:
    """Codes of towns that are named like words of every day."""
    pack = load_pack(language)
    words = pack.table("speech").get("not_places", {}).get("words", ())
    found = (pack.lexicon.look_up(fold(word)).get("place") for word in words)
    return frozenset(entry.value for entry in found if entry is not None)


@cache
def word_list(language: str, group: str) -> re.Pattern[str]:
    """The words of a table of ``speech.toml`` as a pattern over folded text."""
    words = load_pack(language).table("speech").get(group, {}).get("words", ())
    return re.compile("|".join(rf"(?<![^\W\d]){re.escape(fold(w))}(?![^\W\d])" for w in words) or r"(?!)")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word; empty for a word that tells nothing."""
    found = stems(word)
    return found[0] if found else ""
