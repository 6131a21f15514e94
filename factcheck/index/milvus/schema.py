"""The collections of an index on Milvus."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from factcheck.errors import UsageError
from factcheck.index.milvus.store import LONGEST, Store

__all__ = ["KINDS", "index_type", "make", "search_params"]

KINDS = ("passages", "reports", "stems")

VARCHAR = 65_535  # bytes that Milvus keeps in one text

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


def make(store: Store, kind: str, *, dimension: int = 2, vectors: str = "FLAT") -> None:
    """Make one of the collections, or the list of all indexes."""
    numbers: Sequence[str] = ()
    texts: Sequence[str] = ()
    indexed: Sequence[str] = ()
    if kind == "passages":
        numbers = ("report", "born", "outlet", "language", "day", "key", "start", "stop")
        texts, indexed = ("stems", "shown"), ("report", "key")
    elif kind == "reports":
        numbers = ("report", "part", "parts", "born", "name", "digest", "mark")
        texts, indexed = ("about", "text"), ("report", "name", "digest", "mark")
    elif kind == "stems":
        numbers = ("born", "having", "before")
    else:
        texts = ("state",)
    _make(store, kind, numbers, texts, indexed, dimension, vectors)


def _make(
    store: Store,
    kind: str,
    numbers: Sequence[str],
    texts: Sequence[str],
    indexed: Sequence[str],
    dimension: int,
    vectors: str,
) -> None:
    from pymilvus import DataType, MilvusClient

    schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
    if kind == "indexes":
        schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=1_000)
    else:
        schema.add_field("id", DataType.INT64, is_primary=True)
    for name in numbers:
        schema.add_field(name, DataType.INT64)
    for name in texts:
        schema.add_field(name, DataType.VARCHAR, max_length=VARCHAR)
    # Milvus asks for a vector in every collection: those that need none have one of two zeros.
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
    index = MilvusClient.prepare_index_params()
    index.add_index("vector", index_type=vectors, metric_type="IP", params=_PARAMS[vectors])
    if kind == "passages":
        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
    for name in indexed:
        index.add_index(name, index_type="INVERTED")
    store.create(kind, schema, index)
