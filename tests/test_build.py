"""Building: the same index whoever does the work, whatever dies meanwhile; nothing embedded twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from factcheck.build import add_reports
from factcheck.documents import Document
from factcheck.errors import EngineError
from factcheck.index import IndexWriter, LocalIndex
from factcheck.index.segments import vectors_of
from tests.newsroom import made_up_reports


def contents(folder: Path) -> tuple[list[tuple[str, int, int, str]], dict[bytes, Any]]:
    """Passages (report, place, text) in order of report, and the vectors by digest of their key."""
    with LocalIndex(folder) as index:
        passages = sorted((p.report, p.start, p.end, p.text) for p in index.passages())
    with IndexWriter(folder) as writer:
        assert writer.check() == []
        vectors: dict[int, Any] = {}
        for segment in writer.segments():
            vectors.update(enumerate(vectors_of(writer.load_segment(segment)), segment.first))
        keys = {digest: vectors[number] for digest, number in writer.db.execute("SELECT digest, vector FROM keys")}
    return passages, keys


def assert_same(one: Path, other: Path) -> None:
    (passages, vectors), (their_passages, their_vectors) = contents(one), contents(other)
    assert passages == their_passages
    assert vectors.keys() == their_vectors.keys()
    near = [float(np.dot(vector, their_vectors[key])) for key, vector in vectors.items()]
    assert min(near) > 0.998


@pytest.fixture(scope="module")
def reports() -> list[Document]:
    return made_up_reports(420)


@pytest.fixture(scope="module")
def plain(reports: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index built by this process alone."""
    folder = tmp_path_factory.mktemp("plain") / "news"
    summary = add_reports(reports, folder, jobs=1)
    assert (summary.reports, summary.passages) == (420, 840)
    return folder


def test_processes_build_the_same(reports: list[Document], plain: Path, tmp_path: Path) -> None:
    told: dict[str, int] = {}
    folder = tmp_path / "news"
    add_reports(reports, folder, jobs=2, progress=lambda step, n: told.update({step: told.get(step, 0) + n}))
    assert told == {"reports": 420, "passages": 840}
    assert_same(plain, folder)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two worker processes, as an administrator starts them; no nanny that would start them again."""
    pytest.importorskip("distributed")
    place = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(Path(__file__).parents[1])}
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(place)]
    worker = ["worker", "--scheduler-file", str(place), "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    started = [subprocess.Popen([*dask, *scheduler], **quiet)]
    try:
        deadline = time.monotonic() + 30
        while not place.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        started += [subprocess.Popen([*dask, *worker], env=environment, **quiet) for _ in range(2)]
        import json

        yield json.loads(place.read_text())["address"], started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_a_worker_killed_half_way_loses_nothing(
    reports: list[Document], plain: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    _two_workers(address)
    steps: list[str] = []

    def kill_one(step: str, count: int) -> None:
        steps.append(step)
        if len(steps) == 2:  # some parts are read, some being read or embedded, none written
            workers[0].send_signal(signal.SIGKILL)

    folder = tmp_path / "news"
    summary = add_reports(reports, folder, engine=address, progress=kill_one)
    assert workers[0].wait(10) == -signal.SIGKILL
    assert (summary.reports, summary.passages) == (420, 840)
    assert_same(plain, folder)


def test_a_cluster_that_goes_away_is_an_error_and_the_build_goes_on_elsewhere(
    reports: list[Document], plain: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    folder = tmp_path / "news"
    add_reports(reports[:50], folder, engine=address)
    for worker in workers:
        worker.kill()
        worker.wait()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("factcheck.engines.cluster._PATIENCE", 2)
        with pytest.raises(EngineError, match="no worker"):
            add_reports(reports[50:], folder, engine=address)
    assert add_reports(reports, folder, jobs=1).known == 50
    assert_same(plain, folder)


def _two_workers(address: str) -> None:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=30)


def test_a_worker_of_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("factcheck.build._reading", lambda: b"another")
    with pytest.raises(EngineError, match="another version"):
        add_reports(made_up_reports(3), tmp_path / "news", engine="local:1")
    assert threading.active_count() < 20  # the cluster is closed
