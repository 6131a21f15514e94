"""Reading and searching an index on this machine: FAISS for vectors, SQLite's FTS5 for words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck.documents import Document, Passage
from factcheck.embedding import Encoder, load_encoder
from factcheck.errors import IndexMismatch
from factcheck.index.abroad import Abroad
from factcheck.index.base import Hit, Query
from factcheck.index.columns import Columns, Filter, read_columns
from factcheck.index.contents import all_passages, passages_by_number, report_by_id
from factcheck.index.failures import MAYBE, NUMBER, TEXT, Malformed, storage_errors
from factcheck.index.fusion import fuse
from factcheck.index.nearest import Searched, nearest, searched, stored
from factcheck.index.snapshot import Snapshot
from factcheck.index.words import by_names, by_words, passages_with
from factcheck.languages.pack import base_code, detect
from factcheck.languages.stems import stems
from factcheck.results import IndexInfo

__all__ = ["LocalIndex"]

_TELLING = 2_000  # passages from which the rarity of a word tells something
_RARE = 250  # a stem is rare that one passage in so many has


class LocalIndex:
    """An index opened for reading: a snapshot that later writes do not disturb."""

    def __init__(self, folder: Path, encoder: Encoder | None = None) -> None:
        """IndexMissing, IndexDamaged or IndexMismatch where it cannot be opened."""
        self.path = folder
        self.name = folder.resolve().name
        self._snapshot = Snapshot(folder)
        self.model, self.dimension = self._snapshot.model, self._snapshot.dimension
        if encoder is not None and encoder.name != self.model:
            self.close()
            raise IndexMismatch(
                f"the index was built with the model {self.model}, not {encoder.name}",
                where=str(folder),
                hint=f"leave --model out, or build the index anew with --model {encoder.name}",
            )
        self._encoder = encoder
        self._documents: dict[str, int] = {}

    def close(self) -> None:
        """Give the snapshot back."""
        self._snapshot.close()

    def __enter__(self) -> LocalIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- what it holds

    @cached_property
    def info(self) -> IndexInfo:
        """Name, counts and model."""
        [(reports,)] = self._snapshot.rows("SELECT count(*) FROM reports", (NUMBER,))
        [(passages,)] = self._snapshot.rows("SELECT count(*) FROM passages", (NUMBER,))
        return IndexInfo(self.name, reports, passages, self.model)

    def counts(self, column: str) -> dict[str | None, int]:
        """Reports by ``outlet``, ``language`` or ``published``, most first."""
        if column not in ("outlet", "language", "published"):
            raise ValueError(column)
        sql = f"SELECT {column}, count(*) n FROM reports GROUP BY 1 ORDER BY n DESC, 1"
        return dict(self._snapshot.rows(sql, (MAYBE, NUMBER)))

    def report(self, report_id: str) -> Document:
        """The whole report, word for word as it was stored; KeyError where there is none."""
        return report_by_id(self._snapshot, report_id)

    def reports(self) -> Iterator[str]:
        """Ids of all reports, in order of insertion."""
        yield from (found for (found,) in self._snapshot.rows("SELECT id FROM reports ORDER BY number", (TEXT,)))

    def passages(self) -> Iterator[Passage]:
        """Every passage, in order of insertion."""
        return all_passages(self._snapshot)

    # ---- search

    @property
    def encoder(self) -> Encoder:
        """The model of the index, loaded when first needed."""
        if self._encoder is None:
            self._encoder = load_encoder(self.model)
        return self._encoder

    @cached_property
    def _parts(self) -> list[Searched]:
        return [searched(segment, handle, self.dimension) for segment, handle in self._snapshot.files]

    @cached_property
    def _columns(self) -> Columns:
        import numpy as np

        with storage_errors(self.path):
            columns = read_columns(self._snapshot.db, str(self.path))
            low = np.array([segment.first for segment, _ in self._snapshot.files], dtype=np.int64)
            high = low + [segment.rows for segment, _ in self._snapshot.files]
            begin, end = columns.bounds(low, high)
            # Blocks and segments have checksums, but a block or a segment that is not there has none.
            if len(columns.passage) != self.info.passages or len(columns.passage) != int((end - begin).sum()):
                raise Malformed("passages, their blocks and their vectors differ in number")
        return columns

    def search(self, queries: Sequence[Query], k: int = 20) -> list[list[Hit]]:
        """The best ``k`` passages of each query, best first: cosine and BM25 joined (:mod:`factcheck.index.fusion`).

        A score is 1 for what is first in both lists. Equal scores keep the order of insertion.
        """
        results: list[list[Hit]] = [[] for _ in queries]
        if not queries or not len(self._columns.passage):
            return results
        groups: dict[tuple[object, ...], list[int]] = {}
        for i, query in enumerate(queries):
            groups.setdefault((query.since, query.until, query.exclude_outlets, query.language), []).append(i)
        vectors = self._vectors(queries)
        for members in groups.values():
            let = Filter(self._columns, queries[members[0]])
            found = nearest(self._parts, self._columns, let, vectors[members], 2 * k)
            for i, near in zip(members, found, strict=True):
                worded, named = self._worded(queries[i], 2 * k), self._named(queries[i], 2 * k)
                results[i] = self._fused(near, worded, named, k)
        return results

    def _vectors(self, queries: Sequence[Query]) -> Any:
        """A vector for each query: that of its passage where it is at hand, else of its text."""
        import numpy as np

        found = [None if q.passage is None else self._own_vector(q.passage) for q in queries]
        rest = [i for i, vector in enumerate(found) if vector is None]
        vectors = np.empty((len(queries), self.dimension), dtype=np.float32)
        if rest:
            vectors[rest] = self.encoder.encode_queries([queries[i].text for i in rest])
        for i, vector in enumerate(found):
            if vector is not None:
                vectors[i] = vector
        return vectors

    def _own_vector(self, passage: int) -> Any:
        columns = self._columns
        row = int(columns.row[passage]) if 0 <= passage < len(columns.row) else -1
        return stored(self._parts, int(columns.vector[row])) if row >= 0 else None

    def _worded(self, query: Query, k: int) -> dict[int, float]:
        with storage_errors(self.path):
            return by_words(self._snapshot.db, self._columns, stems(query.text), query, k)

    @cached_property
    def _languages(self) -> frozenset[str | None]:
        return frozenset(code and base_code(code) for code in self.counts("language"))

    @cached_property
    def _abroad(self) -> Abroad:
        """Its words by what they are heard as, read when a query of another language first asks."""
        return Abroad(self._snapshot.rows("SELECT stem, passages FROM stems", (TEXT, NUMBER)), self.info.passages)

    def _named(self, query: Query, k: int) -> dict[int, float]:
        if self._languages <= {detect(query.text)}:
            return {}
        groups = self._abroad.named(stems(query.text))
        with storage_errors(self.path):
            return by_names(self._snapshot.db, self._columns, groups, query, k)

    def _fused(self, near: dict[int, float], worded: dict[int, float], named: dict[int, float], k: int) -> list[Hit]:
        best = fuse(near, worded, k, named)
        passages = passages_by_number(self._snapshot, (number for number, _ in best))
        return [
            Hit(passages[number], score, near.get(number, math.nan), worded.get(number, 0.0)) for number, score in best
        ]

    def rare(self, stems: Iterable[str]) -> frozenset[str]:
        """Which of the stems few passages have (one in 250); empty in an index too small to tell."""
        total = len(self._columns.passage)
        if total < _TELLING:
            return frozenset()
        asked = list(stems)
        missing = [stem for stem in asked if stem not in self._documents]
        with storage_errors(self.path):
            known = passages_with(self._snapshot.db, missing)
        self._documents.update((stem, known.get(stem, 0)) for stem in missing)
        return frozenset(stem for stem in asked if self._documents[stem] <= total // _RARE)
