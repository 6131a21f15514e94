"""The bundled model for bulk work: the same weights on torch, in the number format that this machine runs fastest."""

from __future__ import annotations

import copy
import time
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from factcheck.embedding.base import Encoder
from factcheck.embedding.weights import bert, read_e5_file, tokenizer

__all__ = ["BulkEncoder"]

_FEW = 150  # texts below which the C engine is done before torch is loaded (benchmarks/bench_encoder.py)
_TOKENS = {"cpu": 4_096, "cuda": 65_536}  # tokens a batch, padding counted: what the caches or the GPU's memory hold
_LONGEST = 512  # tokens that the model takes


class BulkEncoder:
    """Few texts go to the engine that starts at once, many to torch.

    The vectors of the two differ by a cosine of about .0001: the C engine rounds activations to 8 bits.
    """

    def __init__(self, quick: Encoder, few: int = _FEW) -> None:
        self._quick, self._few = quick, few
        self.name, self.dimension = quick.name, quick.dimension

    def encode_queries(self, texts: Sequence[str]) -> Any:
        """Vectors of queries."""
        if len(texts) < self._few and "_engine" not in self.__dict__:
            return self._quick.encode_queries(texts)
        return self._engine.encode([f"query: {t.strip()}" for t in texts])

    def encode_passages(self, texts: Sequence[str]) -> Any:
        """Vectors of passages."""
        if len(texts) < self._few and "_engine" not in self.__dict__:
            return self._quick.encode_passages(texts)
        return self._engine.encode([f"passage: {t.strip()}" for t in texts])

    @cached_property
    def _engine(self) -> _TorchEngine:
        return _TorchEngine()


class _TorchEngine:
    """BERT on torch with batches of like length: padding is not computed."""

    def __init__(self) -> None:
        import torch

        file = read_e5_file()
        self.dimension = file.hidden
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self._tokenizer = tokenizer(file)
        model = bert(file)
        self._model = model.half().to("cuda") if self.device == "cuda" else _faster(model)

    def encode(self, texts: Sequence[str]) -> Any:
        """Mean of the last layer, length 1."""
        import numpy as np
        import torch

        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        if not texts:
            return out
        ids = self._tokenizer(list(texts), truncation=True, max_length=_LONGEST)["input_ids"]
        with torch.inference_mode():
            for rows in _batches([len(i) for i in ids], _TOKENS[self.device]):
                length = max(len(ids[i]) for i in rows)
                tokens = torch.full((len(rows), length), self._tokenizer.pad_token_id)
                mask = torch.zeros((len(rows), length), dtype=torch.long)
                for r, i in enumerate(rows):
                    tokens[r, : len(ids[i])] = torch.tensor(ids[i])
                    mask[r, : len(ids[i])] = 1
                tokens, mask = tokens.to(self.device), mask.to(self.device)
                states = self._model(input_ids=tokens, attention_mask=mask).last_hidden_state.float()
                weights = mask.unsqueeze(-1).float()
                pooled = (states * weights).sum(1) / weights.sum(1)
                out[rows] = torch.nn.functional.normalize(pooled, dim=1).cpu().numpy()
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


def _faster(model: Any) -> Any:
    """The model in float32 or bfloat16, whichever is faster here (bfloat16 needs AVX512-BF16 or AMX)."""
    import torch

    sample = torch.full((16, 64), 5)
    best, best_time = model, float("inf")
    with torch.inference_mode():
        for candidate in (model, copy.deepcopy(model).to(torch.bfloat16)):
            candidate(input_ids=sample)
            started = time.perf_counter()
            for _ in range(3):
                candidate(input_ids=sample)
            taken = time.perf_counter() - started
            if taken < best_time:
                best, best_time = candidate, taken
    return best
