"""Independent voices: passages that copy one text, or name one source, speak with one voice.

Copies are found by MinHash (Broder 1997) of shingles of four words with banding, so that no passage is compared with
every other: time grows with the number of passages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from factcheck.text.stem import words_of

__all__ = ["Voice", "voices"]

SHINGLE = 4  # words a shingle: long enough that two writers rarely share one by chance
BANDS = 32  # minima kept; with bands of one minimum, texts that share 15% of their shingles meet with p = .99
COPY = 0.5  # share of the shorter text's shingles that makes it a copy


@dataclass(frozen=True, slots=True)
class Voice:
    """A passage as a voice."""

    text: str
    outlet: str | None
    day: date | None
    source: str | None = None
    """The outlet or agency that it cites."""


def _shingles(text: str) -> frozenset[int]:
    words = words_of(text)
    pieces = (" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))
    return frozenset(int.from_bytes(hashlib.blake2b(p.encode(), digest_size=8).digest(), "big") for p in pieces)


_KEYS = tuple(int.from_bytes(hashlib.blake2b(bytes([i]), digest_size=8).digest(), "big") for i in range(BANDS))


def voices(passages: Sequence[Voice]) -> list[int]:
    """The voice of each passage, numbered from 1 by first known carrier (earliest day, then position).

    One voice: the same outlet, the same cited source, or half of the shorter one's shingles shared.
    """
    parent = list(range(len(passages)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    prints = [_shingles(p.text) for p in passages]
    buckets: dict[tuple[object, ...], int] = {}
    for i, passage in enumerate(passages):
        minima = [min(s ^ key for s in prints[i]) for key in _KEYS]
        keys: list[tuple[object, ...]] = [("minimum", n, m) for n, m in enumerate(minima)]
        if passage.outlet:
            keys.append(("outlet", passage.outlet))
        if passage.source:
            keys.append(("source", " ".join(words_of(passage.source))))
        for key in keys:
            j = buckets.setdefault(key, i)
            if j == i or root(i) == root(j):
                continue
            shared = len(prints[i] & prints[j]) / max(1, min(len(prints[i]), len(prints[j])))
            if key[0] != "minimum" or shared >= COPY:
                parent[root(i)] = root(j)
    order = sorted(range(len(passages)), key=lambda i: (passages[i].day or date.max, i))
    numbers: dict[int, int] = {}
    for i in order:
        numbers.setdefault(root(i), len(numbers) + 1)
    return [numbers[root(i)] for i in range(len(passages))]
