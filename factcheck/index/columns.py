"""What filters look at, as arrays: vector, outlet, language and day of every passage.

Each commit stores one block (32-bit integers, one column after the other) in the table ``blocks``; a reader joins them
and leaves out the passages in the table ``gone``. So opening an index costs a few array reads, however large it is.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from factcheck.errors import IndexDamaged
from factcheck.index.base import Query

__all__ = ["NO_DAY", "Columns", "Row", "read_columns", "write_block"]

NO_DAY = -1
_WIDTH = 5

Row = tuple[int, int, int, int, int]
"""Passage, vector, outlet, language (numbers in ``names``), day (proleptic ordinal or NO_DAY)."""


@dataclass(frozen=True)
class Columns:
    """One element a passage, in order of passage number."""

    passage: Any
    vector: Any
    outlet: Any
    language: Any
    day: Any
    outlets: dict[str, int]
    languages: dict[str, int]
    by_vector: Any
    """Rows in order of vector number …"""
    sorted_vectors: Any
    """… and those numbers: the passages of one vector stand together."""

    def rows_of(self, vector: int) -> Any:
        """Rows of the passages that share a vector, in order of insertion."""
        low, high = self.sorted_vectors.searchsorted(vector, "left"), self.sorted_vectors.searchsorted(vector, "right")
        return self.by_vector[low:high]

    def allowed(self, query: Query) -> Any:
        """Which passages the filters of a query let through: a boolean a row."""
        import numpy as np

        allowed = np.ones(len(self.passage), dtype=bool)
        for outlet in query.exclude_outlets:
            allowed &= self.outlet != self.outlets.get(outlet, -2)
        if query.language is not None:
            allowed &= self.language == self.languages.get(query.language, -2)
        undated = self.day == NO_DAY
        if query.since is not None:
            allowed &= (self.day >= query.since.toordinal()) | undated
        if query.until is not None:
            allowed &= (self.day <= query.until.toordinal()) | undated
        return allowed


def write_block(db: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Store a block; the caller's transaction makes it count."""
    import numpy as np

    if rows:
        data = np.array(rows, dtype="<i4").T.tobytes()
        db.execute("INSERT INTO blocks VALUES (?, ?, ?)", (rows[0][0], hashlib.sha256(data).hexdigest(), data))


def read_columns(db: sqlite3.Connection, where: str) -> Columns:
    """All blocks without what is gone; IndexDamaged where one does not match its checksum."""
    import numpy as np

    blocks = [np.empty((_WIDTH, 0), dtype="<i4")]
    for sha, data in db.execute("SELECT sha256, data FROM blocks ORDER BY first"):
        if hashlib.sha256(data).hexdigest() != sha:
            raise IndexDamaged("a block does not match its checksum", where=where, hint="build the index anew")
        blocks.append(np.frombuffer(data, dtype="<i4").reshape(_WIDTH, -1))
    table = np.concatenate(blocks, axis=1)
    gone = np.array([p for (p,) in db.execute("SELECT passage FROM gone")], dtype="<i4")
    if len(gone):
        table = table[:, ~np.isin(table[0], gone)]
    names: dict[str, dict[str, int]] = {"outlet": {}, "language": {}}
    for number, kind, name in db.execute("SELECT id, kind, name FROM names"):
        names[kind][name] = number
    order = np.argsort(table[1], kind="stable")
    passage, vector, outlet, language, day = table
    return Columns(passage, vector, outlet, language, day, names["outlet"], names["language"], order, table[1][order])
