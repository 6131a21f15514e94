"""HTML and Markdown; corpus text is hostile until escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from factcheck.reports.base import Style, by_value, clean, counts, dated, marked
from factcheck.reports.terminal import describe
from factcheck.results import Claim, Finding, Report

__all__ = ["as_html", "as_markdown"]

_CSS = """
body{font:16px/1.6 system-ui,"Noto Naskh Arabic",sans-serif;color:#1b1b1b}
body{max-width:60rem;margin:2rem auto;padding:0 1rem}
section{border-block-start:1px solid #ccc;padding-block:1rem}
blockquote{margin:.3rem 0;padding-inline-start:1rem;border-inline-start:3px solid #ccc}
mark{background:#ffeaa0} .contradicts mark{background:#ffc9c2}
.agrees mark{background:#cdebc9} .meta{color:#555;font-size:.9em} .verdict{font-weight:600} .contradicted{color:#b00020}
.disputed{color:#9a6200} .agreed{color:#1b6e1b} [dir=auto]{text-align:start;unicode-bidi:plaintext}
@media print{section{break-inside:avoid}}
"""


def _html_marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces = marked(text, spans, "\0<", "\0>")
    return "".join("<mark>" if p == "\0<" else "</mark>" if p == "\0>" else escape(p) for p in pieces)


def as_html(reports: Sequence[Report], style: Style) -> str:
    """One page, self-contained, that reads right in both directions."""
    title = clean(reports[0].article.title or reports[0].article.id) if len(reports) == 1 else "factcheck"
    body = "".join(_html_article(r) for r in reports)
    return (
        f'<!doctype html>\n<html lang="{escape(reports[0].article.language or "und")}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{_CSS}</style></head>\n"
        f"<body>\n{body}</body></html>\n"
    )


def _html_article(report: Report) -> str:
    facts = f"{report.article.published or ''} · {report.index.name}: {report.index.reports:,} reports"
    head = (
        f'<h1 dir="auto">{escape(clean(report.article.title or report.article.id or "article"))}</h1>\n'
        f'<p class="meta">{escape(facts)} · {counts(report)} · {escape(report.generator)}</p>\n'
    )
    return head + "".join(_html_claim(c) for c in report.claims)


def _html_claim(claim: Claim) -> str:
    spans = [(v.start - claim.start, v.end - claim.start) for v in claim.values]
    voices = claim.voices
    parts = [
        f'<section id="{escape(claim.id)}"><p dir="auto">{_html_marked(claim.text, spans)}</p>',
        f'<p class="meta"><span class="verdict {claim.verdict}">{claim.verdict}</span> · '
        f"voices: {voices['agree']} agree, {voices['contradict']} contradict</p>",
    ]
    for value, findings in by_value(claim):
        parts.append(
            f'<p><bdi>{escape(clean(value.text))}</bdi> <span class="meta">{escape(describe(value))}</span></p><ul>'
        )
        parts += [_html_finding(f) for f in findings]
        parts.append("</ul>")
    parts.append("</section>\n")
    return "".join(parts)


def _html_finding(finding: Finding) -> str:
    e = finding.evidence
    span = (finding.evidence_value.start - e.start, finding.evidence_value.end - e.start)
    outlet = escape(clean(e.outlet or "unknown outlet"))
    safe = e.url if e.url and re.match(r"https?://", e.url) else None
    link = (
        f'<a href="{escape(safe, quote=True)}" rel="noopener noreferrer"><bdi>{outlet}</bdi></a>'
        if safe
        else f"<bdi>{outlet}</bdi>"
    )
    revision = f" ({finding.revision})" if finding.revision else ""
    return (
        f'<li class="{finding.relation}"><b>{finding.relation}{revision}</b> · {link}, {dated(finding)}'
        f'<blockquote dir="auto">{_html_marked(e.text, [span])}</blockquote>'
        f'<p class="meta" dir="auto">{escape(clean(finding.reason))}</p></li>'
    )


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
    return "\n".join(out).rstrip() + "\n"
