"""Passages by words: BM25 over the stems that FTS5 keeps.

FTS5 gives the passages of a stem quickly, its own ``rank`` slowly (it looks up the length of every passage it ranks).
So the passages of each stem are read, scored together from the lengths in memory as if each stem stood once, and the
best are scored exactly, by all stems. What is read is bounded: rarest stems first, as long as they have few passages,
however many there are in the index, and until a passage that has only the stems not read yet would not be among the
best (as MaxScore does: Turtle and Flood 1995).
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable
from typing import Any

from factcheck.index.base import Query
from factcheck.index.columns import Columns
from factcheck.index.failures import NUMBER, TEXT, Malformed, typed

__all__ = ["by_names", "by_words", "passages_with"]

_TERMS = 14  # rarest stems of a query that are searched; common ones cost time and tell little
_READ = 50_000  # entries read for a query: a thirteenth of a microsecond each
_ENOUGH = 4_000  # entries from which it is asked whether the best are met: below, reading costs less than asking
_EXACT = 8  # so many times what is asked for is scored exactly: FTS5's first forty are found but for one in a hundred
_SHORT = 0.8  # share of its weight that a stem has in a passage, more or less: at 1.3 no other passages, a tenth slower
_K1, _B = 1.2, 0.75  # FTS5's own
_TOLD = 8.0  # what a name tells that one passage in 3,000 has
_LEAST = 1e-6  # FTS5's weight of a stem that more than half of the passages have


def passages_with(db: sqlite3.Connection, stems: Iterable[str]) -> dict[str, int]:
    """How many passages have each stem; without those that none has."""
    found = {}
    for stem in dict.fromkeys(stems):
        for (count,) in typed(db.execute("SELECT passages FROM stems WHERE stem = ?", (stem,)), NUMBER):
            found[stem] = count
    return found


def by_words(db: sqlite3.Connection, columns: Columns, stems: Iterable[str], query: Query, k: int) -> dict[int, float]:
    """BM25 (best of the query = 1) by passage number for the ``k`` best that the filters let through, best first."""
    import numpy as np

    counts, total = passages_with(db, stems), len(columns.passage)
    if any(not 0 < count <= total for count in counts.values()):
        raise Malformed("a stem has more passages than there are, or none")
    counts = _searched(counts)
    if not counts:
        return {}
    weights = {stem: max(_LEAST, math.log((total - n + 0.5) / (n + 0.5))) for stem, n in counts.items()}
    rows, scores = _met(db, columns, counts, weights, query, k)
    if not len(rows):
        return {}
    if len(rows) > _EXACT * k:
        rows = rows[np.argpartition(-scores, _EXACT * k)[: _EXACT * k]]
    exact = _exact(db, columns.passage[rows].tolist(), weights, columns.average)
    best = sorted(exact.items(), key=lambda hit: (-hit[1], hit[0]))[:k]
    return {number: score / best[0][1] for number, score in best}


def by_names(
    db: sqlite3.Connection, columns: Columns, groups: Iterable[Iterable[str]], query: Query, k: int
) -> dict[int, float]:
    """What the names that a passage has tell (1: one in 3,000 has it) by passage number, for the ``k`` best.

    ``groups``: for each name the stems that may be it.
    """
    import numpy as np

    total, scores = len(columns.passage), dict[int, float]()
    for group in groups:
        rows = np.unique(np.concatenate([_rows(db, columns, stem) for stem in group]))
        weight = math.log((total - len(rows) + 0.5) / (len(rows) + 0.5)) if len(rows) else 0.0
        for row in rows[columns.allowed(query, rows)].tolist():
            scores[row] = scores.get(row, 0.0) + max(0.0, weight) / _TOLD
    best = sorted(scores.items(), key=lambda hit: (-hit[1], hit[0]))[:k]
    return {int(columns.passage[row]): score for row, score in best}


def _met(
    db: sqlite3.Connection, columns: Columns, counts: dict[str, int], weights: dict[str, float], query: Query, k: int
) -> tuple[Any, Any]:
    """Rows of passages that the filters let through, and their scores as if each stem stood once."""
    import numpy as np

    rows, read, unread = np.empty(0, dtype=np.int64), 0, sum(weights.values())
    with columns.numbers() as sums:
        try:
            for stem, weight in weights.items():
                if read > _ENOUGH and len(rows) > k:
                    kept, scores = _scored(columns, query, rows, sums)
                    if _settled(scores, k, unread):
                        return kept, scores
                found = _rows(db, columns, stem)
                rows = np.concatenate([rows, found[sums[found] == 0]])
                sums[found] += weight
                read, unread = read + counts[stem], unread - weight
            return _scored(columns, query, rows, sums)
        finally:
            sums[rows] = 0


def _settled(scores: Any, k: int, unread: float) -> bool:
    """Whether stems that weigh so much would not change which passages are among the best."""
    import numpy as np

    if len(scores) <= k:
        return False
    ranked = -np.partition(-scores, (k - 1, min(_EXACT * k, len(scores) - 1)))
    rest = ranked[_EXACT * k] if len(scores) > _EXACT * k else 0.0  # the best of those that are not scored exactly
    return bool(ranked[k - 1] > rest + _SHORT * unread)


def _scored(columns: Columns, query: Query, rows: Any, sums: Any) -> tuple[Any, Any]:
    """Those of the rows that the filters let through, and their scores for their lengths."""
    rows = rows[columns.allowed(query, rows)]
    length = _K1 * (1 - _B + _B * columns.words[rows] / columns.average)
    return rows, sums[rows] * (_K1 + 1) / (1 + length)


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
    if len(numbers) and not 0 <= numbers.min() <= numbers.max() < len(columns.row):
        raise Malformed("words are of a passage that there is not")
    rows = columns.row[numbers]
    return rows[rows >= 0]


def _exact(db: sqlite3.Connection, numbers: list[int], weights: dict[str, float], average: float) -> dict[int, float]:
    """BM25 of passages, by their own stems."""
    scores = {}
    marks = ",".join("?" * len(numbers))
    # FTS5's own table of what it was given: the same texts, without its asking for each whether they are there
    found = db.execute(f"SELECT id, c0 FROM words_content WHERE id IN ({marks})", numbers)
    for number, text in typed(found, NUMBER, TEXT):
        stems = text.split(" ") if text else []
        length = _K1 * (1 - _B + _B * len(stems) / average)
        score = 0.0
        for stem in weights.keys() & stems:
            times = stems.count(stem)
            score += weights[stem] * times * (_K1 + 1) / (times + length)
        scores[number] = score
    if len(scores) != len(numbers):
        raise Malformed("the words of a passage are missing")
    return scores
