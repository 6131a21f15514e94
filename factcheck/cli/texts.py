"""``factcheck compare`` and ``factcheck extract``: texts without an index."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from factcheck.cli.output import colour_wanted, write_output

__all__ = ["compare", "extract"]

_DAY = click.DateTime(["%Y-%m-%d"])


def _text(given: str) -> str:
    """A text given as it is, as a file, or on standard input (-)."""
    from factcheck.readers import read_article

    if given == "-" or (len(given) < 1000 and "\n" not in given and Path(given).is_file()):
        return read_article(given).text
    return given


@click.command()
@click.argument("claim")
@click.argument("evidence")
@click.option("--published", type=_DAY, default=None, help="Day of publication of the claim.")
@click.option("--evidence-published", type=_DAY, default=None, help="Day of publication of the evidence.")
@click.option("--outlet", default=None, help="Who published the evidence.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=None)
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
def compare(
    claim: str,
    evidence: str,
    published: object,
    evidence_published: object,
    outlet: str | None,
    min_confidence: float | None,
    format_name: str,
) -> None:
    """Hold two texts (or files) against each other, without an index."""
    from datetime import date, datetime

    from factcheck.compare import compare as run
    from factcheck.documents import Statement
    from factcheck.reports.base import clean

    def day(value: object) -> date | None:
        return value.date() if isinstance(value, datetime) else None

    findings = run(
        Statement(_text(claim), day(published)),
        Statement(_text(evidence), day(evidence_published), outlet),
        min_confidence=min_confidence,
    )
    if format_name == "json":
        write_output(json.dumps([f.to_dict() for f in findings], ensure_ascii=False, indent=1) + "\n", None)
        return
    lines = []
    for finding in findings:
        sign = "≠" if finding.relation == "contradicts" else "="
        lines.append(
            f"{sign} {finding.relation}  confidence {finding.confidence:.2f}  \u2068{clean(finding.reason)}\u2069"
        )
    write_output("\n".join(lines or ["nothing comparable"]) + "\n", None)


@click.command()
@click.argument("text")
@click.option("--published", type=_DAY, default=None, help="Day from which relative dates are resolved.")
@click.option("--language", default=None, help="Language of the text [default: recognised].")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
def extract(text: str, published: object, language: str | None, format_name: str) -> None:
    """Show the dates and figures of TEXT (a text, a file, or -)."""
    from datetime import datetime

    from factcheck.reports.base import clean, marked
    from factcheck.reports.terminal import describe
    from factcheck.values import extract as run

    content = _text(text)
    day = published.date() if isinstance(published, datetime) else None
    values = run(content, published=day, language=language)
    if format_name == "json":
        write_output(json.dumps([v.to_dict() for v in values], ensure_ascii=False, indent=1) + "\n", None)
        return
    before, after = ("\x1b[1m‹", "›\x1b[0m") if colour_wanted(None) else ("‹", "›")
    at = 0
    lines = []
    for line in content.split("\n"):
        inside = [(v.start - at, v.end - at) for v in values if v.start >= at and v.end <= at + len(line)]
        lines.append("\u2068" + "".join(marked(line, inside, before, after)) + "\u2069")
        at += len(line) + 1
    lines.append("")
    for value in values:
        lines.append(
            f"{value.start:>6}–{value.end:<6} {value.kind:<7} {describe(value):<44} \u2068{clean(value.text)}\u2069"
        )
    if not values:
        print("no dates or figures", file=sys.stderr)
    write_output("\n".join(lines) + "\n", None)
