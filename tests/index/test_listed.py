"""Approximate segments: the same answers as brute force but for a few, the same filters, nothing read unchecked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import faiss
import numpy as np
import pytest

from factcheck.documents import Document
from factcheck.errors import IndexDamaged
from factcheck.index import IndexWriter, LocalIndex, PassageInput, PreparedReport, Query, arrange
from factcheck.index.listed import Listed
from factcheck.index.segments import Segment

ROWS, DIMENSION, EXACT = 3_000, 32, 1_000
DAY = date(2030, 1, 1)


class Numbers:
    """An encoder whose texts are numbers of vectors."""

    name, dimension = "numbers", DIMENSION

    def __init__(self) -> None:
        rng = np.random.default_rng(7)
        middles = rng.standard_normal((60, DIMENSION))
        vectors = middles[rng.integers(0, 60, 2 * ROWS)] + 0.5 * rng.standard_normal((2 * ROWS, DIMENSION))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        self.vectors = vectors.astype(np.float16).astype(np.float32)

    def encode_passages(self, texts: Sequence[str]) -> Any:
        return self.vectors[[int(text.split("#")[1]) for text in texts]]

    encode_queries = encode_passages


def outlet(number: int) -> str:
    """One in fifty is of a rare outlet."""
    return "rare" if number % 50 == 0 else f"Outlet {number % 3}"


def report(number: int) -> PreparedReport:
    text = f"#{number}"
    document = Document(text, f"r{number}", None, outlet(number), None, DAY + timedelta(days=number % 100))
    return PreparedReport(document, (PassageInput(0, len(text), text),))


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Training on so little is slower on many threads."""
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    yield
    faiss.omp_set_num_threads(threads)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrange, "EXACT", EXACT)


@pytest.fixture(scope="module")
def numbers() -> Numbers:
    return Numbers()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, numbers: Numbers) -> Path:
    """An index of 3,000 reports, approximate since its writer left."""
    folder = tmp_path_factory.mktemp("built") / "large"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrange, "EXACT", EXACT)
        with IndexWriter(folder, numbers) as writer:
            for at in range(0, ROWS, 500):
                writer.add([report(n) for n in range(at, at + 500)])
    return folder


@pytest.fixture
def large(tmp_path: Path, built: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(built, tmp_path / "large"))


def segments(folder: Path) -> tuple[Segment, ...]:
    with IndexWriter(folder) as writer:
        return writer.segments()


def found(folder: Path, numbers: Numbers, queries: Sequence[Query], k: int) -> list[list[int]]:
    with LocalIndex(folder, numbers) as index:
        return [[int(hit.passage.report[1:]) for hit in hits] for hits in index.search(queries, k)]


def brute(numbers: Numbers, text: str, among: Sequence[int], k: int) -> list[int]:
    scores = numbers.vectors[list(among)] @ numbers.vectors[int(text[1:])]
    return [among[i] for i in np.argsort(-scores, kind="stable")[:k]]


def share(numbers: Numbers, results: list[list[int]], queries: Sequence[Query], among: Sequence[int], k: int) -> float:
    hits = [set(brute(numbers, query.text, among, k)) & set(row) for query, row in zip(queries, results, strict=True)]
    return sum(map(len, hits)) / (k * len(queries))


ASKED = [f"#{n}" for n in range(ROWS, ROWS + 60)]


def test_finds_what_brute_force_finds(large: Path, numbers: Numbers) -> None:
    (only,) = segments(large)
    assert only.tail
    assert only.rows == ROWS
    queries = [Query(text) for text in ASKED]
    assert share(numbers, found(large, numbers, queries, 10), queries, range(ROWS), 10) >= 0.97
    with LocalIndex(large, numbers) as index:
        for text, hits in zip(ASKED, index.search(queries, 5), strict=True):
            for hit in hits:
                exact = numbers.vectors[int(hit.passage.report[1:])] @ numbers.vectors[int(text[1:])]
                assert hit.cosine == pytest.approx(float(exact), abs=1e-5)


@pytest.mark.parametrize(
    ("filters", "passes"),
    [
        ({"exclude_outlets": ("Outlet 0", "rare")}, lambda n: outlet(n) in ("Outlet 1", "Outlet 2")),
        ({"exclude_outlets": ("Outlet 0", "Outlet 1", "Outlet 2")}, lambda n: outlet(n) == "rare"),
        ({"since": DAY + timedelta(days=40), "until": DAY + timedelta(days=41)}, lambda n: n % 100 in (40, 41)),
        ({"language": "ar"}, lambda n: False),
    ],
)
def test_filters_hold_inside(large: Path, numbers: Numbers, filters: dict[str, Any], passes: Any) -> None:
    among = [n for n in range(ROWS) if passes(n)]
    queries = [Query(text, **filters) for text in ASKED]
    results = found(large, numbers, queries, 10)
    assert all(passes(n) for row in results for n in row)
    assert all(len(row) == min(10, len(among)) for row in results)
    if among:
        assert share(numbers, results, queries, among, 10) >= 0.97


