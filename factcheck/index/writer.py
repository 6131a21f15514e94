"""Writing an index: one writer at a time, durable commits, nothing half-written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from factcheck.documents import Document
from factcheck.embedding import Encoder
from factcheck.errors import IndexLocked, IndexMismatch
from factcheck.index import segments
from factcheck.index.base import PreparedReport
from factcheck.index.columns import NO_DAY, Row, write_block
from factcheck.index.segments import Segment
from factcheck.index.store import SEGMENTS, create, head, open_database, storage_errors, transaction
from factcheck.languages.stems import stems

__all__ = ["IndexWriter", "digest"]

_SEGMENTS = 24  # segment files before neighbours are joined: each costs a little at every search
_STEP = 512  # texts given to the encoder at once: how often progress is told


def digest(document: Document) -> bytes:
    """What makes two reports the same: outlet, day, headline, address and text."""
    return content_digest(document.outlet, document.published, document.title, document.url, document.text)


def content_digest(*parts: object) -> bytes:
    """SHA-256 over the parts of a report."""
    joined = "\0".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()


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
            self._lock = self._take_lock()
        try:
            if encoder is not None:
                create(folder, encoder.name, encoder.dimension)
            self.db = open_database(folder, write=True)
            try:
                known = head(self.db)
                model, self.dimension = known["model"], int(known["dimension"])
                if encoder is not None and model != encoder.name:
                    raise IndexMismatch(
                        f"the index was built with the model {model}, not {encoder.name}",
                        where=str(folder),
                        hint="use another --name, or the same --model",
                    )
                self.sweep()
            except BaseException:
                self.db.close()
                raise
        except BaseException:
            self._lock.close()
            raise

    def _take_lock(self) -> Any:
        lock = (self.folder / "lock").open("w")
        try:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # no such locks on this system: SQLite's own writer lock still holds
            pass
        except OSError:
            lock.close()
            raise IndexLocked(
                "another process is writing to this index", where=str(self.folder), hint="try again when it has ended"
            ) from None
        return lock

    def sweep(self) -> None:
        """Remove what an interrupted writer left: files without a row."""
        known = {segment.file for segment in self.segments()}
        for path in (self.folder / SEGMENTS).iterdir():
            if path.name not in known:
                path.unlink(missing_ok=True)

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the lock back."""
        self.db.close()
        self._lock.close()

    # ---- what is there

    def has(self, document: Document) -> bool:
        """Whether this very report (its digest), read in the same way, is already in, under any id."""
        row = self.db.execute("SELECT reading FROM reports WHERE digest = ?", (digest(document),)).fetchone()
        return row is not None and row[0] == self.reading

    def fresh(self, documents: Iterable[Document]) -> list[Document]:
        """Those of the documents that :meth:`has` does not know."""
        return [document for document in documents if not self.has(document)]

    def segments(self) -> tuple[Segment, ...]:
        """Rows of the segments, in order of their vectors."""
        rows = self.db.execute("SELECT first, rows, file, sha256 FROM segments ORDER BY first")
        return tuple(Segment(*row) for row in rows)

    def unknown(self, keys: Iterable[str]) -> list[str]:
        """Those keys of passages whose vectors are not in the index, each once."""
        distinct = {_key_digest(key): key for key in keys}
        return [key for mark, key in distinct.items() if mark not in self._known_vectors([mark])]

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
                keys.setdefault(_key_digest(passage.key), passage.key)
        vectors = self._known_vectors(keys)
        missing = {mark: key for mark, key in keys.items() if mark not in vectors}
        new = self._embed(list(missing.values()), progress) if missing else None
        rows: list[Row] = []
        with transaction(self.db, self.folder):
            if new is not None:
                self._enlist(new)
                vectors.update((mark, new.first + i) for i, mark in enumerate(missing))
                self.db.executemany("INSERT INTO keys VALUES (?, ?)", [(m, vectors[m]) for m in missing])
            for report, mark in fresh.values():
                self._remove("id = ? OR digest = ?", report.document.id, mark)
                rows.extend(self._insert(report, mark, vectors))
            write_block(self.db, rows)
        self._join_segments()
        return len(rows)

    def _known_vectors(self, keys: Iterable[bytes]) -> dict[bytes, int]:
        found = {}
        for mark in keys:
            row = self.db.execute("SELECT vector FROM keys WHERE digest = ?", (mark,)).fetchone()
            if row:
                found[mark] = row[0]
        return found

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

    def _enlist(self, segment: Segment) -> None:
        self.db.execute(
            "INSERT INTO segments VALUES (?, ?, ?, ?)", (segment.first, segment.rows, segment.file, segment.sha256)
        )
        self.db.execute("UPDATE head SET value = ? WHERE key = 'vector'", (str(segment.first + segment.rows),))

    def _insert(self, report: PreparedReport, mark: bytes, vectors: dict[bytes, int]) -> list[Row]:
        d = report.document
        number = self.db.execute(
            "INSERT INTO reports (id, digest, reading, outlet, published, title, url, language, text) "
            "VALUES (?,?,?,?,?,?,?,?,?)",
            (
                d.id,
                mark,
                self.reading,
                d.outlet,
                d.published.isoformat() if d.published else None,
                d.title,
                d.url,
                d.language,
                d.text,
            ),
        ).lastrowid
        day = d.published.toordinal() if d.published else NO_DAY
        outlet, language = self._name("outlet", d.outlet), self._name("language", d.language)
        (first,) = self.db.execute("SELECT value FROM head WHERE key = 'passage'").fetchone()
        rows: list[Row] = []
        for pid, passage in enumerate(report.passages, int(first)):
            vector = vectors[_key_digest(passage.key)]
            self.db.execute(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?)", (pid, number, passage.start, passage.end, vector)
            )
            self.db.execute("INSERT INTO words (rowid, stems) VALUES (?, ?)", (pid, " ".join(stems(passage.key))))
            rows.append((pid, vector, outlet, language, day))
        if rows:
            self.db.execute("UPDATE head SET value = ? WHERE key = 'passage'", (str(rows[-1][0] + 1),))
        return rows

    def _name(self, kind: str, name: str | None) -> int:
        if name is None:
            return -1
        self.db.execute("INSERT OR IGNORE INTO names (kind, name) VALUES (?, ?)", (kind, name))
        return int(self.db.execute("SELECT id FROM names WHERE kind = ? AND name = ?", (kind, name)).fetchone()[0])

    def remove(self, ids: Iterable[str]) -> int:
        """Remove reports by id in one commit; returns how many were there."""
        with transaction(self.db, self.folder):
            return sum(self._remove("id = ?", report_id) for report_id in ids)

    def _remove(self, condition: str, *values: object) -> int:
        numbers = self.db.execute(f"SELECT number FROM reports WHERE {condition}", values).fetchall()
        for row in numbers:
            self.db.execute("INSERT INTO gone SELECT id FROM passages WHERE report = ?", row)
            self.db.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM passages WHERE report = ?)", row)
            self.db.execute("DELETE FROM passages WHERE report = ?", row)
            self.db.execute("DELETE FROM reports WHERE number = ?", row)
        return len(numbers)

    def _join_segments(self) -> None:
        """Join all segments into one file when there are many; numbers of vectors stay. The old files are swept."""
        old = self.segments()
        if len(old) <= _SEGMENTS:
            return
        import numpy as np

        parts = [segments.vectors_of(self.load_segment(segment)) for segment in old]
        with storage_errors(self.folder):
            joined = segments.write(self.folder, old[0].first, segments.pack(np.concatenate(parts)))
        with transaction(self.db, self.folder):
            self.db.execute("DELETE FROM segments")
            self._enlist(joined)
        self.sweep()

    def load_segment(self, segment: Segment) -> Any:
        """The FAISS index of a segment; IndexDamaged where it is not what was written."""
        with segments.opened(self.folder, segment) as handle:
            return segments.load(segment, handle, self.dimension)

    # ---- upkeep

    def compact(self) -> int:
        """Drop what nothing uses; returns how many vectors went. See :mod:`factcheck.index.upkeep`."""
        from factcheck.index.upkeep import compact

        return compact(self)

    def check(self) -> list[str]:
        """What is wrong with the index, a line each; empty where nothing is."""
        from factcheck.index.upkeep import check

        return check(self)


def _key_digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:16]
