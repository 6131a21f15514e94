"""Upkeep of an index: take out what nothing uses, and find what is wrong."""

from __future__ import annotations

from factcheck.errors import IndexError_
from factcheck.index import segments
from factcheck.index.columns import read_columns, write_block
from factcheck.index.store import SEGMENTS, head, storage_errors, transaction
from factcheck.index.writer import IndexWriter, content_digest

__all__ = ["check", "compact"]


def compact(writer: IndexWriter) -> int:
    """Write the vectors that passages use anew as one segment, drop the rest; returns how many vectors went.

    Passage numbers stay. A reader that is open goes on with the files that it has.
    """
    import numpy as np

    db = writer.db
    old = writer.segments()
    columns = read_columns(db, str(writer.folder))
    used = np.unique(columns.vector)
    parts = [np.empty((0, writer.dimension), dtype=np.float32)]
    for segment in old:
        inside = used[(used >= segment.first) & (used < segment.first + segment.rows)] - segment.first
        parts.append(segments.vectors_of(writer.load_segment(segment))[inside])
    start = int(head(db)["vector"])  # numbers never used before, so that no old file can be taken for the new one
    with storage_errors(writer.folder):
        new = segments.write(writer.folder, start, segments.pack(np.concatenate(parts)))
    place = {int(vector): start + i for i, vector in enumerate(used)}
    moved = [place[int(v)] for v in columns.vector]
    rest = (columns.passage, columns.outlet, columns.language, columns.day)
    with transaction(db, writer.folder):
        db.execute("DELETE FROM segments")
        db.execute("DELETE FROM blocks")
        db.execute("DELETE FROM gone")
        db.execute("INSERT INTO segments VALUES (?, ?, ?, ?)", (new.first, new.rows, new.file, new.sha256))
        db.execute("UPDATE head SET value = ? WHERE key = 'vector'", (str(start + new.rows),))
        db.executemany("UPDATE passages SET vector = ? WHERE id = ?", zip(moved, columns.passage.tolist(), strict=True))
        passage, outlet, language, day = (column.tolist() for column in rest)
        write_block(db, list(zip(passage, moved, outlet, language, day, strict=True)))
        keys = db.execute("SELECT digest, vector FROM keys").fetchall()
        db.execute("DELETE FROM keys")
        db.executemany("INSERT INTO keys VALUES (?, ?)", [(k, place[v]) for k, v in keys if v in place])
        db.execute("INSERT INTO words (words) VALUES ('optimize')")
    writer.sweep()
    with storage_errors(writer.folder):
        db.execute("VACUUM")
    return sum(segment.rows for segment in old) - len(used)


def check(writer: IndexWriter) -> list[str]:
    """What is wrong with the index, a line each; empty where nothing is. Reads everything once."""
    db, folder = writer.db, writer.folder
    wrong: list[str] = []
    try:
        with storage_errors(folder):
            wrong.extend(f"database: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok")
            db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    except IndexError_ as error:
        wrong.append(str(error))
    if wrong:
        return wrong
    for segment in writer.segments():
        try:
            writer.load_segment(segment)
        except IndexError_ as error:
            wrong.append(str(error))
    try:
        columns = read_columns(db, str(folder))
    except IndexError_ as error:
        return [*wrong, str(error)]
    spans = [(s.first, s.first + s.rows) for s in writer.segments()]
    lost = [v for v in set(columns.vector.tolist()) if not any(low <= v < high for low, high in spans)]
    if lost:
        wrong.append(f"{len(lost)} vectors are in no segment of {folder / SEGMENTS}")
    stored = db.execute("SELECT id, vector FROM passages ORDER BY id").fetchall()
    if stored != list(zip(columns.passage.tolist(), columns.vector.tolist(), strict=True)):
        wrong.append("the table of passages and its blocks differ")
    ends = dict(db.execute('SELECT report, max("end") FROM passages GROUP BY report'))
    starts = dict(db.execute('SELECT report, min(min(start, "end" - start - 1)) FROM passages GROUP BY report'))
    for number, report_id, mark, *parts in db.execute(
        "SELECT number, id, digest, outlet, published, title, url, text FROM reports"
    ):
        if content_digest(*parts) != mark:
            wrong.append(f"report {report_id} is not what was stored")
        elif ends.get(number, 0) > len(parts[-1]) or starts.get(number, 0) < 0:
            wrong.append(f"report {report_id} has a passage outside its text")
    return wrong