def test_all_that_pass_come_back(large: Path, numbers: Numbers) -> None:
    rare = Query(ASKED[0], exclude_outlets=("Outlet 0", "Outlet 1", "Outlet 2"))
    assert sorted(found(large, numbers, [rare], 100)[0]) == list(range(0, ROWS, 50))


def test_what_is_added_and_removed_afterwards(large: Path, numbers: Numbers) -> None:
    with IndexWriter(large, numbers) as writer:
        writer.add([report(n) for n in range(ROWS, ROWS + 20)])
        writer.remove([f"r{n}" for n in range(0, 200)])
        assert writer.check() == []
    assert [bool(s.tail) for s in segments(large)] == [True, False]
    among = range(200, ROWS + 20)
    queries = [Query(text) for text in ASKED]
    results = found(large, numbers, queries, 10)
    assert [row[0] for row in results[:20]] == [int(text[1:]) for text in ASKED[:20]]
    assert share(numbers, results, queries, among, 10) >= 0.97
    with IndexWriter(large, numbers) as writer:
        assert writer.compact() == 200
        assert writer.check() == []
        assert len(writer.segments()) == 1
    assert share(numbers, found(large, numbers, queries, 10), queries, among, 10) >= 0.97


def test_shrunk_it_is_exact_again(large: Path, numbers: Numbers) -> None:
    with IndexWriter(large) as writer:
        writer.remove([f"r{n}" for n in range(EXACT - 1, ROWS)])
        writer.compact()
        assert writer.check() == []
    assert [s.tail for s in segments(large)] == [0]
    queries = [Query(text) for text in ASKED]
    results = found(large, numbers, queries, 10)
    assert results == [brute(numbers, text, range(EXACT - 1), 10) for text in ASKED]


def test_an_open_reader_keeps_its_approximate_segment(large: Path, numbers: Numbers) -> None:
    queries = [Query(text) for text in ASKED[:5]]
    before = found(large, numbers, queries, 5)
    with LocalIndex(large, numbers) as reader:
        with IndexWriter(large) as writer:
            writer.remove([f"r{n}" for n in range(100, ROWS)])
            writer.compact()
        after = [[int(hit.passage.report[1:]) for hit in hits] for hits in reader.search(queries, 5)]
    assert after == before


@pytest.mark.parametrize("part", ["vectors", "codes", "trained", "table", "cut"])
def test_a_changed_byte(large: Path, numbers: Numbers, part: str) -> None:
    (segment,) = segments(large)
    path = large / "segments" / segment.file
    data = bytearray(path.read_bytes())
    codes = ROWS * DIMENSION * 2
    end = len(data) - segment.tail
    places = {
        "vectors": range(0, codes, 64),
        "codes": range(codes, codes + DIMENSION * ROWS, DIMENSION),
        "trained": [end - 9],
        "table": [len(data) - 1],
        "cut": [],
    }
    for place in places[part]:
        data[place] ^= 1
    path.write_bytes(data[:-1] if part == "cut" else data)
    with pytest.raises(IndexDamaged, match=r"\.ivf: a segment does not match|\.ivf: a segment has the wrong size"):
        found(large, numbers, [Query(ASKED[0])], 5)
    with IndexWriter(large) as writer:
        assert len(writer.check()) == 1


def test_one_changed_byte_is_found_by_check(large: Path, numbers: Numbers) -> None:
    (segment,) = segments(large)
    path = large / "segments" / segment.file
    with path.open("r+b") as file:
        file.seek(DIMENSION * 2 * (ROWS - 1))
        file.write(b"\x11\x22")
    with IndexWriter(large) as writer:
        assert "does not match" in writer.check()[0]


@pytest.mark.parametrize(
    ("rows", "taken"),
    [
        ([(900, 0)], []),
        ([(900, 0), (99, 0)], []),
        ([(900, 0), (100, 0)], [0, 1]),
        ([(2000, 1)], []),
        ([(2000, 1), (999, 0)], []),
        ([(2000, 1), (1000, 0)], [0, 1]),
        ([(2001, 1), (1000, 0)], [1]),
        ([(9000, 1), (2500, 1), (1500, 0)], [1, 2]),
        ([(8000, 1), (2500, 1), (1500, 0)], [0, 1, 2]),
    ],
)
def test_the_rule(rows: list[tuple[int, int]], taken: list[int]) -> None:
    """Exact segments become one approximate segment when there is enough of them, with those not much larger."""
    given, first = [], 0
    for count, tail in rows:
        given.append(Segment(first, count, "", "", tail))
        first += count
    assert arrange.due(given) == [given[i] for i in taken]


@pytest.mark.parametrize(("rows", "lists"), [(150_000, 1024), (1_000_000, 2048), (3_000_000, 4096)])
def test_number_of_lists(rows: int, lists: int) -> None:
    assert arrange.lists_for(rows) == lists


def test_recall_is_measured_and_kept(large: Path) -> None:
    (segment,) = segments(large)
    with (large / "segments" / segment.file).open("rb") as handle:
        table = Listed(segment, handle, DIMENSION).table
    assert table.recall >= arrange.TARGET
    assert 1 <= table.probes <= arrange.lists_for(ROWS)
