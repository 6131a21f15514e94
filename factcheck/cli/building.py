"""``factcheck index build`` and ``factcheck index add``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from factcheck.cli import options as shared
from factcheck.cli.options import placed
from factcheck.cli.output import progress_bar

if TYPE_CHECKING:
    from factcheck.build import BuildSummary

__all__ = ["add", "build"]

_FIELD = click.option(
    "--field", "fields", multiple=True, metavar="FIELD=KEY", help="Which JSON key holds a field, if unusual."
)
_JOBS = click.option(
    "--jobs",
    type=click.IntRange(1),
    default=os.cpu_count() or 1,
    metavar="N",
    help="Processes that read the reports [default: one a core].",
)
_NO_CACHE = click.option("--no-cache", is_flag=True, help="Embed everything anew, and keep no vectors for next time.")


def _mapping(pairs: tuple[str, ...]) -> dict[str, str]:
    from factcheck.errors import UsageError
    from factcheck.readers import FIELDS

    mapping = {}
    for pair in pairs:
        field, _, key = pair.partition("=")
        if field not in FIELDS or not key:
            raise UsageError(f"--field {pair}: not FIELD=KEY", hint=f"fields: {', '.join(FIELDS)}")
        mapping[field] = key
    return mapping


def _fill(
    doing: str, corpus: tuple[str, ...], name: str, model: str | None, fields: tuple[str, ...], **settings: Any
) -> None:
    """Read CORPUS into an index behind a progress bar, and tell what came of it."""
    from factcheck.build import build_index

    with progress_bar(f"{doing} {name}") as tell:
        summary = build_index(corpus, name, model=model, mapping=_mapping(fields), progress=tell, **settings)
    _tell(summary, name)


def _tell(summary: BuildSummary, name: str) -> None:
    from factcheck.reports.base import many

    click.echo(
        f"{name}: {many(summary.reports, 'report')} added, {many(summary.passages, 'passage')} with values, "
        f"{many(summary.known, 'report')} known already, {summary.seconds:.1f} s"
    )
    for count, what in (
        (summary.undated, "without a day of publication: their relative dates are left unresolved"),
        (summary.unnamed, "without an outlet"),
        (summary.doubled, "passed over, since a later one has the same id"),
        (len(summary.problems), "that could not be read:"),
    ):
        if count:
            click.echo(f"note: {many(count, 'report')} {what}", err=True)
    for problem in summary.problems[:5]:
        click.echo(f"  {problem}", err=True)
    if len(summary.problems) > 5:
        click.echo(f"  … and {len(summary.problems) - 5} more", err=True)


@click.command(short_help="Build an index of files, folders or globs.")
@click.argument("corpus", nargs=-1, required=True)
@click.option(
    "--name", default=None, metavar="NAME", help="Name of the index [default: that of the corpus's folder or file]."
)
@_FIELD
@click.option(
    "--model",
    default=None,
    metavar="NAME",
    help="Embedding model: a sentence-transformers name or a local path [default: the bundled one].",
)
@_JOBS
@shared.engine
@_NO_CACHE
@placed
def build(
    corpus: tuple[str, ...],
    name: str | None,
    fields: tuple[str, ...],
    model: str | None,
    jobs: int,
    engine: str | None,
    no_cache: bool,
    root: str | None,
    backend: str | None,
) -> None:
    """Build an index of CORPUS: files, folders or globs of JSON, JSON Lines, text, HTML, or zips of them.

    An interrupted build goes on where it stopped when it is called again.
    """
    from pathlib import Path

    name = name or Path(corpus[0]).stem
    _fill(
        "building",
        corpus,
        name,
        model,
        fields,
        jobs=jobs,
        engine=engine,
        cache=not no_cache,
        root=root,
        backend=backend,
    )


@click.command(short_help="Add reports to an index.")
@click.argument("name")
@click.argument("corpus", nargs=-1, required=True)
@_FIELD
@_JOBS
@shared.engine
@_NO_CACHE
@placed
def add(
    name: str,
    corpus: tuple[str, ...],
    fields: tuple[str, ...],
    jobs: int,
    engine: str | None,
    no_cache: bool,
    root: str | None,
    backend: str | None,
) -> None:
    """Add the reports of CORPUS to the index NAME; reports with a known id replace the old ones."""
    from factcheck.index import open_index

    known = open_index(name, root=root, backend=backend)
    model = known.model
    known.close()
    _fill(
        "adding to",
        corpus,
        name,
        model,
        fields,
        jobs=jobs,
        engine=engine,
        cache=not no_cache,
        root=root,
        backend=backend,
    )
