"""What is wrong with an index: everything read once."""

from __future__ import annotations

from factcheck.errors import IndexError_
from factcheck.index.columns import Columns, read_columns
from factcheck.index.digests import content_digest
from factcheck.index.segments import Stored
from factcheck.index.store import SEGMENTS, storage_errors
from factcheck.index.writer import IndexWriter

__all__ = ["check"]


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
            Stored(folder, [segment], writer.dimension)
        except IndexError_ as error:
            wrong.append(str(error))
    try:
        columns = read_columns(db, str(folder))
    except IndexError_ as error:
        return [*wrong, str(error)]
    return [*wrong, *_columns_wrong(writer, columns), *_stems_wrong(writer), *_reports_wrong(writer)]


def _columns_wrong(writer: IndexWriter, columns: Columns) -> list[str]:
    import numpy as np

    wrong = []
    lost = np.ones(len(columns.vector), dtype=bool)
    for segment in writer.segments():
        lost &= (columns.vector < segment.first) | (columns.vector >= segment.first + segment.rows)
    if lost.any():
        wrong.append(f"{len(np.unique(columns.vector[lost]))} vectors are in no segment of {writer.folder / SEGMENTS}")
    stored = np.array(writer.db.execute("SELECT id, vector FROM passages ORDER BY id").fetchall(), dtype=np.int64)
    order = np.argsort(columns.passage)
    kept = np.stack([columns.passage[order], columns.vector[order]], axis=1)
    if not np.array_equal(stored.reshape(-1, 2), kept):
        wrong.append("the table of passages and its blocks differ")
    return wrong


def _stems_wrong(writer: IndexWriter) -> list[str]:
    (known,) = writer.db.execute(
        "SELECT count(*) FROM vocabulary v JOIN stems s ON s.stem = v.term AND s.passages = v.doc"
    ).fetchone()
    (words,) = writer.db.execute("SELECT count(*) FROM vocabulary").fetchone()
    (stems,) = writer.db.execute("SELECT count(*) FROM stems").fetchone()
    return [] if known == words == stems else ["the counts of stems and the words differ"]


def _reports_wrong(writer: IndexWriter) -> list[str]:
    db = writer.db
    wrong = []
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
