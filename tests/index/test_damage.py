"""Files that are not as they were written: refused with a clear word, never searched."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from factcheck.errors import IndexDamaged, IndexMismatch
from factcheck.index import IndexWriter, LocalIndex, Query

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
