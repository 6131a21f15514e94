"""``factcheck index``: what keeps an index (building.py has what fills it): remove, info, list, check, compact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factcheck.cli.building import add, build
from factcheck.cli.options import placed

if TYPE_CHECKING:
    from factcheck.index import Writer

__all__ = ["index"]

_TOLD = 8  # of what is wrong with an index: a damaged page can make hundreds of lines


@click.group()
def index() -> None:
    """Build and keep indexes of reports."""


index.add_command(build)
index.add_command(add)


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
    from factcheck.reports.base import clean, many

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
        listed = ", ".join(f"{clean(key or 'unknown')} {n:,}" for key, n in list(counts.items())[:20])
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
    from factcheck.index import check_index

    wrong = check_index(name, root=root, backend=backend)
    if wrong:
        more = [f"and {len(wrong) - _TOLD} more"] if len(wrong) > _TOLD else []
        raise IndexDamaged("; ".join(wrong[:_TOLD] + more), where=name, hint="remove its folder and build it anew")
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
