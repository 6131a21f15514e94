"""Two statements held against each other: which values speak of the same thing, and do they agree?"""

from __future__ import annotations

from datetime import date

from factcheck.claims import statements
from factcheck.compare.align import Aligned, SetAside, align
from factcheck.compare.reasons import reason
from factcheck.compare.signals import Side, Weight, human_kind
from factcheck.documents import Document, Statement
from factcheck.languages.pack import detect
from factcheck.results import Evidence, Finding
from factcheck.values import as_day, extract
from factcheck.values.model import FigureValue, Value

__all__ = ["DEFAULT_CONFIDENCE", "Aligned", "SetAside", "Side", "align", "compare", "reason", "revision", "side_of"]

DEFAULT_CONFIDENCE = 0.5
"""Findings below are not shown (docs/comparison.md says how it was chosen)."""


def side_of(statement: Statement, weight: Weight = lambda stem: 1.0) -> Side:
    """A statement read: its values, stems and modality."""
    day = as_day(statement.published)
    language = statement.language or detect(statement.text)
    claims = statements(Document(statement.text, published=day, language=language))
    modality = (
        next((c.modality for c in claims if c.modality != "asserted"), "asserted") if len(claims) == 1 else "asserted"
    )
    values = extract(statement.text, published=day, language=language)
    return Side(statement.text, values, day, statement.outlet, language, modality, weight)


def revision(one: Value, two: Value, first: date | None, second: date | None) -> str | None:
    """``earlier`` or ``later`` as the evidence ``two`` stands to the claim ``one``, where the quantity is one that moves."""
    if not (isinstance(one, FigureValue) and isinstance(two, FigureValue)) or first is None or second is None:
        return None
    if not human_kind(one) or first == second:
        return None
    return "later" if second > first else "earlier"


def compare(
    claim: Statement, evidence: Statement, *, min_confidence: float = DEFAULT_CONFIDENCE
) -> tuple[Finding, ...]:
    """The findings between two statements, strongest first, without index or model.

    Offsets of a finding's evidence are of ``evidence.text``. Exchanging the two gives the same pairs and relations.
    """
    one, two = side_of(claim), side_of(evidence)
    pairs, _ = align(one, two, threshold=min_confidence)
    shown = Evidence("", evidence.outlet, two.published, None, None, two.text, 0, len(two.text), 0.0, 1)
    findings = []
    for pair in pairs:
        v1, v2 = one.values[pair.one], two.values[pair.two]
        later = revision(v1, v2, one.published, two.published) if pair.relation.relation == "contradicts" else None
        findings.append(
            Finding(
                relation=pair.relation.relation,
                kind=v1.kind,
                claim_value=f"c1.v{pair.one + 1}",
                confidence=pair.confidence,
                revision=later,  # type: ignore[arg-type]
                reason=reason(pair.relation, later, v1.text, v2.text, two.outlet, two.published, one.language),
                evidence=shown,
                evidence_value=v2,
                trace=pair.trace,
            )
        )
    return tuple(findings)
