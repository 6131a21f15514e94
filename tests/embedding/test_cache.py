"""The cache of vectors: never another answer, never in the way."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from factcheck.build import add_reports
from factcheck.embedding import cache, load_encoder
from factcheck.embedding.cache import CachedEncoder, cache_folder
from tests.newsroom import made_up_reports

TEXTS = ("غادر # جنديا القاعدة", "# soldiers left", "", "\ud800 # boats", "# soldiers left")


class Counting:
    """The bundled model, counting what it is given."""

    def __init__(self, name: str | None = None) -> None:
        self.inner = load_encoder()
        self.name, self.dimension = name or self.inner.name, self.inner.dimension
        self.given: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Any:
        return self.inner.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Any:
        self.given += texts
        return self.inner.encode_passages([t.encode("utf-8", "replace").decode() for t in texts])


def test_each_text_is_embedded_once(tmp_path: Path) -> None:
    inner = Counting()
    first = CachedEncoder(inner, tmp_path)
    vectors = first.encode_passages(TEXTS)
    assert inner.given == list(dict.fromkeys(TEXTS))
    assert vectors.dtype == np.float32
    assert np.allclose(vectors[:3], inner.inner.encode_passages(TEXTS[:3]), atol=1e-3)
    again = CachedEncoder(inner, tmp_path)
    assert (again.encode_passages(TEXTS[::-1]) == vectors[::-1]).all()
    assert len(inner.given) == 4
    assert again.encode_passages([]).shape == (0, 384)
    assert (again.encode_queries(TEXTS[:2]) == inner.encode_queries(TEXTS[:2])).all()


def test_models_do_not_share(tmp_path: Path) -> None:
    for name in ("one", "two", str(tmp_path)):
        CachedEncoder(inner := Counting(name), tmp_path).encode_passages(TEXTS)
        assert len(inner.given) == 4


def test_a_model_folder_that_changes_is_another_model(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    for content, expected in (("a", 4), ("a", 0), ("bc", 4)):
        if not (model / "config.json").exists() or (model / "config.json").read_text() != content:
            (model / "config.json").write_text(content)
        CachedEncoder(inner := Counting(str(model)), tmp_path / "cache").encode_passages(TEXTS)
        assert len(inner.given) == expected


def test_the_oldest_go(tmp_path: Path) -> None:
    encoder = CachedEncoder(Counting(), tmp_path, limit=10)
    for n in range(5):
        encoder.encode_passages([f"{n} {i}" for i in range(4)])
    encoder.close()
    with sqlite3.connect(tmp_path / "vectors.db") as db:
        assert db.execute("SELECT count(*) FROM vectors").fetchone() == (10,)
    CachedEncoder(inner := Counting(), tmp_path, limit=10).encode_passages(["4 0", "0 0"])
    assert inner.given == ["0 0"]


def test_a_value_that_is_not_what_was_kept_is_made_anew(tmp_path: Path) -> None:
    vectors = CachedEncoder(Counting(), tmp_path).encode_passages(TEXTS)
    with sqlite3.connect(tmp_path / "vectors.db") as db:
        db.execute("UPDATE vectors SET value = zeroblob(length(value)) WHERE id = 1")
        db.execute("UPDATE vectors SET value = x'00' WHERE id = 2")
    again = CachedEncoder(inner := Counting(), tmp_path)
    assert (again.encode_passages(TEXTS) == vectors).all()
    assert inner.given == list(TEXTS[:2])


@pytest.mark.parametrize("damage", ["not a database", "a folder", "no folder"])
def test_a_cache_that_cannot_be_used_is_passed_over(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "cache"
    if damage == "no folder":
        folder.write_text("a file")
    elif damage == "a folder":
        (folder / "vectors.db").mkdir(parents=True)
    else:
        folder.mkdir()
        (folder / "vectors.db").write_bytes(b"no database at all " * 1000)
    for _ in range(3):
        CachedEncoder(inner := Counting(), folder).encode_passages(TEXTS)
    assert len(inner.given) == (
        0 if damage == "not a database" else 4
    )  # the first removes it, the second makes it anew


def test_several_at_once(tmp_path: Path) -> None:
    reference = Counting().inner.encode_passages([f"text {i}" for i in range(12)])
    encoders = [CachedEncoder(Counting(), tmp_path) for _ in range(2)]
    results: list[Any] = []

    def work(number: int) -> None:
        results.append(encoders[number % 2].encode_passages([f"text {i}" for i in range(12)]))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 6
    assert all(np.allclose(found, reference, atol=1e-3) for found in results)
    assert all(encoder._db is not None for encoder in encoders)


def test_a_rebuild_embeds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path / "cache"))
    reports = made_up_reports(12)
    add_reports(reports, tmp_path / "one", jobs=1)
    counted: list[str] = []
    make = cache.CachedEncoder

    def counting(encoder: Any, folder: Path) -> CachedEncoder:
        inner = Counting()
        inner.given = counted
        return make(inner, folder)

    monkeypatch.setattr("factcheck.build.CachedEncoder", counting)
    assert add_reports(reports, tmp_path / "two", jobs=1).passages == 24
    assert counted == []
    assert add_reports(made_up_reports(13), tmp_path / "three", jobs=1).passages == 26
    assert len(counted) == 2
    add_reports(reports, tmp_path / "four", jobs=1, cache=False)
    assert len(counted) == 2


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"FACTCHECK_CACHE": "/there"}, Path("/there")),
        ({"FACTCHECK_CACHE": "off"}, None),
        ({"XDG_CACHE_HOME": "/caches"}, Path("/caches/factcheck")),
        ({"HOME": "/home/someone"}, Path("/home/someone/.cache/factcheck")),
    ],
)
def test_where_it_is(variables: dict[str, str], expected: Path | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("FACTCHECK_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == expected
