"""BM25 by words with exact statistics.

Milvus finds candidates by sparse vectors: a dimension a stem, weighted as BM25 does with the average length of the
first commit. The candidates are then scored again with the lengths and frequencies of today, so that scores are the
same as on this machine, whatever the segments of the server know of each other.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from factcheck.index.milvus.rows import number

__all__ = ["TERMS", "dimensions", "document_weights", "idf", "query_weights", "score"]

K1, B = 1.2, 0.75  # as in SQLite's FTS5, which the index on this machine asks
TERMS = 14  # rarest words of a query that are searched; common ones cost time and tell little
_LEAST = 1e-6  # FTS5's inverse frequency of a word that more than half of the passages have

_SPACE = 2**32 - 3  # dimensions of a sparse vector, the first kept for passages without words


def dimensions(stem: str) -> int:
    """The dimension of a stem; two stems seldom share one, and that only adds a candidate."""
    return 1 + number(stem) % _SPACE


def document_weights(stems: Sequence[str], mean: float) -> dict[int, float]:
    """The sparse vector of a passage; never empty, since Milvus takes none that is."""
    weights: dict[int, float] = {}
    for stem, count in Counter(stems).items():
        place = dimensions(stem)
        weights[place] = weights.get(place, 0.0) + _share(count, len(stems), mean)
    return weights or {0: 1e-6}


def query_weights(weights: Mapping[str, float]) -> dict[int, float]:
    """The sparse vector of a query."""
    found: dict[int, float] = {}
    for stem, weight in weights.items():
        place = dimensions(stem)
        found[place] = found.get(place, 0.0) + weight
    return found


def idf(having: int, passages: int) -> float:
    """Inverse document frequency of a word that ``having`` of the passages have."""
    return max(math.log((passages - having + 0.5) / (having + 0.5)), _LEAST)


def score(stems: Iterable[str], weights: Mapping[str, float], mean: float) -> float:
    """BM25 of a passage for a query's words with their inverse document frequencies."""
    words = list(stems)
    counts = Counter(words)
    return sum(weight * _share(counts[stem], len(words), mean) for stem, weight in weights.items() if counts[stem])


def _share(count: int, length: int, mean: float) -> float:
    return count * (K1 + 1) / (count + K1 * (1 - B + B * length / (mean or 1.0)))
