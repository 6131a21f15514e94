"""Any sentence-transformers model, by Hugging Face name or local path."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.embedding.hub import load_model

__all__ = ["TransformerEncoder"]

# Models trained with prefixes that their repositories do not carry as prompts (their model cards state them).
_PREFIXES = {"e5": ("query: ", "passage: ")}


class TransformerEncoder:
    """A ``SentenceTransformer`` with the prefixes that it was trained with."""

    def __init__(self, name: str) -> None:
        self._model = load_model("SentenceTransformer", name)
        self.name = name
        ask = getattr(self._model, "get_embedding_dimension", None) or self._model.get_sentence_embedding_dimension
        self.dimension = int(ask() or 0)
        prompts = dict(self._model.prompts or {})
        family = next((p for key, p in _PREFIXES.items() if key in Path(name).name.lower().split("-")), ("", ""))
        self._query = prompts.get("query") or family[0]
        self._passage = prompts.get("passage") or prompts.get("document") or family[1]

    def encode_queries(self, texts: Sequence[str]) -> Any:
        """Vectors of queries."""
        return self._encode(texts, self._query)

    def encode_passages(self, texts: Sequence[str]) -> Any:
        """Vectors of passages."""
        return self._encode(texts, self._passage)

    def _encode(self, texts: Sequence[str], prompt: str) -> Any:
        import numpy as np

        vectors = self._model.encode(
            [t.strip() for t in texts],
            prompt=prompt,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)
