"""An index of the format before is read as it is, and brought up to date by its first writer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from factcheck.index import IndexWriter, LocalIndex, Query
from factcheck.index.columns import WIDTH

from .conftest import SENTENCES, Counting, make_report


def as_format_2(folder: Path) -> None:
    """Undo what format 3 brought."""
    db = sqlite3.connect(folder / "index.db", isolation_level=None)
    blocks = []
    for first, data in db.execute("SELECT first, data FROM blocks").fetchall():
        table = np.frombuffer(data, dtype="<i4").reshape(WIDTH, -1)[:-1].tobytes()
        blocks.append((first, table))
    from hashlib import sha256

    db.execute("DELETE FROM blocks")
    db.executemany("INSERT INTO blocks VALUES (?, ?, ?)", [(f, sha256(d).hexdigest(), d) for f, d in blocks])
    db.execute("DROP TABLE stems")
    db.execute("ALTER TABLE segments DROP COLUMN tail")
    db.execute("UPDATE head SET value = '2' WHERE key = 'format'")
    db.close()


QUERIES = [Query(sentence) for sentence in SENTENCES]


@pytest.fixture
def old(folder: Path, encoder: Counting) -> Path:
    with IndexWriter(folder, encoder) as writer:
        writer.remove(["r3"])
    as_format_2(folder)
    return folder


def test_format_2_is_read_as_it_is(old: Path, encoder: Counting) -> None:
    before = (old / "index.db").read_bytes()
    with LocalIndex(old, encoder) as index:
        found = index.search(QUERIES, 5)
        assert index.info.passages == 8
        assert index.rare(["bridge"]) == frozenset()
    assert (old / "index.db").read_bytes() == before
    IndexWriter(old, encoder).close()
    with LocalIndex(old, encoder) as index:
        assert index.search(QUERIES, 5) == found


def test_the_first_writer_brings_it_up_to_date(old: Path, encoder: Counting) -> None:
    with IndexWriter(old, encoder) as writer:
        assert writer.check() == []
        writer.add([make_report(20, ["A new bridge over the # river"])])
        assert writer.check() == []
    db = sqlite3.connect(old / "index.db")
    assert db.execute("SELECT value FROM head WHERE key = 'format'").fetchone() == ("3",)
    db.close()


def test_an_open_reader_of_format_2_goes_on(old: Path, encoder: Counting) -> None:
    with LocalIndex(old, encoder) as index:
        IndexWriter(old, encoder).close()
        assert index.search(QUERIES[:1])[0][0].passage.text == SENTENCES[0]
