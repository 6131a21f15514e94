"""Every engine gives the results in order, survives the death of a worker, and names the item that kills them all."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from factcheck.embedding import load_encoder
from factcheck.engines import Engine, open_engine
from factcheck.errors import EngineError, UsageError


@pytest.fixture(scope="module", params=["alone", "processes", "dask"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    if request.param == "dask":
        pytest.importorskip("distributed")
    given = {"alone": (None, 1), "processes": (None, 2), "dask": ("local:2", None)}[request.param]
    with open_engine(*given) as opened:
        yield opened


def doubled(number: int) -> int:
    time.sleep(0.02 if number % 3 == 0 else 0)
    return 2 * number


def divided(number: int) -> float:
    return 1 / number


def once_fatal(item: tuple[str, int]) -> int:
    """Ends its own process the first time that item 5 is worked on."""
    folder, number = item
    mark = Path(folder) / "killed"
    if number == 5 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fatal(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def told(item: int, error: EngineError) -> int:
    assert isinstance(error, EngineError)
    return -item


def test_order_is_kept(engine: Engine) -> None:
    assert list(engine.map(doubled, range(40))) == [2 * n for n in range(40)]
    assert list(engine.map(doubled, [])) == []


def test_items_are_taken_a_few_ahead(engine: Engine) -> None:
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        for number in range(1, 1001):
            taken = number
            yield number

    results = engine.map(doubled, numbers())
    assert next(results) == 2
    assert taken <= 3 * engine.workers
    results.close()  # type: ignore[attr-defined]


def test_what_a_function_raises_is_raised(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError):
        list(engine.map(divided, [2, 1, 0]))


def test_vectors_are_the_models_own(engine: Engine) -> None:
    texts = [f"غادر # جنديا القاعدة {n}" for n in range(3)] + ["# soldiers left"]
    encoder, reference = engine.encoder(None), load_encoder()
    assert (encoder.name, encoder.dimension) == (reference.name, reference.dimension)
    assert np.allclose(encoder.encode_passages(texts), reference.encode_passages(texts), atol=0.01)
    assert np.allclose(encoder.encode_queries(texts), reference.encode_queries(texts), atol=0.01)


def test_a_worker_that_dies_is_replaced(engine: Engine, tmp_path: Path) -> None:
    if engine.workers == 1:
        pytest.skip("this very process")
    items = [(str(tmp_path), n) for n in range(30)]
    assert list(engine.map(once_fatal, items)) == list(range(30))


def test_an_item_that_kills_every_worker_is_told(engine: Engine) -> None:
    if engine.workers == 1:
        pytest.skip("this very process")
    assert list(engine.map(fatal, range(1, 8), told)) == [1, 2, -3, 4, 5, 6, 7]
    with pytest.raises(EngineError, match="ended by the system"):
        list(engine.map(fatal, range(1, 8)))


@pytest.mark.parametrize("spec", ["", "locals", "local:0", "local:x", "tcp:8786", "http://host:1", "/folder"])
def test_what_is_no_engine(spec: str) -> None:
    with pytest.raises(UsageError, match="local:N"):
        open_engine(spec)


def test_a_scheduler_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("factcheck.engines.cluster._PATIENCE", 1)
    with pytest.raises(EngineError, match="no Dask scheduler answers"):
        open_engine("tcp://127.0.0.1:1")
