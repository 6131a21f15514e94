"""An approximate segment: vectors in the order of the lists of an inverted file, searched by short codes.

One file holds, in this order: the vectors in half precision, their codes (product quantizer), the trained FAISS index
without vectors (centres of the lists, quantizer), and a table. The table says how long the lists are and has a checksum
of every list of codes, of every few vectors, and of the trained index; the manifest has the checksum of the table. So a
few megabytes are read to open it, whatever its size, and yet nothing is used that was not checked: a list when a search
first comes to it, vectors each time they are read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from threading import RLock
from typing import Any, BinaryIO

from factcheck.index.columns import Filter, spread
from factcheck.index.segments import Segment, damaged

__all__ = ["BLOCK", "Listed", "Table", "checksum"]

BLOCK = 4  # vectors a checksum: what is read and hashed for one candidate
_DIGEST = 16  # bytes of a checksum kept (of SHA-256)
_CANDIDATES = 160  # at least so many are ranked anew by their vectors …
_PER_HIT = 4  # … and at least so many for each that is asked for
_READ = 1 << 22  # bytes hashed at once when all is verified


def checksum(data: bytes) -> bytes:
    """The first half of a SHA-256."""
    return hashlib.sha256(data).digest()[:_DIGEST]


@dataclass(frozen=True, slots=True)
class Table:
    """What is at the end of the file."""

    dimension: int
    code: int
    """Bytes of a code."""
    trained: int
    """Bytes of the trained index."""
    trained_sum: str
    probes: int
    """Lists searched for a query without filters."""
    recall: float
    """Recall@10 measured with so many lists when the segment was made."""
    ends: Any
    """Number of vectors up to the end of each list."""
    list_sums: bytes
    block_sums: bytes

    def encoded(self) -> bytes:
        """As bytes: a line of JSON, then the arrays."""
        import numpy as np

        known = {key: getattr(self, key) for key in ("dimension", "code", "trained", "trained_sum", "probes", "recall")}
        line = json.dumps({**known, "lists": len(self.ends)}) + "\n"
        return line.encode() + np.asarray(self.ends, dtype="<i8").tobytes() + self.list_sums + self.block_sums

    @classmethod
    def decoded(cls, data: bytes) -> Table:
        """The table that was written as these bytes."""
        import numpy as np

        line, _, arrays = data.partition(b"\n")
        known = json.loads(line)
        lists = known.pop("lists")
        ends, sums = arrays[: 8 * lists], arrays[8 * lists :]
        cut = _DIGEST * lists
        return cls(**known, ends=np.frombuffer(ends, dtype="<i8"), list_sums=sums[:cut], block_sums=sums[cut:])


class Listed:
    """An approximate segment, open for search."""

    def __init__(self, segment: Segment, handle: BinaryIO, dimension: int) -> None:
        """Read and check the table. IndexDamaged where it is not what was written."""
        self.first, self.rows, self._handle = segment.first, segment.rows, handle
        self._lock = RLock()
        size = os.fstat(handle.fileno()).st_size
        data = self._read(max(size - segment.tail, 0), segment.tail)
        if hashlib.sha256(data).hexdigest() != segment.sha256:
            raise damaged("a segment does not match its checksum", handle.name)
        self.table = Table.decoded(data)
        self._begin(dimension)
        if size != self._trained_at + self.table.trained + segment.tail:
            raise damaged("a segment has the wrong size", handle.name)

    @classmethod
    def unfinished(cls, handle: BinaryIO, table: Table, rows: int) -> Listed:
        """A segment being made: all but the table is in the file."""
        made = cls.__new__(cls)
        made.first, made.rows, made._handle, made.table, made._lock = 0, rows, handle, table, RLock()
        made._begin(table.dimension)
        return made

    def _begin(self, dimension: int) -> None:
        import numpy as np

        t = self.table
        if t.dimension != dimension or int(t.ends[-1]) != self.rows:
            raise damaged("a segment has the wrong size", self._handle.name)
        self._starts = np.concatenate([[0], t.ends[:-1]])
        self._sizes = t.ends - self._starts
        # FAISS is given numbers of its own, in which each list begins at a whole byte of the selector's bitmap.
        self._bytes = np.concatenate([[0], np.cumsum((self._sizes + 7) // 8)])
        self._vector_bytes = dimension * 2
        self._codes_at = self.rows * self._vector_bytes
        self._trained_at = self._codes_at + self.rows * t.code
        self._bitmap = np.zeros(int(self._bytes[-1]), dtype=np.uint8)
        self._loaded = np.zeros(len(t.ends), dtype=bool)

    # ---- reading, never without a checksum

    def _read(self, offset: int, size: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._handle.fileno(), size, offset)
        with self._lock:
            self._handle.seek(offset)
            return self._handle.read(size)

    def _check(self, data: bytes, sums: bytes, number: int) -> bytes:
        if checksum(data) != sums[number * _DIGEST : (number + 1) * _DIGEST]:
            raise damaged("a segment does not match its checksum", self._handle.name)
        return data

    @cached_property
    def _index(self) -> Any:
        """The FAISS index; its lists are filled as searches come to them."""
        import faiss
        import numpy as np

        data = self._read(self._trained_at, self.table.trained)
        self._check(data, bytes.fromhex(self.table.trained_sum), 0)
        return faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))

    def _codes(self, number: int) -> bytes:
        start, size = int(self._starts[number]), int(self._sizes[number])
        data = self._read(self._codes_at + start * self.table.code, size * self.table.code)
        return self._check(data, self.table.list_sums, number)

    def _load(self, lists: Any) -> None:
        """Fill the lists that no search has come to yet."""
        import faiss
        import numpy as np

        for number in lists[~self._loaded[lists]].tolist():
            codes = np.frombuffer(self._codes(number), dtype=np.uint8)
            if len(codes):
                ids = np.arange(int(self._sizes[number]), dtype=np.int64) + int(self._bytes[number]) * 8
                self._index.invlists.add_entries(number, len(ids), faiss.swig_ptr(ids), faiss.swig_ptr(codes))
            self._loaded[number] = True

    def _blocks(self, numbers: Any) -> Iterator[bytes]:
        for number in numbers.tolist():
            size = min(BLOCK, self.rows - number * BLOCK) * self._vector_bytes
            data = self._read(number * BLOCK * self._vector_bytes, size)
            yield self._check(data, self.table.block_sums, number).ljust(BLOCK * self._vector_bytes, b"\0")

    def _vectors(self, places: Any) -> Any:
        import numpy as np

        blocks, where = np.unique(places // BLOCK, return_inverse=True)
        data = np.frombuffer(b"".join(self._blocks(blocks)), dtype="<f2").reshape(len(blocks), BLOCK, -1)
        return data[where, places % BLOCK].astype(np.float32)

    def verify(self) -> None:
        """Read everything once. IndexDamaged where something is not what was written."""
        import numpy as np

        for number in range(len(self._sizes)):
            self._codes(number)
        for _ in self._blocks(np.arange(-(-self.rows // BLOCK))):
            pass
        self._index.ntotal  # noqa: B018 - reading it checks it

    # ---- search

    def search(self, vectors: Any, k: int, let: Filter | None, probes: int | None = None) -> list[tuple[Any, Any]]:
        """Numbers and cosines of the ``k`` vectors near each query that a filter lets through, nearest first."""
        import numpy as np

        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        with self._lock:
            wanted = probes or self.table.probes
            enough = max(wanted * self.rows / len(self._sizes), k)
            while True:
                near, lists = self._index.quantizer.search(vectors, min(wanted, len(self._sizes)))
                let_through = self._mark(np.unique(lists), let)
                if let is None or wanted >= len(self._sizes):
                    break
                least = int(let_through[lists].sum(1).min())
                if least >= enough:
                    break
                # The filter lets little through: as many more lists as it takes to compare as many vectors as without.
                wanted = max(2 * wanted, int(wanted * enough / max(1, least)))
            self._load(np.unique(lists))
            found = self._candidates(vectors, max(_CANDIDATES, _PER_HIT * k), near, lists, let is not None)
        return [self._ranked(vector, ids[ids >= 0], k) for vector, ids in zip(vectors, found, strict=True)]

    def _candidates(self, vectors: Any, count: int, near: Any, lists: Any, filtered: bool) -> Any:
        """FAISS's numbers of the best by their codes in the lists of each query; -1 where there are too few."""
        import faiss
        import numpy as np

        parameters = faiss.SearchParametersIVF()
        parameters.nprobe = lists.shape[1]
        selector = faiss.IDSelectorBitmap(len(self._bitmap), faiss.swig_ptr(self._bitmap))
        if filtered:
            parameters.sel = selector
        scores = np.empty((len(vectors), count), dtype=np.float32)
        found = np.empty((len(vectors), count), dtype=np.int64)
        pointers = [faiss.swig_ptr(array) for array in (lists, near, scores, found)]
        # The method of this name without _c takes no parameters.
        self._index.search_preassigned_c(len(vectors), faiss.swig_ptr(vectors), count, *pointers, False, parameters)
        return found

    def _mark(self, lists: Any, let: Filter | None) -> Any:
        """Set the bits of what a filter lets through in these lists; returns how many that is, by list."""
        import numpy as np

        counts = np.zeros(len(self._sizes), dtype=np.int64)
        if let is None:
            return counts
        low, high = self._starts[lists], self.table.ends[lists]
        allowed = let.within(low + self.first, high + self.first)
        ends = np.cumsum(high - low)
        total = np.concatenate([[0], np.cumsum(allowed)])
        counts[lists] = total[ends] - total[ends - (high - low)]
        begin, end = self._bytes[lists], self._bytes[lists + 1]
        at = np.cumsum(end - begin) - (end - begin)
        bits = np.zeros(int((end - begin).sum()) * 8, dtype=bool)
        bits[spread(at * 8, at * 8 + high - low)] = allowed
        self._bitmap[spread(begin, end)] = np.packbits(bits, bitorder="little")
        return counts

    def _ranked(self, vector: Any, ids: Any, k: int) -> tuple[Any, Any]:
        """The best of the candidates by their own vectors."""
        import numpy as np

        if not len(ids):
            return ids, np.empty(0, dtype=np.float32)
        owner = self._bytes.searchsorted(ids // 8, "right") - 1
        places = ids - self._bytes[owner] * 8 + self._starts[owner]
        scores = self._vectors(places) @ vector
        best = np.lexsort((places, -scores))[:k]
        return places[best] + self.first, scores[best]

    def with_probes(self, probes: int, recall: float) -> Table:
        """The table with what was measured."""
        return replace(self.table, probes=probes, recall=recall)
