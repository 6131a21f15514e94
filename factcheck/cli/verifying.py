"""``factcheck verify`` and ``factcheck scan``."""

from __future__ import annotations

import contextlib
from datetime import date
from typing import TYPE_CHECKING

import click

from factcheck.cli import options as shared
from factcheck.cli.exits import EXIT_FOUND
from factcheck.cli.options import DAY, FORMATS, format_of, placed
from factcheck.cli.output import colour_wanted, progress_bar, tell_error, write_output

if TYPE_CHECKING:
    from factcheck.results import Report

__all__ = ["scan", "verify"]


@click.command(short_help="Hold articles against other outlets' reports.")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option(
    "--index", "index_name", required=True, metavar="NAME", help="Name or path of the index of other outlets' reports."
)
@click.option(
    "--published", type=DAY, default=None, help="The article's day of publication [default: what the file says]."
)
@click.option("--outlet", default=None, help="Who published the article; its own reports are left out.")
@click.option("--language", default=None, metavar="CODE", help="Language of the article [default: recognised].")
@format_of(*FORMATS)
@shared.output
@click.option("--fail-on", type=click.Choice(["contradicted", "disputed", "unmatched"]), multiple=True,
              help="Exit 1 where a claim has this verdict (contradicted includes disputed).")  # fmt: skip
@click.option("--since", type=DAY, default=None, help="Only reports from this day on.")
@click.option("--until", type=DAY, default=None, help="Only reports up to this day.")
@click.option("--all-time", is_flag=True, help="Reports of any day [default: near the article's day].")
@shared.min_confidence
@click.option("--explain", is_flag=True, help="Also show what was set aside, and why.")
@click.option("--nli", default=None, metavar="MODEL",
              help="A cross-encoder (NLI): also show passages that contradict a claim in words.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", show_default=True,
              help="Processes, for many articles.")  # fmt: skip
@shared.engine
@click.option(
    "--model", default=None, metavar="NAME", help="The embedding model that the index must have been built with."
)
@placed
def verify(
    articles: tuple[str, ...],
    index_name: str,
    published: date | None,
    outlet: str | None,
    language: str | None,
    format_name: str,
    output: str | None,
    fail_on: tuple[str, ...],
    since: date | None,
    until: date | None,
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
    from factcheck.bulk import Job, article_paths, verify_many
    from factcheck.errors import FactcheckError, InputError, UsageError
    from factcheck.index import open_index
    from factcheck.reports import FORMATS, Style
    from factcheck.verify import VerifyOptions

    if since and until and since > until:
        raise UsageError(f"--since {since} is after --until {until}", hint="no report can be between them")
    options = VerifyOptions(
        min_confidence=min_confidence,
        since=since,
        until=until,
        all_time=all_time,
        explain=explain,
        nli=nli,
    )
    # an unknown index is told before any article is read
    opened = open_index(index_name, root=root, model=model, backend=backend)
    job = Job(opened.path, options, published, outlet, language)
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
                tell_error(str(outcome))
                continue
            done += 1
            met = met or _met(outcome, fail_on)
            if streaming:
                write_output(FORMATS["jsonl"]([outcome], style), None)
            else:
                reports.append(outcome)
    if reports:
        with contextlib.suppress(BrokenPipeError):  # who reads no further still gets the exit status
            write_output(FORMATS[format_name](reports, style), output)
    if failed:
        raise InputError(f"{failed} of {failed + done} articles could not be verified")
    return EXIT_FOUND if met else 0


def _met(report: Report, fail_on: tuple[str, ...]) -> bool:
    wanted = set(fail_on) | ({"disputed"} if "contradicted" in fail_on else set())
    return any(claim.verdict in wanted for claim in report.claims)


@click.command(short_help="Find contradictions between outlets in an index.")
@click.argument("name")
@format_of("text", "json", "jsonl")
@shared.output
@shared.min_confidence
@click.option("--limit", type=click.IntRange(1), default=50, metavar="N", show_default=True,
              help="At most so many events.")  # fmt: skip
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
