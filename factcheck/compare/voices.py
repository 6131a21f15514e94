"""Independent voices: passages that copy one text, or name one source, speak with one voice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from factcheck.text.stem import words_of

__all__ = ["voices"]

_SHINGLE = 4  # words a shingle
_COPY = 0.5  # share of the shorter passage's shingles that makes it a copy


def _shingles(text: str) -> frozenset[int]:
    words = words_of(text)
    pieces = (" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1)))
    return frozenset(int.from_bytes(hashlib.blake2b(p.encode(), digest_size=6).digest(), "big") for p in pieces)


def voices(passages: Sequence[tuple[str, str | None, date | None, str | None]]) -> list[int]:
    """The voice of each passage, numbered from 1 in order of first carrier (earliest day, then position).

    A passage is ``(text, outlet, day, source)``. One voice: the same outlet, half of the shorter one's shingles of four
    words shared, or the same named source. Findings of one claim are few, so pairs are compared directly.
    """
    parent = list(range(len(passages)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    prints = [_shingles(p[0]) for p in passages]
    for i in range(len(passages)):
        for j in range(i):
            same_outlet = passages[i][1] is not None and passages[i][1] == passages[j][1]
            same_source = passages[i][3] is not None and passages[i][3] == passages[j][3]
            shared = len(prints[i] & prints[j]) / max(1, min(len(prints[i]), len(prints[j])))
            if same_outlet or same_source or shared >= _COPY:
                parent[root(i)] = root(j)
    order = sorted(range(len(passages)), key=lambda i: (passages[i][2] or date.max, i))
    numbers: dict[int, int] = {}
    for i in order:
        numbers.setdefault(root(i), len(numbers) + 1)
    return [numbers[root(i)] for i in range(len(passages))]
