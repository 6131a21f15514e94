"""What is wrong with an index: everything read once, nothing written."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from factcheck.errors import IndexError_
from factcheck.index.columns import NO_DAY, Columns, read_columns
from factcheck.index.digests import content_digest
from factcheck.index.failures import BYTES, MAYBE, NUMBER, TEXT, storage_errors, typed
from factcheck.index.segments import Stored, segment_rows
from factcheck.index.store import SEGMENTS, head, open_database

__all__ = ["check", "check_folder"]


def check_folder(folder: Path) -> list[str]:
    """What is wrong with the index in a folder, a line each; it may be one that cannot be written to.

    IndexMissing where there is none; an index that cannot be opened at all is IndexDamaged or IndexMismatch.
    """
    db = open_database(folder)
    try:
        return check(db, folder)
    finally:
        db.close()


def check(db: sqlite3.Connection, folder: Path) -> list[str]:
    """What is wrong with the index, a line each; empty where nothing is. Reads everything once."""
    wrong: list[str] = []

    def part(look: Callable[[], list[str]]) -> None:
        try:
            with storage_errors(folder):
                wrong.extend(look())
        except IndexError_ as error:
            wrong.append(error.what)

    part(lambda: [f"database: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"])
    part(lambda: _full_text_wrong(db))
    if wrong:
        return wrong  # what follows reads the same pages
    with storage_errors(folder):
        db.execute("BEGIN")  # all that follows as it is at one moment, though a writer is at work
    try:
        part(lambda: _segments_wrong(db, folder))
        part(lambda: _columns_wrong(db, folder))
        part(lambda: _stems_wrong(db))
        part(lambda: _passages_wrong(db))
        part(lambda: _reports_wrong(db))
    finally:
        db.execute("ROLLBACK")
    return wrong


def _full_text_wrong(db: sqlite3.Connection) -> list[str]:
    """FTS5's own check; none where the lock that it takes, though it writes nothing, is not to be had."""
    (kept,) = db.execute("PRAGMA query_only").fetchone()
    db.execute("PRAGMA query_only=OFF")
    try:
        db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    except sqlite3.OperationalError as error:
        if "readonly" not in str(error) and "locked" not in str(error):
            raise
    finally:
        db.execute(f"PRAGMA query_only={int(kept)}")
    return []


def _segments_wrong(db: sqlite3.Connection, folder: Path) -> list[str]:
    wrong: list[str] = []
    dimension = int(head(db)["dimension"])
    for segment in segment_rows(db):
        try:
            Stored(folder, [segment], dimension)
        except IndexError_ as error:
            wrong.append(f"{error.where}: {error.what}")
    return wrong


def _columns_wrong(db: sqlite3.Connection, folder: Path) -> list[str]:
    import numpy as np

    wrong = []
    columns = read_columns(db, str(folder))
    lost = np.ones(len(columns.vector), dtype=bool)
    for segment in segment_rows(db):
        lost &= (columns.vector < segment.first) | (columns.vector >= segment.first + segment.rows)
    if lost.any():
        wrong.append(f"{len(np.unique(columns.vector[lost]))} vectors are in no segment of {folder / SEGMENTS}")
    rows = typed(db.execute("SELECT id, vector FROM passages ORDER BY id"), NUMBER, NUMBER)
    stored = np.array(list(rows), dtype=np.int64)
    order = np.argsort(columns.passage)
    kept = np.stack([columns.passage[order], columns.vector[order]], axis=1)
    if not np.array_equal(stored.reshape(-1, 2), kept):
        wrong.append("the table of passages and its blocks differ")
    counts = {
        number: text.count(" ") + 1 if text else 0
        for number, text in typed(db.execute("SELECT id, c0 FROM words_content"), NUMBER, TEXT)
    }
    if counts != dict(zip(columns.passage.tolist(), columns.words.tolist(), strict=True)):
        wrong.append("the words of passages and their blocks differ")
    strange = _strangers(db, columns)
    if strange:
        wrong.append(f"{strange} passages are of another report than their blocks say")
    return wrong


def _strangers(db: sqlite3.Connection, columns: Columns) -> int:
    """How many passages are of a report with another outlet, language or day than when they were stored."""
    days = [None if day == NO_DAY else date.fromordinal(day).isoformat() for day in columns.day.tolist()]
    known = zip(columns.outlet.tolist(), columns.language.tolist(), days, strict=True)
    blocks = dict(zip(columns.passage.tolist(), known, strict=True))
    rows = db.execute(
        "SELECT p.id, r.outlet, r.language, r.published FROM passages p JOIN reports r ON r.number = p.report"
    )
    strange = 0
    for number, outlet, language, day in typed(rows, NUMBER, MAYBE, MAYBE, MAYBE):
        expected = columns.outlets.get(outlet, -1), columns.languages.get(language, -1), day
        strange += blocks.get(number) != expected
    return strange


def _stems_wrong(db: sqlite3.Connection) -> list[str]:
    found: Counter[str] = Counter()
    for (text,) in typed(db.execute("SELECT c0 FROM words_content"), TEXT):
        found.update(set(text.split(" ")) if text else ())
    words = dict(typed(db.execute("SELECT term, doc FROM vocabulary"), TEXT, NUMBER))
    counted = dict(typed(db.execute("SELECT stem, passages FROM stems"), TEXT, NUMBER))
    return [] if found == words == counted else ["the counts of stems and the words differ"]


def _passages_wrong(db: sqlite3.Connection) -> list[str]:
    wrong = []
    (lost,) = db.execute("SELECT count(*) FROM passages WHERE report NOT IN (SELECT number FROM reports)").fetchone()
    if lost:
        wrong.append(f"{lost} passages are of reports that are not there")
    (lost,) = db.execute(
        "SELECT count(*) FROM keys k WHERE NOT EXISTS "
        "(SELECT 1 FROM segments s WHERE k.vector >= s.first AND k.vector < s.first + s.rows)"
    ).fetchone()
    if lost:
        wrong.append(f"{lost} keys are of vectors in no segment")
    return wrong


def _reports_wrong(db: sqlite3.Connection) -> list[str]:
    wrong = []
    places = typed(
        db.execute('SELECT report, min(start), min("end" - start), max("end") FROM passages GROUP BY report'),
        *(NUMBER,) * 4,
    )
    reach = {number: (start, length, end) for number, start, length, end in places}
    rows = db.execute("SELECT number, id, digest, outlet, published, title, url, text FROM reports")
    for number, report_id, mark, *parts in typed(rows, NUMBER, TEXT, BYTES, MAYBE, MAYBE, MAYBE, MAYBE, TEXT):
        start, length, end = reach.get(number, (0, 1, 0))
        if content_digest(*parts) != mark:
            wrong.append(f"report {report_id} is not what was stored")
        elif start < 0 or length < 1 or end > len(parts[-1]):
            wrong.append(f"report {report_id} has a passage outside its text")
    return wrong
