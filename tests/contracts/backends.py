"""Every place where an index can be. A new backend is one line here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from factcheck.index import MilvusPlace, Place

__all__ = ["BACKENDS", "place_of"]


def _milvus(folder: Path, kind: str) -> Place:
    pytest.importorskip("pymilvus", reason="the extra `milvus` is not installed")
    pytest.importorskip("milvus_lite", reason="milvus-lite is not installed")
    return MilvusPlace(str(folder / f"{kind}.db"), "news")


BACKENDS: dict[str, Callable[[Path], Place]] = {
    "local": lambda folder: folder / "news",
    "milvus": lambda folder: _milvus(folder, "FLAT"),
    "milvus-hnsw": lambda folder: _milvus(folder, "HNSW"),
}


def place_of(backend: str, folder: Path, patch: pytest.MonkeyPatch) -> Place:
    """Where a backend keeps an index in a folder."""
    place = BACKENDS[backend](folder)
    if isinstance(place, MilvusPlace):
        patch.setenv("FACTCHECK_MILVUS_INDEX", Path(place.uri).stem)
    return place
