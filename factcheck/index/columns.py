"""What searches look at, as arrays: vector, outlet, language, day and number of words of every passage.

Each commit stores one block (32-bit integers, one column after the other) in the table ``blocks``; a reader joins them
and leaves out the passages in the table ``gone``. So opening an index costs a few array reads, however large it is.
Rows are in order of vector number, so that the passages of a stretch of vectors stand together.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factcheck.errors import IndexDamaged
from factcheck.index.base import Query
from factcheck.index.failures import BYTES, NUMBER, TEXT, Malformed, rebuild, typed
from factcheck.index.store import document_sizes, head

__all__ = ["NO_DAY", "WIDTH", "Columns", "Filter", "Row", "read_columns", "spread", "write_block", "write_blocks"]

NO_DAY = -1
WIDTH = 6
_BLOCK = 1_000_000  # rows: SQLite takes no value above a billion bytes

Row = tuple[int, int, int, int, int, int]
"""Passage, vector, outlet, language (numbers in ``names``), day (proleptic ordinal or NO_DAY), words."""


@dataclass(frozen=True)
class Columns:
    """One element a passage, in order of vector number; passages of one vector in order of insertion."""

    passage: Any
    vector: Any
    outlet: Any
    language: Any
    day: Any
    words: Any
    outlets: dict[str, int]
    languages: dict[str, int]
    row: Any
    """Row of each passage number; -1 where there is no such passage."""
    average: float
    """Words of a passage, on average."""
    _spare: list[Any] = field(default_factory=list)

    @contextmanager
    def numbers(self) -> Iterator[Any]:
        """An array with a zero for each row, to count in; it must be all zeros again in the end.

        Kept from one search to the next: to be given new memory costs more than what most searches write to it.
        """
        import numpy as np

        try:
            found = self._spare.pop()
        except IndexError:
            found = np.zeros(len(self.passage), dtype=np.float32)
        try:
            yield found
        finally:
            self._spare.append(found)

    def bounds(self, low: Any, high: Any) -> tuple[Any, Any]:
        """First row, and the one after the last, of the vectors ``low[i]`` … ``high[i] - 1``."""
        kind = self.vector.dtype  # of another kind, the whole column would be copied to compare
        return self.vector.searchsorted(low.astype(kind)), self.vector.searchsorted(high.astype(kind))

    def allowed(self, query: Query, rows: Any) -> Any:
        """Which of the rows (an array of their numbers) the filters of a query let through."""
        import numpy as np

        allowed = np.ones(len(rows), dtype=bool)
        if query.exclude_outlets:
            outlet = self.outlet[rows]
            for name in query.exclude_outlets:
                allowed &= outlet != self.outlets.get(name, -2)
        if query.language is not None:
            allowed &= self.language[rows] == self.languages.get(query.language, -2)
        if query.since is not None or query.until is not None:
            day = self.day[rows]
            inside = np.ones(len(day), dtype=bool)
            if query.since is not None:
                inside &= day >= query.since.toordinal()
            if query.until is not None:
                inside &= day <= query.until.toordinal()
            allowed &= inside | (day == NO_DAY)
        return allowed


@dataclass(frozen=True, slots=True)
class Filter:
    """The filters of a query, asked about vectors."""

    columns: Columns
    query: Query

    def within(self, low: Any, high: Any) -> Any:
        """Whether a passage that is let through has it, for each vector ``low[i]`` … ``high[i] - 1``, ranges joined."""
        import numpy as np

        begin, end = self.columns.bounds(low, high)
        rows = spread(begin, end)
        allowed = self.columns.allowed(self.query, rows)
        shift = np.concatenate([[0], np.cumsum(high - low)])
        place = self.columns.vector[rows] + np.repeat(shift[:-1] - low, end - begin)
        found = np.zeros(int(shift[-1]), dtype=bool)
        found[place[allowed]] = True
        return found


def spread(low: Any, high: Any) -> Any:
    """The numbers ``low[i]`` … ``high[i] - 1`` of all ranges, joined."""
    import numpy as np

    sizes = high - low
    ends = np.cumsum(sizes)
    return np.repeat(low - ends + sizes, sizes) + np.arange(int(ends[-1]) if len(ends) else 0)


def write_block(db: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Store the rows of new passages; the caller's transaction makes them count."""
    import numpy as np

    if rows:
        _store(db, rows[0][0], np.array(rows, dtype="<i4").T)


def write_blocks(db: sqlite3.Connection, columns: Columns, vector: Any) -> None:
    """Store all passages anew, with the vectors that they have now, in place of all blocks."""
    import numpy as np

    order = np.lexsort((columns.passage, vector))
    table = np.stack(
        [columns.passage, vector, columns.outlet, columns.language, columns.day, columns.words], dtype="<i4"
    )[:, order]
    db.execute("DELETE FROM blocks")
    db.execute("DELETE FROM gone")
    for number, at in enumerate(range(0, len(order), _BLOCK), 1):
        _store(db, number, table[:, at : at + _BLOCK])


def _store(db: sqlite3.Connection, first: int, table: Any) -> None:
    data = table.tobytes()
    db.execute("INSERT INTO blocks VALUES (?, ?, ?)", (first, hashlib.sha256(data).hexdigest(), data))


def read_columns(db: sqlite3.Connection, where: str) -> Columns:
    """All blocks without what is gone; IndexDamaged where one does not match its checksum."""
    import numpy as np

    old = head(db)["format"] == "2"
    blocks = [np.empty((WIDTH - old, 0), dtype="<i4")]
    for sha, data in typed(db.execute("SELECT sha256, data FROM blocks ORDER BY first"), TEXT, BYTES):
        if hashlib.sha256(data).hexdigest() != sha:
            raise IndexDamaged("a block does not match its checksum", where=where, hint=rebuild(Path(where)))
        blocks.append(np.frombuffer(data, dtype="<i4").reshape(WIDTH - old, -1))
    table = np.concatenate(blocks, axis=1) if len(blocks) != 2 else blocks[1]
    if old:
        sizes = document_sizes(db)
        table = np.concatenate([table, [[sizes.get(p, 0) for p in table[0].tolist()]]], dtype="<i4")
    last = int(table[0].max()) if table.size else 0
    gone = [p for (p,) in db.execute("SELECT passage FROM gone")]
    if gone:
        if min(gone) < 1 or max(gone) > last:
            raise Malformed("a passage is gone that never was")
        dead = np.zeros(last + 1, dtype=bool)
        dead[gone] = True
        table = table[:, ~dead[table[0]]]
    if np.any(table[1, 1:] < table[1, :-1]):
        table = table[:, np.argsort(table[1], kind="stable")]
    names: dict[str, dict[str, int]] = {"outlet": {}, "language": {}}
    for number, kind, name in typed(db.execute("SELECT id, kind, name FROM names"), NUMBER, TEXT, TEXT):
        if kind not in names:
            raise Malformed("a name is of no kind")
        names[kind][name] = number
    row = np.full(last + 1, -1, dtype="<i4")
    row[table[0]] = np.arange(table.shape[1], dtype="<i4")
    passage, vector, outlet, language, day, words = table
    average = float(words.mean()) if len(words) else 0.0
    return Columns(passage, vector, outlet, language, day, words, names["outlet"], names["language"], row, average)
