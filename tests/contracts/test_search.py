"""What every index must do: search equals brute force over all passages, ids and scores."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pytest

from factcheck.documents import Document
from factcheck.embedding import load_encoder
from factcheck.index import (
    Hit,
    PassageInput,
    Place,
    PreparedReport,
    Query,
    SearchIndex,
    open_place,
    open_writer,
)
from factcheck.languages.stems import stems

from .backends import BACKENDS, place_of

K = 6
PLACES = ("الميناء", "المطار", "السوق القديمة", "المصنع", "the stadium", "the old bridge")
EVENTS = (
    "أصيب # عاملا في حريق اندلع في {}",
    "قالت الشرطة إن # شخصا غادروا {} بعد الانفجار",
    "Officials said # people were moved from {} after the flood",
    "بدأت أعمال ترميم {} بكلفة # مليون",
    "A strike closed {} for # days",
)


def corpus() -> list[PreparedReport]:
    """Thirty reports of four outlets; each fourth is a copy of another outlet's sentence, each seventh has no day."""
    reports = []
    for i in range(30):
        source = i - 4 if i % 4 == 3 else i
        text = EVENTS[source % len(EVENTS)].format(PLACES[source % len(PLACES)])
        document = Document(
            text,
            id=f"r{i}",
            outlet=None if i % 11 == 10 else f"Outlet {i % 4}",
            published=None if i % 7 == 6 else date(2031, 3, 1 + i % 28),
            language="ar" if text[0] > "z" else "en",
        )
        reports.append(PreparedReport(document, (PassageInput(0, len(text), text),)))
    return reports


def build(place: Place, reports: Sequence[PreparedReport]) -> SearchIndex:
    """In three commits, with a report replaced and one removed again, as an index in use looks."""
    with open_writer(place, load_encoder()) as writer:
        writer.add(reports[:11])
        changed = PreparedReport(Document("Something else entirely", id="r3"), (PassageInput(0, 9, "Something"),))
        writer.add([changed, PreparedReport(Document("to be removed", id="gone"), (PassageInput(0, 5, "to be"),))])
        writer.remove(["gone", "r3"])
        writer.add(reports[11:])
        writer.add(reports[3:4])
    return open_place(place)


QUERIES = (
    Query("حريق في المصنع أصيب فيه # عمال"),
    Query("people moved after the flood", exclude_outlets=("Outlet 2",)),
    Query("الانفجار في السوق", since=date(2031, 3, 5), until=date(2031, 3, 12)),
    Query("ترميم الميناء", language="en"),
    Query("strike at the stadium", exclude_outlets=("Outlet 0", "Outlet 1", "Outlet 3"), until=date(2031, 3, 20)),
    Query("the of"),
    Query("حريق", exclude_outlets=("nobody",), language="fr"),
)


@pytest.fixture(scope="module", params=sorted(BACKENDS))
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    with pytest.MonkeyPatch.context() as patch:
        opened = build(place_of(request.param, tmp_path_factory.mktemp("contract"), patch), corpus())
    yield opened
    opened.close()


@cache
def encoded(texts: tuple[str, ...]) -> Any:
    return load_encoder().encode_passages(texts).astype(np.float16).astype(np.float32)


def brute_force(passages: Sequence[Any], query: Query, k: int) -> list[tuple[int, float, float, float]]:
    """Cosine of every pair, BM25 (k1 1.2, b 0.75) by its formula, each brought to 0…1 and added, best k."""
    cosines = encoded(tuple(p.text for p in passages)) @ load_encoder().encode_queries([query.text])[0]
    words = [Counter(stems(p.text)) for p in passages]
    mean = sum(w.total() for w in words) / len(words)

    def bm25(terms: Counter[str]) -> float:
        score = 0.0
        for term in dict.fromkeys(stems(query.text)):
            having = sum(term in w for w in words)
            if having and terms[term]:
                idf = max(math.log((len(words) - having + 0.5) / (having + 0.5)), 1e-6)
                score += idf * terms[term] * 2.2 / (terms[term] + 1.2 * (0.25 + 0.75 * terms.total() / mean))
        return score

    allowed = [
        i
        for i, p in enumerate(passages)
        if p.outlet not in query.exclude_outlets
        and query.language in (None, p.language)
        and (p.published is None or query.since is None or p.published >= query.since)
        and (p.published is None or query.until is None or p.published <= query.until)
    ]
    scores = {i: bm25(words[i]) for i in allowed}
    near = sorted(allowed, key=lambda i: (-round(float(cosines[i]), 5), i))[: 2 * k]
    worded = sorted((i for i in allowed if scores[i] > 0), key=lambda i: (-round(scores[i], 9), i))[: 2 * k]
    best = max((scores[i] for i in worded), default=1.0)
    low, top = (min(cosines[near]), max(cosines[near])) if near else (0.0, 0.0)
    fused = {i: 0.5 * scores[i] / best for i in worded}
    for i in near:
        fused[i] = fused.get(i, 0.0) + 0.5 * float((cosines[i] - low) / (top - low) if top > low else 1.0)
    found = sorted(fused, key=lambda i: (-round(fused[i], 9), i))[:k]
    return [
        (
            passages[i].id,
            fused[i],
            float(cosines[i]) if i in near else math.nan,
            scores[i] / best if i in worded else 0.0,
        )
        for i in found
    ]


@pytest.mark.parametrize("number", range(len(QUERIES)))
def test_search_equals_brute_force(index: SearchIndex, number: int) -> None:
    passages = list(index.passages())
    assert len(passages) == 30
    expected = brute_force(passages, QUERIES[number], K)
    found = index.search([QUERIES[number]], K)[0]
    assert [hit.passage.id for hit in found] == [row[0] for row in expected]
    for hit, (_, score, cosine, lexical) in zip(found, expected, strict=True):
        assert hit.score == pytest.approx(score, abs=5e-3)
        assert hit.cosine == pytest.approx(cosine, abs=2e-4, nan_ok=True)
        assert hit.lexical == pytest.approx(lexical, abs=1e-6)


def test_queries_do_not_depend_on_each_other(index: SearchIndex) -> None:
    together = index.search(QUERIES, K)
    for query, hits in zip(QUERIES, together, strict=True):
        alone = index.search([query], K)[0]
        assert [h.passage for h in alone] == [h.passage for h in hits]
        assert [h.score for h in alone] == pytest.approx([h.score for h in hits], abs=1e-4)


def test_scores_fall_and_lie_between_0_and_1(index: SearchIndex) -> None:
    for hits in index.search(QUERIES, 40):
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
        assert len({hit.passage.id for hit in hits}) == len(hits)


@pytest.mark.parametrize("k", [1, 3, 30, 500])
def test_k_is_met_where_passages_are_allowed(index: SearchIndex, k: int) -> None:
    query = Query("حريق", exclude_outlets=("Outlet 0", "Outlet 1"))
    allowed = sum(p.outlet not in query.exclude_outlets for p in index.passages())
    hits: list[Hit] = index.search([query], k)[0]
    assert len(hits) == min(k, allowed)


def test_reports_hold_their_passages(index: SearchIndex) -> None:
    assert index.info.reports == index.info.passages == 30
    for passage in index.passages():
        assert index.report(passage.report).text[passage.start : passage.end] == passage.text


def test_no_queries(index: SearchIndex) -> None:
    assert index.search([], 5) == []
