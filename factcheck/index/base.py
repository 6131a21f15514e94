"""What the rest of the program knows of an index: queries, hits, and what is put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import TracebackType
from typing import Any, Protocol

from factcheck.documents import Document, Passage
from factcheck.results import IndexInfo

__all__ = ["Hit", "PassageInput", "PreparedReport", "Query", "SearchIndex", "Writer"]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, and where: the filters hold inside the search, so ``k`` passages come back if there are."""

    text: str
    """Value-neutral text (see factcheck.compare.masking)."""
    since: date | None = None
    until: date | None = None
    """Days of publication, inclusive. Reports without a day always pass."""
    exclude_outlets: tuple[str, ...] = ()
    language: str | None = None
    passage: int | None = None
    """A passage of the index whose own vector serves as that of the text, so that nothing is embedded; an index may
    embed the text all the same."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found."""

    passage: Passage
    score: float
    """Fused score, 0…1; comparable within one query only."""
    cosine: float
    """Cosine of the vectors of query and passage; nan where only the words found it."""
    lexical: float
    """BM25 as a share of the best of the query, 0…1; 0 where only the vector found it."""


@dataclass(frozen=True, slots=True)
class PassageInput:
    """A passage to be indexed."""

    start: int
    end: int
    key: str
    """Value-neutral text: what is embedded and searched by words."""


@dataclass(frozen=True, slots=True)
class PreparedReport:
    """A report with the passages that state a value."""

    document: Document
    passages: tuple[PassageInput, ...]


class SearchIndex(Protocol):
    """A store of reports that can be searched, as it was when it was opened."""

    name: str
    model: str
    """Name of the embedding model that it was built with."""

    @property
    def path(self) -> Any:
        """Where it is (``factcheck.index.Place``)."""
        ...

    @property
    def info(self) -> IndexInfo:
        """Name, counts and model."""
        ...

    def counts(self, column: str) -> Mapping[str | None, int]:
        """Reports by ``outlet``, ``language`` or ``published``, most first."""
        ...

    def search(self, queries: Sequence[Query], k: int = 20) -> list[list[Hit]]:
        """The best ``k`` passages of each query, best first."""
        ...

    def report(self, report_id: str) -> Document:
        """The whole report; KeyError where there is none."""
        ...

    def reports(self) -> Iterator[str]:
        """Ids of all reports, in order of insertion."""
        ...

    def rare(self, stems: Iterable[str]) -> frozenset[str]:
        """Which of the stems few passages have; empty in an index too small to tell."""
        ...

    def passages(self) -> Iterator[Passage]:
        """Every passage, in order of insertion."""
        ...

    def close(self) -> None:
        """Give back what it holds open."""
        ...


class Writer(Protocol):
    """An index opened for writing, as a context manager. Each :meth:`add` and :meth:`remove` is one durable commit."""

    def has(self, document: Document) -> bool:
        """Whether this very report, read in the same way, is already in, under any id."""
        ...

    def fresh(self, documents: Iterable[Document]) -> list[Document]:
        """Those of the documents that :meth:`has` does not know."""
        ...

    def unknown(self, keys: Iterable[str]) -> list[str]:
        """Those keys of passages whose vectors are not in the index, each once."""
        ...

    def add(self, reports: Iterable[PreparedReport], progress: Callable[[int], None] | None = None) -> int:
        """Add reports in one commit: those with a known id replace the old ones; exact duplicates are passed over.

        Returns the number of passages added. ``progress`` is told how many passages have been embedded.
        """
        ...

    def remove(self, ids: Iterable[str]) -> int:
        """Remove reports by id in one commit; returns how many were there."""
        ...

    def compact(self) -> int:
        """Drop what nothing uses; returns how many vectors went."""
        ...

    def check(self) -> list[str]:
        """What is wrong with the index, a line each; empty where nothing is."""
        ...

    def close(self) -> None:
        """Let the next writer in."""
        ...

    def __enter__(self) -> Writer: ...

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None
    ) -> None: ...
