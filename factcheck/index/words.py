"""Passages by words: BM25 over the stems that FTS5 keeps.

FTS5 gives the passages of a stem quickly, its own ``rank`` slowly (it looks up the length of every passage it ranks).
So the passages of each stem are read, scored together from the lengths in memory as if each stem stood once, and the
best are scored exactly. What is read is bounded: rarest stems first, as long as they have few passages, however many
there are in the index.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable
from typing import Any

from factcheck.index.base import Query
from factcheck.index.columns import Columns

__all__ = ["by_words", "passages_with"]

_TERMS = 14  # rarest stems of a query that are searched; common ones cost time and tell little
_READ = 50_000  # entries read for a query: a thirteenth of a microsecond each
_EXACT = 8  # so many times what is asked for is scored exactly: FTS5's first forty are found but for one in a hundred
_K1, _B = 1.2, 0.75  # FTS5's own
_LEAST = 1e-6  # FTS5's weight of a stem that more than half of the passages have


def passages_with(db: sqlite3.Connection, stems: Iterable[str]) -> dict[str, int]:
    """How many passages have each stem; without those that none has."""
    found = {}
    for stem in dict.fromkeys(stems):
        row = db.execute("SELECT passages FROM stems WHERE stem = ?", (stem,)).fetchone()
        if row:
            found[stem] = int(row[0])
    return found


def by_words(db: sqlite3.Connection, columns: Columns, stems: Iterable[str], query: Query, k: int) -> dict[int, float]:
    """BM25 (best of the query = 1) by passage number for the ``k`` best that the filters let through, best first."""
    import numpy as np

    counts = _searched(passages_with(db, stems))
    if not counts:
        return {}
    total = len(columns.passage)
    weights = {stem: max(_LEAST, math.log((total - n + 0.5) / (n + 0.5))) for stem, n in counts.items()}
    scores = np.zeros(total, dtype=np.float32)
    met = []
    for stem, weight in weights.items():
        rows = _rows(db, columns, stem)
        met.append(rows[scores[rows] == 0])
        scores[rows] += weight
    rows = np.concatenate(met)
    rows = rows[columns.allowed(query, rows)]
    if not len(rows):
        return {}
    length = _K1 * (1 - _B + _B * columns.words[rows] / columns.average)
    rough = scores[rows] * (_K1 + 1) / (1 + length)
    if len(rows) > _EXACT * k:
        rows = rows[np.argpartition(-rough, _EXACT * k)[: _EXACT * k]]
    exact = _exact(db, columns.passage[rows].tolist(), weights, columns.average)
    best = sorted(exact.items(), key=lambda hit: (-hit[1], hit[0]))[:k]
    return {number: score / best[0][1] for number, score in best}


def _searched(counts: dict[str, int]) -> dict[str, int]:
    """The rarest stems, as many as may be read."""
    chosen: dict[str, int] = {}
    read = 0
    for stem in sorted(counts, key=lambda s: (counts[s], s))[:_TERMS]:
        read += counts[stem]
        if read > _READ:
            break
        chosen[stem] = counts[stem]
    return chosen


def _rows(db: sqlite3.Connection, columns: Columns, stem: str) -> Any:
    """Rows of the passages that have a stem. Joined by SQLite: one long text is read faster than many numbers."""
    import numpy as np

    (text,) = db.execute("SELECT group_concat(rowid) FROM words WHERE words MATCH ?", (f'"{stem}"',)).fetchone()
    numbers = np.fromstring(text or "", dtype=np.int64, sep=",")
    rows = columns.row[numbers]
    return rows[rows >= 0]


def _exact(db: sqlite3.Connection, numbers: list[int], weights: dict[str, float], average: float) -> dict[int, float]:
    """BM25 of passages, by their own stems."""
    scores = {}
    marks = ",".join("?" * len(numbers))
    for number, text in db.execute(f"SELECT rowid, stems FROM words WHERE rowid IN ({marks})", numbers):
        stems = text.split(" ") if text else []
        length = _K1 * (1 - _B + _B * len(stems) / average)
        score = 0.0
        for stem, weight in weights.items():
            if times := stems.count(stem):
                score += weight * times * (_K1 + 1) / (times + length)
        scores[number] = score
    return scores
