"""The tables of an index on disk: one SQLite database beside the vector segments.

    INDEX/index.db          reports, passages, words (FTS5), segments, head (format, model, dimension)
    INDEX/segments/*.faiss  vectors of passages, one file a commit, never changed once written
    INDEX/segments/*.ivf    many vectors with an approximate index over them (factcheck.index.listed)
    INDEX/lock              held by the writer

The database is the manifest: a segment counts once its row (with its SHA-256) is committed, so a kill at any moment
leaves the last committed state, and files without a row are swept by the next writer. Readers hold one read transaction
(write-ahead log), so they never block and never see half.

Format 2 had no approximate segments, no numbers of words in its blocks and no table of stems. It is read as it is; the
first writer brings it up to format 3 in one transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factcheck.errors import IndexMismatch, IndexMissing
from factcheck.index.failures import BYTES, DATABASE, NUMBER, TEXT, Malformed, storage_errors, typed

__all__ = [
    "DATABASE",
    "FORMAT",
    "SEGMENTS",
    "create",
    "document_sizes",
    "head",
    "open_database",
    "to_format_3",
    "transaction",
]

FORMAT = 3
_READ = ("2", "3")
_NUMBERS = ("dimension", "passage", "vector")
SEGMENTS = "segments"

_SCHEMA = """
CREATE TABLE head (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, digest BLOB NOT NULL, reading BLOB NOT NULL, outlet TEXT,
    published TEXT, title TEXT, url TEXT, language TEXT, text TEXT NOT NULL
);
CREATE INDEX reports_digest ON reports (digest);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES reports (number), start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, vector INTEGER NOT NULL
);
CREATE INDEX passages_report ON passages (report);
CREATE TABLE segments (
    first INTEGER PRIMARY KEY, rows INTEGER NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
    tail INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE stems (stem TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE keys (digest BLOB PRIMARY KEY, vector INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE blocks (first INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, data BLOB NOT NULL);
CREATE TABLE gone (passage INTEGER PRIMARY KEY);
CREATE TABLE names (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (kind, name));
CREATE VIRTUAL TABLE words USING fts5 (stems, tokenize="ascii");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""
# ``stems`` says what ``vocabulary`` does, which counts a stem's passages one by one whenever it is asked.
# The tokenizer "ascii" cuts at ASCII spaces only: what goes in is stems that are folded and cut already.


_AS_FORMAT_3 = """
CREATE TEMP VIEW stems AS SELECT term AS stem, doc AS passages FROM main.vocabulary;
CREATE TEMP VIEW segments AS SELECT first, rows, file, sha256, 0 AS tail FROM main.segments;
"""


def create(folder: Path, model: str, dimension: int) -> None:
    """Make the database of a new index in one transaction; nothing where there is one already."""
    with storage_errors(folder):
        connection = sqlite3.connect(folder / DATABASE, isolation_level=None, timeout=30)
        try:
            if not _is_empty(connection):
                return
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            with transaction(connection, folder):
                for statement in _SCHEMA.split(";\n"):
                    if statement.strip():
                        connection.execute(statement)
                values = {"format": FORMAT, "model": model, "dimension": dimension, "passage": 1, "vector": 0}
                connection.executemany("INSERT INTO head VALUES (?, ?)", [(k, str(v)) for k, v in values.items()])
        finally:
            connection.close()


def _is_empty(connection: sqlite3.Connection) -> bool:
    (count,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return bool(count == 0)


def open_database(folder: Path, *, write: bool = False) -> sqlite3.Connection:
    """The database of an index. IndexMissing, IndexDamaged, IndexMismatch."""
    path = folder / DATABASE
    if not path.exists():
        raise IndexMissing(f"no index at {folder}", hint="build one with: factcheck index build CORPUS --name NAME")
    with storage_errors(folder):
        connection = _connect(path, write)
        try:
            if _is_empty(connection):  # its writer was stopped, or is at work, before the first commit
                raise IndexMissing(f"the index at {folder} has never been built to its end", hint="build it again")
            found = head(connection)["format"]
            if found not in _READ:
                raise IndexMismatch(
                    f"the index has format {found}, this program reads {' and '.join(_READ)}",
                    where=str(folder),
                    hint="remove that folder and build the index anew, or update factcheck",
                )
            if found == "2" and not write:
                connection.executescript(_AS_FORMAT_3)
            if not write:
                connection.execute("PRAGMA query_only=ON")
        except BaseException:
            connection.close()
            raise
    return connection


def _connect(path: Path, write: bool) -> sqlite3.Connection:
    if write:
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        connection.execute("PRAGMA synchronous=FULL")
        return connection
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        return connection
    except sqlite3.OperationalError:
        # A folder that we may not write to cannot hold the log's shared memory; without a log nobody is writing.
        if path.with_name(f"{path.name}-wal").exists():
            raise
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)


def head(connection: sqlite3.Connection) -> dict[str, str]:
    """The head of the manifest: format, model, dimension, the next free numbers. Malformed where one is not there."""
    found = dict(typed(connection.execute("SELECT key, value FROM head"), TEXT, TEXT))
    complete = "model" in found and all(found.get(key, "").isdecimal() for key in _NUMBERS)
    if "format" not in found or (found["format"] in _READ and not complete):
        raise Malformed("the head is not complete")
    return found


@contextmanager
def transaction(connection: sqlite3.Connection, folder: Path) -> Iterator[None]:
    """All or nothing, and on disk when it ends."""
    with storage_errors(folder):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def to_format_3(connection: sqlite3.Connection) -> None:
    """Bring the tables of format 2 up to date, but for the blocks; the caller's transaction makes it count."""
    connection.execute("ALTER TABLE segments ADD COLUMN tail INTEGER NOT NULL DEFAULT 0")
    connection.execute("CREATE TABLE stems (stem TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID")
    connection.execute("INSERT INTO stems SELECT term, doc FROM vocabulary")
    connection.execute("UPDATE head SET value = '3' WHERE key = 'format'")


def document_sizes(connection: sqlite3.Connection) -> dict[int, int]:
    """Number of words of each passage, as FTS5 keeps it (a big-endian integer, seven bits a byte)."""
    sizes = {}
    for number, data in typed(connection.execute("SELECT id, sz FROM words_docsize"), NUMBER, BYTES):
        size = 0
        for byte in data:
            size = size << 7 | byte & 127
        sizes[number] = size
    return sizes
