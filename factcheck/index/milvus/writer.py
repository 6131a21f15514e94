"""Adding reports to an index on Milvus and removing them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import TracebackType
from typing import Any

from factcheck.documents import Document
from factcheck.embedding import Encoder
from factcheck.errors import IndexError_
from factcheck.index.base import PreparedReport
from factcheck.index.milvus import words
from factcheck.index.milvus.head import Head, Lease, fitting, read_head, write_head
from factcheck.index.milvus.reader import having
from factcheck.index.milvus.rows import fitting_stems, mark, number, passage_row, read_about, report_rows
from factcheck.index.milvus.schema import make_index, make_list
from factcheck.index.milvus.store import Row, connect
from factcheck.index.milvus.upkeep import check, compact, stem_row, sweep
from factcheck.index.places import MilvusPlace
from factcheck.index.writer import digest

__all__ = ["MilvusWriter"]

_STEP = 512  # texts given to the encoder at once: how often progress is told
_GONE = 2_000  # reports that the head names as gone before their rows are dropped


class MilvusWriter:
    """An index on Milvus opened for writing, as a context manager. Each add and remove is one durable commit."""

    def __init__(self, place: MilvusPlace, encoder: Encoder | None = None, reading: bytes = b"") -> None:
        """Make or open the index. IndexLocked while another writes; IndexMismatch for another model.

        Without an encoder an index that exists is opened, to remove from it and for upkeep; ``reading`` names the way
        in which reports were read into passages.
        """
        self.encoder, self.reading, self.dropped = encoder, reading, 0
        self._vectors: dict[int, Any] = {}
        self._changed = self._unfinished = False
        self.store = connect(place, make=encoder is not None)
        try:
            if encoder is None:
                read_head(self.store)  # IndexMissing before anything is made
            else:
                make_list(self.store)
            self._lease = Lease(self.store)
            try:
                if encoder is not None:
                    make_index(self.store, encoder)
                self.head = read_head(self.store)
                fitting(self.head, encoder, self.store, "use another --name, or the same --model")
                self.sweep()
            except BaseException:
                self._lease.release()
                raise
        except BaseException:
            self.store.close()
            raise

    def sweep(self) -> None:
        """Drop what an interrupted writer left, and the rows of reports that are gone."""
        self.head, dropped = sweep(self.store, self.head)
        self.dropped += dropped

    def __enter__(self) -> MilvusWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        try:
            self.close()
        except IndexError_:
            if value is None:  # else what went wrong first is told
                raise

    def close(self) -> None:
        """Let the next writer in."""
        try:
            if self._changed:
                self.store.settle()
            self._lease.release()
        finally:
            self.store.close()

    # ---- what is there

    def has(self, document: Document) -> bool:
        """Whether this very report, read in the same way, is already in, under any id."""
        return not self.fresh([document])

    def fresh(self, documents: Iterable[Document]) -> list[Document]:
        """Those of the documents that :meth:`has` does not know."""
        marks = [(mark(document, self.reading), document) for document in documents]
        if not self.head.reports:
            return [document for _, document in marks]
        rows = self.store.lookup("reports", "mark", (m for m, _ in marks), ("mark",), self._first)
        known = {row["mark"] for row in rows}
        return [document for m, document in marks if m not in known]

    def unknown(self, keys: Iterable[str]) -> list[str]:
        """Those keys of passages whose vectors are not in the index, each once."""
        distinct = {number(key): key for key in keys}
        self._recall(distinct)
        return [key for mark, key in distinct.items() if mark not in self._vectors]

    def _recall(self, keys: Iterable[int]) -> None:
        """Read the vectors of keys that are in the index."""
        wanted = [key for key in keys if key not in self._vectors]
        if wanted and self.head.passages:
            for row in self.store.lookup("passages", "key", wanted, ("key", "vector")):
                self._vectors[row["key"]] = row["vector"]

    @property
    def _first(self) -> str:
        return f"part == 0 and {self.head.counts()}"

    # ---- changes

    def add(self, reports: Iterable[PreparedReport], progress: Callable[[int], None] | None = None) -> int:
        """Add reports in one commit: those with a known id replace the old ones; exact duplicates are passed over.

        Returns the number of passages added. ``progress`` is told how many passages have been embedded.
        """
        self._begin()
        given = list(reports)
        unknown = {id(document) for document in self.fresh(report.document for report in given)}
        fresh: dict[str, PreparedReport] = {}
        digests: set[bytes] = set()
        for report in given:
            content = digest(report.document)
            if content not in digests and id(report.document) in unknown:
                digests.add(content)
                fresh[report.document.id] = report
        if not fresh:
            return 0
        self._embed([p.key for r in fresh.values() for p in r.passages], progress)
        names = [number(report_id) for report_id in fresh]
        old = {**self._named("name", names), **self._named("digest", [number(content) for content in digests])}
        doomed = [n for n, (report_id, mark) in old.items() if report_id in fresh or mark in digests]
        head, counted = self._without(doomed)
        read = [(r, [fitting_stems(p.key) for p in r.passages]) for r in fresh.values()]
        added = [stems for _, lists in read for stems in lists]
        mean = head.mean or sum(map(len, added)) / max(len(added), 1)
        born = head.commit + 1
        texts: list[Row] = []
        rows: list[Row] = []
        for shift, (report, lists) in enumerate(read):
            texts += report_rows(report.document, self.reading, head.report + shift, born)
            for passage, stems in zip(report.passages, lists, strict=True):
                rows.append(
                    {
                        "id": head.passage + len(rows),
                        "report": head.report + shift,
                        "born": born,
                        "vector": self._vectors[number(passage.key)],
                        "words": words.document_weights(stems, mean),
                        **passage_row(passage, report.document, stems),
                    }
                )
        for stems in added:
            counted.update(dict.fromkeys(stems, 1))
        self._unfinished = True
        self.store.insert("reports", texts)
        self.store.insert("passages", rows)
        self._commit(
            replace(
                head,
                passage=head.passage + len(rows),
                report=head.report + len(read),
                passages=head.passages + len(rows),
                reports=head.reports + len(read),
                tokens=head.tokens + sum(map(len, added)),
                mean=mean,
            ),
            counted,
        )
        self._vectors = {}
        return len(rows)

    def _begin(self) -> None:
        """Drop what a commit left that failed half-way."""
        if self._unfinished:
            self.sweep()
            self._unfinished = False

    def _embed(self, keys: Iterable[str], progress: Callable[[int], None] | None) -> None:
        """Vectors of all keys, rounded to half precision as on this machine, so that cosines are the same."""
        import numpy as np

        missing = sorted(self.unknown(keys), key=len)
        if missing and self.encoder is None:
            raise TypeError("an index opened without an encoder takes no new passages")
        for at in range(0, len(missing), _STEP):
            part = missing[at : at + _STEP]
            assert self.encoder is not None
            vectors = self.encoder.encode_passages(part).astype(np.float16).astype(np.float32)
            self._vectors.update((number(key), vector) for key, vector in zip(part, vectors, strict=True))
            if progress:
                progress(len(part))

    def remove(self, ids: Iterable[str]) -> int:
        """Remove reports by id in one commit; returns how many were there."""
        self._begin()
        wanted = set(ids)
        found = self._named("name", [number(report_id) for report_id in wanted])
        doomed = [n for n, (report_id, _) in found.items() if report_id in wanted]
        if doomed:
            self._commit(*self._without(doomed))
        return len(doomed)

    def _named(self, field: str, values: Iterable[int]) -> dict[int, tuple[str, bytes]]:
        """Numbers of the reports with these names or digests, with their ids and digests."""
        if not self.head.reports:
            return {}
        rows = self.store.lookup("reports", field, values, ("report", "about"), self._first)
        return {row["report"]: (about[0], bytes.fromhex(about[1])) for row in rows for about in (read_about(row),)}

    def _without(self, doomed: list[int]) -> tuple[Head, Counter[str]]:
        """The head without some reports, and by how much fewer passages have each stem."""
        counted: Counter[str] = Counter()
        if not doomed:
            return self.head, counted
        if len(self.head.gone) + len(doomed) > _GONE:
            self.sweep()
        rows = list(self.store.lookup("passages", "report", doomed, ("stems",)))
        tokens = 0
        for row in rows:
            stems = row["stems"].split(" ") if row["stems"] else []
            tokens += len(stems)
            counted.subtract(dict.fromkeys(stems, 1))
        return replace(
            self.head,
            passages=self.head.passages - len(rows),
            reports=self.head.reports - len(doomed),
            tokens=self.head.tokens - tokens,
            gone=(*self.head.gone, *doomed),
        ), counted

    def _commit(self, head: Head, counted: Counter[str]) -> None:
        """Make a head count, with the stems as they are then."""
        self._changed = self._unfinished = True
        born = head.commit + 1
        changes = {number(stem): change for stem, change in counted.items() if change}
        known = {row["id"]: row for row in self.store.get("stems", changes, ("born", "having", "before"))}
        rows = []
        for key, change in changes.items():
            before = having(known[key], head.commit) if key in known else 0
            rows.append(stem_row(key, born, before + change, before))
        self.store.upsert("stems", rows)
        self._lease.renew()
        head = replace(head, commit=born)
        write_head(self.store, head)
        self.head, self._unfinished = head, False

    # ---- upkeep

    def compact(self) -> int:
        """Drop what nothing uses; returns how many vectors went since the writer was opened."""
        return compact(self)

    def check(self) -> list[str]:
        """What is wrong with the index, a line each; empty where nothing is. Reads everything once."""
        return check(self)
