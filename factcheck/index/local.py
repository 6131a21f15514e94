"""Reading and searching an index on this machine: FAISS for vectors, SQLite's FTS5 for words."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck.documents import Document, Passage
from factcheck.embedding import Encoder, load_encoder
from factcheck.errors import IndexDamaged, IndexMismatch
from factcheck.index.base import Hit, Query
from factcheck.index.store import SEGMENTS, connect, head
from factcheck.results import IndexInfo
from factcheck.languages.stems import stems

__all__ = ["LocalIndex"]

_RRF = 60  # reciprocal rank fusion's constant (Cormack, Clarke and Büttcher, SIGIR 2009)
_TERMS = 14  # rarest words of a query that are searched; common ones cost time and tell little
_NO_DAY = -1


class LocalIndex:
    """An index opened for reading: a snapshot that later writes do not disturb."""

    def __init__(self, folder: Path, encoder: Encoder | None = None) -> None:
        """IndexMissing, IndexDamaged or IndexMismatch where it cannot be opened."""
        self.path = folder
        self.name = folder.name
        self._db = connect(folder)
        self._db.execute("BEGIN")
        self.model = head(self._db).get("model", "")
        self._encoder = encoder
        if encoder is not None and encoder.name != self.model:
            raise IndexMismatch(
                f"the index was built with the model {self.model}, not {encoder.name}",
                where=str(folder),
                hint=f"leave --model out, or build the index anew with --model {encoder.name}",
            )

    # ---- what it holds

    @cached_property
    def info(self) -> IndexInfo:
        """Name, counts and model."""
        (reports,) = self._db.execute("SELECT count(*) FROM reports").fetchone()
        (passages,) = self._db.execute("SELECT count(*) FROM passages").fetchone()
        return IndexInfo(self.name, reports, passages, self.model)

    def counts(self, column: str) -> dict[str | None, int]:
        """Reports by ``outlet``, ``language`` or ``published``, most first."""
        if column not in ("outlet", "language", "published"):
            raise ValueError(column)
        rows = self._db.execute(f"SELECT {column}, count(*) n FROM reports GROUP BY {column} ORDER BY n DESC")
        return dict(rows.fetchall())

    def report(self, report_id: str) -> Document:
        """The whole report; KeyError where there is none."""
        row = self._db.execute(
            "SELECT text, id, title, outlet, url, published, language FROM reports WHERE id = ?", (report_id,)
        ).fetchone()
        if row is None:
            raise KeyError(report_id)
        return Document(*row[:5], published=_day(row[5]), language=row[6])

    def reports(self) -> Iterator[str]:
        """Ids of all reports, in order of insertion."""
        for (report_id,) in self._db.execute("SELECT id FROM reports ORDER BY number"):
            yield report_id

    _PASSAGE = (
        'SELECT p.id, r.id, p.start, p."end", substr(r.text, p.start + 1, p."end" - p.start), '
        "r.outlet, r.published, r.url, r.title, r.language FROM passages p JOIN reports r ON r.number = p.report"
    )

    def passages(self) -> Iterator[Passage]:
        """Every passage, in order of insertion."""
        for row in self._db.execute(f"{self._PASSAGE} ORDER BY p.id"):
            yield _passage(row)

    def _fetch(self, ids: Iterable[int]) -> dict[int, Passage]:
        found: dict[int, Passage] = {}
        wanted = list(ids)
        for at in range(0, len(wanted), 500):
            batch = wanted[at : at + 500]
            marks = ",".join("?" * len(batch))
            for row in self._db.execute(f"{self._PASSAGE} WHERE p.id IN ({marks})", batch):
                found[row[0]] = _passage(row)
        return found

    # ---- search

    @property
    def encoder(self) -> Encoder:
        """The model of the index, loaded when first needed."""
        if self._encoder is None:
            self._encoder = load_encoder(self.model)
        return self._encoder

    @cached_property
    def _segments(self) -> list[tuple[int, Any]]:
        import faiss

        found = []
        for file, first, rows, digest in self._db.execute(
            "SELECT file, first, rows, sha256 FROM segments ORDER BY first"
        ):
            path = self.path / SEGMENTS / file
            try:
                raw = path.read_bytes()
            except OSError as error:
                raise IndexDamaged(
                    f"a segment is missing: {error.strerror}", where=str(path), hint="build it anew"
                ) from None
            if hashlib.sha256(raw).hexdigest() != digest:
                raise IndexDamaged("a segment does not match its checksum", where=str(path), hint="build it anew")
            import numpy as np

            segment = faiss.deserialize_index(np.frombuffer(raw, dtype=np.uint8))
            if segment.ntotal != rows or segment.d != int(head(self._db)["dimension"]):
                raise IndexDamaged("a segment has the wrong size", where=str(path), hint="build it anew")
            found.append((first, segment))
        return found

    @cached_property
    def _table(self) -> dict[str, Any]:
        """Columns of all passages as arrays, sorted by id: what filters look at."""
        import numpy as np

        outlets: dict[str | None, int] = {}
        languages: dict[str | None, int] = {}
        days: dict[str | None, int] = {None: _NO_DAY}
        rows = [
            (
                pid,
                vector,
                outlets.setdefault(outlet, len(outlets)),
                languages.setdefault(language, len(languages)),
                days[day] if day in days else days.setdefault(day, date.fromisoformat(day).toordinal()),
            )
            for pid, vector, outlet, language, day in self._db.execute(
                "SELECT p.id, p.vector, r.outlet, r.language, r.published FROM passages p "
                "JOIN reports r ON r.number = p.report ORDER BY p.id"
            )
        ]
        columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
        order = np.argsort(columns[1], kind="stable")
        return {
            "id": columns[0],
            "vector": columns[1],
            "outlet": columns[2],
            "language": columns[3],
            "day": columns[4],
            "outlets": outlets,
            "languages": languages,
            "by_vector": order,
            "sorted_vectors": columns[1][order],
        }

    def _allowed(self, query: Query) -> Any:
        """Which passages may be found: a boolean for each row of the table."""
        import numpy as np

        table = self._table
        allowed = np.ones(len(table["id"]), dtype=bool)
        for outlet in query.exclude_outlets:
            if outlet in table["outlets"]:
                allowed &= table["outlet"] != table["outlets"][outlet]
        if query.language is not None:
            allowed &= table["language"] == table["languages"].get(query.language, -1)
        undated = table["day"] == _NO_DAY
        if query.since is not None:
            allowed &= (table["day"] >= query.since.toordinal()) | undated
        if query.until is not None:
            allowed &= (table["day"] <= query.until.toordinal()) | undated
        return allowed

    def search(self, queries: Sequence[Query], k: int = 20) -> list[list[Hit]]:
        """The best ``k`` passages of each query, best first: cosine and BM25 joined by reciprocal rank.

        The score is the share of the best possible fused rank (first in both lists is 1). Equal scores keep the order
        of insertion.
        """
        if not queries:
            return []
        if not self.info.passages:
            return [[] for _ in queries]
        groups: dict[tuple[object, ...], list[int]] = {}
        for i, query in enumerate(queries):
            groups.setdefault((query.since, query.until, query.exclude_outlets, query.language), []).append(i)
        results: list[list[Hit]] = [[] for _ in queries]
        vectors = self.encoder.encode_queries([q.text for q in queries])
        for members in groups.values():
            allowed = self._allowed(queries[members[0]])
            near = self._near(vectors[members], allowed, 2 * k)
            for i, by_vector in zip(members, near):
                by_words = self._by_words(queries[i].text, allowed, 2 * k)
                results[i] = self._fuse(by_vector, by_words, k)
        return results

    def _near(self, vectors: Any, allowed: Any, k: int) -> list[dict[int, float]]:
        """Cosine by passage row for the ``k`` nearest of each query."""
        import faiss
        import numpy as np

        table = self._table
        found: list[dict[int, float]] = [{} for _ in range(len(vectors))]
        reach = np.unique(table["vector"][allowed])
        for first, segment in self._segments:
            inside = reach[(reach >= first) & (reach < first + segment.ntotal)] - first
            if not len(inside):
                continue
            bits = np.zeros(segment.ntotal, dtype=bool)
            bits[inside] = True
            bitmap = np.packbits(bits, bitorder="little")
            selector = faiss.IDSelectorBitmap(segment.ntotal, faiss.swig_ptr(bitmap))
            parameters = faiss.SearchParameters(sel=selector)
            scores, rows = segment.search(vectors, min(k, len(inside)), params=parameters)
            for hits, score_row, vector_row in zip(found, scores, rows):
                for score, vector in zip(score_row.tolist(), vector_row.tolist()):
                    if vector >= 0:
                        low = np.searchsorted(table["sorted_vectors"], vector + first, "left")
                        high = np.searchsorted(table["sorted_vectors"], vector + first, "right")
                        for row in table["by_vector"][low:high].tolist():
                            if allowed[row]:
                                hits[row] = score
        return [dict(sorted(hits.items(), key=lambda h: (-h[1], h[0]))[:k]) for hits in found]

    def _by_words(self, text: str, allowed: Any, k: int) -> dict[int, float]:
        """BM25 (best of the query = 1) by passage row for the ``k`` best by words."""
        import numpy as np

        terms = self._rarest(stems(text))
        if not terms:
            return {}
        match = " OR ".join(f'"{term}"' for term in terms)
        ids = self._table["id"]
        limit = 4 * k
        while True:
            rows = self._db.execute(
                "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (match, limit)
            ).fetchall()
            found: dict[int, float] = {}
            for pid, rank in rows:
                row = int(np.searchsorted(ids, pid))
                if allowed[row]:
                    found[row] = -rank
                    if len(found) == k:
                        break
            if len(found) == k or len(rows) < limit:
                best = max(found.values(), default=1.0) or 1.0
                return {row: score / best for row, score in found.items()}
            limit *= 8

    def _rarest(self, words: Iterable[str]) -> list[str]:
        counts: dict[str, int] = {}
        for word in dict.fromkeys(words):
            row = self._db.execute("SELECT doc FROM vocabulary WHERE term = ?", (word,)).fetchone()
            if row:
                counts[word] = row[0]
        return sorted(counts, key=lambda w: (counts[w], w))[:_TERMS]

    def _fuse(self, near: dict[int, float], worded: dict[int, float], k: int) -> list[Hit]:
        fused: dict[int, float] = {}
        for ranking in (near, worded):
            for rank, row in enumerate(ranking, 1):
                fused[row] = fused.get(row, 0.0) + (_RRF + 1) / (_RRF + rank) / 2
        best = sorted(fused, key=lambda row: (-fused[row], row))[:k]
        ids = {row: int(self._table["id"][row]) for row in best}
        passages = self._fetch(ids.values())
        return [Hit(passages[ids[row]], fused[row], near.get(row, math.nan), worded.get(row, 0.0)) for row in best]

    def close(self) -> None:
        """Give the snapshot back."""
        self._db.close()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _passage(row: tuple[Any, ...]) -> Passage:
    return Passage(row[0], row[1], row[2], row[3], row[4], row[5], _day(row[6]), row[7], row[8], row[9])
