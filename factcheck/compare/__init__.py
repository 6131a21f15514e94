"""Two statements held against each other: which values speak of the same thing, and do they agree?"""

from __future__ import annotations

from factcheck.compare.judge import Judged, SetAside, judge
from factcheck.compare.model import explain, threshold
from factcheck.compare.reasons import reason
from factcheck.compare.side import Side, read_side
from factcheck.documents import Statement
from factcheck.results import Evidence, Finding

__all__ = ["Judged", "SetAside", "Side", "compare", "finding", "judge", "read_side", "shown"]


def compare(claim: Statement, evidence: Statement, *, min_confidence: float | None = None) -> tuple[Finding, ...]:
    """The findings between two statements, strongest first, without index or model.

    Offsets of a finding's evidence are of ``evidence.text``. Exchanging the two gives the same pairs and relations.
    ``min_confidence`` None: the thresholds that were chosen on labelled pairs (docs/comparison.md).
    """
    one, two = read_side(claim), read_side(evidence)
    where = Evidence("", evidence.outlet, two.published, None, None, two.text, 0, len(two.text), 0.0, 1)
    judged, _ = judge(one, two)
    return tuple(finding(one, "c1", j, where, trace=True) for j in judged if shown(j, min_confidence))


def shown(judged: Judged, min_confidence: float | None = None) -> bool:
    """Whether a finding is sure enough to be shown."""
    return judged.confidence >= (threshold(judged.relation) if min_confidence is None else min_confidence)


def finding(claim: Side, claim_id: str, judged: Judged, evidence: Evidence, *, trace: bool = False) -> Finding:
    """A judged pair as the finding of a report; a sum of parts is named by its first part."""
    mine, theirs = judged.pair.a, judged.pair.b
    first = mine.sums[0] if mine.sums else claim.mentions.index(mine)
    how = judged.pair.related.how
    return Finding(
        relation=judged.relation,
        kind=mine.value.kind,
        claim_value=f"{claim_id}.v{first + 1}",
        confidence=judged.confidence,
        revision=judged.revision,
        reason=reason(
            judged.relation,
            how,
            judged.revision,
            mine.value.text,
            theirs.value.text,
            evidence.outlet,
            evidence.published,
            claim.language,
        ),
        evidence=evidence,
        evidence_value=theirs.value,
        trace=(f"rule {how}", *explain(judged.relation, judged.pair.signals)) if trace else (),
    )
