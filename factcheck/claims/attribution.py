"""Who said it, through which outlet, and how sure: by the speech table of a language pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck.languages.pack import Pack, load_pack
from factcheck.results import Attribution
from factcheck.text.view import View, fold, view

__all__ = ["attribution_and_modality"]

_LONGEST = 70  # characters of a source's name and office; what is longer is a clause
_MODALITIES = ("denied", "conditional", "possible", "planned")


@dataclass(frozen=True)
class _Speech:
    says: re.Pattern[str] | None
    according: re.Pattern[str] | None
    outlet: re.Pattern[str] | None
    until: re.Pattern[str]
    first: bool
    modality: tuple[tuple[str, re.Pattern[str]], ...]


def _words(words: Sequence[str], prefix: str) -> str:
    alternatives = "|".join(re.escape(fold(w)) for w in sorted(words, key=len, reverse=True))
    return rf"(?<!\w){prefix}(?:{alternatives})(?!\w)"


@lru_cache(maxsize=16)
def _speech(pack: Pack) -> _Speech:
    table = pack.table("speech")
    prefix = "[وف]?" if pack.direction == "rtl" else ""
    quoted = r"\s*\"([^\"\n]{2,40})\""

    def pattern(key: str, tail: str = "") -> re.Pattern[str] | None:
        words = table.get(key, ())
        return re.compile(_words(words, prefix) + tail) if words else None

    return _Speech(
        says=pattern("say"),
        according=pattern("according"),
        outlet=pattern("outlet", quoted),
        until=re.compile(r"[،,.:؛;()\"\n]|" + _words(table.get("until", ("that",)), "")),
        first=bool(table.get("speaker_first", False)),
        modality=tuple(
            (name, re.compile(_words(table.get("modality", {})[name], prefix)))
            for name in _MODALITIES
            if table.get("modality", {}).get(name)
        ),
    )


def attribution_and_modality(text: str, language: str) -> tuple[Attribution, str]:
    """The attribution of a sentence, names as they stand in it, and its modality (``asserted`` where nothing says else)."""
    speech = _speech(load_pack(language))
    folded = view(text)
    modality = next((name for name, pattern in speech.modality if pattern.search(folded.text)), "asserted")
    via = None
    if speech.outlet is not None:
        match = speech.outlet.search(folded.text)
        if match:
            via = _original(folded, match.start(1), match.end(1))
    source = None
    for pattern in (speech.says, speech.according):
        if pattern is None or source is not None:
            continue
        match = pattern.search(folded.text)
        if match:
            if pattern is speech.says and speech.first:
                source = _before(folded, match.start(), speech)
            else:
                source = _after(folded, match.end(), speech)
    return Attribution(source, via), modality


def _after(folded: View, at: int, speech: _Speech) -> str | None:
    end = speech.until.search(folded.text, at)
    stop = min(end.start() if end else len(folded.text), at + _LONGEST)
    return _name(folded, at, stop)


def _before(folded: View, at: int, speech: _Speech) -> str | None:
    start = 0
    for match in speech.until.finditer(folded.text, max(0, at - _LONGEST), at):
        start = match.end()
    return _name(folded, max(start, at - _LONGEST), at)


def _name(folded: View, start: int, stop: int) -> str | None:
    piece = folded.text[start:stop]
    start += len(piece) - len(piece.lstrip())
    stop -= len(piece) - len(piece.rstrip())
    if stop - start < 3 or any(c.isdigit() for c in folded.text[start:stop]):
        return None
    return _original(folded, start, stop)


def _original(folded: View, start: int, end: int) -> str:
    first, last = folded.span(start, end)
    return folded.original[first:last]
