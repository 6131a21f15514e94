"""One article against one index: the order of the steps, nothing else."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from factcheck import __version__
from factcheck.claims import statements
from factcheck.compare import Judged, Side, finding, judge, read_side, shown
from factcheck.compare.side import Mention
from factcheck.compare.within import notes
from factcheck.documents import Document, Passage, Statement
from factcheck.embedding.inference import load_inference
from factcheck.errors import IndexDamaged
from factcheck.index.base import Hit, Query, SearchIndex
from factcheck.languages.pack import detect
from factcheck.readers import is_file_name, read_article
from factcheck.results import Claim, Considered, Dispute, Evidence, Finding, Report
from factcheck.text.view import fold
from factcheck.values import as_day
from factcheck.values.masking import mask
from factcheck.verdicts import Candidate, numbered, strongest, verdict

__all__ = ["VerifyOptions", "verify"]

WINDOW = 60
"""Days before and after the article in which reports are searched by default: agreements and tolls are reported again
for weeks, while an older report of the same shape is mostly about another event."""


_FURTHER = 2
"""Times ``k`` passages are searched; beyond the first ``k`` those are read that have a number of the claim."""
_NUMBER = re.compile(r"\d{2,}(?:[.,]\d+)*|\d+[.,]\d+")  # a lone digit is everywhere
_READ = 8
"""Passages a claim that an inference model reads: it is slow, and those further off speak of other things."""
_CONTRADICTS = 0.9
"""What it must give for contradiction to be shown."""


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """How an article is verified."""

    k: int = 24
    """Passages looked at for each claim."""
    min_confidence: float | None = None
    """Findings below are not shown; None: the thresholds chosen on labelled pairs (docs/comparison.md)."""
    since: date | None = None
    until: date | None = None
    """Days of publication of the reports that are searched, inclusive."""
    all_time: bool = False
    """Without the default window of days."""
    explain: bool = False
    """Keep what was set aside, with its reason, and the trace of each finding."""
    nli: str | None = None
    """A cross-encoder for natural language inference: contradictions without numbers are looked for as well."""


def verify(
    article: Document | str | Path,
    index: SearchIndex,
    *,
    published: date | str | None = None,
    options: VerifyOptions | None = None,
) -> Report:
    """Hold an article (a Document, a path, or its text) against the reports of other outlets in an index.

    ``published`` is its day of publication; relative dates are resolved from it and reports near it are searched.
    Errors: InputError for an unreadable file, IndexDamaged where a quoted passage is not in its report.
    """
    settings = options or VerifyOptions()
    document = _document(article, published)
    claims = statements(document)
    since, until = _window(document.published, settings)
    outlets = (document.outlet,) if document.outlet else ()
    queries = [Query(mask(c.text, c.values, c.start) or c.text, since, until, exclude_outlets=outlets) for c in claims]
    nearest = index.search(queries, _FURTHER * settings.k) if claims else []
    hits = [_worth_reading(c, h, settings.k) for c, h in zip(claims, nearest, strict=True)]
    sides: dict[int, Side] = {}
    mine = [_mine(c, document, index) for c in claims]
    judged = [_judge(c, m, h, document, index, settings, sides) for c, m, h in zip(claims, mine, hits, strict=True)]
    settled = {c.value for found, _ in judged for c in found if c.found.relation == "agrees"}
    finished = []
    for claim, near, (found, considered) in zip(claims, hits, judged, strict=True):
        kept = numbered(strongest(found, settled))
        _check(kept, index)
        aside = tuple(considered) if settings.explain else None
        done = replace(claim, findings=tuple(kept), verdict=verdict(kept), considered=aside)
        finished.append(replace(done, disputes=_disputes(done, near, settings)))
    return Report(document, index.info, tuple(finished), f"factcheck {__version__}", notes(claims, mine))


def _worth_reading(claim: Claim, hits: Sequence[Hit], k: int) -> list[Hit]:
    """The ``k`` best, and of the others those that have a number of the claim."""
    numbers = {n for v in claim.values for n in _NUMBER.findall(fold(v.text))}
    further = hits[k:] if numbers else ()
    return [*hits[:k], *(h for h in further if not numbers.isdisjoint(_NUMBER.findall(fold(h.passage.text))))]


def _disputes(claim: Claim, hits: Iterable[Hit], settings: VerifyOptions) -> tuple[Dispute, ...] | None:
    """Passages near the claim that the inference model holds to contradict it, the surest first."""
    if settings.nli is None:
        return None
    known = {f.evidence.report for f in claim.findings}
    near = [h for h in hits if h.passage.report not in known and h.passage.text != claim.text][:_READ]
    chances = load_inference(settings.nli).contradiction([(claim.text, h.passage.text) for h in near])
    found = [Dispute(chance, _evidence(h)) for chance, h in zip(chances, near, strict=True) if chance >= _CONTRADICTS]
    return tuple(sorted(found, key=lambda d: (-d.confidence, d.evidence.report)))


def _mine(claim: Claim, document: Document, index: SearchIndex) -> Side:
    statement = Statement(claim.text, document.published, document.outlet, document.language)
    return read_side(statement, claim.values, claim.start, rare=index.rare)


def _document(article: Document | str | Path, published: date | str | None) -> Document:
    if isinstance(article, Document):
        document = article
    elif isinstance(article, Path) or is_file_name(article):
        document = read_article(article)
    else:
        document = Document(article)
    day = as_day(published) if published is not None else document.published
    return replace(document, published=day, language=document.language or detect(document.text))


def _window(day: date | None, settings: VerifyOptions) -> tuple[date | None, date | None]:
    if settings.since or settings.until or settings.all_time or day is None:
        return settings.since, settings.until
    return day - timedelta(days=WINDOW), day + timedelta(days=WINDOW)


def _judge(
    claim: Claim,
    mine: Side,
    hits: Iterable[Hit],
    document: Document,
    index: SearchIndex,
    settings: VerifyOptions,
    sides: dict[int, Side],
) -> tuple[list[Candidate], list[Considered]]:
    """Everything that the passages found say of a claim, and what was set aside."""
    found: list[Candidate] = []
    considered: list[Considered] = []
    for hit in hits:
        passage = hit.passage
        if passage.text == claim.text and index.report(passage.report).text == document.text:
            continue  # the article itself
        if passage.id not in sides:
            sides[passage.id] = _read(passage, index)
        theirs = sides[passage.id]
        judged, aside = judge(mine, theirs, None if math.isnan(hit.cosine) else hit.cosine)
        evidence = _evidence(hit)
        for one in judged:
            if shown(one, settings.min_confidence):
                there = one.pair.b.value
                candidate = finding(mine, claim.id, one, evidence, trace=settings.explain)
                moved = replace(there, start=there.start + passage.start, end=there.end + passage.start)
                candidate = replace(candidate, evidence_value=moved)
                found.append(Candidate(candidate, (passage.report, moved.start, moved.end)))
        if settings.explain:
            considered += _considered(claim, mine, evidence, judged, settings)
            for pair in aside:
                if pair.reason != "other_unit" and not pair.pair.a.sums and not pair.pair.b.sums:
                    considered.append(_aside(claim, mine, pair.pair.a, pair.pair.b, pair.reason, evidence))
    return found, considered


def _read(passage: Passage, index: SearchIndex) -> Side:
    statement = Statement(passage.text, passage.published, passage.outlet, passage.language)
    return read_side(statement, rare=index.rare)


def _evidence(hit: Hit) -> Evidence:
    passage = hit.passage
    similarity = hit.lexical if math.isnan(hit.cosine) else hit.cosine
    return Evidence(
        passage.report,
        passage.outlet,
        passage.published,
        passage.url,
        passage.title,
        passage.text,
        passage.start,
        passage.end,
        max(0.0, min(1.0, similarity)),
        0,
    )


def _considered(
    claim: Claim, mine: Side, evidence: Evidence, judged: Iterable[Judged], settings: VerifyOptions
) -> list[Considered]:
    return [
        _aside(claim, mine, one.pair.a, one.pair.b, "low_confidence", evidence)
        for one in judged
        if not shown(one, settings.min_confidence) and not one.pair.a.sums and not one.pair.b.sums
    ]


def _aside(claim: Claim, mine: Side, a: Mention, b: Mention, reason: str, evidence: Evidence) -> Considered:
    moved = replace(b.value, start=b.value.start + evidence.start, end=b.value.end + evidence.start)
    return Considered(f"{claim.id}.v{mine.mentions.index(a) + 1}", reason, evidence, moved)


def _check(findings: Iterable[Finding], index: SearchIndex) -> None:
    """Every quoted passage is word for word in its report."""
    for one in findings:
        evidence, value = one.evidence, one.evidence_value
        text = index.report(evidence.report).text
        if text[evidence.start : evidence.end] != evidence.text or text[value.start : value.end] != value.text:
            raise IndexDamaged(
                f"a quoted passage is not in the report {evidence.report}",
                where=str(index.path),
                hint="factcheck index check tells more; build the index anew",
            )
