"""Building an index of news: factcheck beside the plain way (embed every sentence, IndexFlatIP) and txtai.

    python benchmarks/bench_build.py CORPUS [--reports 2000] [--sample 1500] [--index FOLDER]

CORPUS is anything that ``factcheck index build`` reads. The plain way and txtai embed ``--sample`` of the corpus's
sentences, drawn at random, and their times are extrapolated to all of them (0: all are embedded, which takes minutes);
their models are loaded before the clock starts, ours in its time. ``--index``: a built index, copied and added to.
Seconds depend on what else the machine does: the parts that are compared run in turn.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from peers import Plain, Txtai, scratch_folder, timed

from factcheck.build import add_reports, prepare
from factcheck.documents import Document
from factcheck.embedding import bulk, bulk_encoder
from factcheck.errors import FactcheckError
from factcheck.index import LocalIndex, Query
from factcheck.languages.pack import detect
from factcheck.languages.sentences import sentences
from factcheck.readers import read_corpus

K = 10


class Meter:
    """Wall time in which the encoder is at work, its start included."""

    def __init__(self) -> None:
        self.seconds, self.texts, self._inner = 0.0, 0, bulk.BulkEncoder.encode_passages

    def __enter__(self) -> Meter:
        def metered(encoder: Any, texts: Sequence[str]) -> Any:
            taken, vectors = timed(lambda: self._inner(encoder, texts))
            self.seconds, self.texts = self.seconds + taken, self.texts + len(texts)
            return vectors

        bulk.BulkEncoder.encode_passages = metered  # type: ignore[method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        bulk.BulkEncoder.encode_passages = self._inner  # type: ignore[method-assign]


def split(documents: Sequence[Document]) -> list[str]:
    """Every sentence, as the plain way has them."""
    found = []
    for d in documents:
        found += [d.text[s.start : s.end] for s in sentences(d.text, d.language or detect(d.text))]
    return [s for s in found if s.strip()]


def build_times(documents: Sequence[Document], sample: int, folder: Path, peers: Sequence[Any]) -> None:
    splitting, every = timed(lambda: split(documents))
    drawn = random.Random(7).sample(every, min(sample or len(every), len(every)))
    halves = [drawn[: len(drawn) // 2], drawn[len(drawn) // 2 :]]
    taken = {peer.name: peer.build(halves[0]) for peer in peers}
    bulk_encoder.cache_clear()
    with Meter() as meter:
        summary = add_reports(documents, folder, cache=False)
    for peer in peers:
        taken[peer.name] += peer.build(halves[1])
    print(f"{len(documents):,} articles, {len(every):,} sentences, {summary.passages:,} passages that state a value")
    print(f"{'way':<14}{'seconds':>9}{'sentences embedded':>22}{'× factcheck':>13}")
    print(f"{'factcheck':<14}{summary.seconds:>9.1f}{meter.texts:>22,}{1:>13.1f}")
    for name, seconds in taken.items():
        whole = splitting + seconds * len(every) / len(drawn)
        said = "" if len(drawn) == len(every) else f"   (extrapolated from {len(drawn):,} sentences)"
        print(f"{name:<14}{whole:>9.1f}{len(every):>22,}{whole / summary.seconds:>13.1f}{said}")
    outside = 1 - meter.seconds / summary.seconds
    print(
        f"not spent in the encoder: {outside:.0%} of {summary.seconds:.1f} s; start of the engine is in the encoder's"
    )


def encoder_speed(keys: Sequence[str], plain: Plain, rounds: int = 5) -> None:
    """Sentences a second of both on the same ones, in turn."""
    drawn = random.Random(3).sample(list(keys), min(300, len(keys)))
    encoder = bulk_encoder(eager=True)
    encoder.encode_passages(drawn[:16])
    pairs = [(timed(lambda: encoder.encode_passages(drawn))[0], timed(lambda: plain.encode(drawn))[0])
             for _ in range(rounds)]  # fmt: skip
    ours, theirs = (len(drawn) / statistics.median(p[i] for p in pairs) for i in (0, 1))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"embedding: {ours:.0f} sentences/s, sentence-transformers float32 {theirs:.0f}: {ratio:.1f} × (medians)")


def holed(text: str) -> str:
    """A passage with every third word left out: what a search should find it by."""
    return " ".join(w for i, w in enumerate(text.split()) if i % 3 != 1)


def search_times(folder: Path, keys: Sequence[str], txtai: Txtai, count: int = 100) -> None:
    """One query at a time over the same passages and vectors, the query embedded by each one's own encoder."""
    distinct = list(dict.fromkeys(keys))
    encoder = bulk_encoder(eager=True)
    txtai.fill(dict(zip(distinct, encoder.encode_passages(distinct), strict=True)))
    asked = random.Random(5).sample([k for k in distinct if len(k.split()) > 8], count)
    rows: dict[str, list[tuple[float, bool]]] = {"factcheck": [], "txtai": []}
    with LocalIndex(folder, encoder) as index:
        prepared = [prepare(index.report(report_id)) for report_id in index.reports()]
        key_at = {(r.document.id, p.start): p.key for r in prepared for p in r.passages}
        index.search([Query(holed(asked[0]))], K)
        for key in asked:
            taken, [hits] = timed(lambda k=key: index.search([Query(holed(k))], K))
            rows["factcheck"].append((taken, key in [key_at[h.passage.report, h.passage.start] for h in hits]))
            taken, found = timed(lambda k=key: txtai.search(holed(k), K))
            rows["txtai"].append((taken, key in found))
    for name, results in rows.items():
        p50 = statistics.median(t for t, _ in results) * 1000
        print(
            f"search, {name:<10} p50 {p50:6.1f} ms   found again in the first {K}: {sum(f for _, f in results)}/{count}"
        )


