"""A whole index searched for contradictions between outlets, grouped by event, strongest first.

Each passage is a query once, with the vector that it was indexed with, and only its nearest passages of other outlets
are read beside it, so that the time grows with the number of passages (times the index's own search).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from factcheck.compare import Judged, Side, judge, read_side, shown
from factcheck.compare.reasons import reason
from factcheck.documents import Passage, Statement
from factcheck.index.base import Query, SearchIndex
from factcheck.values.masking import mask
from factcheck.values.model import Value

__all__ = ["Conflict", "Event", "scan"]

_BATCH = 256
_SIDES = 20_000  # passages kept read: those of some days of newspapers


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two passages of two outlets that contradict each other in one value."""

    one: Passage
    two: Passage
    one_value: Value
    two_value: Value
    """Offsets are of the passages' texts."""
    confidence: float
    revision: str | None
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        sides = []
        for passage, value in ((self.one, self.one_value), (self.two, self.two_value)):
            sides.append(
                {
                    "report": passage.report,
                    "outlet": passage.outlet,
                    "published": passage.published.isoformat() if passage.published else None,
                    "url": passage.url,
                    "text": passage.text,
                    "start": passage.start,
                    "end": passage.end,
                    "value": value.to_dict(),
                }
            )
        return {
            "confidence": round(self.confidence, 3),
            "revision": self.revision,
            "reason": self.reason,
            "sides": sides,
        }


@dataclass(frozen=True, slots=True)
class Event:
    """Conflicts that hang together: each shares a passage with another of them."""

    conflicts: tuple[Conflict, ...]
    """Strongest first."""

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {"conflicts": [c.to_dict() for c in self.conflicts]}


def scan(
    index: SearchIndex,
    *,
    k: int = 8,
    days: int = 3,
    min_confidence: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Event, ...]:
    """Contradictions between outlets inside ``index``, grouped by event, the event with the strongest first.

    ``k`` passages are read beside each, of reports at most ``days`` days away; ``progress`` is told how many passages
    of each batch are done.
    """
    sides: dict[int, Side] = {}

    def side(passage: Passage) -> Side:
        if passage.id not in sides:
            if len(sides) >= _SIDES:
                sides.clear()
            statement = Statement(passage.text, passage.published, passage.outlet, passage.language)
            sides[passage.id] = read_side(statement, rare=index.rare)
        return sides[passage.id]

    found: dict[tuple[int, int], Conflict] = {}
    held: dict[int, set[int]] = {}  # of passages to come, those that have been held against them
    passages = iter(index.passages())
    while batch := list(islice(passages, _BATCH)):
        hits = index.search([_query(p, side(p), days) for p in batch], k)
        for one, near in zip(batch, hits, strict=False):
            before = held.pop(one.id, set())
            for hit in near:
                two = hit.passage
                if two.report == one.report or two.id in before or (one.outlet and one.outlet == two.outlet):
                    continue
                if two.id > one.id:
                    held.setdefault(two.id, set()).add(one.id)
                pair = (min(one.id, two.id), max(one.id, two.id))
                best = _best(side(one), side(two), hit.cosine, min_confidence)
                if best is not None:
                    found[pair] = _conflict(one, two, best, side(one).language)
        if progress:
            progress(len(batch))
    return tuple(_events(found))


def _query(passage: Passage, side: Side, days: int) -> Query:
    values = [m.value for m in side.mentions]
    since = passage.published - timedelta(days) if passage.published else None
    until = passage.published + timedelta(days) if passage.published else None
    outlets = (passage.outlet,) if passage.outlet else ()
    text = mask(passage.text, values) or passage.text
    return Query(text, since, until, exclude_outlets=outlets, passage=passage.id)


def _best(one: Side, two: Side, cosine: float, min_confidence: float | None) -> Judged | None:
    judged, _ = judge(one, two, None if math.isnan(cosine) else cosine)
    return next((j for j in judged if j.relation == "contradicts" and shown(j, min_confidence)), None)


def _conflict(one: Passage, two: Passage, judged: Judged, language: str) -> Conflict:
    mine, theirs = judged.pair.a.value, judged.pair.b.value
    how = judged.pair.related.how
    why = reason("contradicts", how, judged.revision, mine.text, theirs.text, two.outlet, two.published, language)
    return Conflict(one, two, mine, theirs, judged.confidence, judged.revision, why)


def _events(found: dict[tuple[int, int], Conflict]) -> Iterator[Event]:
    parent: dict[int, int] = {}

    def root(i: int) -> int:
        while parent.setdefault(i, i) != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for first, second in found:
        parent[root(first)] = root(second)
    groups: dict[int, list[Conflict]] = {}
    for (first, _), conflict in found.items():
        groups.setdefault(root(first), []).append(conflict)
    events = [Event(tuple(sorted(g, key=lambda c: (-c.confidence, c.one.id, c.two.id)))) for g in groups.values()]
    yield from sorted(events, key=lambda e: (-e.conflicts[0].confidence, e.conflicts[0].one.id))
