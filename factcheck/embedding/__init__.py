"""Embedding models behind one small interface; nothing heavy is imported before a model is loaded."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from factcheck.embedding.base import Encoder
from factcheck.embedding.bundled import BUNDLED, BundledEncoder

__all__ = ["BUNDLED", "Encoder", "bulk_encoder", "load_encoder", "sentence_transformer"]


@lru_cache(maxsize=4)
def load_encoder(name: str | None = None) -> Encoder:
    """The encoder of that name: None or :data:`BUNDLED` for the bundled one, else a sentence-transformers name or path.

    A model is loaded once a process. ModelError where it cannot be loaded.
    """
    if name is None or name == BUNDLED:
        return BundledEncoder()
    from factcheck.embedding.transformer import TransformerEncoder

    return TransformerEncoder(name)


@lru_cache(maxsize=2)
def bulk_encoder(name: str | None = None, *, eager: bool = False) -> Encoder:
    """The same model for much work: the quick starter for few texts, the engine of most texts a second for many.

    ``eager``: many texts will come, though few at a time.
    """
    if name is None or name == BUNDLED:
        from factcheck.embedding.bulk import BulkEncoder

        return BulkEncoder(load_encoder(), few=0) if eager else BulkEncoder(load_encoder())
    return load_encoder(name)


def sentence_transformer(folder: Any = None) -> Any:
    """The bundled model as a real ``SentenceTransformer``; see :mod:`factcheck.embedding.weights`."""
    from factcheck.embedding.weights import sentence_transformer as expand

    return expand(folder)
