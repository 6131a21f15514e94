"""Nearest passages by vector: every segment searched in its own way, with the filters inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from factcheck.index import segments
from factcheck.index.columns import Columns, Filter, spread
from factcheck.index.segments import Segment

__all__ = ["Exact", "Searched", "nearest", "searched", "stored"]


class Searched(Protocol):
    """A segment that can be searched."""

    def search(self, vectors: Any, k: int, let: Filter) -> list[tuple[Any, Any]]:
        """Numbers and cosines of the ``k`` nearest vectors that the filter lets through, for each query."""
        ...


@dataclass(frozen=True, slots=True)
class Exact:
    """A segment all of whose vectors are compared."""

    first: int
    index: Any

    def search(self, vectors: Any, k: int, let: Filter) -> list[tuple[Any, Any]]:
        """Numbers and cosines of the ``k`` nearest vectors of each query, nearest first."""
        import faiss
        import numpy as np

        bits = let.within(np.array([self.first]), np.array([self.first + self.index.ntotal]))
        count = int(bits.sum())
        if not count:
            return [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)) for _ in vectors]
        bitmap = np.packbits(bits, bitorder="little")
        selector = faiss.IDSelectorBitmap(len(bitmap), faiss.swig_ptr(bitmap))
        parameters = faiss.SearchParameters()
        parameters.sel = selector
        scores, rows = self.index.search(vectors, min(k, count), params=parameters)
        return [(row[row >= 0] + self.first, score[row >= 0]) for row, score in zip(rows, scores, strict=True)]


def stored(parts: Sequence[Searched], number: int) -> Any:
    """The vector of a number, where a segment that holds all vectors in memory has it; else None."""
    for part in parts:
        if isinstance(part, Exact) and 0 <= number - part.first < part.index.ntotal:
            return part.index.reconstruct(number - part.first)
    return None


def searched(segment: Segment, handle: BinaryIO, dimension: int) -> Searched:
    """An open segment file, ready to be searched; IndexDamaged where it is not what was written."""
    if segment.tail:
        from factcheck.index.listed import Listed

        return Listed(segment, handle, dimension)
    return Exact(segment.first, segments.load(segment, handle, dimension))


def nearest(parts: Sequence[Searched], columns: Columns, let: Filter, vectors: Any, k: int) -> list[dict[int, float]]:
    """Cosine by passage number for the ``k`` nearest passages of each query, nearest first."""
    import numpy as np

    found = [part.search(vectors, k, let) for part in parts]
    results = []
    for i in range(len(vectors)):
        numbers = np.concatenate([near[i][0] for near in found])
        scores = np.concatenate([near[i][1] for near in found])
        begin, end = columns.bounds(numbers, numbers + 1)
        rows, scores = spread(begin, end), np.repeat(scores, end - begin)
        allowed = columns.allowed(let.query, rows)
        passages, scores = columns.passage[rows[allowed]], scores[allowed]
        best = np.lexsort((passages, -scores))[:k]
        results.append(dict(zip(passages[best].tolist(), scores[best].tolist(), strict=True)))
    return results
