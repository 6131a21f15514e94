"""Files that are not as they were written: refused with a clear word, never searched."""

from __future__ import annotations

import os
import random
import re
import sqlite3
from pathlib import Path

import pytest

from factcheck.errors import IndexDamaged, IndexError_, IndexMismatch
from factcheck.index import IndexWriter, LocalIndex, Query, check_index, open_index, store

from .conftest import SENTENCES, Counting, make_report

QUERY = [Query(SENTENCES[0])]


def segment_files(folder: Path) -> list[Path]:
    return sorted((folder / "segments").glob("*.faiss"))


def change(folder: Path, sql: str, *values: object) -> None:
    connection = sqlite3.connect(folder / "index.db")
    connection.execute(sql, values)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_changed_byte_in_a_segment(folder: Path, place: int) -> None:
    path = segment_files(folder)[0]
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with LocalIndex(folder) as index, pytest.raises(IndexDamaged, match=r"\.faiss: a segment does not match"):
        index.search(QUERY)
    with IndexWriter(folder) as writer:
        assert len(writer.check()) == 1


def test_a_missing_segment(folder: Path) -> None:
    segment_files(folder)[1].unlink()
    with pytest.raises(IndexDamaged, match="cannot be read"):
        LocalIndex(folder)
    with IndexWriter(folder) as writer:
        assert "cannot be read" in writer.check()[0]


def test_files_without_a_row_are_swept(folder: Path) -> None:
    stray = folder / "segments" / "0000000099-aa.faiss"
    stray.write_bytes(b"left by a writer that was killed")
    with LocalIndex(folder) as index:
        assert index.search(QUERY)[0]
    IndexWriter(folder).close()
    assert not stray.exists()
    assert len(segment_files(folder)) == 3


def test_a_changed_report(folder: Path) -> None:
    change(folder, "UPDATE reports SET text = replace(text, '#', '9') WHERE id = 'r2'")
    with LocalIndex(folder) as index:
        assert index.report("r1").text == SENTENCES[1] + "\n"
        with pytest.raises(IndexDamaged, match="report r2 is not what was stored"):
            index.report("r2")
    with IndexWriter(folder) as writer:
        assert writer.check() == ["report r2 is not what was stored"]


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ('UPDATE passages SET start = start + 900, "end" = "end" + 900 WHERE id = 1', "outside its text"),
        ("UPDATE passages SET vector = 3 WHERE id = 1", "blocks differ"),
        ("DELETE FROM segments WHERE first = 0", "in no segment"),
        ("UPDATE stems SET passages = 9 WHERE stem = 'council'", "counts of stems"),
        ("UPDATE blocks SET data = zeroblob(length(data)) WHERE first = 1", "does not match its checksum"),
    ],
)
def test_check_finds(folder: Path, sql: str, word: str) -> None:
    change(folder, sql)
    with IndexWriter(folder) as writer:
        assert any(word in line for line in writer.check())


LOSE_PASSAGE = "UPDATE passages SET id = 99 WHERE id = 1"
NOT_UTF_8 = "CAST(x'ff41' AS TEXT)"


