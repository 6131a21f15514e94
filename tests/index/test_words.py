"""Search by words: FTS5's own BM25, bounded, with the filters inside."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from factcheck.index import IndexWriter, Query, words
from factcheck.index.columns import read_columns
from factcheck.index.words import by_words

from .conftest import Counting, make_report

WORDS = ["bridge", "harbour", "school", "train", "valley", "river", "tower", "garden", "market", "museum"]


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> IndexWriter:
    """A hundred passages of one to nine words, the first words frequent."""
    rng = random.Random(5)
    encoder = Counting()
    made = IndexWriter(tmp_path_factory.mktemp("words") / "w", encoder)
    sentences = [
        " ".join(WORDS[int(len(WORDS) * rng.random() ** 3)] for _ in range(rng.randint(1, 9))) for _ in range(100)
    ]
    made.add([make_report(i, [sentence], outlet=f"o{i % 4}") for i, sentence in enumerate(sentences)])
    made.remove(["r7", "r50"])
    return made


@pytest.mark.parametrize(
    ("query", "k"),
    [
        (WORDS[:1], 60),
        (WORDS[:3], 60),
        (WORDS[4:], 20),
        (WORDS, 20),
        (["museum", "museum"], 20),
        (["market", "no"], 20),
    ],
)
def test_the_order_and_scores_of_fts5(writer: IndexWriter, query: list[str], k: int) -> None:
    match = " OR ".join(f'"{word}"' for word in dict.fromkeys(query))
    known = writer.db.execute(
        "SELECT rowid, -rank FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT ?", (match, k)
    ).fetchall()
    found = by_words(writer.db, read_columns(writer.db, ""), query, Query(""), k)
    best = known[0][1]
    assert found == pytest.approx({number: rank / best for number, rank in known})
    assert sorted(found.values(), reverse=True) == list(found.values())


@pytest.mark.parametrize("k", [1, 5, 60])
def test_filters_hold_inside(writer: IndexWriter, k: int) -> None:
    columns = read_columns(writer.db, "")
    everything = by_words(writer.db, columns, WORDS, Query(""), 100)
    query = Query("", exclude_outlets=("o0", "o1"), since=date(2030, 5, 3))
    passing = [n for n in everything if columns.allowed(query, columns.row[[n]])[0]]
    assert len(passing) > 20
    found = by_words(writer.db, columns, WORDS, query, k)
    assert list(found) == passing[:k]


def test_nothing_to_find(writer: IndexWriter) -> None:
    columns = read_columns(writer.db, "")
    assert by_words(writer.db, columns, [], Query(""), 5) == {}
    assert by_words(writer.db, columns, ["absent"], Query(""), 5) == {}
    assert by_words(writer.db, columns, WORDS, Query("", language="xx"), 5) == {}


def test_what_is_read_is_bounded(writer: IndexWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = read_columns(writer.db, "")
    counts = words.passages_with(writer.db, WORDS)
    rarest, second = sorted(counts.values())[:2]
    monkeypatch.setattr(words, "_READ", rarest + second)
    found = by_words(writer.db, columns, WORDS, Query(""), 100)
    assert max(rarest, second) <= len(found) <= rarest + second


def test_stems_are_counted_up_and_down(tmp_path: Path) -> None:
    with IndexWriter(tmp_path / "w", Counting()) as made:
        made.add([make_report(1, ["bridge bridge tower"]), make_report(2, ["bridge market"])])
        assert words.passages_with(made.db, ["bridge", "tower", "none"]) == {"bridge": 2, "tower": 1}
        made.remove(["r1"])
        assert words.passages_with(made.db, ["bridge", "tower"]) == {"bridge": 1}
        made.add([make_report(2, ["museum"])])
        assert dict(made.db.execute("SELECT * FROM stems")) == {"museum": 1}
        assert made.check() == []
