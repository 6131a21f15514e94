"""Writing an index: one writer at a time, durable commits, nothing half-written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from factcheck.documents import Document
from factcheck.embedding import Encoder
from factcheck.errors import IndexMismatch
from factcheck.index import segments
from factcheck.index.base import PreparedReport
from factcheck.index.columns import Row, read_columns, write_block, write_blocks
from factcheck.index.digests import content_digest, digest, key_digest
from factcheck.index.failures import BYTES, storage_errors, typed
from factcheck.index.lock import take_lock
from factcheck.index.rows import count_stems, insert_report, known_vectors, remove_reports
from factcheck.index.segments import Segment, segment_rows
from factcheck.index.store import SEGMENTS, create, head, open_database, to_format_3, transaction

__all__ = ["IndexWriter", "content_digest", "digest"]

_SEGMENTS = 24  # segment files before neighbours are joined: each costs a little at every search
_LARGE = 100_000  # vectors of a segment that is not joined any more: what has grown is not written again and again
_STEP = 512  # texts given to the encoder at once: how often progress is told


class IndexWriter:
    """An index opened for writing, as a context manager. Each :meth:`add` and :meth:`remove` is one durable commit."""

    def __init__(self, folder: Path, encoder: Encoder | None = None, reading: bytes = b"") -> None:
        """Make or open the index in ``folder``. IndexLocked while another writes; IndexMismatch for another model.

        Without an encoder an index that exists is opened, to remove from it and for upkeep. ``reading`` names the
        way in which reports were read into passages: one that was read in another way is not taken for known.
        """
        self.folder, self.encoder, self.reading = folder, encoder, reading
        if encoder is None:
            open_database(folder).close()  # IndexMissing before anything is made
        with storage_errors(folder):
            (folder / SEGMENTS).mkdir(parents=True, exist_ok=True)
            self._lock = take_lock(folder)
        try:
            if encoder is not None:
                create(folder, encoder.name, encoder.dimension)
            self.db = open_database(folder, write=True)
            try:
                with storage_errors(folder):
                    known = head(self.db)
                model, self.dimension = known["model"], int(known["dimension"])
                if encoder is not None and model != encoder.name:
                    raise IndexMismatch(
                        f"the index was built with the model {model}, not {encoder.name}",
                        where=str(folder),
                        hint="use another --name, or the same --model",
                    )
                self._update()
                self.sweep()
            except BaseException:
                self.db.close()
                raise
        except BaseException:
            self._lock.close()
            raise

    def sweep(self) -> None:
        """Remove what an interrupted writer left: files without a row."""
        known = {segment.file for segment in self.segments()}
        for path in (self.folder / SEGMENTS).iterdir():
            if path.name not in known:
                path.unlink(missing_ok=True)

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        try:
            if kind is None:
                self.settle()
        finally:
            self.close()

    def _update(self) -> None:
        """Bring an index of format 2 up to date, in one transaction."""
        with storage_errors(self.folder):
            columns = read_columns(self.db, str(self.folder)) if head(self.db)["format"] == "2" else None
        if columns is not None:
            with transaction(self.db, self.folder):
                write_blocks(self.db, columns, columns.vector)
                to_format_3(self.db)

    def close(self) -> None:
        """Give the lock back."""
        self.db.close()
        self._lock.close()

    # ---- what is there

    def has(self, document: Document) -> bool:
        """Whether this very report (its digest), read in the same way, is already in, under any id."""
        with storage_errors(self.folder):
            found = self.db.execute("SELECT reading FROM reports WHERE digest = ? LIMIT 1", (digest(document),))
            return any(reading == self.reading for (reading,) in typed(found, BYTES))

    def fresh(self, documents: Iterable[Document]) -> list[Document]:
        """Those of the documents that :meth:`has` does not know."""
        return [document for document in documents if not self.has(document)]

    def segments(self) -> tuple[Segment, ...]:
        """Rows of the segments, in order of their vectors."""
        with storage_errors(self.folder):
            return segment_rows(self.db)

    def unknown(self, keys: Iterable[str]) -> list[str]:
        """Those keys of passages whose vectors are not in the index, each once."""
        distinct = {key_digest(key): key for key in keys}
        with storage_errors(self.folder):
            known = known_vectors(self.db, distinct)
        return [key for mark, key in distinct.items() if mark not in known]

    # ---- changes

    def add(self, reports: Iterable[PreparedReport], progress: Callable[[int], None] | None = None) -> int:
        """Add reports in one commit: those with a known id replace the old ones; exact duplicates are passed over.

        Returns the number of passages added. ``progress`` is told how many passages have been embedded.
        """
        fresh: dict[str, tuple[PreparedReport, bytes]] = {}
        digests: set[bytes] = set()
        for report in reports:
            mark = digest(report.document)
            if mark in digests or self.has(report.document):
                continue
            digests.add(mark)
            fresh[report.document.id] = (report, mark)
        keys: dict[bytes, str] = {}
        for report, _ in fresh.values():
            for passage in report.passages:
                keys.setdefault(key_digest(passage.key), passage.key)
        with storage_errors(self.folder):
            vectors = known_vectors(self.db, keys)
        missing = {mark: key for mark, key in keys.items() if mark not in vectors}
        new = self._embed(list(missing.values()), progress) if missing else None
        rows: list[Row] = []
        counts: Counter[str] = Counter()
        with transaction(self.db, self.folder):
            if new is not None:
                self.enlist(new)
                vectors.update((mark, new.first + i) for i, mark in enumerate(missing))
                self.db.executemany("INSERT INTO keys VALUES (?, ?)", [(m, vectors[m]) for m in missing])
            for report, mark in fresh.values():
                remove_reports(self.db, "id = ? OR digest = ?", report.document.id, mark)
                rows.extend(insert_report(self.db, report, mark, self.reading, vectors, counts))
            count_stems(self.db, counts)
            write_block(self.db, rows)
        self._join_segments()
        return len(rows)

    def _embed(self, texts: Sequence[str], progress: Callable[[int], None] | None) -> Segment:
        """Embed texts and write them as a segment, flushed to disk."""
        import numpy as np

        if self.encoder is None:
            raise TypeError("an index opened without an encoder takes no new passages")
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for at in range(0, len(order), _STEP):
            rows = order[at : at + _STEP]
            vectors[rows] = self.encoder.encode_passages([texts[i] for i in rows])
            if progress:
                progress(len(rows))
        with storage_errors(self.folder):
            return segments.write(self.folder, int(head(self.db)["vector"]), segments.pack(vectors))

    def enlist(self, segment: Segment) -> None:
        """Make a segment count, inside a transaction."""
        row = (segment.first, segment.rows, segment.file, segment.sha256, segment.tail)
        self.db.execute("INSERT INTO segments VALUES (?, ?, ?, ?, ?)", row)
        end = max(int(head(self.db)["vector"]), segment.first + segment.rows)
        self.db.execute("UPDATE head SET value = ? WHERE key = 'vector'", (str(end),))

    def remove(self, ids: Iterable[str]) -> int:
        """Remove reports by id in one commit; returns how many were there."""
        with transaction(self.db, self.folder):
            return sum(remove_reports(self.db, "id = ?", report_id) for report_id in ids)

    def _join_segments(self) -> None:
        """Join the last small segments when there are many; numbers of vectors stay. The old files are swept."""
        from factcheck.index.upkeep import join

        old = self.segments()
        small = next((i for i, s in enumerate(reversed(old)) if s.rows >= _LARGE), len(old))
        if small > _SEGMENTS:
            join(self, old[len(old) - small :])

    def load_segment(self, segment: Segment) -> Any:
        """The FAISS index of a segment; IndexDamaged where it is not what was written."""
        with segments.opened(self.folder, segment) as handle:
            return segments.load(segment, handle, self.dimension)

    # ---- upkeep

    def settle(self) -> None:
        """Make an approximate segment of what is large enough for one; leaving the context without an error does so.

        See :mod:`factcheck.index.arrange` for the rule.
        """
        from factcheck.index.upkeep import settle

        settle(self)

    def compact(self) -> int:
        """Drop what nothing uses; returns how many vectors went. See :mod:`factcheck.index.upkeep`."""
        from factcheck.index.upkeep import compact

        return compact(self)

    def check(self) -> list[str]:
        """What is wrong with the index, a line each; empty where nothing is."""
        from factcheck.index.checks import check

        return check(self.db, self.folder)
