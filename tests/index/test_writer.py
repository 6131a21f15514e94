from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from factcheck.errors import IndexDamaged, IndexLocked, IndexMismatch, IndexMissing
from factcheck.index import IndexWriter, LocalIndex, Query, list_indexes, open_index
from factcheck.index import writer as writer_module

from .conftest import SENTENCES, Counting, make_report


def content(folder: Path) -> list[tuple[str, str]]:
    with LocalIndex(folder) as index:
        return [(p.report, p.text) for p in index.passages()]


def best(folder: Path, text: str) -> str:
    with LocalIndex(folder) as index:
        return index.search([Query(text)])[0][0].passage.text


def test_what_goes_in_comes_out(folder: Path) -> None:
    with LocalIndex(folder) as index:
        assert (index.info.name, index.info.reports, index.info.passages) == ("news", 8, 9)
        assert index.report("r3").text == SENTENCES[3] + "\n"
        assert index.report("r3").outlet == "Outlet 0"
        assert index.counts("outlet") == {"Outlet 0": 3, "Outlet 1": 2, "Outlet 2": 2, None: 1}
        assert list(index.reports()) == [f"r{i}" for i in range(8)]
        for passage in index.passages():
            assert index.report(passage.report).text[passage.start : passage.end] == passage.text
        with pytest.raises(KeyError):
            index.report("r99")


def test_distinct_passages_are_embedded_once(folder: Path, encoder: Counting) -> None:
    assert sorted(encoder.passages) == sorted(SENTENCES)


def test_exact_duplicates_are_ignored(folder: Path, encoder: Counting) -> None:
    before = content(folder)
    with IndexWriter(folder, encoder) as writer:
        copy = make_report(2, [SENTENCES[2]], language="ar")
        assert writer.has(copy.document)
        assert writer.add([copy]) == 0
    assert content(folder) == before


def test_same_id_is_replaced(folder: Path, encoder: Counting) -> None:
    with IndexWriter(folder, encoder) as writer:
        assert writer.add([make_report(3, ["The council will close # libraries this winter"])]) == 1
        assert writer.check() == []
    texts = content(folder)
    assert ("r3", SENTENCES[3]) not in texts
    assert texts[-1] == ("r3", "The council will close # libraries this winter")
    assert best(folder, "libraries in winter") == "The council will close # libraries this winter"


def test_another_way_of_reading_replaces_without_embedding_anew(folder: Path, encoder: Counting) -> None:
    count = len(encoder.passages)
    with IndexWriter(folder, encoder, reading=b"new") as writer:
        report = make_report(2, [SENTENCES[2]], language="ar")
        assert not writer.has(report.document)
        assert writer.add([report]) == 1
        assert writer.has(report.document)
    assert len(encoder.passages) == count
    assert sorted(content(folder)) == sorted([*content(folder)])
    assert len(content(folder)) == 9


def test_adding_then_removing_is_nothing(folder: Path, encoder: Counting) -> None:
    before = content(folder)
    with LocalIndex(folder) as index:
        found = index.search([Query("افتتاح جسر")], k=9)
    with IndexWriter(folder, encoder) as writer:
        writer.add([make_report(50, ["انقطعت الكهرباء عن # حيا"])])
        assert writer.remove(["r50", "never"]) == 1
        assert writer.check() == []
    assert content(folder) == before
    with LocalIndex(folder) as index:
        assert index.search([Query("افتتاح جسر")], k=9) == found


def test_removed_reports_are_not_found(folder: Path, encoder: Counting) -> None:
    with IndexWriter(folder) as writer:
        writer.remove(["r4"])
    with LocalIndex(folder) as index:
        found = index.search([Query(SENTENCES[4])], k=20)[0]
    assert len(found) == 8
    assert "r4" not in {hit.passage.report for hit in found}


