"""The plain way and txtai, as the benchmarks of building and searching run them: same weights, their own defaults."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from factcheck.embedding import sentence_transformer

__all__ = ["Plain", "Txtai", "timed"]


def timed(function: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds and result."""
    started = time.perf_counter()
    result = function()
    return time.perf_counter() - started, result


class Plain:
    """``SentenceTransformer.encode`` in float32 and ``faiss.IndexFlatIP``."""

    name = "plain way"

    def __init__(self) -> None:
        from transformers.utils import logging

        logging.disable_progress_bar()
        self.model = sentence_transformer()

    def encode(self, texts: Sequence[str]) -> Any:
        return self.model.encode(list(texts), prompt_name="passage", normalize_embeddings=True, show_progress_bar=False)

    def build(self, texts: Sequence[str]) -> float:
        """Seconds from sentences to a filled index."""
        import faiss

        def run() -> None:
            vectors = self.encode(texts)
            index = faiss.IndexFlatIP(vectors.shape[1])
            index.add(vectors)

        return timed(run)[0]


class Txtai:
    """txtai's ``Embeddings`` with the model's own prefixes, everything else as it comes."""

    name = "txtai"

    def __init__(self, scratch: Path) -> None:
        """ImportError where txtai is not installed."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from transformers.utils import logging
        from txtai import Embeddings

        logging.disable_progress_bar()

        folder = scratch / "model"
        if not folder.exists():
            sentence_transformer(folder)
        self._make: Any = Embeddings
        self._config = {"path": str(folder), "instructions": {"query": "query: ", "data": "passage: "}}
        self._encoder: Any = None
        self._index: Any = None

    def build(self, texts: Sequence[str]) -> float:
        """Seconds from sentences to a filled index; the model is loaded before."""
        self._encoder = self._make(**self._config)
        self._encoder.index(["warm up"])
        return timed(lambda: self._encoder.index(list(texts)))[0]

    def fill(self, vectors: Mapping[str, Any]) -> None:
        """An index of texts whose vectors are known; queries are still embedded by txtai's own encoder."""
        import numpy as np

        def transform(texts: Sequence[str]) -> Any:
            if all(t in vectors for t in texts):
                return np.array([vectors[t] for t in texts], dtype=np.float32)
            rows = [(None, t, None) for t in texts]
            return self._encoder.batchtransform(rows, "query")

        self._texts = list(vectors)
        self._index = self._make(method="external", transform=transform)
        self._index.index(self._texts)

    def search(self, query: str, k: int) -> list[str]:
        """The texts found, best first."""
        return [self._texts[row] for row, _ in self._index.search(query, k)]


def scratch_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder that goes when the benchmark ends."""
    return tempfile.TemporaryDirectory(prefix="factcheck-bench-")