@pytest.mark.parametrize(
    ("sql", "told", "checked"),
    [
        (LOSE_PASSAGE, "passage 1 is missing", "its blocks differ"),
        ("DELETE FROM passages WHERE id = 1", "differ in number", "its blocks differ"),
        ("DELETE FROM reports WHERE number = 1", "the report of passage 1 is missing", "reports that are not there"),
        ("UPDATE passages SET report = 4 WHERE id = 1", None, "1 passages are of another report"),
        ('UPDATE passages SET "end" = 9000 WHERE id = 1', "outside its report", "outside its text"),
        ("UPDATE passages SET start = x'00' WHERE id = 1", "int was stored", "int was stored"),
        ("UPDATE reports SET outlet = 'Another' WHERE number = 1", "is not what was stored", "is not what was stored"),
        (
            "UPDATE reports SET published = '2030-99-99' WHERE number = 1",
            "is not what was stored",
            "not what was stored",
        ),
        (f"UPDATE reports SET text = {NOT_UTF_8} WHERE number = 1", "Could not decode", "Could not decode"),
        ("UPDATE reports SET digest = 'text' WHERE number = 1", "bytes was stored", "bytes was stored"),
        ("DELETE FROM blocks WHERE first = 1", "differ in number", "its blocks differ"),
        ("UPDATE blocks SET data = 7", "bytes was stored", "bytes was stored"),
        ("DELETE FROM segments WHERE first = 0", "differ in number", "in no segment"),
        ("UPDATE segments SET rows = rows - 1 WHERE first = 0", "differ in number", "wrong size"),
        ("UPDATE segments SET file = '../../x' WHERE first = 0", "a row of a segment", "a row of a segment"),
        ("UPDATE segments SET file = x'00' WHERE first = 0", "str was stored", "str was stored"),
        ("INSERT INTO gone VALUES (-5)", "gone that never was", "gone that never was"),
        ("UPDATE names SET kind = 'x' WHERE id = 1", "a name is of no kind", "a name is of no kind"),
        (f"UPDATE names SET name = {NOT_UTF_8} WHERE id = 1", "Could not decode", "Could not decode"),
        ("UPDATE stems SET passages = 1000000", "more passages than there are", "counts of stems"),
        ("UPDATE words_content SET c0 = 7.5", "str was stored", "malformed|str was stored"),
        ("DELETE FROM words_content WHERE id = 1", "words of a passage are missing", "malformed|differ"),
        ("DELETE FROM head WHERE key = 'model'", "head is not complete", "head is not complete"),
        ("UPDATE head SET value = 'many' WHERE key = 'dimension'", "head is not complete", "head is not complete"),
        (f"UPDATE head SET value = {NOT_UTF_8} WHERE key = 'model'", "Could not decode", "Could not decode"),
        ("UPDATE keys SET vector = 77", None, "keys are of vectors in no segment"),
    ],
)
def test_a_row_that_is_not_what_was_stored(folder: Path, sql: str, told: str | None, checked: str) -> None:
    change(folder, sql)

    def read() -> None:
        with LocalIndex(folder) as index:
            for query in SENTENCES:
                index.search([Query(query)], 9)

    if told is None:
        read()
    else:
        with pytest.raises(IndexDamaged, match=told) as caught:
            read()
        assert str(folder) in str(caught.value)
        assert "build it anew" in str(caught.value)
    try:
        wrong = check_index(folder)
    except IndexDamaged as error:
        wrong = [str(error)]
    assert re.search(checked, "; ".join(wrong)), wrong


def test_a_report_that_only_the_index_of_ids_has_lost(folder: Path) -> None:
    connection = sqlite3.connect(folder / "index.db", isolation_level=None)
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'id TEXT NOT NULL UNIQUE', 'id TEXT NOT NULL')")
    kept = connection.execute("SELECT * FROM sqlite_master WHERE name = 'sqlite_autoindex_reports_1'").fetchall()
    connection.execute("DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_reports_1'")
    connection.close()
    connection = sqlite3.connect(folder / "index.db", isolation_level=None)
    connection.execute("UPDATE reports SET id = 'other' WHERE id = 'r2'")
    connection.execute("PRAGMA writable_schema=ON")
    connection.execute("UPDATE sqlite_master SET sql = replace(sql, 'id TEXT NOT NULL', 'id TEXT NOT NULL UNIQUE')")
    connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept[0])
    connection.close()
    with LocalIndex(folder) as index:
        with pytest.raises(IndexDamaged, match="report other is not found by its id"):
            index.report("other")
        with pytest.raises(KeyError):
            index.report("never there")
    assert any("index" in line for line in check_index(folder))


