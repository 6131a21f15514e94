"""One article against one index: the order of the steps, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from factcheck import __version__
from factcheck.claims import statements
from factcheck.compare import DEFAULT_CONFIDENCE, Side, align, reason, revision, side_of
from factcheck.compare.voices import voices
from factcheck.documents import Document, Statement
from factcheck.errors import IndexDamaged
from factcheck.index.base import Hit, Query, SearchIndex
from factcheck.languages.pack import detect
from factcheck.readers import read_article
from factcheck.results import Claim, Considered, Evidence, Finding, Report
from factcheck.values import as_day, shifted
from factcheck.values.masking import mask

__all__ = ["VerifyOptions", "verify"]

WINDOW = 60
"""Days before and after the article in which reports are searched by default: agreements and tolls are reported again
for weeks, while an older report of the same shape is mostly about another event."""


@dataclass(frozen=True, slots=True)
class VerifyOptions:
    """How an article is verified."""

    k: int = 24
    """Passages looked at for each claim."""
    min_confidence: float = DEFAULT_CONFIDENCE
    since: date | None = None
    until: date | None = None
    all_time: bool = False
    """Without the default window of days."""
    explain: bool = False
    """Keep what was set aside, with its reason, and the trace of each finding."""


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
    found = index.search(queries, settings.k) if claims else []
    judged = tuple(_judge(c, hits, document, index, settings) for c, hits in zip(claims, found))
    return Report(document, index.info, judged, f"factcheck {__version__}")


def _document(article: Document | str | Path, published: date | str | None) -> Document:
    if isinstance(article, Document):
        document = article
    elif isinstance(article, Path) or ("\n" not in article and len(article) < 1000 and Path(article).exists()):
        document = read_article(article)
    else:
        document = Document(article)
    day = as_day(published) if published is not None else document.published
    return replace(document, published=day, language=document.language or detect(document.text))


def _window(day: date | None, settings: VerifyOptions) -> tuple[date | None, date | None]:
    if settings.since or settings.until or settings.all_time or day is None:
        return settings.since, settings.until
    return day - timedelta(days=WINDOW), day + timedelta(days=WINDOW)


def _judge(claim: Claim, hits: Iterable[Hit], document: Document, index: SearchIndex, settings: VerifyOptions) -> Claim:
    mine = Side(
        claim.text,
        tuple(shifted(v, -claim.start) for v in claim.values),
        document.published,
        document.outlet,
        document.language or "ar",
        claim.modality,
    )
    findings: list[tuple[Finding, str | None]] = []
    considered: list[Considered] = []
    for hit in hits:
        passage = hit.passage
        if passage.text == claim.text and document.outlet is None:
            continue  # the article itself, or a copy of it to the letter, when its outlet is not known
        theirs = side_of(Statement(passage.text, passage.published, passage.outlet, passage.language))
        pairs, aside = align(mine, theirs, threshold=settings.min_confidence, cosine=hit.cosine)
        similarity = hit.cosine if hit.cosine == hit.cosine else 0.0
        evidence = Evidence(
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
        for pair in pairs:
            v1, v2 = mine.values[pair.one], theirs.values[pair.two]
            relation = pair.relation
            later = (
                revision(v1, v2, document.published, passage.published) if relation.relation == "contradicts" else None
            )
            findings.append(
                (
                    Finding(
                        relation.relation,
                        v1.kind,
                        f"{claim.id}.v{pair.one + 1}",
                        pair.confidence,
                        later,  # type: ignore[arg-type]
                        reason(relation, later, v1.text, v2.text, passage.outlet, passage.published, mine.language),
                        evidence,
                        shifted(v2, passage.start),
                        pair.trace if settings.explain else (),
                    ),
                    None,
                )
            )
        if settings.explain:
            considered += [
                Considered(f"{claim.id}.v{a.one + 1}", a.reason, evidence, shifted(theirs.values[a.two], passage.start))
                for a in aside
            ]
    kept = _numbered(_strongest(findings))
    _check(kept, index)
    relations = {f.relation for f in kept}
    verdict = (
        "disputed"
        if len(relations) == 2
        else "agreed"
        if "agrees" in relations
        else "contradicted"
        if relations
        else "unmatched"
    )
    return replace(
        claim,
        findings=tuple(kept),
        verdict=verdict,
        considered=tuple(considered) if settings.explain else None,
    )


def _strongest(findings: list[tuple[Finding, str | None]]) -> list[Finding]:
    """One finding for each value of the claim and report: where a report agrees in one place it does not contradict."""
    best: dict[tuple[str, str], Finding] = {}
    for finding, _ in findings:
        key = (finding.claim_value, finding.evidence.report)
        known = best.get(key)
        rank = (finding.relation == "agrees", finding.confidence)
        if known is None or rank > (known.relation == "agrees", known.confidence):
            best[key] = finding
    return sorted(
        best.values(), key=lambda f: (f.claim_value, f.relation == "agrees", -f.confidence, f.evidence.report)
    )


def _numbered(findings: list[Finding]) -> list[Finding]:
    numbers = voices([(f.evidence.text, f.evidence.outlet, f.evidence.published, None) for f in findings])
    return [replace(f, evidence=replace(f.evidence, voice=n)) for f, n in zip(findings, numbers)]


def _check(findings: Iterable[Finding], index: SearchIndex) -> None:
    """Every quoted passage is word for word in its report."""
    for finding in findings:
        evidence, value = finding.evidence, finding.evidence_value
        text = index.report(evidence.report).text
        if text[evidence.start : evidence.end] != evidence.text or text[value.start : value.end] != value.text:
            raise IndexDamaged(
                "a quoted passage is not in its report", where=evidence.report, hint="build the index anew"
            )
