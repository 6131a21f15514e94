"""Time of ``factcheck scan`` against the size of the corpus.

    python benchmarks/bench_scan.py INDEX [--parts 4 2 1] [--reports N]

INDEX is a built index. Every fourth of its reports, every second, and all are scanned among themselves: they are put
into an index of their own with the vectors that they have, so that nothing is embedded.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factcheck.documents import Passage
from factcheck.index import open_index
from factcheck.index.base import PassageInput, PreparedReport
from factcheck.index.local import LocalIndex
from factcheck.index.writer import IndexWriter
from factcheck.scan import scan
from factcheck.values import extract
from factcheck.values.masking import mask


class Known:
    """An encoder that knows the vectors of the texts that are put in."""

    def __init__(self, index: LocalIndex) -> None:
        self.name, self.dimension = index.model, index.dimension
        self.vectors: dict[str, Any] = {}

    def encode_passages(self, texts: Sequence[str]) -> Any:
        """The vectors that the texts had in the index."""
        import numpy as np

        return np.stack([self.vectors[text] for text in texts])

    encode_queries = encode_passages


def part_of(index: LocalIndex, share: int, folder: Path, limit: int | None) -> LocalIndex:
    """An index of one in ``share`` of the reports, or of ``limit`` of them, evenly spread over days and outlets."""
    reports = list(index.reports())
    whole = reports[:: max(1, len(reports) // (limit or len(reports)))]
    wanted, encoder = set(whole[::share]), Known(index)
    passages: dict[str, list[Passage]] = {}
    for passage in index.passages():
        if passage.report in wanted:
            passages.setdefault(passage.report, []).append(passage)
    prepared = []
    for name, inside in passages.items():
        inputs = []
        for p in inside:
            key = mask(p.text, extract(p.text, published=p.published, language=p.language)) or p.text
            encoder.vectors[key] = index._own_vector(p.id)
            inputs.append(PassageInput(p.start, p.end, key))
        prepared.append(PreparedReport(index.report(name), tuple(inputs)))
    with IndexWriter(folder, encoder) as writer:
        writer.add(prepared)
    return LocalIndex(folder, encoder)


def main() -> None:
    """Print a line for each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--parts", type=int, nargs="+", default=[4, 2, 1])
    parser.add_argument("--reports", type=int, help="about so many reports of the index are the whole")
    options = parser.parse_args()
    with open_index(options.index) as index, tempfile.TemporaryDirectory() as scratch:
        assert isinstance(index, LocalIndex)
        for share in options.parts:
            with part_of(index, share, Path(scratch) / str(share), options.reports) as part:
                started = time.perf_counter()
                events = scan(part)
                taken = time.perf_counter() - started
                n = part.info.passages
                found = sum(len(e.conflicts) for e in events)
                print(f"1/{share}: {n} passages  {taken:.1f} s  {1000 * taken / n:.2f} ms a passage  ", end="")
                print(f"{found} conflicts in {len(events)} events", flush=True)


if __name__ == "__main__":
    main()
