"""``factcheck index``: build, add, remove, info, list, check, compact."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from factcheck.cli import options as shared
from factcheck.cli.options import placed
from factcheck.cli.output import progress_bar

if TYPE_CHECKING:
    from factcheck.build import BuildSummary
    from factcheck.index import Writer

__all__ = ["index"]

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


@click.group()
def index() -> None:
    """Build and keep indexes of reports."""


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


@index.command(short_help="Build an index of files, folders or globs.")
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

    from factcheck.build import build_index

    name = name or Path(corpus[0]).stem
    with progress_bar(f"building {name}") as tell:
        summary = build_index(
            corpus,
            name,
            model=model,
            root=root,
            mapping=_mapping(fields),
            jobs=jobs,
            engine=engine,
            cache=not no_cache,
            backend=backend,
            progress=tell,
        )
    _tell(summary, name)


@index.command(short_help="Add reports to an index.")
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
    from factcheck.build import build_index
    from factcheck.index import open_index

    known = open_index(name, root=root, backend=backend)
    model = known.model
    known.close()
    with progress_bar(f"adding to {name}") as tell:
        summary = build_index(
            corpus,
            name,
            model=model,
            root=root,
            mapping=_mapping(fields),
            jobs=jobs,
            engine=engine,
            cache=not no_cache,
            backend=backend,
            progress=tell,
        )
    _tell(summary, name)


def _writer(name: str, root: str | None, backend: str | None) -> Writer:
    from factcheck.embedding import load_encoder
    from factcheck.index import open_index, open_writer

    known = open_index(name, root=root, backend=backend)
    known.close()
    return open_writer(known.path, load_encoder(known.model))


@index.command(short_help="Remove reports by their ids.")
@click.argument("name")
@click.argument("ids", nargs=-1, required=True)
@placed
def remove(name: str, ids: tuple[str, ...], root: str | None, backend: str | None) -> None:
    """Remove reports from the index NAME by their IDS."""
    from factcheck.errors import UsageError
    from factcheck.reports.base import many

    with _writer(name, root, backend) as writer:
        removed = writer.remove(ids)
    if removed < len(set(ids)):
        raise UsageError(f"{len(set(ids)) - removed} of {len(set(ids))} ids are not in {name}; {removed} removed")
    click.echo(f"{name}: {many(removed, 'report')} removed")


@index.command(short_help="Show what an index holds.")
@click.argument("name")
@placed
def info(name: str, root: str | None, backend: str | None) -> None:
    """Show what the index NAME holds."""
    from factcheck.index import open_index
    from factcheck.reports.base import many

    opened = open_index(name, root=root, backend=backend)
    facts = opened.info
    days = sorted(d for d in opened.counts("published") if d)
    click.echo(
        f"{opened.path}\n{many(facts.reports, 'report')}, {many(facts.passages, 'passage')}, model {facts.model}"
    )
    if days:
        click.echo(f"published {days[0]} to {days[-1]}")
    for column in ("outlet", "language"):
        counts = opened.counts(column)
        listed = ", ".join(f"{key or 'unknown'} {n:,}" for key, n in list(counts.items())[:20])
        click.echo(f"{column}s: {listed}{' …' if len(counts) > 20 else ''}")
    opened.close()


@index.command("list")
@placed
def list_(root: str | None, backend: str | None) -> None:
    """List the named indexes."""
    from factcheck.errors import IndexError_
    from factcheck.index import index_root, list_indexes, open_place
    from factcheck.reports.base import many

    places = list_indexes(root, backend)
    if not places:
        where = backend or index_root(root)
        click.echo(f"no index in {where}; build one with: factcheck index build CORPUS --name NAME", err=True)
    for place in places:
        try:
            opened = open_place(place)
            facts = opened.info
            click.echo(
                f"{place.name}\t{many(facts.reports, 'report')}\t{many(facts.passages, 'passage')}\t{facts.model}"
            )
            opened.close()
        except IndexError_ as error:
            click.echo(f"{place.name}\t{error}")


@index.command(short_help="Check checksums, tables and passages.")
@click.argument("name")
@placed
def check(name: str, root: str | None, backend: str | None) -> None:
    """Check checksums, tables and passages of the index NAME."""
    from factcheck.errors import IndexDamaged

    with _writer(name, root, backend) as writer:
        wrong = writer.check()
    if wrong:
        raise IndexDamaged("; ".join(wrong), where=name, hint="build it anew")
    click.echo(f"{name}: nothing wrong")


@index.command(short_help="Drop what removed reports left behind.")
@click.argument("name")
@placed
def compact(name: str, root: str | None, backend: str | None) -> None:
    """Merge the segments of the index NAME and drop what removed reports left behind."""
    from factcheck.reports.base import many

    with _writer(name, root, backend) as writer:
        dropped = writer.compact()
    click.echo(f"{name}: {many(dropped, 'unused vector')} dropped")
