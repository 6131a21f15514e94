"""An index as it is at one moment: a read transaction of the database and the segment files that go with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from factcheck.errors import IndexDamaged
from factcheck.index import segments
from factcheck.index.failures import storage_errors, typed
from factcheck.index.segments import Segment, segment_rows
from factcheck.index.store import head, open_database

__all__ = ["Snapshot"]

_TRIES = 5  # a compaction may take a segment away between reading its row and opening it


class Snapshot:
    """What later writes do not disturb."""

    def __init__(self, folder: Path) -> None:
        """IndexMissing, IndexDamaged or IndexMismatch where it cannot be opened."""
        self.folder = folder
        self.db: sqlite3.Connection = open_database(folder)
        try:
            self.files: list[tuple[Segment, BinaryIO]] = self._opened()
            with storage_errors(folder):
                known = head(self.db)
            self.model, self.dimension = known["model"], int(known["dimension"])
        except BaseException:
            self.db.close()
            raise

    def _opened(self) -> list[tuple[Segment, BinaryIO]]:
        """Begin the read transaction and open its segments: open files stay readable when a compaction removes them."""
        for attempt in range(_TRIES):
            files: list[tuple[Segment, BinaryIO]] = []
            self.db.execute("BEGIN")
            try:
                with storage_errors(self.folder):
                    known = segment_rows(self.db)
                for segment in known:
                    files.append((segment, segments.opened(self.folder, segment)))
                return files
            except IndexDamaged:
                for _, handle in files:
                    handle.close()
                if attempt == _TRIES - 1:
                    raise
                self.db.execute("ROLLBACK")
        raise AssertionError("unreachable")

    def rows(self, sql: str, kinds: Sequence[tuple[type, ...]], values: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query, their values of these kinds (:func:`factcheck.index.failures.typed`)."""
        with storage_errors(self.folder):
            return list(typed(self.db.execute(sql, values), *kinds))

    def each(self, sql: str, kinds: Sequence[tuple[type, ...]]) -> Iterator[Any]:
        """The rows of a query, as they are read."""
        with storage_errors(self.folder):
            yield from typed(self.db.execute(sql), *kinds)

    def close(self) -> None:
        """Give the snapshot back."""
        for _, handle in self.files:
            handle.close()
        self.db.close()
