"""Who is said to have said it, and how sure it is: the patterns of a language's ``speech.toml`` on a sentence."""

from __future__ import annotations

import re
from functools import cache

from factcheck.errors import PackError
from factcheck.languages.pack import load_pack
from factcheck.results import Attribution
from factcheck.text.view import fold, view

__all__ = ["attribution", "modality", "word_pattern"]

_MODALITIES = ("denied", "conditional", "possible", "planned")
_LONGEST = 1_200  # letters of a sentence that are read: what comes later was not said by its first verb
_QUOTES = "\"'«»“”„ "


def _folded(pattern: str) -> str:
    """A pattern with its letters folded; its own signs are ASCII and stay."""
    return "".join(c if c.isascii() else fold(c) for c in pattern)


@cache
def word_pattern(language: str, name: str) -> str:
    """The words of one list of ``speech.toml`` as a pattern, longest first, with the particles that may be joined."""
    table = load_pack(language).table("speech")
    words = sorted((fold(w) for w in table.get("words", {}).get(name, ())), key=len, reverse=True)
    if not words:
        return r"(?!)"
    return rf"\b{table.get('prefix', '')}(?:{'|'.join(map(re.escape, words))})(?!\w)".replace(r"\ ", r"\s+")


@cache
def _patterns(language: str, group: str, name: str) -> tuple[re.Pattern[str], ...]:
    table = load_pack(language).table("speech")
    lists = {key: word_pattern(language, key) for key in table.get("words", {})}
    lists["b"] = rf"\b{table.get('prefix', '')}"
    compiled = []
    for pattern in table.get(group, {}).get(name, ()):
        try:
            compiled.append(re.compile(_folded(pattern).format(**lists)))
        except (re.error, KeyError, IndexError) as error:
            raise PackError(f"[{group}] {name}: {error}", where=f"{language}/speech.toml") from error
    return tuple(compiled)


def attribution(sentence: str, language: str) -> Attribution:
    """Source and outlet of a sentence, word for word; both None where it speaks in the article's own voice."""
    seen = view(sentence[:_LONGEST])
    found: dict[str, str] = {}
    for name in ("patterns", "also_via"):
        for pattern in _patterns(language, "attribution", name):
            if name == "patterns" and found:
                break
            match = pattern.search(seen.text)
            if match is None:
                continue
            for group, caught in match.groupdict().items():
                if caught and group not in found:
                    start, end = seen.span(*match.span(group))
                    words = sentence[start:end].strip(_QUOTES)
                    if words:
                        found[group] = words
    return Attribution(found.get("source"), found.get("via"))


def modality(sentence: str, language: str) -> str:
    """asserted, denied, possible, planned or conditional."""
    folded = view(sentence[:_LONGEST]).text
    for name in _MODALITIES:
        if any(p.search(folded) for p in _patterns(language, "modality", name)):
            return name
    return "asserted"
