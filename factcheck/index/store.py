"""The tables of an index on disk: one SQLite database beside the vector segments.

    INDEX/index.db          reports, passages, words (FTS5), segments, head (format, model, dimension)
    INDEX/segments/*.faiss  vectors of passages, one file a commit, never changed once written
    INDEX/lock              held by the writer

The database is the manifest: a segment counts once its row (with its SHA-256) is committed, so a kill at any moment
leaves the last committed state, and files without a row are swept by the next writer. Readers hold one read transaction
(write-ahead log), so they never block and never see half.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from factcheck.errors import IndexDamaged, IndexMismatch, IndexMissing

__all__ = ["DATABASE", "FORMAT", "SEGMENTS", "connect", "head"]

FORMAT = 1
DATABASE = "index.db"
SEGMENTS = "segments"

_SCHEMA = """
CREATE TABLE head (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, digest BLOB NOT NULL, outlet TEXT, published TEXT,
    title TEXT, url TEXT, language TEXT, text TEXT NOT NULL
);
CREATE INDEX reports_digest ON reports (digest);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES reports (number), start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, vector INTEGER NOT NULL
);
CREATE INDEX passages_report ON passages (report);
CREATE TABLE segments (number INTEGER PRIMARY KEY, file TEXT NOT NULL, first INTEGER NOT NULL, rows INTEGER NOT NULL,
    sha256 TEXT NOT NULL);
CREATE TABLE keys (digest BLOB PRIMARY KEY, vector INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (stems, tokenize="unicode61");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""


def connect(folder: Path, *, write: bool = False) -> sqlite3.Connection:
    """The database of an index; a writer makes it where it is missing. IndexMissing, IndexDamaged, IndexMismatch."""
    path = folder / DATABASE
    if not write and not path.exists():
        raise IndexMissing(
            f"no index at {folder}",
            hint="see: factcheck index list; build one with: factcheck index build CORPUS --name NAME",
        )
    new = not path.exists()
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
        if new:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("BEGIN IMMEDIATE")
            for statement in _SCHEMA.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
            connection.execute("INSERT INTO head VALUES ('format', ?)", (str(FORMAT),))
            connection.execute("COMMIT")
        connection.execute("PRAGMA synchronous=FULL" if write else "PRAGMA query_only=ON")
        found = head(connection).get("format")
    except sqlite3.DatabaseError as error:
        raise IndexDamaged(f"the index cannot be read: {error}", where=str(path), hint="build it anew") from error
    if found != str(FORMAT):
        connection.close()
        raise IndexMismatch(f"index format {found}, this program reads {FORMAT}", where=str(path), hint="build it anew")
    return connection


def head(connection: sqlite3.Connection) -> dict[str, str]:
    """The head of the manifest: format, model, dimension."""
    return dict(connection.execute("SELECT key, value FROM head"))
