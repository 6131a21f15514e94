"""Milvus beyond the contracts: restarts, kills, servers that are not there, files of others, the sample."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.build import build_index
from factcheck.embedding import load_encoder
from factcheck.errors import IndexError_, IndexLocked, IndexMismatch, UsageError
from factcheck.index import LocalIndex, MilvusPlace, Query, open_index, open_place, open_writer, resolve
from factcheck.sample import reports_path
from factcheck.verify import verify

from .conftest import SENTENCES, Counting, make_report
from .test_kill import expected

pytest.importorskip("pymilvus", reason="the extra `milvus` is not installed")
pytest.importorskip("milvus_lite", reason="milvus-lite is not installed")


@pytest.fixture
def place(tmp_path: Path, encoder: Counting) -> MilvusPlace:
    found = MilvusPlace(str(tmp_path / "news.db"), "news")
    with open_writer(found, encoder) as writer:
        writer.add([make_report(i, [SENTENCES[i]]) for i in range(5)])
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server on a port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [Path(sys.executable).with_name("milvus-lite"), "server", "--data-dir", folder, "--host", "127.0.0.1"]
    with subprocess.Popen([*map(str, command), "--port", str(port)], stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def texts(place: MilvusPlace) -> list[str]:
    index = open_place(place)
    try:
        return [p.text for p in index.passages()]
    finally:
        index.close()


def findings(report: object) -> list[dict[str, object]]:
    """Everything of a report but the name of the index; scores to three digits."""
    data = report.to_dict()  # type: ignore[attr-defined]
    del data["index"]
    return json.loads(json.dumps(data), parse_float=lambda number: round(float(number), 3))


def test_the_sample_has_the_same_findings(tmp_path: Path, demo: LocalIndex, article: Path) -> None:
    backend = str(tmp_path / "sample.db")
    build_index([reports_path()], "demo", backend=backend, jobs=1)
    again = build_index([reports_path()], "demo", backend=backend, jobs=1)
    assert (again.reports, again.known) == (0, demo.info.reports)
    index = open_index("demo", backend=backend)
    assert index.info == demo.info
    report = verify(article, index)
    assert report.summary["agreements"] > 5
    assert findings(report) == findings(verify(article, demo))
    index.close()


def test_a_server_holds_several_indexes(server: str, encoder: Counting) -> None:
    for name in ("news", "أخبار-2031", "new_s"):
        place = resolve(name, backend=server)
        assert isinstance(place, MilvusPlace)
        with open_writer(place, encoder) as writer:
            writer.add([make_report(1, [f"{SENTENCES[0]} {name}"]), make_report(2, [SENTENCES[1]])])
            with pytest.raises(IndexLocked):
                open_writer(place, encoder)
            assert writer.check() == []
        assert texts(place) == [f"{SENTENCES[0]} {name}", SENTENCES[1]]
    index = open_index("أخبار-2031", backend=server)
    [hits] = index.search([Query("حريق المصنع", exclude_outlets=("Outlet 1",))], 5)
    assert [hit.passage.text for hit in hits] == [SENTENCES[1]]
    index.close()


def run(*arguments: str) -> str:
    """What a command says; it must end well."""
    done = subprocess.run([sys.executable, "-m", "factcheck", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_command_line(server: str, tmp_path: Path, article: Path) -> None:
    (tmp_path / "more.txt").write_text("Twelve ferries were cancelled on 3 May 2031.")
    backend = ("--backend", server)
    run("index", "build", str(reports_path()), "--name", "cli", *backend)
    summary = json.loads(run("verify", str(article), "--index", "cli", *backend, "--format", "json"))["summary"]
    assert summary["agreements"] > 5
    run("index", "add", "cli", str(tmp_path / "more.txt"), *backend)
    assert "nothing wrong" in run("index", "check", "cli", *backend)
    assert "cli\t" in run("index", "list", *backend)


def test_nothing_answers(article: Path) -> None:
    command = [sys.executable, "-m", "factcheck", "verify", str(article), "--index", "news"]
    address = "http://me:secret@127.0.0.1:9"
    done = subprocess.run([*command, "--backend", address], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no Milvus server answers" in done.stderr
    assert "secret" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("backend", ["ftp://host", "news", "localhost:19530", "http://", "news.sqlite"])
def test_what_is_no_backend(backend: str) -> None:
    with pytest.raises(UsageError, match="no backend"):
        open_index("news", backend=backend)


def test_a_file_of_another_process(place: MilvusPlace) -> None:
    code = (
        "import sys; from factcheck.index import *; i = open_index('news', backend=sys.argv[1]);"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, place.uri], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(IndexLocked, match="one process at a time"):
            open_place(place)
        process.communicate("")
    assert len(texts(place)) == 5


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("not a database")
    with pytest.raises(IndexError_, match="cannot open"):
        open_index("news", backend=str(tmp_path / "x.db"))


def test_another_format_is_refused(place: MilvusPlace, encoder: Counting) -> None:
    from factcheck.index.milvus.store import connect

    store = connect(place)
    [row] = store.get("indexes", ["news"], ["state"])
    state = json.loads(row["state"]) | {"format": 99}
    store.upsert("indexes", [{"id": "news", "state": json.dumps(state), "vector": [0.0, 0.0]}])
    store.close()
    with pytest.raises(IndexMismatch, match="format 99, this program reads 1"):
        open_place(place)
    with pytest.raises(IndexMismatch):
        open_writer(place, encoder)


def test_a_reader_goes_on_when_its_rows_are_dropped(place: MilvusPlace, encoder: Counting) -> None:
    index = open_place(place)
    assert index.report("r1").text == SENTENCES[1] + "\n"
    with open_writer(place, encoder) as writer:
        writer.add([make_report(1, [SENTENCES[6]])])
        assert index.info.reports == 5
        assert SENTENCES[1] in {hit.passage.text for hit in index.search([Query(SENTENCES[1])])[0]}
        writer.remove(["r2"])
        writer.compact()
    assert {hit.passage.report for hit in index.search([Query(SENTENCES[1])])[0]} == {"r0", "r1", "r3", "r4"}
    assert index.info.reports == 4
    assert index.report("r1").text == SENTENCES[6] + "\n"
    index.close()


@pytest.mark.parametrize(
    ("kind", "where", "word"),
    [
        ("passages", "report == 2", "2 passages|4 passages are there"),
        ("reports", "report == 2", "report 2 is missing"),
        ("stems", "having == 1", "stems are counted wrongly"),
    ],
)
def test_check_finds(place: MilvusPlace, kind: str, where: str, word: str) -> None:
    from factcheck.index.milvus.store import connect

    store = connect(place)
    assert store.delete(kind, where) > 0
    store.close()
    with open_writer(place) as writer:
        assert any(re.search(word, line) for line in writer.check())


def test_only_a_part_of_a_commit_arrived(
    place: MilvusPlace, encoder: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows and stems are written, the head is not: readers see nothing of it, the next writer drops it."""
    from factcheck.index.milvus import writer as module

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = texts(place)
    with monkeypatch.context() as patch, open_writer(place, encoder) as writer:
        patch.setattr(module, "write_head", stop)
        with pytest.raises(KeyboardInterrupt):
            writer.add([make_report(2, ["طارت # طائرات"]), make_report(9, [SENTENCES[6]])])
    assert texts(place) == before
    index = open_place(place)
    assert {h.passage.text for h in index.search([Query("طائرات")], 20)[0]} == set(before)
    index.close()
    with open_writer(place) as writer:
        assert writer.check() == []


