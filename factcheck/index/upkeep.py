"""Upkeep of an index's segments: joined, taken out what nothing uses, made approximate when they are large."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factcheck.index import arrange, segments
from factcheck.index.columns import read_columns, write_blocks
from factcheck.index.failures import storage_errors
from factcheck.index.segments import Segment, Stored
from factcheck.index.store import head, transaction
from factcheck.index.writer import IndexWriter

__all__ = ["compact", "join", "settle"]


def compact(writer: IndexWriter) -> int:
    """Drop the vectors that no passage uses, and make one segment of the rest; returns how many vectors went.

    Passage numbers stay. A reader that is open goes on with the files that it has.
    """
    gone = _rewrite(writer, writer.segments())
    with transaction(writer.db, writer.folder):
        writer.db.execute("INSERT INTO words (words) VALUES ('optimize')")
    with storage_errors(writer.folder):
        writer.db.execute("VACUUM")
    return gone


def settle(writer: IndexWriter) -> None:
    """Make approximate what the rule of :mod:`factcheck.index.arrange` says."""
    taken = arrange.due(writer.segments())
    if taken:
        _rewrite(writer, taken)


def join(writer: IndexWriter, old: Sequence[Segment]) -> None:
    """Write neighbouring exact segments as one; numbers of vectors stay."""
    import numpy as np

    stored = Stored(writer.folder, old, writer.dimension)
    numbers = np.concatenate([np.arange(s.first, s.first + s.rows) for s in old])
    if old[0].first + len(numbers) != old[-1].first + old[-1].rows:
        return  # not neighbours
    with storage_errors(writer.folder):
        vectors = stored.fetch(numbers).astype(np.float32)
        joined = segments.write(writer.folder, old[0].first, segments.pack(vectors))
    with transaction(writer.db, writer.folder):
        writer.db.executemany("DELETE FROM segments WHERE first = ?", [(s.first,) for s in old])
        writer.enlist(joined)
    writer.sweep()


def _rewrite(writer: IndexWriter, old: Sequence[Segment]) -> int:
    """Write the vectors of some segments that passages use anew as one segment; returns how many were dropped."""
    import numpy as np

    db = writer.db
    with storage_errors(writer.folder):
        columns = read_columns(db, str(writer.folder))
        start = int(head(db)["vector"])  # numbers never used before, so that no old file can be taken for the new one
    used = np.unique(columns.vector).astype(np.int64)
    inside = np.zeros(len(used), dtype=bool)
    for segment in old:
        inside |= (used >= segment.first) & (used < segment.first + segment.rows)
    used = used[inside]
    with storage_errors(writer.folder):
        new, order = _written(writer, Stored(writer.folder, old, writer.dimension), start, used)
    moved = np.empty(len(used), dtype=np.int64)
    moved[order] = np.arange(start, start + len(used))
    with transaction(db, writer.folder):
        _renumber(writer, old, used, moved)
        vector = columns.vector.astype(np.int64)
        place = np.minimum(used.searchsorted(vector), max(0, len(used) - 1))
        mine = used[place] == vector if len(used) else np.zeros(len(vector), dtype=bool)
        write_blocks(db, columns, np.where(mine, moved[place] if len(used) else vector, vector))
        db.executemany("DELETE FROM segments WHERE first = ?", [(s.first,) for s in old])
        writer.enlist(new)
    writer.sweep()
    return sum(segment.rows for segment in old) - len(used)


def _written(writer: IndexWriter, stored: Stored, start: int, used: Any) -> tuple[Segment, Any]:
    """The new segment, and which of the used vectors stands at each of its places."""
    import numpy as np

    if len(used) >= arrange.EXACT:
        return arrange.write(
            writer.folder, start, lambda places: stored.fetch(used[places]), len(used), writer.dimension
        )
    vectors = stored.fetch(used).astype(np.float32)
    return segments.write(writer.folder, start, segments.pack(vectors)), np.arange(len(used))


def _renumber(writer: IndexWriter, old: Sequence[Segment], used: Any, moved: Any) -> None:
    """Give passages and keys the new numbers of their vectors; keys of vectors that are dropped go."""
    db = writer.db
    db.execute("CREATE TEMP TABLE IF NOT EXISTS moved (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)")
    db.execute("DELETE FROM moved")
    db.executemany("INSERT INTO moved VALUES (?, ?)", zip(used.tolist(), moved.tolist(), strict=True))
    for segment in old:
        db.execute(
            "DELETE FROM keys WHERE vector >= ? AND vector < ? AND vector NOT IN (SELECT old FROM moved)",
            (segment.first, segment.first + segment.rows),
        )
    for table in ("passages", "keys"):
        db.execute(
            f"UPDATE {table} SET vector = (SELECT new FROM moved WHERE old = vector) "
            "WHERE vector IN (SELECT old FROM moved)"
        )
    db.execute("DROP TABLE moved")
