"""The command line: one file a command group, one error boundary, three exit codes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    from factcheck.cli.exits import guarded
    from factcheck.cli.root import cli

    if sys.stderr is None:  # closed by the caller: what would be told there is not
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # names of outlets are Arabic wherever the locale comes from
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(guarded(lambda: cli.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)))
