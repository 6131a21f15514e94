"""Markdown; corpus text is hostile until escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.reports.base import Style, clean, counts, dated, marked
from factcheck.results import Report

__all__ = ["as_markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~])")


def _md(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", clean(text))


def _md_marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces = marked(text, spans, "\0", "\0")
    return "".join("**" if p == "\0" else _SPECIAL.sub(r"\\\1", p) for p in pieces)


def as_markdown(reports: Sequence[Report], style: Style) -> str:
    """Markdown with every piece of corpus text escaped."""
    out: list[str] = []
    for report in reports:
        out += [
            f"# {_md(report.article.title or report.article.id or 'article')}",
            "",
            f"{report.article.published or ''} · {counts(report)}",
            "",
        ]
        for claim in report.claims:
            spans = [(v.start - claim.start, v.end - claim.start) for v in claim.values]
            voices = claim.voices
            out += [f"## {claim.id}: {claim.verdict}", "", f"> {_md_marked(claim.text, spans)}", ""]
            if claim.findings:
                out += [f"Voices: {voices['agree']} agree, {voices['contradict']} contradict.", ""]
            for finding in claim.findings:
                e = finding.evidence
                span = (finding.evidence_value.start - e.start, finding.evidence_value.end - e.start)
                revision = f" ({finding.revision})" if finding.revision else ""
                out += [
                    f"- **{finding.relation}**{revision}: {_md(e.outlet or 'unknown outlet')}, {dated(finding)}",
                    f"  > {_md_marked(e.text, [span])}",
                    "",
                    f"  {_md(finding.reason)}",
                    "",
                ]
        out += [f"- {_md(note.reason)}" for note in report.notes]
    return "\n".join(out).rstrip() + "\n"
