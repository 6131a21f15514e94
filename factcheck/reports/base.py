"""What a report format is, and what all of them share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from factcheck.results import Claim, Finding, Report
from factcheck.values.model import Value

__all__ = ["Format", "Style", "by_value", "clean", "counts", "dated", "many", "marked", "reason_parts", "value_of"]


@dataclass(frozen=True, slots=True)
class Style:
    """How text may be shown."""

    colour: bool = False
    width: int = 100
    explain: bool = False


class Format(Protocol):
    """Turns reports into text; one file an implementation, one line in ``FORMATS``."""

    def __call__(self, reports: Sequence[Report], style: Style) -> str:
        """The whole output, ending in a line end."""
        ...


_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # what could turn the line around it


def clean(text: str) -> str:
    """Corpus text on one line, without control characters (terminal escapes), overrides and isolates of direction."""
    kept = (
        " " if c.isspace() else c
        for c in text
        if c.isspace() or (unicodedata.category(c) not in ("Cc", "Cs", "Co") and c not in _DIRECTIONS)
    )
    return " ".join("".join(kept).split())


def many(count: int, noun: str) -> str:
    """A number with its English noun: "1 claim", "2,000 claims"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def counts(report: Report) -> str:
    """The summary of a report in one line."""
    s = report.summary
    return (
        f"{many(s['claims'], 'claim')}: {s['agreed']} agreed, {s['contradicted']} contradicted, "
        f"{s['disputed']} disputed, {s['unmatched']} without another report"
    )


def dated(finding: Finding) -> str:
    """Day, voice and confidence of a finding in one line."""
    day = finding.evidence.published or "undated"
    return f"{day}, voice {finding.evidence.voice}, confidence {finding.confidence:.2f}"


def reason_parts(finding: Finding, claim: Claim) -> list[tuple[str, bool]]:
    """The reason cut into its own words and what it quotes (outlet, day, both values), each with whether it is quoted.

    The quoted parts may be of the other script, and want a direction of their own.
    """
    day = finding.evidence.published
    value = value_of(claim, finding.claim_value)
    quoted = {finding.evidence.outlet or "", day.isoformat() if day else "", finding.evidence_value.text, value.text}
    names = sorted({clean(q) for q in quoted} - {""}, key=len, reverse=True)
    parts = re.split("(" + "|".join(map(re.escape, names)) + ")", clean(finding.reason)) if names else []
    return [(part, bool(n % 2)) for n, part in enumerate(parts) if part]


def value_of(claim: Claim, value_id: str) -> Value:
    """The value of a claim by its id ("c1.v2")."""
    return claim.values[int(value_id.rsplit(".v", 1)[1]) - 1]


def by_value(claim: Claim) -> list[tuple[Value, list[Finding]]]:
    """The values of a claim that have findings, each with them, contradictions first."""
    groups: dict[str, list[Finding]] = {}
    for finding in claim.findings:
        groups.setdefault(finding.claim_value, []).append(finding)
    return [
        (value_of(claim, key), sorted(found, key=lambda f: (f.relation == "agrees", -f.confidence)))
        for key, found in sorted(groups.items(), key=lambda g: int(g[0].rsplit(".v", 1)[1]))
    ]


def marked(text: str, spans: Sequence[tuple[int, int]], before: str, after: str) -> list[str]:
    """``text`` cut into pieces, those in ``spans`` between ``before`` and ``after``; spans must not overlap."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if start < at:
            continue
        pieces += [clean_piece(text[at:start]), before, clean_piece(text[start:end]), after]
        at = end
    pieces.append(clean_piece(text[at:]))
    return pieces


def clean_piece(text: str) -> str:
    """Like :func:`clean`, but white space at the ends stays as one space."""
    inner = clean(text)
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and inner else ""
    return f"{lead}{inner}{tail}"
