"""Indexes of millions of passages: recall, time of a search, memory, time to open, time and bytes to build.

    python benchmarks/bench_large.py INDEX [--passages 1000000 3000000] [--claims 200] [--scratch FOLDER]

INDEX is a built index of real reports; passages are made from its vectors and words with noise (``large_index.py``) and
go through the index's own writer, 20,000 a commit. Each size grows out of the one before it. What is measured is
measured in a process that only reads. Searches by vectors take turns with flat search (``faiss.knn`` in float32, what
``IndexFlatIP`` does) and with whole searches, as ``factcheck verify`` makes them: vectors and words, passages read; the
claims are embedded before. Memory is what the process grew by, all told. Three million passages take 12 GB of disk and
6 GB of memory.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
from large_index import COSINE, DAYS, EXCHANGED, START, Source

from factcheck.index import IndexWriter, LocalIndex, Query
from factcheck.index.columns import Filter
from factcheck.index.segments import Stored

K = 10
WINDOW = timedelta(days=45)  # around the day of an article, as ``factcheck verify`` searches


class Given:
    """An encoder of texts whose vectors are known."""

    def __init__(self, name: str, texts: Sequence[str], vectors: Any) -> None:
        self.name, self.dimension = name, vectors.shape[1]
        self._vectors = dict(zip(texts, vectors, strict=True))

    def encode_queries(self, texts: Sequence[str]) -> Any:
        return np.array([self._vectors[text] for text in texts], dtype=np.float32)

    encode_passages = encode_queries


def resident() -> int:
    """Bytes of memory that this process holds, without what only mirrors files."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(fields["RssAnon"].split()[0]) * 1024


def grow(folder: Path, source: Source, first: int, last: int) -> dict[str, float]:
    """Add passages number ``first`` to ``last``; seconds of the writer by step."""
    adding = 0.0
    with IndexWriter(folder, source) as writer:
        for reports in source.reports(first, last):
            started = time.perf_counter()
            writer.add(reports)
            adding += time.perf_counter() - started
        started = time.perf_counter()
    return {"adding": adding, "settling": time.perf_counter() - started}


def measure(folder: Path, claims: Path) -> dict[str, Any]:
    """All figures of an index, in a process of their own."""
    kept = np.load(claims)
    texts, vectors = json.loads(str(kept["texts"])), kept["vectors"]
    warm = len(texts) * 10 // 11  # enough to come to every list
    asked = range(warm, len(texts))
    with LocalIndex(folder) as index:
        name = index.model
    encoder = Given(name, texts, vectors)
    load_libraries()
    before = resident()
    started = time.perf_counter()
    index = LocalIndex(folder, encoder)
    parts, columns = index._parts, index._columns  # what the first search waits for
    opening = time.perf_counter() - started
    started = time.perf_counter()
    index.search([Query(texts[0])], K)
    first = time.perf_counter() - started
    for text in texts[:warm]:
        index.search([Query(text)], K)
    grown = resident() - before
    segments = [segment for segment, _ in index._snapshot.files]
    numbers, flat = everything(folder, segments, index.dimension)
    times: dict[str, list[float]] = {"flat": [], "search": [], "filtered": [], "vectors": []}
    met = 0
    for i in asked:
        day = START + timedelta(days=i % DAYS)
        narrow = Query(texts[i], day - WINDOW, day + WINDOW, (f"Outlet {i % 7}",))
        taken, (_, true) = timed(lambda q=vectors[i : i + 1]: knn(q, flat))
        times["flat"].append(taken)
        plain = Query(texts[i])
        times["search"].append(timed(lambda q=plain: index.search([q], K))[0])
        times["filtered"].append(timed(lambda q=narrow: index.search([q], K))[0])
        let = Filter(columns, plain)
        taken, near = timed(lambda q=vectors[i : i + 1], f=let: [part.search(q, K, f)[0] for part in parts])
        times["vectors"].append(taken)
        best = np.argsort(-np.concatenate([scores for _, scores in near]))[:K]
        mine = np.concatenate([found for found, _ in near])[best]
        met += len(set(mine.tolist()) & set(numbers[true[0]].tolist()))
    return {
        "passages": len(columns.passage),
        "recall": met / (K * len(asked)),
        "opening": opening,
        "first": first,
        "memory": grown / len(columns.passage),
        "disk": sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / len(columns.passage),
        "segments": [segment.rows for segment in segments],
        **{f"p50 {key}": statistics.median(value) for key, value in times.items()},
        **{
            f"times {key}": statistics.median(a / b for a, b in zip(times["flat"], times[key], strict=True))
            for key in ("search", "vectors")
        },
    }


