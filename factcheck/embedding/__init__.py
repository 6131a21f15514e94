"""Embedding models behind one small interface; nothing heavy is imported before a model is loaded."""

from __future__ import annotations

from functools import lru_cache

from factcheck.embedding.base import Encoder
from factcheck.embedding.bundled import BUNDLED, BundledEncoder

__all__ = ["BUNDLED", "Encoder", "bulk_encoder", "load_encoder"]


@lru_cache(maxsize=4)
def load_encoder(name: str | None = None) -> Encoder:
    """The encoder of that name: None or :data:`BUNDLED` for the bundled one, else a sentence-transformers name or path.

    A model is loaded once a process. ModelError where it cannot be loaded.
    """
    if name is None or name == BUNDLED:
        return BundledEncoder()
    from factcheck.embedding.transformer import TransformerEncoder

    return TransformerEncoder(name)


@lru_cache(maxsize=1)
def bulk_encoder(name: str | None = None) -> Encoder:
    """The same vectors for many texts: slower to start, several times faster once it runs (benchmarks/bench_encoder.py)."""
    if name is None or name == BUNDLED:
        from factcheck.embedding.bulk import BulkEncoder

        return BulkEncoder()
    return load_encoder(name)