def test_compacting_changes_nothing_that_is_found(folder: Path, encoder: Counting) -> None:
    with IndexWriter(folder, encoder) as writer:
        writer.remove(["r1", "r6"])
        with LocalIndex(folder) as index:
            before = index.search([Query(s) for s in SENTENCES], k=20)
        assert writer.compact() == 2
        assert writer.check() == []
        assert len(writer.segments()) == 1
        with LocalIndex(folder) as index:
            assert index.search([Query(s) for s in SENTENCES], k=20) == before
        writer.add([make_report(1, [SENTENCES[1]]), make_report(60, [SENTENCES[5]])])
        assert writer.check() == []
    assert encoder.passages.count(SENTENCES[1]) == 2  # its vector was dropped
    assert encoder.passages.count(SENTENCES[5]) == 1
    assert best(folder, SENTENCES[1]) == SENTENCES[1]


def test_many_small_segments_are_joined(tmp_path: Path, encoder: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer_module, "_SEGMENTS", 3)
    with IndexWriter(tmp_path / "many", encoder) as writer:
        for i in range(8):
            writer.add([make_report(i, [SENTENCES[i]])])
            assert len(writer.segments()) <= 3
        assert writer.check() == []
        assert {p.name for p in (tmp_path / "many" / "segments").iterdir()} == {s.file for s in writer.segments()}
    for sentence in SENTENCES:
        assert best(tmp_path / "many", sentence) == sentence


def test_an_open_reader_keeps_its_snapshot(folder: Path, encoder: Counting) -> None:
    reader = LocalIndex(folder)
    with IndexWriter(folder, encoder) as writer:
        writer.remove([f"r{i}" for i in range(7)])
        writer.compact()
    assert reader.info.reports == 8
    assert reader.search([Query(SENTENCES[4])])[0][0].passage.text == SENTENCES[4]
    reader.close()
    assert len(content(folder)) == 2


def test_one_writer_at_a_time(folder: Path, encoder: Counting) -> None:
    with IndexWriter(folder, encoder):
        with pytest.raises(IndexLocked, match="another process is writing"):
            IndexWriter(folder, encoder)
        assert len(content(folder)) == 9  # readers are not locked out
    IndexWriter(folder, encoder).close()


def test_a_failed_commit_leaves_the_index_as_it_was(folder: Path, encoder: Counting) -> None:
    before = content(folder)
    with IndexWriter(folder, encoder) as writer:
        bad = make_report(70, ["وصلت # شاحنات"])
        object.__setattr__(bad.document, "text", None)  # what SQLite will not take
        with pytest.raises(IndexDamaged):
            writer.add([make_report(71, ["غادرت # سفن"]), bad])
        assert writer.check() == []
    assert content(folder) == before


def test_another_model_is_refused(folder: Path, encoder: Counting) -> None:
    encoder.name = "another"
    with pytest.raises(IndexMismatch, match="built with the model multilingual-e5-small-q4, not another"):
        IndexWriter(folder, encoder)
    with pytest.raises(IndexMismatch, match="--model"):
        LocalIndex(folder, encoder)


def test_missing_index_names_the_others(folder: Path) -> None:
    root = folder.parent
    assert [p.name for p in list_indexes(root)] == ["news"]
    with pytest.raises(IndexMissing, match=r"no index 'sport' at .*there are: news"):
        open_index("sport", root=root)
    with pytest.raises(IndexMissing):
        IndexWriter(root / "sport")
    assert not (root / "sport").exists()
    assert open_index("news", root=root).info == open_index(folder).info


def test_a_folder_that_cannot_be_written(tmp_path: Path, encoder: Counting) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Exception, match="cannot write an index here") as caught:
        IndexWriter(tmp_path / "file" / "index", encoder)
    assert type(caught.value).__name__ == "IndexError_"


def test_database_without_tables_is_never_built(tmp_path: Path, encoder: Counting) -> None:
    """A writer that was stopped before its first commit leaves an empty database; the next one goes on."""
    path = tmp_path / "begun"
    path.mkdir()
    sqlite3.connect(path / "index.db").execute("PRAGMA journal_mode=WAL")
    with pytest.raises(IndexMissing, match="never been built"):
        LocalIndex(path)
    with IndexWriter(path, encoder) as writer:
        writer.add([make_report(1, [SENTENCES[1]])])
    assert len(content(path)) == 1
