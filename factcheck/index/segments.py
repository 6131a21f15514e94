"""Vector segments: files that are written once, flushed, and read only when their checksums are right."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from factcheck.errors import IndexDamaged
from factcheck.index.failures import NUMBER, TEXT, Malformed, rebuild, typed
from factcheck.index.store import SEGMENTS

__all__ = ["Segment", "Stored", "damaged", "load", "opened", "pack", "publish", "segment_rows", "vectors_of", "write"]

_FILE = re.compile(r"[\w-]+\.(?:faiss|ivf)")
_CHUNK = 1 << 24  # bytes hashed at once


@dataclass(frozen=True, slots=True)
class Segment:
    """The row of a segment: vectors number ``first`` … ``first + rows - 1`` are in ``file``."""

    first: int
    rows: int
    file: str
    sha256: str
    tail: int = 0
    """Bytes at the end of the file that ``sha256`` covers, which vouch for the rest; 0: it covers the whole file."""


def damaged(what: str, path: str) -> IndexDamaged:
    """The error for a segment that cannot be used."""
    return IndexDamaged(what, where=path, hint=rebuild(Path(path).parent.parent))


def segment_rows(db: sqlite3.Connection) -> tuple[Segment, ...]:
    """The segments that count, in order of their vectors; Malformed where a row is not one of a segment."""
    rows = db.execute("SELECT first, rows, file, sha256, tail FROM segments ORDER BY first")
    found = tuple(Segment(*row) for row in typed(rows, NUMBER, NUMBER, TEXT, TEXT, NUMBER))
    for segment in found:
        if min(segment.first, segment.rows, segment.tail) < 0 or not _FILE.fullmatch(segment.file):
            raise Malformed("a row of a segment is not what was written")
    return found


def pack(vectors: Any) -> Any:
    """A FAISS index of vectors in half precision: exact search, 2 bytes a dimension, cosines right to three digits."""
    import faiss
    import numpy as np

    index = faiss.IndexScalarQuantizer(vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    index.train(vectors if len(vectors) else np.zeros((1, vectors.shape[1]), dtype=np.float32))
    index.add(vectors)
    return index


def vectors_of(index: Any) -> Any:
    """The vectors of a FAISS index as float32."""
    import numpy as np

    return index.reconstruct_n(0, index.ntotal) if index.ntotal else np.empty((0, index.d), dtype=np.float32)


def write(folder: Path, first: int, index: Any) -> Segment:
    """Write a segment to the index in ``folder`` and flush it to disk. It counts once its row is committed."""
    import faiss

    data = faiss.serialize_index(index).tobytes()
    sha = hashlib.sha256(data).hexdigest()
    file = f"{first:010d}-{sha[:16]}.faiss"
    publish(folder, file, lambda out: out.write(data))
    return Segment(first, int(index.ntotal), file, sha)


def publish(folder: Path, file: str, fill: Callable[[BinaryIO], object]) -> None:
    """Write a file of segments so that it is there whole and on disk, or not at all."""
    path = folder / SEGMENTS / file
    scratch = path.with_suffix(".part")
    with scratch.open("w+b") as out:
        fill(out)
        out.flush()
        os.fsync(out.fileno())
    scratch.replace(path)
    _sync_folder(path.parent)


def opened(folder: Path, segment: Segment) -> BinaryIO:
    """The file of a segment, open for reading; IndexDamaged where it is not there."""
    path = folder / SEGMENTS / segment.file
    try:
        return path.open("rb")
    except OSError as error:
        raise damaged(f"a segment cannot be read: {error.strerror}", str(path)) from error


def load(segment: Segment, handle: BinaryIO, dimension: int) -> Any:
    """The FAISS index in an open segment file; IndexDamaged where it is not what was written."""
    import faiss
    import numpy as np

    handle.seek(0)
    raw = handle.read()
    if hashlib.sha256(raw).hexdigest() != segment.sha256:
        raise damaged("a segment does not match its checksum", handle.name)
    index = faiss.deserialize_index(np.frombuffer(raw, dtype=np.uint8))
    if index.ntotal != segment.rows or index.d != dimension:
        raise damaged("a segment has the wrong size", handle.name)
    return index


class Stored:
    """Vectors of segments in half precision, fetched by number from the disk."""

    def __init__(self, folder: Path, segments: Sequence[Segment], dimension: int) -> None:
        """Map the files. IndexDamaged where one is not what was written: everything is read once for that."""
        import numpy as np

        self._maps = []
        self._first = np.array([segment.first for segment in segments], dtype=np.int64)
        self.dimension = dimension
        for segment in segments:
            with opened(folder, segment) as handle:
                offset = _verified(segment, handle, dimension)
                path = folder / SEGMENTS / segment.file
                self._maps.append(
                    np.memmap(path, dtype="<f2", mode="r", offset=offset, shape=(segment.rows, dimension))
                    if segment.rows
                    else np.empty((0, dimension), dtype="<f2")
                )

    def fetch(self, numbers: Any) -> Any:
        """The vectors with these numbers, float16."""
        import numpy as np

        found = np.empty((len(numbers), self.dimension), dtype="<f2")
        owner = self._first.searchsorted(numbers, "right") - 1
        for place in np.unique(owner):
            mine = owner == place
            found[mine] = self._maps[place][numbers[mine] - self._first[place]]
        return found


def _verified(segment: Segment, handle: BinaryIO, dimension: int) -> int:
    """Where in a file its vectors begin, once all of it has been seen to be what was written."""
    if segment.tail:
        from factcheck.index.listed import Listed

        Listed(segment, handle, dimension).verify()
        return 0
    state, size = hashlib.sha256(), 0
    while chunk := handle.read(_CHUNK):
        state.update(chunk)
        size += len(chunk)
    if state.hexdigest() != segment.sha256:
        raise damaged("a segment does not match its checksum", handle.name)
    # FAISS writes the codes of a scalar quantizer last: their number of bytes, then the codes.
    offset = size - segment.rows * dimension * 2
    handle.seek(max(offset - 8, 0))
    if int.from_bytes(handle.read(8), "little") != size - offset:
        raise damaged("a segment has the wrong size", handle.name)
    return offset


def _sync_folder(folder: Path) -> None:
    """Flush the names in a folder to disk, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # a system that does not open folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
