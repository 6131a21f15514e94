"""The bundled model for bulk work: the same weights on torch, in the number format that this machine runs fastest."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from factcheck.embedding.base import Encoder
from factcheck.embedding.torchbert import TorchBert
from factcheck.embedding.weights import pieces_tokenizer, read_e5_file

__all__ = ["BulkEncoder"]

_FEW = 64  # texts below which the C engine is done before torch is loaded (benchmarks/bench_encoder.py)
_TOKENS = {"cpu": 4_096, "cuda": 65_536}  # tokens a batch, padding counted: what the caches or the GPU's memory hold
_LONGEST = 512  # tokens that the model takes


class BulkEncoder:
    """Few texts go to the engine that starts at once, many to torch.

    The vectors of the two differ by a cosine of about .0001: the C engine rounds activations to 8 bits.
    """

    def __init__(self, quick: Encoder, few: int = _FEW) -> None:
        self._quick, self._few = quick, few
        self._lock = threading.Lock()
        self._many: _TorchEngine | None = None
        self.name, self.dimension = quick.name, quick.dimension

    def encode_queries(self, texts: Sequence[str]) -> Any:
        """Vectors of queries."""
        engine = self._engine(len(texts))
        return engine.encode([f"query: {t.strip()}" for t in texts]) if engine else self._quick.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Any:
        """Vectors of passages."""
        engine = self._engine(len(texts))
        return engine.encode([f"passage: {t.strip()}" for t in texts]) if engine else self._quick.encode_passages(texts)

    def _engine(self, count: int) -> _TorchEngine | None:
        """The one for many texts, once it has paid to load it: loaded once, whichever thread comes first."""
        if self._many is None and count < self._few:
            return None
        with self._lock:
            if self._many is None:
                self._many = _TorchEngine()
            return self._many


class _TorchEngine:
    """Tokens and forward pass, with batches of like length: padding is not computed."""

    def __init__(self) -> None:
        file = read_e5_file()
        self.dimension = file.hidden
        self._tokenizer = pieces_tokenizer(file)
        self._tokenizer.enable_truncation(_LONGEST)
        self._model = TorchBert(file)

    def encode(self, texts: Sequence[str]) -> Any:
        """Mean of the last layer, length 1."""
        import numpy as np

        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        ids = [found.ids for found in self._tokenizer.encode_batch(list(texts))]
        for rows in _batches([len(i) for i in ids], _TOKENS[self._model.device]):
            out[rows] = self._model.pooled([ids[i] for i in rows])
        return out


def _batches(lengths: Sequence[int], limit: int) -> list[list[int]]:
    """Rows in order of length, cut so that a batch with its padding holds at most ``limit`` tokens."""
    batches: list[list[int]] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batches and (len(batches[-1]) + 1) * lengths[i] <= limit:
            batches[-1].append(i)
        else:
            batches.append([i])
    return batches
