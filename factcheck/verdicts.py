"""What of the findings of an article stands, what they come to for a claim, and which of them are one voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from factcheck.claims import attribution
from factcheck.compare.voices import Voice, voices
from factcheck.languages.pack import detect
from factcheck.results import Finding, Verdict

__all__ = ["Candidate", "numbered", "strongest", "verdict"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A finding before it is known whether another one of the article or the report overrules it."""

    found: Finding
    value: tuple[str, int, int]
    """Report and place of the evidence value."""


def strongest(found: list[Candidate], settled: set[tuple[str, int, int]]) -> list[Finding]:
    """One finding for each value of the claim and report.

    A report that agrees in one place does not contradict the same value in another, and a value of a report that agrees
    with anything in the article contradicts nothing in it.
    """
    best: dict[tuple[str, str], Finding] = {}
    for candidate in found:
        one = candidate.found
        if one.relation == "contradicts" and candidate.value in settled:
            continue
        key = (one.claim_value, one.evidence.report)
        known = best.get(key)
        if known is None or _rank(one) > _rank(known):
            best[key] = one
    return sorted(
        best.values(), key=lambda f: (f.relation == "agrees", -f.confidence, f.claim_value, f.evidence.report)
    )


def _rank(one: Finding) -> tuple[bool, float]:
    return one.relation == "agrees", one.confidence


def verdict(findings: Iterable[Finding]) -> Verdict:
    """What a claim's findings come to."""
    relations = {f.relation for f in findings}
    if len(relations) == 2:
        return "disputed"
    if not relations:
        return "unmatched"
    return "agreed" if "agrees" in relations else "contradicted"


def numbered(findings: list[Finding]) -> list[Finding]:
    """The findings with the number of the voice that each of them is."""
    heard = []
    for one in findings:
        evidence = one.evidence
        said = attribution(evidence.text, detect(evidence.text))
        heard.append(Voice(evidence.text, evidence.outlet, evidence.published, said.via))
    return [replace(f, evidence=replace(f.evidence, voice=n)) for f, n in zip(findings, voices(heard), strict=False)]