def load_libraries() -> None:
    """Let FAISS and SQLite be there before memory is measured."""
    knn(np.zeros((1, 8), dtype=np.float32), np.zeros((K, 8), dtype=np.float32))


def knn(queries: Any, vectors: Any) -> Any:
    import faiss

    return faiss.knn(queries, vectors, K, metric=faiss.METRIC_INNER_PRODUCT)


def everything(folder: Path, segments: Sequence[Any], dimension: int) -> tuple[Any, Any]:
    """Numbers and vectors (float32) of all segments."""
    numbers = np.concatenate([np.arange(s.first, s.first + s.rows) for s in segments])
    vectors = np.empty((len(numbers), dimension), dtype=np.float32)
    stored = Stored(folder, segments, dimension)
    for at in range(0, len(numbers), 1 << 16):
        vectors[at : at + (1 << 16)] = stored.fetch(numbers[at : at + (1 << 16)])
    return numbers, vectors


def timed(function: Any) -> tuple[float, Any]:
    started = time.perf_counter()
    result = function()
    return time.perf_counter() - started, result


def told(figures: dict[str, Any], spent: dict[str, float], added: int) -> None:
    f = figures
    rows = [
        ("recall@10 against exact", f"{f['recall']:.3f}", "≥ .97", f["recall"] >= 0.97),
        ("flat search of a claim, p50", f"{1000 * f['p50 flat']:.0f} ms", "", None),
        (
            "search by vectors, p50",
            f"{1000 * f['p50 vectors']:.1f} ms, 1/{f['times vectors']:.0f} of flat",
            "≤ 1/20 of flat",
            f["times vectors"] >= 20,
        ),
        ("  and words, passages read", f"{1000 * f['p50 search']:.1f} ms, 1/{f['times search']:.0f} of flat", "", None),
        ("  in 90 days, without an outlet", f"{1000 * f['p50 filtered']:.1f} ms", "", None),
        ("memory a passage", f"{f['memory']:.0f} bytes", "≤ 250", f["memory"] <= 250),
        ("open, ready to be searched", f"{f['opening']:.2f} s", "≤ 0.5 s", f["opening"] <= 0.5),
        ("  first search", f"{f['first']:.2f} s", "", None),
        ("disk a passage", f"{f['disk']:.0f} bytes", "", None),
        (
            "written, a million passages",
            f"{1e6 * spent['adding'] / added:.0f} s, settled in {spent['settling']:.0f} s",
            "",
            None,
        ),
    ]
    print(f"\n{f['passages']:,} passages, segments of {', '.join(f'{n:,}' for n in f['segments'])} vectors")
    for what, value, bar, met in rows:
        print(
            f"  {what:<34}{value:<34}{bar:<16}{'' if met is None else 'met' if met else 'MISSED'}".rstrip(), flush=True
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("--passages", type=int, nargs="+", default=[1_000_000, 3_000_000])
    parser.add_argument("--claims", type=int, default=200)
    parser.add_argument("--scratch", type=Path, help="where the large index is made (and removed)")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.measure:
        print(json.dumps(measure(args.index, args.measure)))
        return
    if not args.index.exists():
        print(f"skipped: no index at {args.index}")
        return
    source = Source(args.index)
    print(
        f"made from {len(source.words):,} real passages: vectors turned by noise to a cosine of {COSINE}, "
        f"{EXCHANGED:.0%} of the words exchanged"
    )
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-", dir=args.scratch) as name:
        scratch = Path(name)
        texts, vectors = source.claims(11 * args.claims)
        np.savez(scratch / "claims.npz", texts=json.dumps(texts), vectors=vectors)
        made = 0
        for size in sorted(args.passages):
            spent = grow(scratch / "large", source, made, size)
            call = [sys.executable, __file__, str(scratch / "large"), "--measure", str(scratch / "claims.npz")]
            done = subprocess.run(call, check=True, stdout=subprocess.PIPE, text=True, env=os.environ)
            told(json.loads(done.stdout), spent, size - made)
            made = size


if __name__ == "__main__":
    main()