def test_killed_between_segment_and_log(place: MilvusPlace, encoder: Counting, tmp_path: Path) -> None:
    """milvus-lite then reads its log and the segment made of it, and has every row twice."""
    with open_writer(place, encoder) as writer:
        writer.add([make_report(i, [SENTENCES[i], f"{SENTENCES[i]} اليوم"]) for i in range(5)])
        logs = [path for path in Path(place.uri).rglob("wal_*") if "indexes" not in str(path)]
        kept = {path: path.read_bytes() for path in logs}
    assert kept
    for path, data in kept.items():
        assert not path.exists()
        path.write_bytes(data)
    expected_texts = [text for i in range(5) for text in (SENTENCES[i], f"{SENTENCES[i]} اليوم")]
    assert texts(place) == expected_texts
    index = open_place(place)
    [hits] = index.search([Query(SENTENCES[0])], 8)
    assert len({hit.passage.id for hit in hits}) == len(hits) == 8
    index.close()
    with open_writer(place, encoder) as writer:
        assert writer.check() == []
        writer.remove(["r0", "r1"])
        assert writer.compact() == 9  # with the five that were replaced
        assert writer.check() == []
    assert texts(place) == expected_texts[4:]


WRITER = """
import json, sys
from factcheck.documents import Document
from factcheck.embedding import load_encoder
from factcheck.index import MilvusPlace, PassageInput, PreparedReport, open_writer

def report(n, v):
    text = f"Worker group {n} of version {v} met at the harbour"
    return PreparedReport(Document(text, id=f"r{n}"), (PassageInput(0, len(text), text),))

with open_writer(MilvusPlace(sys.argv[1], "killed"), load_encoder()) as writer:
    print("open", flush=True)
    for step in range(int(sys.argv[2]), int(sys.argv[2]) + 400):
        if step % 5 == 3:
            writer.compact()
        elif step % 5 == 4:
            writer.remove([f"r{n}" for n in range(4)])
        else:
            writer.add([report(n, step) for n in range(4)])
        print(json.dumps(step), flush=True)
"""


def test_killed_writers_leave_a_committed_state(tmp_path: Path) -> None:
    rng = random.Random(20300502)
    place = MilvusPlace(str(tmp_path / "killed.db"), "killed")
    last = -1
    for _ in range(4):
        command = [sys.executable, "-c", WRITER, place.uri, str(last + 1)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            process.stdout.readline()
            for _ in range(rng.randrange(1, 7)):
                last = int(process.stdout.readline())
            time.sleep(rng.uniform(0, 0.1))
            os.kill(process.pid, signal.SIGKILL)
            rest = process.stdout.read().split()
        last = int(rest[-1]) if rest and rest[-1].isdigit() else last
        assert sorted(texts(place)) in (expected(last), expected(last + 1))
        with open_writer(place, load_encoder()) as writer:
            assert writer.check() == []
    assert last > 5
