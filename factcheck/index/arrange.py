"""Making an approximate segment (factcheck.index.listed) out of stored vectors.

The rule, by the number of vectors:

    below EXACT     exact search: every vector is compared (at EXACT that is about ten milliseconds a query)
    from EXACT on   an inverted file of about 2·√n lists, codes of a quarter of a byte a dimension (at most 96 bytes),
                    the best candidates ranked anew by their vectors; as many lists searched as it takes to find
                    TARGET of the ten nearest of vectors drawn from the index itself

What is added afterwards stays in exact segments beside it until there are EXACT of those again.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from factcheck.index.listed import BLOCK, Listed, Table, checksum
from factcheck.index.segments import Segment, publish

__all__ = ["EXACT", "TARGET", "due", "lists_for", "write"]

EXACT = 150_000
TARGET = 0.99
_CODE = 96  # bytes of a code at most
_SAMPLE = 40  # vectors a list to train with: below 39 FAISS says that there are too few
_ROUNDS = 10  # of k-means; more change recall in the third digit
_CHUNK = 1 << 14  # vectors handled at once; a multiple of BLOCK
_ASKED = 200  # vectors that the recall is measured with
_SEED = 384
_GROWTH = 2  # an approximate segment up to so many times larger than what is new is made anew with it

Fetch = Callable[[Any], Any]
"""The vectors (float16) at an array of places."""


def due(segments: Sequence[Segment]) -> list[Segment]:
    """The segments that the rule wants made into one approximate segment now; mostly none.

    All exact ones, once they hold EXACT vectors, and the approximate ones that are not much larger: so a vector is
    moved a few times at most while an index grows, and there are few segments.
    """
    taken = [segment for segment in segments if not segment.tail]
    total = sum(segment.rows for segment in taken)
    if total < EXACT:
        return []
    for segment in sorted((s for s in segments if s.tail), key=lambda s: s.rows):
        if segment.rows <= _GROWTH * total:
            taken.append(segment)
            total += segment.rows
    return sorted(taken, key=lambda s: s.first)


def lists_for(rows: int) -> int:
    """Number of lists: the power of two next to 2·√rows."""
    return int(2 ** round(math.log2(2 * math.sqrt(rows))))


def write(folder: Path, first: int, fetch: Fetch, rows: int, dimension: int) -> tuple[Segment, Any]:
    """Write an approximate segment of the vectors at places 0 … rows - 1; also which place each of its vectors had."""
    import numpy as np

    sample = np.random.default_rng(_SEED).permutation(rows)
    index = _trained(fetch, sample[: _SAMPLE * max(lists_for(rows), 256)], lists_for(rows), dimension)
    belongs = np.concatenate(
        [index.quantizer.search(chunk, 1)[1][:, 0] for _, chunk in _chunks(fetch, np.arange(rows))]
    )
    order = np.argsort(belongs, kind="stable")
    ends = np.cumsum(np.bincount(belongs, minlength=lists_for(rows)))
    made: list[bytes] = []

    def fill(out: BinaryIO) -> None:
        table = _fill(out, index, fetch, order, ends)
        out.flush()
        unfinished = Listed.unfinished(out, table, rows)
        asked = np.sort(sample[:_ASKED])
        probes, recall = _measured(unfinished, fetch, rows, asked, order)
        made.append(unfinished.with_probes(probes, recall).encoded())
        out.write(made[0])

    scratch = f"{first:010d}-{rows}.ivf"
    publish(folder, scratch, fill)
    return Segment(first, rows, scratch, hashlib.sha256(made[0]).hexdigest(), len(made[0])), order


def _trained(fetch: Fetch, sample: Any, lists: int, dimension: int) -> Any:
    """A FAISS index without vectors, its lists' centres and its codes learnt from a sample."""
    import faiss
    import numpy as np

    vectors = fetch(np.sort(sample)).astype(np.float32)
    limits = {"min_points_per_centroid": 1, "max_points_per_centroid": _SAMPLE}
    means = faiss.Kmeans(dimension, lists, niter=_ROUNDS, spherical=True, seed=_SEED, **limits)
    means.train(vectors)
    centres: Any = faiss.IndexFlatIP(dimension)
    centres.add(np.asarray(means.centroids))
    parts = max(size for size in range(1, min(_CODE, dimension) + 1) if dimension % size == 0)
    index = faiss.IndexIVFPQ(centres, dimension, lists, parts, 8, faiss.METRIC_INNER_PRODUCT)
    index.pq.cp.min_points_per_centroid = 1
    index.pq.cp.niter = _ROUNDS
    index.train(vectors)
    centres.this.disown()  # it is the index's now
    index.own_fields = True
    return index


