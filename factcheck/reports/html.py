"""One self-contained page; corpus text is hostile until escaped.

The words around the texts are in the article's language, and the page is read in its direction. Each piece of corpus
text stands in an element of its own direction (``dir=auto`` or ``bdi``), so that two scripts in one line keep their
order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from factcheck.reports.base import Style, by_value, clean, marked, reason_parts
from factcheck.reports.describing import describe
from factcheck.reports.labels import Labels, labels
from factcheck.results import Claim, Considered, Evidence, Finding, Report

__all__ = ["as_html"]

_CSS = """
:root{color-scheme:light}
body{font:17px/1.75 "Noto Naskh Arabic","Noto Sans Arabic",system-ui,sans-serif;color:#1b1b1b;background:#fff}
body{max-width:54rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.4;margin-block:0 .5rem}
section{border:1px solid #ddd;border-radius:.4rem;padding:.8rem 1.1rem;margin-block:1rem}
.claim{font-size:1.1rem;margin-block:.3rem}
.meta{color:#555;font-size:.82rem}
.verdict{font-weight:700;border-radius:1rem;padding:.1rem .7rem;background:#eee;color:#444}
.verdict.contradicted{background:#fbdfdc;color:#8c1d13}
.verdict.disputed{background:#fdeecb;color:#6b4700}
.verdict.agreed{background:#dcf1da;color:#1d5b1a}
.value{margin-block:1rem .2rem;font-weight:600} .value .meta{font-weight:400}
ul{list-style:none;padding:0;margin:0}
li{border-inline-start:4px solid #bbb;padding-inline-start:.8rem;margin-block:.6rem}
li p,blockquote{margin:.1rem 0}
li.contradicts{border-color:#d4493c} li.agrees{border-color:#4d9a48}
mark{background:#ffeaa0;color:inherit;padding:0 .1em} .contradicts mark{background:#ffc9c2}
.agrees mark{background:#cdebc9}
[dir=auto]{text-align:start}
footer{margin-block:1.5rem}
@media print{section,li{break-inside:avoid}}
"""


def as_html(reports: Sequence[Report], style: Style) -> str:
    """One page for all articles, without a script, a picture or a link that loads anything."""
    first = reports[0].article
    words = labels(first.language)
    title = clean(first.title or first.id) if len(reports) == 1 else ""
    body = "".join(_article(r, labels(r.article.language)) for r in reports)
    return (
        f'<!doctype html>\n<html lang="{words.language}" dir="{words.direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title) or 'factcheck'}</title><style>{_CSS}</style></head>\n"
        f'<body>\n{body}<footer class="meta">{escape(words("footer"))}</footer></body></html>\n'
    )


def _article(report: Report, words: Labels) -> str:
    article, summary = report.article, report.summary
    facts = [
        _alone(clean(article.outlet)) if article.outlet else "",
        _alone(str(article.published)) if article.published else escape(words("undated")),
        escape(words("index", name=report.index.name, reports=f"{report.index.reports:,}")),
    ]
    counts = [
        f"{escape(words(k))}: {summary[k]}" for k in ("claims", "agreed", "contradicted", "disputed", "unmatched")
    ]
    parts = [
        f'<article lang="{words.language}" dir="{words.direction}">',
        f'<h1 dir="auto">{escape(clean(article.title or article.id) or words("article"))}</h1>',
        f'<p class="meta">{" · ".join(f for f in facts if f)}<br>{" · ".join(counts)}</p>\n',
        *(_claim(c, words) for c in report.claims),
    ]
    if report.notes:
        notes = "".join(f'<li dir="auto">{escape(clean(n.reason))}</li>' for n in report.notes)
        parts.append(f'<section><p class="value">{escape(words("notes"))}</p><ul>{notes}</ul></section>\n')
    return "".join(parts) + f'<p class="meta" dir="ltr" lang="en">{escape(report.generator)}</p></article>\n'


def _claim(claim: Claim, words: Labels) -> str:
    spans = [(v.start - claim.start, v.end - claim.start) for v in claim.values]
    said = ", ".join(clean(s) for s in (claim.attribution.source, claim.attribution.via) if s)
    facts = [f'<span class="verdict {claim.verdict}">{escape(words(claim.verdict))}</span>']
    if claim.findings:
        facts.append(escape(words("voices", **claim.voices)))
    if said:
        facts.append(escape(words("source", source="\0")).replace("\0", _alone(said)))
    if claim.modality != "asserted":
        facts.append(escape(words(claim.modality)))
    parts = [
        f'<section id="{escape(claim.id)}"><p class="claim" dir="auto">{_marked(claim.text, spans)}</p>',
        f'<p class="meta">{" · ".join(facts)}</p>',
    ]
    for value, findings in by_value(claim):
        read = f'<span class="meta" dir="ltr" lang="en">{escape(describe(value))}</span>'
        parts.append(f'<p class="value">{_alone(clean(value.text))} {read}</p><ul>')
        parts += [_finding(f, claim, words) for f in findings]
        parts.append("</ul>")
    for dispute in claim.disputes or ():
        said = escape(words("in_words", number=f"{dispute.confidence:.2f}"))
        parts.append(f'<ul><li class="contradicts"><p><b>{said}</b> · {_source(dispute.evidence, words)}</p>')
        parts.append(f'<blockquote dir="auto">{escape(clean(dispute.evidence.text))}</blockquote></li></ul>')
    if claim.considered:
        parts.append(
            f'<details class="meta"><summary>{escape(words("set_aside"))} ({len(claim.considered)})</summary><ul>'
        )
        parts += [_considered(c, words) for c in claim.considered]
        parts.append("</ul></details>")
    return "".join((*parts, "</section>\n"))


def _finding(finding: Finding, claim: Claim, words: Labels) -> str:
    e = finding.evidence
    relation = words(finding.relation) + (f" ({words(finding.revision)})" if finding.revision else "")
    facts = [
        f"<b>{escape(relation)}</b>",
        _source(e, words),
        escape(words("voice", number=e.voice)),
        escape(words("confidence", number=f"{finding.confidence:.2f}")),
    ]
    span = (finding.evidence_value.start - e.start, finding.evidence_value.end - e.start)
    reason = "".join(_alone(text) if quoted else escape(text) for text, quoted in reason_parts(finding, claim))
    trace = f'<p class="meta" dir="ltr" lang="en">{escape(" · ".join(finding.trace))}</p>' if finding.trace else ""
    return (
        f'<li class="{finding.relation}"><p class="meta">{" · ".join(facts)}</p>'
        f'<blockquote dir="auto">{_marked(e.text, [span])}</blockquote>'
        f'<p class="meta" dir="{words.direction}">{reason}</p>{trace}</li>'
    )


def _considered(aside: Considered, words: Labels) -> str:
    value = _alone(clean(aside.evidence_value.text))
    return f"<li>{value} · {_source(aside.evidence, words)} · {escape(words(aside.reason))}</li>"


def _source(evidence: Evidence, words: Labels) -> str:
    """Outlet and day; the outlet leads to the report where its address is one of the web."""
    outlet = _alone(clean(evidence.outlet) if evidence.outlet else words("unknown_outlet"))
    url = evidence.url if evidence.url and re.match(r"https?://", evidence.url) else None
    if url:
        outlet = f'<a href="{escape(url, quote=True)}" rel="noopener noreferrer">{outlet}</a>'
    day = _alone(str(evidence.published)) if evidence.published else escape(words("unknown_day"))
    return f"{outlet} · {day}"


def _alone(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces = marked(text, spans, "\0<", "\0>")
    return "".join("<mark>" if p == "\0<" else "</mark>" if p == "\0>" else escape(p) for p in pieces)
