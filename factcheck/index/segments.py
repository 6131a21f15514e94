"""Vector segments: FAISS files that are written once, flushed, and read only when their checksum is right."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from factcheck.errors import IndexDamaged
from factcheck.index.store import SEGMENTS

__all__ = ["Segment", "load", "opened", "pack", "sync_folder", "vectors_of", "write"]

_HINT = "remove the index's folder and build it anew"


@dataclass(frozen=True, slots=True)
class Segment:
    """The row of a segment: vectors number ``first`` … ``first + rows - 1`` are in ``file``."""

    first: int
    rows: int
    file: str
    sha256: str


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
    path = folder / SEGMENTS / file
    scratch = path.with_suffix(".part")
    with scratch.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    scratch.replace(path)
    sync_folder(path.parent)
    return Segment(first, int(index.ntotal), file, sha)


def opened(folder: Path, segment: Segment) -> BinaryIO:
    """The file of a segment, open for reading; IndexDamaged where it is not there."""
    path = folder / SEGMENTS / segment.file
    try:
        return path.open("rb")
    except OSError as error:
        raise IndexDamaged(f"a segment cannot be read: {error.strerror}", where=str(path), hint=_HINT) from error


def load(segment: Segment, handle: BinaryIO, dimension: int) -> Any:
    """The FAISS index in an open segment file; IndexDamaged where it is not what was written."""
    import faiss
    import numpy as np

    handle.seek(0)
    raw = handle.read()
    if hashlib.sha256(raw).hexdigest() != segment.sha256:
        raise IndexDamaged("a segment does not match its checksum", where=handle.name, hint=_HINT)
    index = faiss.deserialize_index(np.frombuffer(raw, dtype=np.uint8))
    if index.ntotal != segment.rows or index.d != dimension:
        raise IndexDamaged("a segment has the wrong size", where=handle.name, hint=_HINT)
    return index


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to disk, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # a system that does not open folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
