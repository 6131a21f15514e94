"""An encoder that begins before it is asked: vectors are made while the texts before them are being written."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any

from factcheck.embedding.base import Encoder

__all__ = ["AheadEncoder"]


class AheadEncoder:
    """Another encoder, with texts handed in by :meth:`start` embedded in the background."""

    def __init__(self, encoder: Encoder, at_once: int = 1) -> None:
        """``at_once``: calls of :meth:`start` worked on at a time; more than one only pays on a cluster."""
        self._encoder = encoder
        self.name, self.dimension = encoder.name, encoder.dimension
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="embedding")
        self._rows: dict[str, tuple[Future[Any], int]] = {}

    def start(self, texts: Sequence[str]) -> Future[Any]:
        """Begin with the vectors of those passages that have not been begun yet; the future ends with them."""
        fresh = [t for t in dict.fromkeys(texts) if t not in self._rows]
        future: Future[Any] = self._pool.submit(self._encoder.encode_passages, fresh)
        self._rows.update((text, (future, row)) for row, text in enumerate(fresh))
        return future

    def forget(self) -> None:
        """Drop the vectors that are there."""
        self._rows = {text: found for text, found in self._rows.items() if not found[0].done()}

    def encode_queries(self, texts: Sequence[str]) -> Any:
        """Vectors of queries, made now."""
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Any:
        """Vectors of passages: those that were begun, and the others now."""
        import numpy as np

        self.start(texts)
        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        for at, text in enumerate(texts):
            future, row = self._rows[text]
            out[at] = future.result()[row]
        return out

    def __enter__(self) -> AheadEncoder:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)
