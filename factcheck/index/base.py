"""What the rest of the program knows of an index: queries, hits, and what is put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from factcheck.documents import Document, Passage
from factcheck.results import IndexInfo

__all__ = ["Hit", "PassageInput", "PreparedReport", "Query", "SearchIndex"]


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
    """A store of reports that can be searched; FAISS on this machine is one implementation."""

    name: str

    @property
    def info(self) -> IndexInfo:
        """Name, counts and model."""
        ...

    def search(self, queries: Sequence[Query], k: int = 20) -> list[list[Hit]]:
        """The best ``k`` passages of each query, best first."""
        ...

    def report(self, report_id: str) -> Document:
        """The whole report; KeyError where there is none."""
        ...

    def rare(self, stems: Iterable[str]) -> frozenset[str]:
        """Which of the stems few passages have; empty in an index too small to tell."""
        ...

    def passages(self) -> Iterator[Passage]:
        """Every passage, in order of insertion."""
        ...
