"""Indexes: where they are, and how they are opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.embedding import Encoder
from factcheck.errors import IndexMismatch, IndexMissing
from factcheck.index.base import Hit, PassageInput, PreparedReport, Query, SearchIndex, Writer
from factcheck.index.local import LocalIndex
from factcheck.index.places import MilvusPlace, Place, index_root, resolve
from factcheck.index.store import DATABASE
from factcheck.index.writer import IndexWriter

__all__ = [
    "Hit",
    "IndexWriter",
    "LocalIndex",
    "MilvusPlace",
    "PassageInput",
    "Place",
    "PreparedReport",
    "Query",
    "SearchIndex",
    "Writer",
    "check_index",
    "index_root",
    "list_indexes",
    "open_index",
    "open_place",
    "open_writer",
    "resolve",
]


def open_place(place: Place, encoder: Encoder | None = None) -> SearchIndex:
    """Open the index at a place for reading. IndexMissing, IndexDamaged, IndexMismatch or ModelError."""
    if isinstance(place, MilvusPlace):
        from factcheck.index.milvus.reader import MilvusIndex

        return MilvusIndex(place, encoder)
    return LocalIndex(place, encoder)


def open_writer(place: Place, encoder: Encoder | None = None, reading: bytes = b"") -> Writer:
    """Make or open the index at a place for writing; see :class:`factcheck.index.IndexWriter`."""
    if isinstance(place, MilvusPlace):
        from factcheck.index.milvus.writer import MilvusWriter

        return MilvusWriter(place, encoder, reading)
    return IndexWriter(place, encoder, reading)


def check_index(name: str | Path, *, root: str | Path | None = None, backend: str | None = None) -> list[str]:
    """What is wrong with an index, a line each; empty where nothing is. Reads everything once.

    A folder need not be one that may be written to. IndexMissing, IndexMismatch, or IndexDamaged where it cannot be
    opened at all.
    """
    place = resolve(name, root, backend)
    if isinstance(place, MilvusPlace):
        with open_writer(place) as writer:
            return writer.check()
    from factcheck.index.checks import check_folder

    with _others_told(name, root, place):
        return check_folder(place)


def open_index(
    name: str | Path, *, root: str | Path | None = None, model: str | None = None, backend: str | None = None
) -> SearchIndex:
    """Open an index for reading. ``model`` must be the one that it was built with (None: that one, loaded when needed).

    ``backend`` is a Milvus server (``http://host:19530``) or a file of milvus-lite (``news.db``); None: this machine.
    IndexMissing, IndexDamaged, IndexMismatch or ModelError say what is wrong.
    """
    place = resolve(name, root, backend)
    with _others_told(name, root, place):
        opened = open_place(place)
    if model is not None and model != opened.model:  # told before the model is loaded, which may take long
        opened.close()
        raise IndexMismatch(
            f"the index was built with the model {opened.model}, not {model}",
            where=str(place),
            hint=f"leave --model out, or build the index anew with --model {model}",
        )
    return opened


@contextmanager
def _others_told(name: str | Path, root: str | Path | None, place: Place) -> Iterator[None]:
    """Where an index of this machine is missing, say which there are."""
    try:
        yield
    except IndexMissing:
        if isinstance(place, MilvusPlace):
            raise
        others = ", ".join(sorted(p.name for p in list_indexes(root)))
        raise IndexMissing(
            f"no index {str(name)!r} at {place}",
            hint=f"there are: {others}" if others else "build one with: factcheck index build CORPUS --name NAME",
        ) from None


def list_indexes(root: str | Path | None = None, backend: str | None = None) -> list[Place]:
    """The named indexes on this machine or on a backend, sorted."""
    place = resolve("", root, backend)
    if isinstance(place, MilvusPlace):
        from factcheck.index.milvus.head import names

        return [MilvusPlace(place.uri, name) for name in names(place)]
    folder = index_root(root)
    return [p.parent for p in sorted(folder.glob(f"*/{DATABASE}"))] if folder.is_dir() else []
