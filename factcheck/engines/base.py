"""What the rest of the program knows of the machines that work: a function mapped over parts, and an encoder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import Protocol, TypeVar

from factcheck.embedding import Encoder
from factcheck.errors import EngineError

__all__ = ["Engine", "Lost"]

Item = TypeVar("Item")
Result = TypeVar("Result")

Lost = Callable[[Item, EngineError], Result]
"""What stands for the result of an item whose worker ended again and again."""


class Engine(Protocol):
    """Workers, here or elsewhere; a context manager that gives them back."""

    @property
    def workers(self) -> int:
        """How many items are worked on at a time."""
        ...

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], lost: Lost[Item, Result] | None = None
    ) -> Iterator[Result]:
        """The results in the order of the items, a few items taken ahead.

        An item whose worker died is given to another. Where that fails too, ``lost`` gives its result; without it
        EngineError is raised. What ``function`` raises is raised here. ``function`` and items must be picklable.
        """
        ...

    def encoder(self, model: str | None) -> Encoder:
        """The embedding model for many texts, on the workers or in this process, whichever is faster."""
        ...

    def __enter__(self) -> Engine: ...

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None: ...
