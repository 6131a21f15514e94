"""BERT's forward pass on bare torch, from the packed weights: starts without transformers, fuses what it can.

The table of words stays packed on a CPU: a batch unpacks the rows that it needs, which takes 1 % of its time, where the
whole table would take 400 MB and a second to start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.embedding.weights import E5File

__all__ = ["TorchBert"]

_STEP = 16
"""Tokens of which a batch's length is a multiple: oneDNN's attention in bfloat16 takes twice as long on others."""
_WORDS = "embeddings.word_embeddings.weight"

Linear = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Layer:
    qkv: Linear
    attention_out: Callable[[Any, Any], Any]
    """Of what attention gives and the residual: their sum."""
    attention_norm: tuple[Any, Any]
    inner: Linear
    """With GELU."""
    outer: Callable[[Any, Any], Any]
    norm: tuple[Any, Any]


class TorchBert:
    """Mean of the last layer over a text's tokens, length 1."""

    def __init__(self, file: E5File) -> None:
        import torch

        self._file = file
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.dtype = _dtype(torch, self.device)
        self._pad = file.special["pad"]
        self._make = _fused if self.device == "cpu" and _fusion_works(torch, self.dtype) else _plain
        embeddings = "embeddings."
        self._table = self._tensor(_WORDS) if self.device == "cuda" else None
        types = self._tensor(embeddings + "token_type_embeddings.weight", torch.float32)[0]
        self._places = self._tensor(embeddings + "position_embeddings.weight", torch.float32) + types
        self._norm = self._pair(embeddings + "LayerNorm", torch.float32)
        self._layers = [self._layer(f"encoder.layer.{i}.") for i in range(file.layers)]

    def _tensor(self, name: str, dtype: Any = None) -> Any:
        import torch

        return torch.from_numpy(self._file.tensors[name]).to(self.device, dtype or self.dtype)

    def _pair(self, name: str, dtype: Any = None) -> tuple[Any, Any]:
        return self._tensor(f"{name}.weight", dtype), self._tensor(f"{name}.bias", dtype)

    def _layer(self, name: str) -> _Layer:
        import torch

        three = [self._pair(f"{name}attention.self.{part}") for part in ("query", "key", "value")]
        qkv = torch.cat([w for w, _ in three]), torch.cat([b for _, b in three])
        linear, gelu, added = self._make(torch)
        return _Layer(
            linear(*qkv),
            added(*self._pair(f"{name}attention.output.dense")),
            self._pair(f"{name}attention.output.LayerNorm"),
            gelu(*self._pair(f"{name}intermediate.dense")),
            added(*self._pair(f"{name}output.dense")),
            self._pair(f"{name}output.LayerNorm"),
        )

    def pooled(self, texts: Sequence[Sequence[int]]) -> Any:
        """Vectors (float32 array) of texts given as ids of tokens, none of them empty."""
        import torch

        lengths = [len(ids) for ids in texts]
        rows, hidden = len(texts), self._file.hidden
        longest = -(-max(lengths) // _STEP) * _STEP
        ids = torch.tensor([[*t, *[self._pad] * (longest - len(t))] for t in texts])
        real = torch.arange(longest) < torch.tensor(lengths)[:, None]
        with torch.inference_mode():
            weights = real.to(self.device)
            mask = None if min(lengths) == longest else weights[:, None, None, :]
            states = self._words(ids) + self._places[:longest]
            states = self._normed(states, self._norm).to(self.dtype).reshape(rows * longest, hidden)
            for layer in self._layers:
                attended = self._attention(layer.qkv(states), rows, longest, mask)
                states = self._normed(layer.attention_out(attended, states), layer.attention_norm)
                states = self._normed(layer.outer(layer.inner(states), states), layer.norm)
            share = (weights / weights.sum(1, keepdim=True)).unsqueeze(-1)
            mean = (states.view(rows, longest, hidden).float() * share).sum(1)
            return torch.nn.functional.normalize(mean, dim=1).cpu().numpy()

    def _words(self, ids: Any) -> Any:
        import torch

        if self._table is not None:
            return self._table[ids.to(self.device)].float()
        distinct, places = ids.unique(return_inverse=True)
        return torch.from_numpy(self._file.tensors.rows(_WORDS, distinct.numpy()))[places]

    def _normed(self, states: Any, norm: tuple[Any, Any]) -> Any:
        import torch

        return torch.nn.functional.layer_norm(states, (self._file.hidden,), *norm, self._file.epsilon)

    def _attention(self, qkv: Any, rows: int, length: int, mask: Any) -> Any:
        import torch

        heads = self._file.heads
        q, k, v = qkv.view(rows, length, 3, heads, -1).permute(2, 0, 3, 1, 4)
        attended = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return attended.transpose(1, 2).reshape(rows * length, -1)


def _dtype(torch: Any, device: str) -> Any:
    """The number format that is quick here: bfloat16 needs AVX512-BF16 or AMX, half precision a GPU."""
    if device == "cuda":
        return torch.float16
    asked = (getattr(torch.cpu, name, None) for name in ("_is_amx_tile_supported", "_is_avx512_bf16_supported"))
    return torch.bfloat16 if any(ask() for ask in asked if ask) else torch.float32


def _plain(torch: Any) -> Any:
    """Linear layers as any torch has them: bare, with GELU, with the residual added."""
    f = torch.nn.functional
    return (
        lambda w, b: lambda x: f.linear(x, w, b),
        lambda w, b: lambda x: f.gelu(f.linear(x, w, b)),
        lambda w, b: lambda x, residual: f.linear(x, w, b) + residual,
    )


def _fused(torch: Any) -> Any:
    """The same by oneDNN with weights laid out once and GELU and sum inside (what torch's own compiler emits)."""
    linear = torch.ops.mkldnn._linear_pointwise
    packed = torch.ops.mkldnn._reorder_linear_weight

    def bare(w: Any, b: Any) -> Any:
        p = packed(w)
        return lambda x: linear(x, p, b, "none", [], "")

    def gelu(w: Any, b: Any) -> Any:
        p = packed(w)
        return lambda x: linear(x, p, b, "gelu", [], "none")

    def added(w: Any, b: Any) -> Any:
        p = packed(w)
        return lambda x, residual: linear.binary(x, residual, p, b, "add")

    return bare, gelu, added


def _fusion_works(torch: Any, dtype: Any) -> bool:
    """Whether this torch has those operators and they give what the plain ones give."""
    x, w, b = (torch.linspace(-1, 1, n).to(dtype) for n in (64 * 64, 64 * 64, 64))
    x, w = x.view(64, 64), w.view(64, 64)
    try:
        with torch.inference_mode():
            for mine, theirs, more in zip(_fused(torch), _plain(torch), ((), (), (x,)), strict=True):
                if not torch.allclose(mine(w, b)(x, *more).float(), theirs(w, b)(x, *more).float(), 0.05, 0.1):
                    return False
    except (AttributeError, RuntimeError, TypeError):
        return False
    return True
