"""A Dask cluster: a scheduler by its address, or processes on this machine that are one."""

from __future__ import annotations

import importlib
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, TypeVar

from factcheck.embedding import Encoder, bulk_encoder
from factcheck.engines.base import Lost
from factcheck.errors import EngineError, FactcheckError

__all__ = ["DaskEngine"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_RETRIES = 3  # times a task that failed is given to another worker
_PATIENCE = 30  # seconds to wait for a scheduler and its first worker
_BATCH = 256  # texts a task: under a second of a core's work, a few hundred kilobytes back


class DaskEngine:
    """Tasks on the workers of a Dask cluster. Each worker process loads the model once."""

    def __init__(self, address: str | None, workers: int = 0) -> None:
        """``address`` of a scheduler (``tcp://host:8786``), or None for a cluster of ``workers`` processes here.

        EngineError where there is no scheduler or no worker.
        """
        dask = _distributed()
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told by our own errors
        self._cluster: Any = None
        where = address or "local"
        try:
            if address is None:
                self._cluster = dask.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            self._client: Any = dask.Client(address or self._cluster, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            self._close_cluster()
            raise EngineError(
                "no Dask scheduler answers", where=where, hint="start one with: dask scheduler"
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
        except (OSError, TimeoutError) as error:
            self.__exit__(None, None, None)
            raise EngineError(
                "the scheduler has no worker", where=where, hint=f"start some with: dask worker {address} --nthreads 1"
            ) from error
        self._where = where

    @property
    def workers(self) -> int:
        """Threads of all workers, as they are now."""
        return sum(self._client.nthreads().values()) or 1

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], lost: Lost[Item, Result] | None = None
    ) -> Iterator[Result]:
        """See :class:`factcheck.engines.Engine`."""
        window: deque[tuple[Item, Any]] = deque()
        waiting = iter(items)
        try:
            while True:
                room = 3 * self.workers - len(window)
                while room > 0 and (ahead := next(waiting, _END)) is not _END:
                    window.append((ahead, self._submit(function, ahead)))
                    room -= 1
                if not window:
                    return
                item, future = window.popleft()
                try:
                    yield self._result(future)
                except EngineError as error:
                    if lost is None:
                        raise
                    yield lost(item, error)
        finally:
            for _, future in window:
                future.cancel()

    def _submit(self, function: Callable[[Any], Any], item: Any) -> Any:
        with self._told():
            return self._client.submit(function, item, pure=False, retries=_RETRIES)

    def _result(self, future: Any) -> Any:
        with self._told():
            return future.result()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the cluster could not do, as one of our errors."""
        from asyncio import CancelledError

        dask = _distributed()
        try:
            yield
        except FactcheckError:
            raise
        except dask.KilledWorker as error:
            raise EngineError(
                "the workers that had it were ended by the system", where=self._where, hint="give them more memory"
            ) from error
        except (ImportError, AttributeError) as error:
            raise EngineError(
                f"a worker cannot run it: {error}", where=self._where, hint="install this same factcheck on the workers"
            ) from error
        except (CancelledError, dask.comm.CommClosedError, TimeoutError, ConnectionError) as error:
            raise EngineError(
                "the connection to the cluster is gone", where=self._where, hint="run it again: it goes on from there"
            ) from error

    def encoder(self, model: str | None) -> Encoder:
        """The model on the workers."""
        return _ClusterEncoder(self, model)

    def __enter__(self) -> DaskEngine:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._client.close()
        self._close_cluster()

    def _close_cluster(self) -> None:
        if self._cluster is not None:
            self._cluster.close()


class _ClusterEncoder:
    """Batches of texts of like length, each a task."""

    def __init__(self, engine: DaskEngine, model: str | None) -> None:
        self._engine, self._model = engine, model
        self.name, self.dimension = next(engine.map(_facts, [model]))

    def encode_queries(self, texts: Sequence[str]) -> Any:
        """Vectors of queries."""
        return self._encode(texts, queries=True)

    def encode_passages(self, texts: Sequence[str]) -> Any:
        """Vectors of passages."""
        return self._encode(texts, queries=False)

    def _encode(self, texts: Sequence[str], *, queries: bool) -> Any:
        import numpy as np

        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        parts = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
        tasks = [(self._model, queries, [texts[i] for i in rows]) for rows in parts]
        for rows, vectors in zip(parts, self._engine.map(_embed, tasks), strict=True):
            out[rows] = vectors
        return out


def _distributed() -> Any:
    try:
        return importlib.import_module("distributed")
    except ImportError as error:
        raise EngineError(f"Dask cannot be imported: {error}", hint="pip install 'factcheck[dask]'") from error


def _facts(model: str | None) -> tuple[str, int]:
    encoder = bulk_encoder(model)
    return encoder.name, encoder.dimension


def _embed(task: tuple[str | None, bool, list[str]]) -> Any:
    model, queries, texts = task
    encoder = bulk_encoder(model)
    return encoder.encode_queries(texts) if queries else encoder.encode_passages(texts)


_END: Any = object()
