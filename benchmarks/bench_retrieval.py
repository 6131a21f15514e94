"""Recall of the tool's own retrieval on questions and paragraphs, each part of it on and off.

    python benchmarks/bench_retrieval.py FOLDER

FOLDER holds ``xquad_{ar,en}_{passages,queries}.jsonl`` (XQuAD, CC BY-SA 4.0). Every paragraph is a report, its
sentences are the passages; a question is right at k where its paragraph is among the first k reports.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from factcheck.documents import Document
from factcheck.embedding import bulk_encoder
from factcheck.index import open_index
from factcheck.index.base import Hit, PassageInput, PreparedReport, Query
from factcheck.index.writer import IndexWriter
from factcheck.languages.sentences import sentences

DEEP = 100
RANKINGS: dict[str, Callable[[Hit], float]] = {
    "words and vectors": lambda hit: hit.score,
    "vectors alone": lambda hit: -1.0 if math.isnan(hit.cosine) else hit.cosine,
    "words alone": lambda hit: hit.lexical,
}


def load(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def measure(
    name: str, queries: Sequence[dict[str, Any]], passages: Sequence[dict[str, Any]], folder: Path, language: str
) -> None:
    """Build, ask, print."""
    reports = []
    for row in passages:
        spans = sentences(row["text"], language)
        inside = tuple(PassageInput(p.start, p.end, row["text"][p.start : p.end]) for p in spans)
        reports.append(PreparedReport(Document(row["text"], row["pid"], language=language), inside))
    with IndexWriter(folder, bulk_encoder()) as writer:
        writer.add(reports)
    with open_index(folder) as index:
        found = index.search([Query(q["question"]) for q in queries], DEEP)
    for label, key in RANKINGS.items():
        first = five = 0
        for query, hits in zip(queries, found, strict=True):
            order = list(dict.fromkeys(hit.passage.report for hit in sorted(hits, key=key, reverse=True)))
            first += order[:1] == [query["pid"].replace("-ar-", f"-{language}-")]
            five += query["pid"].replace("-ar-", f"-{language}-") in order[:5]
        n = len(queries)
        print(f"{name:10} {label:18} recall@1 {first / n:.3f}  recall@5 {five / n:.3f}  (n={n})")


def main() -> None:
    """Arabic to Arabic, and Arabic to English."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    if not (options.folder / "xquad_ar_queries.jsonl").exists():
        raise SystemExit(f"{options.folder} has no xquad_ar_queries.jsonl")
    queries = load(options.folder / "xquad_ar_queries.jsonl")
    with tempfile.TemporaryDirectory() as scratch:
        for language in ("ar", "en"):
            passages = load(options.folder / f"xquad_{language}_passages.jsonl")
            measure(f"ar → {language}", queries, passages, Path(scratch) / language, language)


if __name__ == "__main__":
    main()
