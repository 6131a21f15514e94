"""Names of a query in the words of another script."""

from __future__ import annotations

from pathlib import Path

from factcheck.documents import Document
from factcheck.index import open_index
from factcheck.index.abroad import Abroad
from factcheck.index.base import PassageInput, PreparedReport, Query
from factcheck.index.fusion import fuse
from factcheck.index.writer import IndexWriter
from tests.index.conftest import Counting


def test_a_seldom_word_answers_a_name() -> None:
    words = [("obama", 1), ("palm", 1), ("اوباما", 2), ("tehran", 90)]
    assert Abroad(words, 100).named(["اوباما"]) == [["obama"]]
    assert Abroad(words, 100).named(["طهران"]) == []  # a word of every report
    assert Abroad(words, 1000).named(["obama"]) == [["اوباما"]]
    assert Abroad(words, 100).named(["عام", "palm"]) == []  # a word of every day, a word of one script


def test_names_add_to_a_score() -> None:
    assert [n for n, _ in fuse({1: 0.9, 2: 0.8}, {}, 2, {2: 1.0})] == [1, 2]
    assert [n for n, _ in fuse({1: 0.90, 2: 0.89, 3: 0.5}, {}, 3, {2: 1.0})] == [2, 1, 3]
    assert [n for n, _ in fuse({1: 0.9}, {}, 3, {7: 1.0})] == [1, 7]


def test_an_arabic_query_finds_the_english_name(tmp_path: Path, encoder: Counting) -> None:
    texts = [
        f"The mayor of {name} opened a bridge in spring." for name in ("Kelmorin", "Tavistan", "Zubarek", "Ostrolan")
    ]
    reports = [
        PreparedReport(Document(text, f"r{i}", language="en"), (PassageInput(0, len(text), text),))
        for i, text in enumerate(texts)
    ]
    with IndexWriter(tmp_path / "news", encoder) as writer:
        writer.add(reports)
    with open_index(tmp_path / "news") as index:
        for name, report in (("كلمورين", "r0"), ("تافيستان", "r1"), ("زوباريك", "r2")):
            best = index.search([Query(f"افتتح رئيس بلدية {name} جسرا في الربيع")], 4)[0][0]
            assert best.passage.report == report
