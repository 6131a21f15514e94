"""Reading and searching an index on Milvus."""

from __future__ import annotations

import math
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from factcheck.documents import Document, Passage
from factcheck.embedding import Encoder, load_encoder
from factcheck.errors import IndexError_
from factcheck.index.base import Hit, Query
from factcheck.index.fusion import fuse
from factcheck.index.milvus import words
from factcheck.index.milvus.head import Head, fitting, read_head
from factcheck.index.milvus.rows import NO_DAY, PASSAGE, number, passage_of, read_about, read_reports
from factcheck.index.milvus.schema import search_params
from factcheck.index.milvus.store import Row, connect
from factcheck.index.places import MilvusPlace
from factcheck.languages.stems import stems
from factcheck.results import IndexInfo

__all__ = ["MilvusIndex"]

_TELLING = 2_000  # passages from which the rarity of a word tells something
_PAGE = 5_000  # rows read at once
_SPARE = 16  # neighbours beyond those asked for, so that equal scores are cut by the order of insertion
_WIDER = 4  # candidates by words for each wanted, scored again with today's lengths
_KEPT = 256  # whole reports kept


class MilvusIndex:
    """An index on Milvus opened for reading, as its head was then.

    Reports that are removed later stay readable until the next writer begins, which drops their rows. From then on the
    index is read as it is now.
    """

    def __init__(self, place: MilvusPlace, encoder: Encoder | None = None) -> None:
        """IndexMissing, IndexMismatch, or IndexError_ where no server answers."""
        self.path, self.name = place, place.name
        self._store = connect(place)
        try:
            self.head: Head = read_head(self._store)
            fitting(self.head, encoder, self._store, "leave --model out, or build the index anew with this model")
        except BaseException:
            self._store.close()
            raise
        self.model, self.dimension = self.head.model, self.head.dimension
        self._encoder = encoder
        self._having: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        self._texts: OrderedDict[int, Document] = OrderedDict()

    def close(self) -> None:
        """Give the connection back."""
        self._store.close()

    def __enter__(self) -> MilvusIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- what it holds

    @property
    def info(self) -> IndexInfo:
        """Name, counts and model."""
        return IndexInfo(self.name, self.head.reports, self.head.passages, self.model)

    def counts(self, column: str) -> dict[str | None, int]:
        """Reports by ``outlet``, ``language`` or ``published``, most first."""
        at = {"outlet": 2, "published": 3, "language": 4}
        if column not in at:
            raise ValueError(column)
        counted = Counter(about[at[column]] for about in self._abouts())
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0] or "")))

    def reports(self) -> Iterator[str]:
        """Ids of all reports, in order of insertion."""
        yield from (about[0] for about in self._abouts())

    def _abouts(self) -> Iterator[tuple[Any, ...]]:
        for row in self._pages("reports", "report", self.head.report, ("report", "about"), "part == 0 and "):
            yield read_about(row)

    def _pages(self, kind: str, by: str, end: int, fields: Sequence[str], where: str = "") -> Iterator[Row]:
        """All rows that count, in order of their numbers."""
        for at in range(0, end, _PAGE):
            rows = self._store.query(kind, f"{where}{by} >= {at} and {by} < {at + _PAGE} and {self._counts}", fields)
            yield from sorted(rows, key=lambda row: row[by])

    def report(self, report_id: str) -> Document:
        """The whole report, word for word as it was stored; KeyError where there is none."""
        if report_id not in self._numbers:
            where = f"part == 0 and {self._counts}"
            rows = self._store.lookup("reports", "name", [number(report_id)], ("report", "about"), where)
            self._numbers.update((read_about(row)[0], row["report"]) for row in rows)
        found = self._numbers[report_id]
        if found not in self._texts:
            # A report that was committed a moment ago may not have reached every node of a server.
            known = read_reports(self._store, [found], lax=True) or read_reports(self._store, [found])
            if not known:
                raise self._changed()
            self._texts[found] = known[found]
            if len(self._texts) > _KEPT:
                self._texts.popitem(last=False)
        return self._texts[found]

    def passages(self) -> Iterator[Passage]:
        """Every passage, in order of insertion."""
        rows = self._pages("passages", "id", self.head.passage, ("id", *PASSAGE))
        batch: list[Row] = []
        for row in rows:
            batch.append(row)
            if len(batch) == _PAGE:
                yield from self._read(batch)
                batch = []
        yield from self._read(batch)

    def _read(self, rows: Sequence[Row]) -> list[Passage]:
        whole = read_reports(self._store, {row["report"] for row in rows if not row["shown"]})
        found = [passage_of(row, whole) for row in rows]
        if len(self._numbers) > 1_000_000:
            self._numbers.clear()
        self._numbers.update((p.report, row["report"]) for p, row in zip(found, rows, strict=True))
        return found

    # ---- search

    @property
    def encoder(self) -> Encoder:
        """The model of the index, loaded when first needed."""
        if self._encoder is None:
            self._encoder = load_encoder(self.model)
        return self._encoder

    @cached_property
    def _counts(self) -> str:
        return self.head.counts()

    def _follow(self) -> None:
        """Go on with the head of now where rows of ours have been dropped."""
        now = read_head(self._store, lax=True)
        if now.swept > self.head.commit:
            self.head = now
            for cached in ("_counts", "_common"):
                self.__dict__.pop(cached, None)
            for kept in (self._having, self._numbers, self._texts):
                kept.clear()

    def _changed(self) -> IndexError_:
        return IndexError_("the index was changed while it was read", where=str(self.path), hint="run it again")

    def search(self, queries: Sequence[Query], k: int = 20) -> list[list[Hit]]:
        """The best ``k`` passages of each query, best first: cosine and BM25 joined (:mod:`factcheck.index.fusion`).

        Equal scores keep the order of insertion. One request by vectors and one by words for all queries with the same
        filters.
        """
        self._follow()
        results: list[list[Hit]] = [[] for _ in queries]
        if not queries or not self.head.passages:
            return results
        groups: dict[tuple[object, ...], list[int]] = {}
        for i, query in enumerate(queries):
            groups.setdefault((query.since, query.until, query.exclude_outlets, query.language), []).append(i)
        vectors = self.encoder.encode_queries([q.text for q in queries])
        terms = self._terms([q.text for q in queries])
        near: list[dict[int, float]] = [{}] * len(queries)
        worded: list[dict[int, float]] = [{}] * len(queries)
        for members in groups.values():
            where = self._where(queries[members[0]])
            for i, found in zip(members, self._near(vectors[members], where, 2 * k), strict=True):
                near[i] = found
            for i, found in zip(members, self._by_words([terms[i] for i in members], where, 2 * k), strict=True):
                worded[i] = found
        best = [fuse(a, b, k) for a, b in zip(near, worded, strict=True)]
        ids = sorted({passage for ranked in best for passage, _ in ranked})
        passages = {p.id: p for p in self._read(self._store.get("passages", ids, PASSAGE))} if ids else {}
        if len(passages) < len(ids):
            raise self._changed()
        return [
            [Hit(passages[p], score, a.get(p, math.nan), b.get(p, 0.0)) for p, score in ranked]
            for ranked, a, b in zip(best, near, worded, strict=True)
        ]

    def _where(self, query: Query) -> str:
        """The filters of a query as Milvus reads them: nothing in it but numbers and our own words."""
        parts = [self._counts]
        if query.exclude_outlets:
            parts.append(f"outlet not in {sorted(number(o) for o in query.exclude_outlets)}")
        if query.language is not None:
            parts.append(f"language == {number(query.language)}")
        days = [f"day >= {query.since.toordinal()}"] if query.since else []
        days += [f"day <= {query.until.toordinal()}"] if query.until else []
        if days:
            parts.append(f"(day == {NO_DAY} or ({' and '.join(days)}))")
        return " and ".join(parts)

    def _near(self, vectors: Any, where: str, k: int) -> list[dict[int, float]]:
        """Cosine by passage for the ``k`` nearest of each query."""
        limit = k + _SPARE
        params = search_params(self.head.index, limit)
        found = self._store.search("vector", [v.tolist() for v in vectors], limit, where, (), params)
        return [_ranked({hit["id"]: float(hit["distance"]) for hit in hits}, k) for hits in found]

    def _by_words(self, terms: Sequence[dict[str, float]], where: str, k: int) -> list[dict[int, float]]:
        """BM25 (best of the query = 1) by passage for the ``k`` best of each query by words."""
        asked = [i for i, weights in enumerate(terms) if weights]
        results: list[dict[int, float]] = [{} for _ in terms]
        if not asked:
            return results
        queries = [words.query_weights(terms[i]) for i in asked]
        found = self._store.search("words", queries, _WIDER * k + _SPARE, where, ("stems",), {})
        mean = self.head.tokens / self.head.passages
        for i, hits in zip(asked, found, strict=True):
            scores = {hit["id"]: words.score(hit["stems"].split(" "), terms[i], mean) for hit in hits}
            ranked = _ranked({passage: score for passage, score in scores.items() if score > 0}, k)
            best = max(ranked.values(), default=1.0)
            results[i] = {passage: score / best for passage, score in ranked.items()}
        return results

    def _terms(self, texts: Sequence[str]) -> list[dict[str, float]]:
        """The rarest words of each text that the index has, with their inverse document frequencies."""
        found = [list(dict.fromkeys(stems(text))) for text in texts]
        asked = {stem: number(stem) for words_ in found for stem in words_ if stem not in self._having}
        rows = {row["id"]: row for row in self._store.get("stems", sorted(set(asked.values())), _STEM)} if asked else {}
        for stem, key in asked.items():
            self._having[stem] = having(rows[key], self.head.commit) if key in rows else 0
        results = []
        for words_ in found:
            known = sorted((self._having[w], w) for w in words_ if self._having[w])[: words.TERMS]
            results.append({word: words.idf(count, self.head.passages) for count, word in known})
        return results

    def rare(self, stems: Iterable[str]) -> frozenset[str]:
        """Which of the stems few passages have (one in 250); empty in an index too small to tell."""
        if self.head.passages < _TELLING:
            return frozenset()
        return frozenset(stem for stem in stems if number(stem) not in self._common)

    @cached_property
    def _common(self) -> frozenset[int]:
        """The stems that are not rare: few in any index, since a passage has some twenty stems."""
        limit = self.head.passages // 250
        rows = self._store.query("stems", f"having > {limit} or before > {limit}", ("id", *_STEM))
        return frozenset(row["id"] for row in rows if having(row, self.head.commit) > limit)


_STEM = ("born", "having", "before")


def having(row: Row, commit: int) -> int:
    """How many passages have a stem, as of a commit."""
    return int(row["having"] if row["born"] <= commit else row["before"])


def _ranked(scores: dict[int, float], k: int) -> dict[int, float]:
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:k])
