"""The report for a terminal: claim, verdict, findings with outlet, day, passage, reason, voices.

Arabic and English meet in every line, so each piece of corpus text stands between U+2068 and U+2069 (first strong
isolate, UAX #9), and the reason, whose language is known, behind the mark of its direction: a terminal that knows
bidirectional text orders it right, one that does not ignores the marks. Values are marked with ‹ › as well as with
colour, so that the marks survive pipes.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.reports.base import Style, by_value, clean, counts, dated, many, marked, reason_parts
from factcheck.reports.describing import describe
from factcheck.reports.labels import labels
from factcheck.results import Claim, Finding, Report

__all__ = ["terminal"]

_ISOLATE, _END = "\u2068", "\u2069"
_DIRECTIONS = {"rtl": "\u2067", "ltr": "\u2066"}
_COLOURS = {"contradicts": "31", "agrees": "32", "disputed": "33", "dim": "2", "bold": "1"}
_WORDS = {
    "agreed": "AGREED",
    "contradicted": "CONTRADICTED",
    "disputed": "DISPUTED",
    "unmatched": "no other report",
}


def _paint(text: str, name: str, style: Style) -> str:
    return f"\x1b[{_COLOURS[name]}m{text}\x1b[0m" if style.colour and name in _COLOURS else text


def _isolated(text: str) -> str:
    return f"{_ISOLATE}{text}{_END}"


def terminal(reports: Sequence[Report], style: Style) -> str:
    """One block an article."""
    return "\n".join(_article(report, style) for report in reports)


def _article(report: Report, style: Style) -> str:
    article = report.article
    name = clean(article.title or article.id or "article")
    lines = [
        _paint(_isolated(name), "bold", style)
        + f"  {article.published or 'no day of publication'}"
        + f"  · index {report.index.name}: {many(report.index.reports, 'report')}, "
        + many(report.index.passages, "passage"),
        counts(report),
        "",
    ]
    shown = [c for c in report.claims if c.findings or c.disputes or style.explain]
    direction = _DIRECTIONS[labels(article.language).direction]
    for claim in shown:
        lines += _claim(claim, direction, style)
    rest = [c for c in report.claims if not c.findings and not c.disputes]
    if rest and not style.explain:
        lines.append(
            _paint(f"{many(len(rest), 'claim')} without another report: {', '.join(c.id for c in rest)}", "dim", style)
        )
    lines += [f"note ({', '.join(n.values)}): {_isolated(clean(n.reason))}" for n in report.notes]
    return "\n".join(lines).rstrip() + "\n"


def _claim(claim: Claim, direction: str, style: Style) -> list[str]:
    spans = [(v.start - claim.start, v.end - claim.start) for v in claim.values]
    text = _isolated("".join(marked(claim.text, spans, "‹", "›")))
    voices = claim.voices
    tone = {"agreed": "agrees", "contradicted": "contradicts", "disputed": "disputed"}.get(claim.verdict, "dim")
    said = ", ".join(clean(s) for s in (claim.attribution.source, claim.attribution.via) if s)
    lines = [f"{claim.id}  {text}"]
    lines.append(
        "    "
        + _paint(_WORDS[claim.verdict], tone, style)
        + (f"  voices: {voices['agree']} agree, {voices['contradict']} contradict" if claim.findings else "")
        + (f"  said by {_isolated(said)}" if said else "")
        + (f"  [{claim.modality}]" if claim.modality != "asserted" else "")
    )
    for value, findings in by_value(claim):
        lines.append(f"    {_isolated('‹' + clean(value.text) + '›')}  {describe(value)}")
        for finding in findings:
            lines += _finding(finding, claim, direction, style)
    for dispute in claim.disputes or ():
        evidence = dispute.evidence
        head = _paint(f"≠ in words (model: {dispute.confidence:.2f})", "contradicts", style)
        where = f"{_isolated(clean(evidence.outlet or 'unknown outlet'))}, {evidence.published or 'undated'}"
        lines += [f"      {head}  {where}", f"        {_isolated(clean(evidence.text))}"]
    for aside in claim.considered or ():
        where = clean(aside.evidence.outlet or "unknown outlet")
        lines.append(
            _paint(
                f"      – set aside ({aside.reason}): {_isolated(clean(aside.evidence_value.text))} in "
                f"{_isolated(where)}, {aside.evidence.published or 'undated'}",
                "dim",
                style,
            )
        )
    lines.append("")
    return lines


def _finding(finding: Finding, claim: Claim, direction: str, style: Style) -> list[str]:
    evidence = finding.evidence
    span = (finding.evidence_value.start - evidence.start, finding.evidence_value.end - evidence.start)
    passage = "".join(marked(evidence.text, [span], "‹", "›"))
    reason = "".join(_isolated(text) if quoted else text for text, quoted in reason_parts(finding, claim))
    sign = "≠" if finding.relation == "contradicts" else "="
    revision = f" ({finding.revision} count)" if finding.revision else ""
    head = f"{sign} {finding.relation}{revision}"
    lines = [
        f"      {_paint(head, finding.relation, style)}  {_isolated(clean(evidence.outlet or 'unknown outlet'))}, "
        f"{dated(finding)}",
        f"        {_isolated(passage)}",
        f"        {_paint(f'{direction}{reason}{_END}', 'dim', style)}",
    ]
    if finding.trace:
        lines.append(_paint(f"        trace: {' · '.join(finding.trace)}", "dim", style))
    return lines
