"""What every writer must do: a commit is there or not, a report is there once, what goes in comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factcheck.documents import Document
from factcheck.errors import IndexLocked, IndexMismatch, IndexMissing
from factcheck.index import PassageInput, Place, PreparedReport, Query, open_place, open_writer

from ..index.conftest import SENTENCES, Counting, make_report
from .backends import BACKENDS, place_of


@pytest.fixture
def encoder() -> Counting:
    return Counting()


@pytest.fixture(params=sorted(set(BACKENDS) - {"milvus-hnsw"}))
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoder: Counting) -> Place:
    """An index of eight reports in two commits; sentence i stands in report i, sentence 0 in the last one too."""
    found = place_of(request.param, tmp_path, monkeypatch)
    with open_writer(found, encoder) as writer:
        writer.add([make_report(i, [SENTENCES[i]], language="ar" if SENTENCES[i][0] > "z" else "en") for i in range(5)])
        writer.add([make_report(i, [SENTENCES[i]]) for i in range(5, 7)])
        writer.add([make_report(7, [SENTENCES[7], SENTENCES[0]], published=None, outlet=None)])
    return found


def content(place: Place) -> list[tuple[str, str]]:
    index = open_place(place)
    try:
        return [(p.report, p.text) for p in index.passages()]
    finally:
        index.close()


def best(place: Place, text: str, **options: Any) -> str:
    index = open_place(place)
    try:
        return index.search([Query(text, **options)])[0][0].passage.text
    finally:
        index.close()


def test_what_goes_in_comes_out(place: Place) -> None:
    index = open_place(place)
    assert (index.info.name, index.info.reports, index.info.passages) == ("news", 8, 9)
    assert index.report("r3").text == SENTENCES[3] + "\n"
    assert index.report("r3").outlet == "Outlet 0"
    assert index.report("r7") == make_report(7, [SENTENCES[7], SENTENCES[0]], published=None, outlet=None).document
    assert index.counts("outlet") == {"Outlet 0": 3, "Outlet 1": 2, "Outlet 2": 2, None: 1}
    assert list(index.reports()) == [f"r{i}" for i in range(8)]
    passages = list(index.passages())
    assert [p.id for p in passages] == sorted(p.id for p in passages)
    for passage in passages:
        assert index.report(passage.report).text[passage.start : passage.end] == passage.text
    with pytest.raises(KeyError):
        index.report("r99")
    index.close()


def test_distinct_passages_are_embedded_once(place: Place, encoder: Counting) -> None:
    assert sorted(encoder.passages) == sorted(SENTENCES)
    with open_writer(place, encoder) as writer:
        assert writer.unknown([SENTENCES[0], "new", SENTENCES[3], "new"]) == ["new"]


def test_exact_duplicates_are_ignored(place: Place, encoder: Counting) -> None:
    before = content(place)
    with open_writer(place, encoder) as writer:
        copy = make_report(2, [SENTENCES[2]], language="ar")
        other = make_report(9, ["وصلت # سفن إلى الميناء"])
        assert writer.has(copy.document)
        assert writer.fresh([copy.document, other.document]) == [other.document]
        assert writer.add([copy]) == 0
    assert content(place) == before


def test_same_id_is_replaced(place: Place, encoder: Counting) -> None:
    with open_writer(place, encoder) as writer:
        assert writer.add([make_report(3, ["The council will close # libraries this winter"])]) == 1
        assert writer.check() == []
    texts = content(place)
    assert ("r3", SENTENCES[3]) not in texts
    assert texts[-1] == ("r3", "The council will close # libraries this winter")
    assert best(place, "libraries in winter") == "The council will close # libraries this winter"


def test_another_way_of_reading_replaces_without_embedding_anew(place: Place, encoder: Counting) -> None:
    count = len(encoder.passages)
    before = content(place)
    with open_writer(place, encoder, reading=b"new") as writer:
        report = make_report(2, [SENTENCES[2]], language="ar")
        assert not writer.has(report.document)
        assert writer.add([report]) == 1
        assert writer.has(report.document)
        assert writer.check() == []
    assert len(encoder.passages) == count
    assert sorted(content(place)) == sorted(before)


def test_adding_then_removing_is_nothing(place: Place, encoder: Counting) -> None:
    before = content(place)
    index = open_place(place)
    found = index.search([Query("افتتاح جسر")], k=9)
    index.close()
    with open_writer(place, encoder) as writer:
        writer.add([make_report(50, ["انقطعت الكهرباء عن # حيا"])])
        assert writer.remove(["r50", "never"]) == 1
        assert writer.check() == []
    assert content(place) == before
    index = open_place(place)
    assert index.search([Query("افتتاح جسر")], k=9) == found
    index.close()


def test_removed_reports_are_not_found_and_can_come_back(place: Place, encoder: Counting) -> None:
    with open_writer(place) as writer:
        assert writer.remove(["r0", "r1", "r0"]) == 2
        assert writer.check() == []
    index = open_place(place)
    assert (index.info.reports, index.info.passages) == (6, 7)
    assert {hit.passage.report for hit in index.search([Query(SENTENCES[0])], k=20)[0]} == {
        f"r{i}" for i in range(2, 8)
    }
    with pytest.raises(KeyError):
        index.report("r0")
    index.close()
    with open_writer(place, encoder) as writer:
        assert writer.add([make_report(0, [SENTENCES[0]])]) == 1
        writer.compact()
        assert writer.check() == []
    assert content(place)[-1] == ("r0", SENTENCES[0])


def test_an_open_reader_keeps_what_it_saw(place: Place, encoder: Counting) -> None:
    index = open_place(place)
    before = [(p.report, p.text) for p in index.passages()]
    with open_writer(place, encoder) as writer:
        writer.add([make_report(60, ["اندلع حريق في # مصانع"])])
        writer.remove(["r1"])
        assert [(p.report, p.text) for p in index.passages()] == before
        assert index.report("r1").text == SENTENCES[1] + "\n"
        found = index.search([Query(SENTENCES[1])], k=20)[0]
        assert {hit.passage.report for hit in found} == {f"r{i}" for i in range(8)}
    index.close()


def test_a_commit_that_fails_leaves_nothing(place: Place, encoder: Counting) -> None:
    before = content(place)

    class Broken(Exception):
        pass

    def fail(texts: Any) -> Any:
        raise Broken

    with open_writer(place, encoder) as writer:
        encode, encoder.encode_passages = encoder.encode_passages, fail  # type: ignore[method-assign]
        with pytest.raises(Broken):
            writer.add([make_report(70, ["غادرت # سفن"])])
        encoder.encode_passages = encode  # type: ignore[method-assign]
        assert content(place) == before
        assert writer.add([make_report(71, ["غادرت # سفن الميناء"])]) == 1
        assert writer.check() == []
    assert content(place) == [*before, ("r71", "غادرت # سفن الميناء")]


def test_one_writer_at_a_time(place: Place, encoder: Counting) -> None:
    with open_writer(place, encoder), pytest.raises(IndexLocked):
        open_writer(place, encoder)
    open_writer(place, encoder).close()


def test_another_model_is_refused(place: Place, encoder: Counting) -> None:
    encoder.name = "another"
    with pytest.raises(IndexMismatch, match="built with the model multilingual-e5-small-q4, not another"):
        open_writer(place, encoder)
    with pytest.raises(IndexMismatch, match="--model"):
        open_place(place, encoder)
    open_writer(place).close()


@pytest.mark.parametrize("backend", sorted(set(BACKENDS) - {"milvus-hnsw"}))
def test_what_was_never_built_is_missing(backend: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = place_of(backend, tmp_path, monkeypatch)
    with pytest.raises(IndexMissing, match="no index"):
        open_place(place)
    with pytest.raises(IndexMissing, match="no index"):
        open_writer(place)
    assert list(tmp_path.iterdir()) == []


def test_hostile_and_very_long_text_is_only_text(place: Place, encoder: Counting) -> None:
    hostile = [
        '"); DROP TABLE head; --',
        "' or id >= 0 or '' == '",
        'a" in [1] or \\" \\\\ {x} %',
        "\u202e\u0000\u200f # ../../etc",
        "*" * 300,
        "NOT AND OR",
    ]
    long = "قالت الوزارة إن # سفينة وصلت\t" * 9_000  # more than one text of some stores holds
    reports = [make_report(80 + i, [text], outlet=text, title=text, url=text) for i, text in enumerate(hostile)]
    whole = Document(long, id="long", title="t" * 70_000, outlet="Outlet 5")
    reports.append(PreparedReport(whole, (PassageInput(0, 29, "وصلت # سفن"), PassageInput(29, 200_000, "كثير"))))
    with open_writer(place, encoder) as writer:
        writer.add(reports)
        assert writer.check() == []
    index = open_place(place)
    for report in reports:
        assert index.report(report.document.id) == report.document
    for text in hostile:
        found = index.search([Query(text, exclude_outlets=("'; --", '" or "', "Outlet 5"))], k=40)[0]
        assert text in {hit.passage.text for hit in found}
        assert text not in {h.passage.text for h in index.search([Query(text, exclude_outlets=(text,))], k=40)[0]}
    assert [p.text for p in index.passages() if p.report == "long"] == [long[:29], long[29:200_000]]
    index.close()