def test_changed_bytes_anywhere(folder: Path) -> None:
    """Whatever is changed: the passages as they were, or a clear word; what check passes has all its rows."""
    IndexWriter(folder).close()
    path = folder / "index.db"
    good = path.read_bytes()
    with LocalIndex(folder) as index:
        expected = list(index.passages())
    chance = random.Random(7)
    told = 0
    for _ in range(60):
        data = bytearray(good)
        at, size = chance.randrange(len(data)), chance.choice((1, 1, 8, 300))
        data[at : at + size] = chance.randbytes(len(data[at : at + size]))
        path.write_bytes(data[: chance.randrange(len(data))] if chance.random() < 0.2 else data)
        try:
            with LocalIndex(folder) as index:
                index.search(QUERY, 9)
                found = list(index.passages())
                assert index.counts("outlet")
                assert [index.report(p.report).text[p.start : p.end] for p in found] == [p.text for p in found]
        except IndexError_:
            told += 1
        try:
            if not check_index(folder):
                with LocalIndex(folder) as index:
                    assert [p.text for p in index.passages()] == [p.text for p in expected]
        except IndexError_:
            pass
    assert told > 10


def test_check_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stray = folder / "segments" / "0000000099-aa.faiss"
    stray.write_bytes(b"swept by a writer, left by a check")
    with IndexWriter(folder) as writer:  # one at a time may write, anyone may check
        stray.write_bytes(b"again")
        assert check_index(folder) == writer.check() == []
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and "-" not in p.name}
    address = f"{(folder / 'index.db').as_uri()}?mode=ro&immutable=1"  # as where the folder may not be written to
    monkeypatch.setattr(store, "_connect", lambda *_: sqlite3.connect(address, uri=True, isolation_level=None))
    assert check_index(folder) == []
    assert before == {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and "-" not in p.name}
    assert stray.exists()


def test_another_model_is_told_before_it_is_loaded(folder: Path) -> None:
    with pytest.raises(IndexMismatch, match="not nowhere/such-a-model"):
        open_index(folder, model="nowhere/such-a-model")


@pytest.mark.parametrize("keep", [0, 100, 5000])
def test_a_cut_off_database(folder: Path, keep: int) -> None:
    IndexWriter(folder).close()
    path = folder / "index.db"
    os.truncate(path, keep)
    with pytest.raises(Exception, match=r"never been built|cannot be read") as caught, LocalIndex(folder) as index:
        index.search(QUERY)
    assert type(caught.value).__name__ in ("IndexDamaged", "IndexMissing")


def test_a_database_that_is_none(folder: Path) -> None:
    (folder / "index.db").write_bytes(b"\x80\x04cos\nsystem\n" * 500)
    for name in ("index.db-wal", "index.db-shm"):
        (folder / name).unlink(missing_ok=True)
    with pytest.raises(IndexDamaged, match="build it anew"):
        LocalIndex(folder)


def test_another_format_is_refused(folder: Path, encoder: Counting) -> None:
    change(folder, "UPDATE head SET value = '1' WHERE key = 'format'")
    with pytest.raises(IndexMismatch, match="format 1, this program reads 2 and 3"):
        LocalIndex(folder)
    with pytest.raises(IndexMismatch):
        IndexWriter(folder, encoder)


def test_hostile_text_is_only_text(tmp_path: Path, encoder: Counting) -> None:
    hostile = ['"); DROP TABLE head; --', 'a" OR "b NEAR(', "\u202e\u0000\u200f # ../../etc", "*" * 300, "NOT AND OR"]
    with IndexWriter(tmp_path / "x", encoder) as writer:
        writer.add([make_report(i, [text], outlet=text) for i, text in enumerate(hostile)])
        assert writer.check() == []
    with LocalIndex(tmp_path / "x") as index:
        for text in hostile:
            found = index.search([Query(text, exclude_outlets=("'; --",))], k=5)[0]
            assert len(found) == 5
            assert text in {hit.passage.text for hit in found}
