"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

import click

__all__ = ["DAY", "FORMATS", "engine", "format_of", "min_confidence", "output", "placed"]

Command = TypeVar("Command", bound=Callable[..., Any])

FORMATS = ("text", "json", "jsonl", "html", "markdown", "csv", "claimreview")
"""The names in ``factcheck.reports.FORMATS``, written down here so that ``--help`` need not load the reports."""


class _Day(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions only
    """A day of the Gregorian calendar, written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; anything else is refused, nothing is guessed."""
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is no day; write it as YYYY-MM-DD", param, ctx)


DAY = _Day()

output = click.option(
    "-o", "--output", default=None, metavar="FILE", help="Write to a file, which is never half-written."
)
min_confidence = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="0…1",
    default=None,
    help="Show findings from this confidence on [default: what labelled pairs taught].",
)
engine = click.option(
    "--engine",
    default=None,
    metavar="SPEC",
    help="Dask does the work: tcp://scheduler:8786, or local[:N] for N processes here.",
)


def format_of(*names: str) -> Callable[[Command], Command]:
    """``--format`` with these choices, the first one the default."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="Form of the output.",
    )


def placed(command: Command) -> Command:
    """Add ``--backend`` and ``--root`` to a command."""
    root = click.option(
        "--root",
        default=None,
        metavar="FOLDER",
        help="Folder of named indexes [default: $FACTCHECK_INDEXES or ./indexes].",
    )
    backend = click.option(
        "--backend",
        envvar="FACTCHECK_BACKEND",
        metavar="URL",
        default=None,
        help="Where indexes are kept instead: a Milvus server (http://host:19530), or a .db file of milvus-lite "
        "[default: $FACTCHECK_BACKEND or this machine].",
    )
    return root(backend(command))
