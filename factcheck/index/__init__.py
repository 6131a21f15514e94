"""Indexes: where they are, and how they are opened."""

from __future__ import annotations

import os
from pathlib import Path

from factcheck.embedding import load_encoder
from factcheck.errors import IndexMissing
from factcheck.index.base import Hit, PassageInput, PreparedReport, Query, SearchIndex
from factcheck.index.local import LocalIndex
from factcheck.index.store import DATABASE
from factcheck.index.writer import IndexWriter

__all__ = [
    "Hit",
    "IndexWriter",
    "LocalIndex",
    "PassageInput",
    "PreparedReport",
    "Query",
    "SearchIndex",
    "index_root",
    "list_indexes",
    "open_index",
    "resolve",
]


def index_root(root: str | Path | None = None) -> Path:
    """The folder of named indexes: ``root``, else ``$FACTCHECK_INDEXES``, else ``indexes`` in the current folder."""
    return Path(root or os.environ.get("FACTCHECK_INDEXES") or "indexes").expanduser()


def resolve(name: str | Path, root: str | Path | None = None) -> Path:
    """The folder of an index given by name (``demo``) or by path (with a separator, or an existing index)."""
    text = str(name)
    if os.sep in text or (Path(text) / DATABASE).exists():
        return Path(text).expanduser()
    return index_root(root) / text


def open_index(name: str | Path, *, root: str | Path | None = None, model: str | None = None) -> LocalIndex:
    """Open an index for reading. ``model`` must be the one that it was built with (None: that one, loaded when needed).

    IndexMissing, IndexDamaged, IndexMismatch or ModelError say what is wrong.
    """
    folder = resolve(name, root)
    try:
        return LocalIndex(folder, load_encoder(model) if model is not None else None)
    except IndexMissing:
        others = ", ".join(sorted(p.name for p in list_indexes(root)))
        raise IndexMissing(
            f"no index {str(name)!r} at {folder}",
            hint=f"there are: {others}" if others else "build one with: factcheck index build CORPUS --name NAME",
        ) from None


def list_indexes(root: str | Path | None = None) -> list[Path]:
    """Folders of the named indexes, sorted."""
    folder = index_root(root)
    return sorted(p.parent for p in folder.glob(f"*/{DATABASE}")) if folder.is_dir() else []
