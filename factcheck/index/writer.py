"""Writing an index: one writer at a time, durable commits, nothing half-written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from factcheck.documents import Document
from factcheck.embedding import Encoder
from factcheck.errors import FactcheckError, IndexDamaged, IndexLocked, IndexMismatch
from factcheck.index.base import PreparedReport
from factcheck.index.store import SEGMENTS, connect, head
from factcheck.languages.stems import stems

__all__ = ["IndexWriter", "digest"]


def digest(document: Document) -> bytes:
    """What makes two reports the same: outlet, day, headline, text and address."""
    parts = (document.outlet, document.published, document.title, document.url, document.text)
    return hashlib.sha256("\0".join("" if p is None else str(p) for p in parts).encode()).digest()


class IndexWriter:
    """An index opened for writing, as a context manager; leaving it without :meth:`commit` drops what was not committed."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Make or open the index in ``folder``. IndexLocked while another writes; IndexMismatch for another model."""
        self.folder, self.encoder = folder, encoder
        try:
            (folder / SEGMENTS).mkdir(parents=True, exist_ok=True)
            self._lock = self._take_lock()
        except OSError as error:
            raise FactcheckError(
                f"cannot write an index here: {error.strerror}",
                where=str(folder),
                hint="choose another --name or folder",
            ) from error
        self._db = connect(folder, write=True)
        known = head(self._db)
        if "model" not in known:
            self._db.executemany(
                "INSERT INTO head VALUES (?, ?)", [("model", encoder.name), ("dimension", str(encoder.dimension))]
            )
        elif known["model"] != encoder.name:
            raise IndexMismatch(
                f"the index was built with the model {known['model']}, not {encoder.name}",
                where=str(folder),
                hint="use another --name, or the same --model",
            )
        self._sweep()

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

    def _sweep(self) -> None:
        """Remove what an interrupted writer left: files without a row."""
        known = {file for (file,) in self._db.execute("SELECT file FROM segments")}
        for path in (self.folder / SEGMENTS).iterdir():
            if path.name not in known:
                path.unlink(missing_ok=True)

    def __enter__(self) -> IndexWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give the lock back."""
        self._db.close()
        self._lock.close()

    # ---- what is there

    def has(self, document: Document) -> bool:
        """Whether this very report (its digest) is already in, under any id."""
        return self._db.execute("SELECT 1 FROM reports WHERE digest = ?", (digest(document),)).fetchone() is not None

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
        segment = self._write_segment(list(missing.values()), progress)
        count = 0
        self._db.execute("BEGIN IMMEDIATE")
        try:
            if segment is not None:
                file, first, rows, sha = segment
                self._db.execute(
                    "INSERT INTO segments (file, first, rows, sha256) VALUES (?, ?, ?, ?)", (file, first, rows, sha)
                )
                for offset, mark in enumerate(missing):
                    vectors[mark] = first + offset
                self._db.executemany("INSERT INTO keys VALUES (?, ?)", [(m, vectors[m]) for m in missing])
            for report, mark in fresh.values():
                self._remove(report.document.id)
                count += self._insert(report, mark, vectors)
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        return count

    def _known_vectors(self, keys: Iterable[bytes]) -> dict[bytes, int]:
        found = {}
        for mark in keys:
            row = self._db.execute("SELECT vector FROM keys WHERE digest = ?", (mark,)).fetchone()
            if row:
                found[mark] = row[0]
        return found

    def _write_segment(
        self, texts: list[str], progress: Callable[[int], None] | None
    ) -> tuple[str, int, int, str] | None:
        """Embed and write one segment file, flushed to disk; its row is the caller's."""
        if not texts:
            return None
        import faiss
        import numpy as np

        index = faiss.IndexScalarQuantizer(
            self.encoder.dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        step = 512
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        rows = np.empty((len(texts), self.encoder.dimension), dtype=np.float32)
        for at in range(0, len(order), step):
            batch = order[at : at + step]
            rows[batch] = self.encoder.encode_passages([texts[i] for i in batch])
            if progress:
                progress(len(batch))
        index.train(rows)
        index.add(rows)
        data = faiss.serialize_index(index).tobytes()
        (first,) = self._db.execute("SELECT coalesce(max(first + rows), 0) FROM segments").fetchone()
        sha = hashlib.sha256(data).hexdigest()
        file = f"{first:010d}-{sha[:12]}.faiss"
        path = self.folder / SEGMENTS / file
        scratch = path.with_suffix(".part")
        with scratch.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        scratch.replace(path)
        _sync_folder(path.parent)
        return file, first, len(texts), sha

    def _insert(self, report: PreparedReport, mark: bytes, vectors: dict[bytes, int]) -> int:
        d = report.document
        day = d.published.isoformat() if d.published else None
        number = self._db.execute(
            "INSERT INTO reports (id, digest, outlet, published, title, url, language, text) VALUES (?,?,?,?,?,?,?,?)",
            (d.id, mark, d.outlet, day, d.title, d.url, d.language, d.text),
        ).lastrowid
        for passage in report.passages:
            pid = self._db.execute(
                'INSERT INTO passages (report, start, "end", vector) VALUES (?, ?, ?, ?)',
                (number, passage.start, passage.end, vectors[_key_digest(passage.key)]),
            ).lastrowid
            self._db.execute("INSERT INTO words (rowid, stems) VALUES (?, ?)", (pid, " ".join(stems(passage.key))))
        return len(report.passages)

    def remove(self, ids: Iterable[str]) -> int:
        """Remove reports by id in one commit; returns how many were there."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            removed = sum(self._remove(report_id) for report_id in ids)
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        return removed

    def _remove(self, report_id: str) -> bool:
        row = self._db.execute("SELECT number FROM reports WHERE id = ?", (report_id,)).fetchone()
        if row is None:
            return False
        self._db.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM passages WHERE report = ?)", row)
        self._db.execute("DELETE FROM passages WHERE report = ?", row)
        self._db.execute("DELETE FROM reports WHERE number = ?", row)
        return True

    def compact(self) -> int:
        """Merge all segments into one without the vectors that no passage uses; returns how many vectors went."""
        import faiss
        import numpy as np

        from factcheck.index.local import LocalIndex

        reader = LocalIndex(self.folder)
        used = [v for (v,) in self._db.execute("SELECT DISTINCT vector FROM passages ORDER BY vector")]
        total = sum(segment.ntotal for _, segment in reader._segments)
        rows = np.empty((len(used), self.encoder.dimension), dtype=np.float32)
        place = {vector: i for i, vector in enumerate(used)}
        for first, segment in reader._segments:
            inside = [v for v in used if first <= v < first + segment.ntotal]
            if inside:
                rows[[place[v] for v in inside]] = np.stack([segment.reconstruct(int(v - first)) for v in inside])
        reader.close()
        (start,) = self._db.execute("SELECT coalesce(max(first + rows), 0) FROM segments").fetchone()
        merged = faiss.IndexScalarQuantizer(
            self.encoder.dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        merged.train(rows if len(rows) else np.zeros((1, self.encoder.dimension), dtype=np.float32))
        merged.add(rows)
        data = faiss.serialize_index(merged).tobytes()
        sha = hashlib.sha256(data).hexdigest()
        file = f"{start:010d}-{sha[:12]}.faiss"
        path = self.folder / SEGMENTS / file
        with path.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        _sync_folder(path.parent)
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._db.execute("DELETE FROM segments")
            self._db.execute(
                "INSERT INTO segments (file, first, rows, sha256) VALUES (?, ?, ?, ?)", (file, start, len(used), sha)
            )
            moves = [(start + i, v) for v, i in place.items()]
            self._db.execute("CREATE TEMP TABLE moves (old INTEGER PRIMARY KEY, new INTEGER)")
            self._db.executemany("INSERT INTO moves (new, old) VALUES (?, ?)", moves)
            self._db.execute("UPDATE passages SET vector = (SELECT new FROM moves WHERE old = passages.vector)")
            self._db.execute("DROP TABLE moves")
            marks = [(m, v) for m, v in self._db.execute("SELECT digest, vector FROM keys").fetchall() if v in place]
            self._db.execute("DELETE FROM keys")
            self._db.executemany("INSERT INTO keys VALUES (?, ?)", [(m, start + place[v]) for m, v in marks])
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._sweep()
        return total - len(used)

    def check(self) -> list[str]:
        """What is wrong with the index, a line each; empty where nothing is."""
        from factcheck.index.local import LocalIndex

        wrong = [row[0] for row in self._db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        reader = LocalIndex(self.folder)
        try:
            spans = [(first, first + segment.ntotal) for first, segment in reader._segments]
        except IndexDamaged as error:
            return [*wrong, str(error)]
        finally:
            reader.close()
        for (vector,) in self._db.execute("SELECT DISTINCT vector FROM passages"):
            if not any(low <= vector < high for low, high in spans):
                wrong.append(f"vector {vector} is in no segment")
        bad = self._db.execute(
            'SELECT count(*) FROM passages p JOIN reports r ON r.number = p.report WHERE p."end" > length(r.text)'
        ).fetchone()[0]
        if bad:
            wrong.append(f"{bad} passages reach beyond their report")
        return wrong


def _key_digest(key: str) -> bytes:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:16]


def _sync_folder(folder: Path) -> None:
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # a system that does not open folders
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
