"""The same reports in an index on this machine and on Milvus: are the findings the same, and what does each cost?

    python benchmarks/bench_milvus.py FOLDER [--reports 2000] [--articles 200] [--backend http://host:19530]

FOLDER holds reports that ``factcheck index build`` reads. The first ``--reports`` of them are indexed (of those that
name an outlet), and ``--articles`` of these, evenly spread, are verified against the others' reports in both indexes.
Without ``--backend`` a file of milvus-lite is made in a scratch folder. Passages are read and embedded once, before the
clock starts: both take as long for either index.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from factcheck.build import prepare
from factcheck.documents import Document
from factcheck.embedding import bulk_encoder, load_encoder
from factcheck.index import Place, PreparedReport, Query, SearchIndex, open_place, open_writer, resolve
from factcheck.readers import read_corpus
from factcheck.results import Report
from factcheck.verify import verify

COMMIT = 500


class Remembered:
    """The bundled model with the vectors of all passages at hand."""

    def __init__(self, reports: Sequence[PreparedReport]) -> None:
        inner = bulk_encoder(None)
        self.name, self.dimension = inner.name, inner.dimension
        keys = list({p.key for r in reports for p in r.passages})
        self._vectors = {key: i for i, key in enumerate(keys)}
        self._table = inner.encode_passages(keys)
        self._quick = load_encoder(None)
        self.asked = 0.0
        """Seconds that queries were embedded for."""

    def encode_passages(self, texts: Sequence[str]) -> Any:
        return self._table[[self._vectors[text] for text in texts]]

    def encode_queries(self, texts: Sequence[str]) -> Any:
        seconds, vectors = timed(lambda: self._quick.encode_queries(texts))
        self.asked += seconds
        return vectors


class Timed:
    """An index whose searches are timed, without the embedding of the queries."""

    def __init__(self, inner: SearchIndex, encoder: Remembered) -> None:
        self._inner, self._encoder = inner, encoder
        self.seconds: list[float] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def search(self, queries: Sequence[Query], k: int = 20) -> Any:
        before = self._encoder.asked
        seconds, found = timed(lambda: self._inner.search(queries, k))
        self.seconds.append((seconds - self._encoder.asked + before) / max(len(queries), 1))
        return found


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    result = run()
    return time.perf_counter() - started, result


def write(place: Place, reports: Sequence[PreparedReport], encoder: Remembered) -> None:
    with open_writer(place, encoder) as writer:
        for at in range(0, len(reports), COMMIT):
            writer.add(reports[at : at + COMMIT])


def findings(report: Report) -> set[tuple[object, ...]]:
    found = [(claim.id, f) for claim in report.claims for f in claim.findings]
    return {
        (claim, f.claim_value, f.relation, f.revision, f.evidence.report, f.evidence_value.start, f"{f.confidence:.3f}")
        for claim, f in found
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--backend", default=None)
    arguments = parser.parse_args()
    if not arguments.folder.exists():
        sys.exit(f"no folder {arguments.folder}: give one of reports that `factcheck index build` reads")
    named = (d for d in read_corpus([arguments.folder], problems=[]) if d.outlet)
    documents: list[Document] = list(islice(named, arguments.reports))
    reading, reports = timed(lambda: [prepare(d) for d in documents])
    embedding, encoder = timed(lambda: Remembered(reports))
    passages = sum(len(r.passages) for r in reports)
    print(f"{len(reports):,} reports, {passages:,} passages; read in {reading:.1f} s, embedded in {embedding:.1f} s")
    step = max(len(documents) // arguments.articles, 1)
    articles = documents[::step][: arguments.articles]
    with tempfile.TemporaryDirectory() as folder:
        backend = arguments.backend or str(Path(folder) / "news.db")
        places = {"FAISS": Path(folder) / "news", "Milvus": resolve("bench", backend=backend)}
        told: dict[str, list[set[tuple[object, ...]]]] = {}
        for name, place in places.items():
            built, _ = timed(lambda place=place: write(place, reports, encoder))
            opening, inner = timed(lambda place=place: open_place(place, encoder))
            index = Timed(inner, encoder)
            index.search([Query("حريق")])  # what is loaded at the first search
            index.seconds.clear()
            verified, told[name] = timed(lambda index=index: [findings(verify(a, index)) for a in articles])
            half = statistics.median(index.seconds) * 1e3
            print(
                f"{name:<7} written in {built:6.1f} s ({built / passages * 1e6:,.0f} µs a passage), opened in "
                f"{opening * 1e3:4.0f} ms, a claim searched in {half:6.1f} ms (median), "
                f"{len(articles)} articles verified in {verified:.1f} s"
            )
            inner.close()
    ours, theirs = told["FAISS"], told["Milvus"]
    same = sum(a == b for a, b in zip(ours, theirs, strict=True))
    both = sum(len(a & b) for a, b in zip(ours, theirs, strict=True))
    print(
        f"{same} of {len(articles)} articles have the same findings; findings of FAISS {sum(map(len, ours)):,}, "
        f"of Milvus {sum(map(len, theirs)):,}, the same in both {both:,}"
    )


if __name__ == "__main__":
    main()
