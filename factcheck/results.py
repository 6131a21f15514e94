"""The data of a report: the JSON contract ``factcheck.report/1`` as frozen dataclasses.

Field names are the contract's; ``to_dict`` gives the JSON object. Nothing here knows how it was found or is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from factcheck.documents import Document
from factcheck.values.model import Value

__all__ = [
    "SCHEMA",
    "Attribution",
    "Claim",
    "Considered",
    "Evidence",
    "Finding",
    "IndexInfo",
    "Report",
]

SCHEMA = "factcheck.report/1"

Relation = Literal["agrees", "contradicts"]
Verdict = Literal["agreed", "contradicted", "disputed", "unmatched"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it, and through which outlet; both None where the article speaks in its own voice."""

    source: str | None = None
    via: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain data as in the JSON contract."""
        return {"source": self.source, "via": self.via}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of another outlet, word for word: ``report_text[start:end] == text``."""

    report: str
    outlet: str | None
    published: date | None
    url: str | None
    title: str | None
    text: str
    start: int
    end: int
    similarity: float
    """Retrieval score of the passage for the claim, 0…1."""
    voice: int
    """Number of the independent voice within the claim: passages with one number copy one text or source."""

    def to_dict(self) -> dict[str, Any]:
        """Plain data as in the JSON contract."""
        return {
            "report": self.report,
            "outlet": self.outlet,
            "published": self.published.isoformat() if self.published else None,
            "url": self.url,
            "title": self.title,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "similarity": round(self.similarity, 4),
            "voice": self.voice,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One value of the claim held against one comparable value of another text."""

    relation: Relation
    kind: Literal["date", "figure"]
    claim_value: str
    """Id of the claim's value ("c1.v2")."""
    confidence: float
    """0…1, calibrated."""
    revision: Literal["earlier", "later"] | None
    """Set where the quantity moves and the reports are of different times: the evidence, as it stands to the claim."""
    reason: str
    """One sentence that an editor understands, in the article's language."""
    evidence: Evidence
    evidence_value: Value
    """Offsets are of the report's text."""
    trace: tuple[str, ...] = ()
    """Names of the rules and signals that led here, with their scores; shown with --explain."""

    def to_dict(self) -> dict[str, Any]:
        """Plain data as in the JSON contract."""
        data: dict[str, Any] = {
            "relation": self.relation,
            "kind": self.kind,
            "claim_value": self.claim_value,
            "confidence": round(self.confidence, 3),
            "revision": self.revision,
            "reason": self.reason,
            "evidence": self.evidence.to_dict(),
            "evidence_value": self.evidence_value.to_dict(),
        }
        if self.trace:
            data["trace"] = list(self.trace)
        return data


@dataclass(frozen=True, slots=True)
class Considered:
    """A value of another outlet that was looked at and set aside, and why."""

    claim_value: str
    reason: str
    """other_scope, other_place, other_period, other_event, part_of_whole, other_unit or low_confidence."""
    evidence: Evidence
    evidence_value: Value

    def to_dict(self) -> dict[str, Any]:
        """Plain data, keys as the fields are named."""
        return {
            "claim_value": self.claim_value,
            "reason": self.reason,
            "evidence": self.evidence.to_dict(),
            "evidence_value": self.evidence_value.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Dispute:
    """A passage that an inference model holds to contradict the claim, with numbers or without."""

    confidence: float
    """What the model gives for contradiction, 0…1; not calibrated."""
    evidence: Evidence

    def to_dict(self) -> dict[str, Any]:
        """Plain data as in the JSON contract."""
        return {"confidence": round(self.confidence, 3), "evidence": self.evidence.to_dict()}


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of the article that states values, and what other outlets have on them."""

    id: str
    text: str
    start: int
    end: int
    attribution: Attribution
    modality: str
    """asserted, denied, possible, planned or conditional."""
    values: tuple[Value, ...]
    """``values[i]`` has the id ``f"{id}.v{i + 1}"``; offsets are of the article's text."""
    verdict: Verdict = "unmatched"
    findings: tuple[Finding, ...] = ()
    considered: tuple[Considered, ...] | None = None
    """What was set aside; None unless asked for."""
    disputes: tuple[Dispute, ...] | None = None
    """Passages that contradict it in words, which no verdict counts; None unless an inference model is given."""

    @property
    def voices(self) -> dict[str, int]:
        """Independent voices that agree and that contradict."""
        return {
            "agree": len({f.evidence.voice for f in self.findings if f.relation == "agrees"}),
            "contradict": len({f.evidence.voice for f in self.findings if f.relation == "contradicts"}),
        }

    def to_dict(self) -> dict[str, Any]:
        """Plain data as in the JSON contract."""
        data: dict[str, Any] = {
            "id": self.id,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "attribution": self.attribution.to_dict(),
            "modality": self.modality,
            "values": [{"id": f"{self.id}.v{i}", **v.to_dict()} for i, v in enumerate(self.values, 1)],
            "verdict": self.verdict,
            "voices": self.voices,
            "findings": [f.to_dict() for f in self.findings],
        }
        if self.considered is not None:
            data["considered"] = [c.to_dict() for c in self.considered]
        if self.disputes is not None:
            data["disputes"] = [d.to_dict() for d in self.disputes]
        return data


@dataclass(frozen=True, slots=True)
class Note:
    """What is odd about the article's own values, whatever other outlets say."""

    kind: str
    """weekday, calendar (Hijri against Gregorian), arithmetic, or itself (two sentences against each other)."""
    values: tuple[str, ...]
    """Ids of the values that it is about."""
    reason: str
    """One sentence in the article's language."""

    def to_dict(self) -> dict[str, Any]:
        """Plain data as in the JSON contract."""
        return {"kind": self.kind, "values": list(self.values), "reason": self.reason}


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """The index that an article was held against."""

    name: str
    reports: int
    passages: int
    model: str

    def to_dict(self) -> dict[str, Any]:
        """Plain data as in the JSON contract."""
        return {"name": self.name, "reports": self.reports, "passages": self.passages, "model": self.model}


@dataclass(frozen=True, slots=True)
class Report:
    """One article verified against one index."""

    article: Document
    index: IndexInfo
    claims: tuple[Claim, ...]
    generator: str
    notes: tuple[Note, ...] = ()

    @property
    def summary(self) -> dict[str, int]:
        """Counts of claims by verdict and of findings by relation."""
        verdicts = [c.verdict for c in self.claims]
        relations = [f.relation for c in self.claims for f in c.findings]
        return {
            "claims": len(self.claims),
            "agreed": verdicts.count("agreed"),
            "contradicted": verdicts.count("contradicted"),
            "disputed": verdicts.count("disputed"),
            "unmatched": verdicts.count("unmatched"),
            "contradictions": relations.count("contradicts"),
            "agreements": relations.count("agrees"),
        }

    def to_dict(self) -> dict[str, Any]:
        """The whole report as in the JSON contract."""
        return {
            "schema": SCHEMA,
            "generator": self.generator,
            "article": self.article.to_dict(),
            "index": self.index.to_dict(),
            "claims": [c.to_dict() for c in self.claims],
            "notes": [n.to_dict() for n in self.notes],
            "summary": self.summary,
        }
