"""The bundled model on torch, for bulk work: the same weights in the number format that this processor runs fastest."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from factcheck.embedding.bundled import BUNDLED
from factcheck.embedding.weights import bert, read_e5_file, tokenizer

__all__ = ["BulkEncoder"]

_TOKENS = 8_192  # tokens a batch, padding counted
_LONGEST = 512


class BulkEncoder:
    """multilingual-e5-small on torch; vectors differ from the 4-bit engine's by a cosine of about .0003."""

    name = BUNDLED

    def __init__(self) -> None:
        file = read_e5_file()
        self.dimension = file.hidden
        self._tokenizer = tokenizer(file)
        self._model = _fastest(bert(file))

    def encode_queries(self, texts: Sequence[str]) -> Any:
        """Vectors of queries."""
        return self._encode([f"query: {t}" for t in texts])

    def encode_passages(self, texts: Sequence[str]) -> Any:
        """Vectors of passages."""
        return self._encode([f"passage: {t}" for t in texts])

    def _encode(self, texts: list[str]) -> Any:
        import numpy as np
        import torch

        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        ids = [e[:_LONGEST] for e in self._tokenizer(texts, truncation=True, max_length=_LONGEST)["input_ids"]]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        at = 0
        with torch.inference_mode():
            while at < len(order):
                end = at + 1
                while end < len(order) and (end - at + 1) * len(ids[order[end]]) <= _TOKENS:
                    end += 1
                rows = order[at:end]
                length = len(ids[rows[-1]])
                tokens = torch.full((len(rows), length), self._tokenizer.pad_token_id)
                mask = torch.zeros((len(rows), length), dtype=torch.long)
                for r, i in enumerate(rows):
                    tokens[r, : len(ids[i])] = torch.tensor(ids[i])
                    mask[r, : len(ids[i])] = 1
                states = self._model(input_ids=tokens, attention_mask=mask).last_hidden_state.float()
                weights = mask.unsqueeze(-1).float()
                pooled = (states * weights).sum(1) / weights.sum(1)
                out[rows] = torch.nn.functional.normalize(pooled, dim=1).numpy()
                at = end
        return out


def _fastest(model: Any) -> Any:
    """The model in float32 or bfloat16, whichever runs a sample batch faster here (bfloat16 needs AVX512-BF16 or AMX)."""
    import copy

    import torch

    sample = torch.full((8, 64), 5)
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
