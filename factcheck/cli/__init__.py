"""The command line: one file a command group, one error boundary, three exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    from factcheck.cli.exits import guarded
    from factcheck.cli.root import cli

    sys.exit(guarded(lambda: cli.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)))