def added(documents: Sequence[Document], folder: Path, scratch: Path) -> None:
    """Ten reports that are new to a large index, and the time to embed their passages alone."""
    times = []
    copy = scratch / "large"
    shutil.copytree(folder, copy)
    for turn in range(3):
        fresh = [_reworded(d, f"{turn}{n}") for n, d in enumerate(documents[turn * 10 : turn * 10 + 10])]
        keys = [p.key for d in fresh for p in prepare(d).passages]
        bulk_encoder.cache_clear()
        alone = timed(lambda k=keys: bulk_encoder().encode_passages(k))[0]
        bulk_encoder.cache_clear()
        taken = add_reports(fresh, copy, cache=False).seconds
        times.append((taken / alone, taken, alone, len(keys)))
    ratio, taken, alone, count = sorted(times)[1]
    with LocalIndex(copy) as index:
        size = index.info
    print(
        f"10 reports ({count} passages) to an index of {size.reports:,}: {taken:.2f} s, embedding alone {alone:.2f} s: "
        f"{ratio:.2f} × (median of {[round(t[0], 2) for t in times]})"
    )


def _reworded(document: Document, mark: str) -> Document:
    """The report with a word of its own in every sentence: nothing of it is known to an index."""
    word = "".join("بجدهوزحطكل"[int(c)] for c in mark)
    words = document.text.split(" ")
    text = " ".join(f"{w} {word}" if n % 5 == 2 else w for n, w in enumerate(words))
    return replace(document, id=f"{document.id}-{mark}", text=text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--sample", type=int, default=1500)
    parser.add_argument("--index", type=Path, help="a large index to which 10 reports are added")
    args = parser.parse_args()
    if not args.corpus.exists():
        print(f"skipped: no corpus at {args.corpus}")
        return
    read = list(read_corpus([args.corpus], problems=[]))
    documents = list({d.text: d for d in read}.values())[: args.reports]
    with scratch_folder() as name:
        scratch = Path(name)
        plain = Plain()
        peers: list[Any] = [plain]
        try:
            peers.append(Txtai(scratch))
        except ImportError as error:
            print(f"txtai is not installed, so it is left out: {error}")
        build_times(documents, args.sample, scratch / "built", peers)
        started = time.perf_counter()
        keys = [p.key for d in documents for p in prepare(d).passages]
        print(f"reading them again in one process: {time.perf_counter() - started:.1f} s")
        encoder_speed(keys, plain)
        if len(peers) > 1:
            search_times(scratch / "built", keys, peers[1])
        if args.index and args.index.exists():
            try:
                added(read[-30:], args.index, scratch)
            except FactcheckError as error:
                print(f"adding is left out: {error}")


if __name__ == "__main__":
    main()
