"""The collections of an index on Milvus."""

from __future__ import annotations

import os
from typing import Any

from factcheck.embedding import Encoder
from factcheck.errors import IndexMissing, UsageError
from factcheck.index.milvus.head import Head, read_head, write_head
from factcheck.index.milvus.store import LONGEST, Store

__all__ = ["index_type", "make_index", "make_list", "search_params"]

_LONGEST_TEXT = 65_535  # bytes that Milvus keeps in one text

# A graph with M 16 and 200 neighbours looked at in building: Malkov and Yashunin (2018) find little to gain beyond.
_PARAMS: dict[str, dict[str, Any]] = {
    "AUTOINDEX": {},
    "DISKANN": {},
    "FLAT": {},
    "HNSW": {"M": 16, "efConstruction": 200},
    "HNSW_SQ": {"M": 16, "efConstruction": 200, "sq_type": "FP16"},
}


def index_type(lite: bool) -> str:
    """The kind of index over new vectors: ``$FACTCHECK_MILVUS_INDEX``, else exact in a file and HNSW on a server."""
    kind = os.environ.get("FACTCHECK_MILVUS_INDEX") or ("FLAT" if lite else "HNSW")
    if kind not in _PARAMS:
        raise UsageError(f"FACTCHECK_MILVUS_INDEX={kind}: no such index", hint=f"there are: {', '.join(_PARAMS)}")
    return kind


def search_params(kind: str, limit: int) -> dict[str, Any]:
    """How widely an index looks for ``limit`` neighbours, within what the server allows."""
    wanted = min(limit, LONGEST)
    if kind.startswith("HNSW"):
        return {"ef": min(max(4 * wanted, 256), 2 * LONGEST)}
    return {"search_list": 4 * wanted} if kind == "DISKANN" else {}


def make_list(store: Store) -> None:
    """The list of all indexes of a server, where there is none."""
    if not store.exists("indexes"):
        _make(store, "indexes")


def make_index(store: Store, encoder: Encoder) -> None:
    """The collections and the head of a new index; nothing where there is one already."""
    try:
        read_head(store)
    except IndexMissing:
        for kind in ("passages", "reports", "stems"):
            if store.exists(kind):  # left by a writer that was killed before its first commit
                store.drop(kind)
        vectors = index_type(store.place.lite)
        _make(store, "passages", encoder.dimension, vectors)
        _make(store, "reports")
        _make(store, "stems")
        write_head(store, Head(store.place.name, encoder.name, encoder.dimension, vectors))


_NUMBERS = {
    "passages": ("report", "born", "outlet", "language", "day", "key", "start", "stop"),
    "reports": ("report", "part", "parts", "born", "name", "digest", "mark"),
    "stems": ("born", "having", "before"),
}
_TEXTS = {"passages": ("stems", "shown"), "reports": ("about", "text"), "indexes": ("state",)}
_INDEXED = {"passages": ("report", "key"), "reports": ("report", "name", "digest", "mark")}


def _make(store: Store, kind: str, dimension: int = 2, vectors: str = "FLAT") -> None:
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    if kind == "indexes":
        schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=1_000)
    else:
        schema.add_field("id", DataType.INT64, is_primary=True)
    for name in _NUMBERS.get(kind, ()):
        schema.add_field(name, DataType.INT64)
    for name in _TEXTS.get(kind, ()):
        schema.add_field(name, DataType.VARCHAR, max_length=_LONGEST_TEXT)
    # Milvus asks for a vector in every collection: those that need none have one of two zeros.
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
    index = MilvusClient.prepare_index_params()
    index.add_index("vector", index_type=vectors, metric_type="IP", params=_PARAMS[vectors])
    if kind == "passages":
        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    for name in _INDEXED.get(kind, ()):
        index.add_index(name, index_type="INVERTED")
    store.create(kind, schema, index)
