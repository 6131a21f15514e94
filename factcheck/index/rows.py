"""The rows of reports and of their passages: put in and taken out, inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping

from factcheck.index.base import PreparedReport
from factcheck.index.columns import NO_DAY, Row
from factcheck.index.digests import key_digest
from factcheck.index.failures import NUMBER, TEXT, typed
from factcheck.languages.stems import stems

__all__ = ["count_stems", "insert_report", "known_vectors", "remove_reports"]


def insert_report(
    db: sqlite3.Connection,
    report: PreparedReport,
    mark: bytes,
    reading: bytes,
    vectors: Mapping[bytes, int],
    counts: Counter[str],
) -> list[Row]:
    """Put a report and its passages in; their rows for the columns. ``counts`` gets the passages of each stem."""
    d = report.document
    day = d.published.isoformat() if d.published else None
    number = db.execute(
        "INSERT INTO reports (id, digest, reading, outlet, published, title, url, language, text) "
        "VALUES (?,?,?,?,?,?,?,?,?)",
        (d.id, mark, reading, d.outlet, day, d.title, d.url, d.language, d.text),
    ).lastrowid
    outlet, language = _name(db, "outlet", d.outlet), _name(db, "language", d.language)
    ordinal = d.published.toordinal() if d.published else NO_DAY
    (first,) = db.execute("SELECT value FROM head WHERE key = 'passage'").fetchone()
    rows: list[Row] = []
    places, texts = [], []
    for pid, passage in enumerate(report.passages, int(first)):
        vector, words = vectors[key_digest(passage.key)], stems(passage.key)
        counts.update(set(words))
        places.append((pid, number, passage.start, passage.end, vector))
        texts.append((pid, " ".join(words)))
        rows.append((pid, vector, outlet, language, ordinal, len(words)))
    db.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?)", places)
    db.executemany("INSERT INTO words (rowid, stems) VALUES (?, ?)", texts)
    if rows:
        db.execute("UPDATE head SET value = ? WHERE key = 'passage'", (str(rows[-1][0] + 1),))
    return rows


def _name(db: sqlite3.Connection, kind: str, name: str | None) -> int:
    if name is None:
        return -1
    db.execute("INSERT OR IGNORE INTO names (kind, name) VALUES (?, ?)", (kind, name))
    return int(db.execute("SELECT id FROM names WHERE kind = ? AND name = ?", (kind, name)).fetchone()[0])


def remove_reports(db: sqlite3.Connection, condition: str, *values: object) -> int:
    """Take out the reports that fulfil a condition, with their passages; returns how many they were."""
    numbers = db.execute(f"SELECT number FROM reports WHERE {condition}", values).fetchall()
    for row in numbers:
        passages = "(SELECT id FROM passages WHERE report = ?)"
        texts = list(typed(db.execute(f"SELECT stems FROM words WHERE rowid IN {passages}", row), TEXT))
        count_stems(db, Counter(stem for (text,) in texts for stem in set(text.split(" ")) if stem), -1)
        db.execute("INSERT INTO gone SELECT id FROM passages WHERE report = ?", row)
        db.execute(f"DELETE FROM words WHERE rowid IN {passages}", row)
        db.execute("DELETE FROM passages WHERE report = ?", row)
        db.execute("DELETE FROM reports WHERE number = ?", row)
    return len(numbers)


def count_stems(db: sqlite3.Connection, counts: Mapping[str, int], sign: int = 1) -> None:
    """Count the passages of each stem up or down."""
    db.executemany(
        "INSERT INTO stems VALUES (?1, ?2) ON CONFLICT (stem) DO UPDATE SET passages = passages + ?2",
        ((stem, sign * count) for stem, count in counts.items()),
    )
    if sign < 0:
        db.executemany("DELETE FROM stems WHERE stem = ? AND passages <= 0", ((stem,) for stem in counts))


def known_vectors(db: sqlite3.Connection, keys: Iterable[bytes]) -> dict[bytes, int]:
    """Numbers of the vectors that were made for these digests of keys."""
    found = {}
    for mark in keys:
        for (vector,) in typed(db.execute("SELECT vector FROM keys WHERE digest = ?", (mark,)), NUMBER):
            found[mark] = vector
    return found
