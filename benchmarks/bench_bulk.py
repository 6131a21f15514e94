"""Verifying many articles: processes against one, articles a second, and the encoder's share.

    python benchmarks/bench_bulk.py CORPUS --index FOLDER [--articles 200] [--jobs 2] [--rounds 3]

CORPUS is anything that ``factcheck index build`` reads; articles are drawn from it and given an outlet of their own, so
that reports of all outlets are searched. The whole command ``factcheck verify DIR --format jsonl`` is timed, its start
included, once with one process and once with ``--jobs``, in turn. The encoder's share is that of one process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.bulk import Job, verify_many
from factcheck.embedding import bulk
from factcheck.readers import read_corpus
from factcheck.results import Report
from factcheck.verify import VerifyOptions


def write_articles(corpus: Path, folder: Path, count: int) -> None:
    documents = list(read_corpus([corpus], problems=[]))
    for number, d in enumerate(random.Random(11).sample(documents, min(count, len(documents)))):
        fields = {"text": f"{d.title or ''}\n{d.text}", "outlet": "bench", "id": f"a{number}"}
        if d.published:
            fields["date"] = d.published.isoformat()
        (folder / f"{number:05}.json").write_text(json.dumps(fields, ensure_ascii=False), "utf-8")


def command(folder: Path, index: Path, jobs: int) -> tuple[float, float, list[Any]]:
    """Seconds of the whole process, seconds of all cores, and what it printed."""
    call = [sys.executable, "-m", "factcheck", "verify", str(folder), "--index", str(index.resolve())]
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [*call, "--format", "jsonl", "--jobs", str(jobs)], capture_output=True, check=True, env=os.environ
    )
    taken, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken, worked, [json.loads(line) for line in done.stdout.splitlines()]


def encoder_share(folder: Path, index: Path) -> tuple[float, float, int]:
    """Seconds of a run in this process, of those in the encoder (its start included), and texts encoded."""
    inner, spent, texts = bulk.BulkEncoder.encode_queries, 0.0, 0

    def metered(encoder: Any, queries: Sequence[str]) -> Any:
        nonlocal spent, texts
        started = time.perf_counter()
        vectors = inner(encoder, queries)
        spent, texts = spent + time.perf_counter() - started, texts + len(queries)
        return vectors

    bulk.BulkEncoder.encode_queries = metered  # type: ignore[method-assign]
    started = time.perf_counter()
    reports = [r for r in verify_many([str(folder)], Job(index, VerifyOptions())) if isinstance(r, Report)]
    taken = time.perf_counter() - started
    bulk.BulkEncoder.encode_queries = inner  # type: ignore[method-assign]
    assert reports
    return taken, spent, texts


def findings(reports: Sequence[Any]) -> list[Any]:
    """What was found, without the digits that depend on the order of additions."""
    return [
        [(f["relation"], f["evidence"]["report"], f["evidence"]["start"]) for c in r["claims"] for f in c["findings"]]
        for r in reports
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    for place in (args.corpus, args.index):
        if not place.exists():
            print(f"skipped: nothing at {place}")
            return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(args.corpus, folder, args.articles)
        rows = []
        for _ in range(args.rounds):
            one, worked, alone = command(folder, args.index, 1)
            several, worked_all, together = command(folder, args.index, args.jobs)
            rows.append((one / several, one, several, worked, worked_all))
        ratio, one, several, worked, worked_all = (statistics.median(r[i] for r in rows) for i in range(5))
        print(f"{len(alone)} articles, medians of {len(rows)} runs in turn")
        print(f"{'processes':<12}{'seconds':>9}{'articles/s':>12}{'seconds of cores':>19}")
        for jobs, seconds, cores in ((1, one, worked), (args.jobs, several, worked_all)):
            print(f"{jobs:<12}{seconds:>9.1f}{len(alone) / seconds:>12.1f}{cores:>19.1f}")
        same = sum(a == b for a, b in zip(findings(alone), findings(together), strict=True))
        print(f"{args.jobs} processes: {ratio:.2f} × one; the same findings in {same} of {len(alone)} articles")
        taken, spent, texts = encoder_share(folder, args.index)
        print(f"encoder: {spent / taken:.0%} of one process's {taken:.1f} s ({texts:,} sentences)")


if __name__ == "__main__":
    main()
