"""The options that say where an index is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["placed"]

Command = TypeVar("Command", bound=Callable[..., Any])


def placed(command: Command) -> Command:
    """Add ``--backend`` and ``--root`` to a command."""
    root = click.option(
        "--root", default=None, help="Folder of named indexes [default: $FACTCHECK_INDEXES or ./indexes]."
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
