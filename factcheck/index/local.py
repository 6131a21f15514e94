"""Reading and searching an index on this machine: FAISS for vectors, SQLite's FTS5 for words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from factcheck.documents import Document, Passage
from factcheck.embedding import Encoder, load_encoder
from factcheck.errors import IndexDamaged, IndexMismatch
from factcheck.index import segments
from factcheck.index.base import Hit, Query
from factcheck.index.columns import Columns, read_columns
from factcheck.index.fusion import fuse
from factcheck.index.segments import Segment
from factcheck.index.store import head, open_database, storage_errors
from factcheck.index.writer import content_digest
from factcheck.languages.stems import stems
from factcheck.results import IndexInfo

__all__ = ["LocalIndex"]

_TERMS = 14  # rarest words of a query that are searched; common ones cost time and tell little
_TELLING = 2_000  # passages from which the rarity of a word tells something
_TRIES = 5  # a compaction may take a segment away between reading its row and opening it


class LocalIndex:
    """An index opened for reading: a snapshot that later writes do not disturb."""

    def __init__(self, folder: Path, encoder: Encoder | None = None) -> None:
        """IndexMissing, IndexDamaged or IndexMismatch where it cannot be opened."""
        self.path = folder
        self.name = folder.resolve().name
        self._db = open_database(folder)
        try:
            self._files = self._snapshot()
            known = head(self._db)
            self.model, self.dimension = known["model"], int(known["dimension"])
            if encoder is not None and encoder.name != self.model:
                raise IndexMismatch(
                    f"the index was built with the model {self.model}, not {encoder.name}",
                    where=str(folder),
                    hint=f"leave --model out, or build the index anew with --model {encoder.name}",
                )
        except BaseException:
            self._db.close()
            raise
        self._encoder = encoder
        self._documents: dict[str, int] = {}

    def _snapshot(self) -> list[tuple[Segment, BinaryIO]]:
        """Begin the read transaction and open its segments: open files stay readable when a compaction removes them."""
        for attempt in range(_TRIES):
            files: list[tuple[Segment, BinaryIO]] = []
            self._db.execute("BEGIN")
            try:
                for row in self._rows("SELECT first, rows, file, sha256 FROM segments ORDER BY first"):
                    segment = Segment(*row)
                    files.append((segment, segments.opened(self.path, segment)))
                return files
            except IndexDamaged:
                for _, handle in files:
                    handle.close()
                if attempt == _TRIES - 1:
                    raise
                self._db.execute("ROLLBACK")
        raise AssertionError("unreachable")

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with storage_errors(self.path):
            return self._db.execute(sql, values).fetchall()

    def close(self) -> None:
        """Give the snapshot back."""
        for _, handle in self._files:
            handle.close()
        self._db.close()

    def __enter__(self) -> LocalIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- what it holds

    @cached_property
    def info(self) -> IndexInfo:
        """Name, counts and model."""
        [(reports,)] = self._rows("SELECT count(*) FROM reports")
        [(passages,)] = self._rows("SELECT count(*) FROM passages")
        return IndexInfo(self.name, reports, passages, self.model)

    def counts(self, column: str) -> dict[str | None, int]:
        """Reports by ``outlet``, ``language`` or ``published``, most first."""
        if column not in ("outlet", "language", "published"):
            raise ValueError(column)
        return dict(self._rows(f"SELECT {column}, count(*) n FROM reports GROUP BY 1 ORDER BY n DESC, 1"))

    def report(self, report_id: str) -> Document:
        """The whole report, word for word as it was stored; KeyError where there is none."""
        found = self._rows(
            "SELECT text, id, title, outlet, url, published, language, digest FROM reports WHERE id = ?", (report_id,)
        )
        if not found:
            raise KeyError(report_id)
        text, number, title, outlet, url, day, language, digest = found[0]
        if content_digest(outlet, day, title, url, text) != digest:
            raise IndexDamaged(
                f"report {report_id} is not what was stored", where=str(self.path), hint="build the index anew"
            )
        return Document(text, number, title, outlet, url, _day(day), language)

    def reports(self) -> Iterator[str]:
        """Ids of all reports, in order of insertion."""
        yield from (report_id for (report_id,) in self._rows("SELECT id FROM reports ORDER BY number"))

    _PASSAGE = (
        'SELECT p.id, r.id, p.start, p."end", r.number, r.outlet, r.published, r.url, r.title, r.language '
        "FROM passages p JOIN reports r ON r.number = p.report"
    )

    def passages(self) -> Iterator[Passage]:
        """Every passage, in order of insertion."""
        last, text = -1, ""
        with storage_errors(self.path):
            for row in self._db.execute(f"{self._PASSAGE} ORDER BY p.id"):
                if row[4] != last:
                    last, text = row[4], self._text(row[4])
                yield _passage(row, text)

    def _text(self, number: int) -> str:
        return str(self._rows("SELECT text FROM reports WHERE number = ?", (number,))[0][0])

    def _fetch(self, ids: Iterable[int]) -> dict[int, Passage]:
        found: dict[int, Passage] = {}
        texts: dict[int, str] = {}
        wanted = list(ids)
        for at in range(0, len(wanted), 500):
            batch = wanted[at : at + 500]
            for row in self._rows(f"{self._PASSAGE} WHERE p.id IN ({','.join('?' * len(batch))})", batch):
                if row[4] not in texts:
                    texts[row[4]] = self._text(row[4])
                found[row[0]] = _passage(row, texts[row[4]])
        return found

    # ---- search

    @property
    def encoder(self) -> Encoder:
        """The model of the index, loaded when first needed."""
        if self._encoder is None:
            self._encoder = load_encoder(self.model)
        return self._encoder

    @cached_property
    def _vectors(self) -> list[tuple[int, Any]]:
        return [(segment.first, segments.load(segment, handle, self.dimension)) for segment, handle in self._files]

    @cached_property
    def _columns(self) -> Columns:
        with storage_errors(self.path):
            return read_columns(self._db, str(self.path))

    def search(self, queries: Sequence[Query], k: int = 20) -> list[list[Hit]]:
        """The best ``k`` passages of each query, best first: cosine and BM25 joined (:mod:`factcheck.index.fusion`).

        A score is 1 for what is first in both lists. Equal scores keep the order
        of insertion.
        """
        results: list[list[Hit]] = [[] for _ in queries]
        if not queries or not self.info.passages:
            return results
        groups: dict[tuple[object, ...], list[int]] = {}
        for i, query in enumerate(queries):
            groups.setdefault((query.since, query.until, query.exclude_outlets, query.language), []).append(i)
        vectors = self.encoder.encode_queries([q.text for q in queries])
        for members in groups.values():
            allowed = self._columns.allowed(queries[members[0]])
            for i, near in zip(members, self._near(vectors[members], allowed, 2 * k), strict=True):
                results[i] = self._fuse(near, self._by_words(queries[i].text, allowed, 2 * k), k)
        return results

    def _near(self, vectors: Any, allowed: Any, k: int) -> list[dict[int, float]]:
        """Cosine by row for the ``k`` nearest passages of each query."""
        import faiss
        import numpy as np

        columns = self._columns
        found: list[dict[int, float]] = [{} for _ in range(len(vectors))]
        reach = np.unique(columns.vector[allowed])
        for first, segment in self._vectors:
            inside = reach[(reach >= first) & (reach < first + segment.ntotal)] - first
            if not len(inside):
                continue
            bits = np.zeros(segment.ntotal, dtype=bool)
            bits[inside] = True
            bitmap = np.packbits(bits, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(bitmap), faiss.swig_ptr(bitmap))
            parameters = faiss.SearchParameters()
            parameters.sel = selector
            scores, rows = segment.search(vectors, min(k, len(inside)), params=parameters)
            for hits, score_row, vector_row in zip(found, scores.tolist(), rows.tolist(), strict=True):
                for score, vector in zip(score_row, vector_row, strict=True):
                    if vector >= 0:
                        hits.update((row, score) for row in columns.rows_of(vector + first).tolist() if allowed[row])
        return [dict(sorted(hits.items(), key=lambda h: (-h[1], h[0]))[:k]) for hits in found]

    def _by_words(self, text: str, allowed: Any, k: int) -> dict[int, float]:
        """BM25 (best of the query = 1) by row for the ``k`` best passages by words."""
        terms = self._rarest(stems(text))
        if not terms:
            return {}
        match = " OR ".join(f'"{term}"' for term in terms)
        numbers = self._columns.passage
        limit = 4 * k
        while True:  # the filters hold inside: more are read until k have passed or there are no more
            found: dict[int, float] = {}
            rows = self._rows(
                "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT ?", (match, limit)
            )
            for number, rank in rows:
                row = int(numbers.searchsorted(number))
                if row < len(numbers) and numbers[row] == number and allowed[row]:
                    found[row] = -rank
                    if len(found) == k:
                        break
            if len(found) == k or len(rows) < limit:
                best = max(found.values(), default=0.0) or 1.0
                return {row: score / best for row, score in found.items()}
            limit *= 8

    def rare(self, stems: Iterable[str]) -> frozenset[str]:
        """Which of the stems few passages have (one in 250); empty in an index too small to tell."""
        if self.info.passages < _TELLING:
            return frozenset()
        limit = self.info.passages // 250
        found = set()
        for stem in stems:
            if stem not in self._documents:
                rows = self._rows("SELECT doc FROM vocabulary WHERE term = ?", (stem,))
                self._documents[stem] = rows[0][0] if rows else 0
            if self._documents[stem] <= limit:
                found.add(stem)
        return frozenset(found)

    def _rarest(self, words: Iterable[str]) -> list[str]:
        counts: dict[str, int] = {}
        for word in dict.fromkeys(words):
            found = self._rows("SELECT doc FROM vocabulary WHERE term = ?", (word,))
            if found:
                counts[word] = found[0][0]
        return sorted(counts, key=lambda w: (counts[w], w))[:_TERMS]

    def _fuse(self, near: dict[int, float], worded: dict[int, float], k: int) -> list[Hit]:
        best = fuse(near, worded, k)
        numbers = {row: int(self._columns.passage[row]) for row, _ in best}
        passages = self._fetch(numbers.values())
        return [
            Hit(passages[numbers[row]], score, near.get(row, math.nan), worded.get(row, 0.0)) for row, score in best
        ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _passage(row: tuple[Any, ...], text: str) -> Passage:
    # Cut here and not by SQLite's substr, which ends at a NUL.
    number, report, start, end, _, outlet, day, url, title, language = row
    return Passage(number, report, start, end, text[start:end], outlet, _day(day), url, title, language)
