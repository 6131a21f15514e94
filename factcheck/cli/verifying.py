"""``factcheck verify`` and ``factcheck scan``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factcheck.cli.exits import EXIT_FOUND
from factcheck.cli.output import colour_wanted, progress_bar, write_output
from factcheck.cli.places import placed

if TYPE_CHECKING:
    from factcheck.results import Report

__all__ = ["scan", "verify"]

_FORMATS = ("text", "json", "jsonl", "html", "markdown", "csv", "claimreview")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--index", "index_name", required=True, help="Name or path of the index of other outlets' reports.")
@click.option(
    "--published", type=_DAY, default=None, help="The article's day of publication [default: what the file says]."
)
@click.option("--outlet", default=None, help="Who published the article; its own reports are left out.")
@click.option("--language", default=None, help="Language of the article [default: recognised].")
@click.option("--format", "format_name", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option("-o", "--output", default=None, help="Write to a file instead of the terminal.")
@click.option("--fail-on", type=click.Choice(["contradicted", "disputed", "unmatched"]), multiple=True,
              help="Exit 1 where a claim has this verdict (contradicted includes disputed).")  # fmt: skip
@click.option("--since", type=_DAY, default=None, help="Only reports from this day on.")
@click.option("--until", type=_DAY, default=None, help="Only reports up to this day.")
@click.option("--all-time", is_flag=True, help="Reports of any day [default: near the article's day].")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=None, help="Show findings from this confidence on."
)
@click.option("--explain", is_flag=True, help="Also show what was set aside, and why.")
@click.option("--nli", default=None, metavar="MODEL",
              help="A cross-encoder (NLI): also show passages that contradict a claim in words.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes, for many articles.")
@click.option("--engine", default=None, help="Dask instead: tcp://scheduler:8786, or local[:N] for processes here.")
@click.option("--model", default=None, help="The embedding model that the index must have been built with.")
@placed
def verify(
    articles: tuple[str, ...],
    index_name: str,
    published: object,
    outlet: str | None,
    language: str | None,
    format_name: str,
    output: str | None,
    fail_on: tuple[str, ...],
    since: object,
    until: object,
    all_time: bool,
    min_confidence: float | None,
    explain: bool,
    nli: str | None,
    jobs: int,
    engine: str | None,
    model: str | None,
    root: str | None,
    backend: str | None,
) -> int:
    """Hold each ARTICLE (a text, HTML, JSON or Markdown file, a folder of them, or -) against other outlets' reports.

    With --format jsonl, each article's report is written as soon as it is there, in the order given; an article that
    cannot be verified is told and the others go on.
    """
    from datetime import date, datetime

    from factcheck.bulk import Job, article_paths, verify_many
    from factcheck.errors import FactcheckError, InputError
    from factcheck.index import open_index
    from factcheck.reports import FORMATS, Style
    from factcheck.verify import VerifyOptions

    def day(value: object) -> date | None:
        return value.date() if isinstance(value, datetime) else None

    options = VerifyOptions(
        min_confidence=min_confidence,
        since=day(since),
        until=day(until),
        all_time=all_time,
        explain=explain,
        nli=nli,
    )
    # an unknown index is told before any article is read
    opened = open_index(index_name, root=root, model=model, backend=backend)
    job = Job(opened.path, options, day(published), outlet, language)
    paths = article_paths(articles)
    alone = list(articles) == paths and len(paths) == 1  # no folder: its failure is the command's
    reports: list[Report] = []
    done, failed, met = 0, 0, False
    style = Style(colour=colour_wanted(output) and format_name == "text", explain=explain)
    streaming = format_name == "jsonl" and output is None
    with progress_bar("verifying", len(paths)) as tell:
        for outcome in verify_many(paths, job, jobs, engine, opened):
            tell("articles", 1)
            if isinstance(outcome, FactcheckError):
                if alone:
                    raise outcome
                failed += 1
                click.echo(f"factcheck: {outcome}", err=True)
                continue
            done += 1
            met = met or _met(outcome, fail_on)
            if streaming:
                write_output(FORMATS["jsonl"]([outcome], style), None)
            else:
                reports.append(outcome)
    if reports:
        write_output(FORMATS[format_name](reports, style), output)
    if failed:
        raise InputError(f"{failed} of {failed + done} articles could not be verified")
    return EXIT_FOUND if met else 0


def _met(report: Report, fail_on: tuple[str, ...]) -> bool:
    wanted = set(fail_on) | ({"disputed"} if "contradicted" in fail_on else set())
    return any(claim.verdict in wanted for claim in report.claims)


@click.command()
@click.argument("name")
@click.option(
    "--format", "format_name", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True
)
@click.option("-o", "--output", default=None, help="Write to a file instead of the terminal.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=None)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most so many events.")
@placed
def scan(
    name: str,
    format_name: str,
    output: str | None,
    min_confidence: float | None,
    limit: int,
    root: str | None,
    backend: str | None,
) -> None:
    """Search the whole index NAME for contradictions between outlets, grouped by event, strongest first."""
    from factcheck.index import open_index
    from factcheck.reports.scans import show_scan
    from factcheck.scan import scan as run

    opened = open_index(name, root=root, backend=backend)
    with progress_bar(f"scanning {name}", opened.info.passages) as tell:
        events = run(opened, min_confidence=min_confidence, progress=lambda count: tell("passages", count))
    write_output(show_scan([event.to_dict() for event in events[:limit]], format_name), output)
