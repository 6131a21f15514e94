"""``factcheck compare`` and ``factcheck extract``: texts without an index."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from factcheck.cli.options import DAY, format_of, min_confidence
from factcheck.cli.output import colour_wanted, write_output

if TYPE_CHECKING:
    from factcheck.documents import Document
    from factcheck.values.model import Value

__all__ = ["compare", "extract"]


def _read(given: str, published: date | None) -> Document:
    """A text given as it is, as a file, or on standard input (-); the day of ``--published`` wins over a file's own."""
    from factcheck.documents import Document
    from factcheck.readers import is_file_name, read_article

    if given == "-" or is_file_name(given):
        return read_article(given, published)
    return Document(given, published=published)


@click.command(short_help="Hold two texts (or files) against each other.")
@click.argument("claim")
@click.argument("evidence")
@click.option("--published", type=DAY, default=None, help="Day of publication of the claim.")
@click.option("--evidence-published", type=DAY, default=None, help="Day of publication of the evidence.")
@click.option("--outlet", default=None, help="Who published the evidence.")
@min_confidence
@format_of("text", "json")
def compare(
    claim: str,
    evidence: str,
    published: date | None,
    evidence_published: date | None,
    outlet: str | None,
    min_confidence: float | None,
    format_name: str,
) -> None:
    """Hold two texts (or files, or - for one of them) against each other, without an index."""
    from factcheck.compare import compare as run
    from factcheck.documents import Statement
    from factcheck.errors import UsageError
    from factcheck.reports.base import clean

    if claim == evidence == "-":
        raise UsageError("standard input can be one of the two texts, not both", hint="give the other as a file")
    one, two = _read(claim, published), _read(evidence, evidence_published)
    findings = run(
        Statement(one.text, one.published, one.outlet, one.language),
        Statement(two.text, two.published, outlet or two.outlet, two.language),
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


@click.command(short_help="Show the dates and figures of a text (or file).")
@click.argument("text")
@click.option("--published", type=DAY, default=None, help="Day from which relative dates are resolved.")
@click.option("--language", default=None, metavar="CODE", help="Language of the text [default: recognised].")
@format_of("text", "json")
def extract(text: str, published: date | None, language: str | None, format_name: str) -> None:
    """Show the dates and figures of TEXT (a text, a file, or -)."""
    from factcheck.values import extract as run

    document = _read(text, published)
    values = run(document.text, published=document.published, language=language or document.language)
    if format_name == "json":
        write_output(json.dumps([v.to_dict() for v in values], ensure_ascii=False, indent=1) + "\n", None)
        return
    if not values:
        click.echo("no dates or figures", err=True)
    write_output(_marked(document.text, values) + _table(values), None)


def _marked(text: str, values: Sequence[Value]) -> str:
    """The text with its values between marks, each line ordered on its own."""
    from factcheck.reports.base import marked

    before, after = ("\x1b[1m‹", "›\x1b[0m") if colour_wanted(None) else ("‹", "›")
    at = 0
    lines = []
    for line in text.split("\n"):
        inside = [(v.start - at, v.end - at) for v in values if v.start >= at and v.end <= at + len(line)]
        shown = "".join(marked(line, inside, before, after))
        lines.append(f"\u2068{shown}\u2069\n" if shown.strip() else "\n")
        at += len(line) + 1
    return "".join(lines).rstrip("\n") + "\n"


def _table(values: Sequence[Value]) -> str:
    """A line a value: where it stands, what it is, how it is read (a date also in TIMEX3), its words."""
    from factcheck.reports.base import clean
    from factcheck.reports.describing import describe
    from factcheck.values.model import DateValue

    def read(value: Value) -> str:
        timex = f"{value.timex} {value.mod or ''}" if isinstance(value, DateValue) else ""
        return f"{timex.strip()}  {describe(value)}".strip() if timex.strip() != describe(value) else describe(value)

    rows = [(f"{v.start}–{v.end}", v.kind, read(v), clean(v.text)) for v in values]
    wide = [max((len(row[i]) for row in rows), default=0) for i in range(3)]
    lines = (
        f"{place:>{wide[0]}}  {kind:<{wide[1]}}  {how:<{wide[2]}}  \u2068{words}\u2069\n"
        for place, kind, how, words in rows
    )
    return "".join(("\n", *lines)) if rows else ""