def _chunks(fetch: Fetch, places: Any) -> Iterator[tuple[int, Any]]:
    import numpy as np

    for at in range(0, len(places), _CHUNK):
        yield at, fetch(places[at : at + _CHUNK]).astype(np.float32)


def _fill(out: BinaryIO, index: Any, fetch: Fetch, order: Any, ends: Any) -> Table:
    """Write vectors, codes and trained index; the table of what was written."""
    import faiss
    import numpy as np

    rows, code, dimension = len(order), int(index.code_size), int(index.d)
    of_blocks: list[bytes] = []
    of_lists = _ListSums(ends, code)
    belongs = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    for at in range(0, rows, _CHUNK):
        vectors = fetch(order[at : at + _CHUNK])
        data = vectors.tobytes()
        step = BLOCK * dimension * 2
        of_blocks.extend(checksum(data[i : i + step]) for i in range(0, len(data), step))
        codes = np.empty((len(vectors), code), dtype=np.uint8)
        plain, mine = vectors.astype(np.float32), belongs[at : at + len(vectors)].astype(np.int64)
        index.encode_vectors(len(plain), faiss.swig_ptr(plain), faiss.swig_ptr(mine), faiss.swig_ptr(codes))
        of_lists.add(at, codes)
        out.seek(at * dimension * 2)
        out.write(data)
        out.seek(rows * dimension * 2 + at * code)
        out.write(codes.tobytes())
    trained = faiss.serialize_index(index).tobytes()
    out.write(trained)
    return Table(
        dimension, code, len(trained), checksum(trained).hex(), 1, 0.0, ends, of_lists.finished(), b"".join(of_blocks)
    )


class _ListSums:
    """Checksums of the lists of codes, which come in chunks that do not end where lists do."""

    def __init__(self, ends: Any, code: int) -> None:
        self._ends, self._code = ends.tolist(), code
        self._sums: list[bytes] = []
        self._open = bytearray()

    def add(self, at: int, codes: Any) -> None:
        taken = at
        while len(self._sums) < len(self._ends) and self._ends[len(self._sums)] <= at + len(codes):
            end = self._ends[len(self._sums)]
            self._open += codes[taken - at : end - at].tobytes()
            self._sums.append(checksum(bytes(self._open)))
            self._open.clear()
            taken = end
        self._open += codes[taken - at :].tobytes()

    def finished(self) -> bytes:
        return b"".join(self._sums)


def _measured(made: Listed, fetch: Fetch, rows: int, asked: Any, order: Any) -> tuple[int, float]:
    """How many lists find TARGET of the ten vectors nearest to each of some vectors, itself not counted; the recall."""
    import faiss
    import numpy as np

    queries = fetch(asked).astype(np.float32)
    scores, places = np.empty((len(asked), 0), dtype=np.float32), np.empty((len(asked), 0), dtype=np.int64)
    for at, chunk in _chunks(fetch, np.arange(rows)):
        near, found = faiss.knn(queries, chunk, min(11, len(chunk)), metric=faiss.METRIC_INNER_PRODUCT)
        scores, places = np.concatenate([scores, near], axis=1), np.concatenate([places, found + at], axis=1)
        best = np.argsort(-scores, axis=1)[:, :11]
        scores, places = np.take_along_axis(scores, best, 1), np.take_along_axis(places, best, 1)
    truth = [set(row[row != one][:10].tolist()) for row, one in zip(places, asked, strict=True)]
    lists, probes, recall = len(made.table.ends), 4, 0.0
    while True:
        found = made.search(queries, 11, None, probes)
        hits = [set(order[numbers].tolist()) & true for (numbers, _), true in zip(found, truth, strict=True)]
        recall = sum(map(len, hits)) / max(1, sum(map(len, truth)))
        if recall >= TARGET or probes >= lists:
            return probes, round(recall, 4)
        probes = min(lists, probes + max(2, probes // 2))
