"""The root command."""

from __future__ import annotations

from typing import Any

import click

from factcheck import __version__
from factcheck.cli.demo import demo
from factcheck.cli.exits import EXIT_OK
from factcheck.cli.indexes import index
from factcheck.cli.output import silence
from factcheck.cli.texts import compare, extract
from factcheck.cli.verifying import scan, verify

__all__ = ["cli"]


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; ``| head`` is no failure (click would end it with 1, which here means "found")."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            silence()
            raise click.exceptions.Exit(EXIT_OK) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="factcheck")
def cli() -> None:
    """Hold a news article against other outlets' reports: where do dates and figures agree, where not?

    Start with `factcheck demo`. Then build an index of your own reports with `factcheck index build CORPUS --name NAME`
    and verify an article with `factcheck verify ARTICLE --index NAME --published YYYY-MM-DD`.

    Exit status: 0 done, 1 what --fail-on names was found, 2 bad use or bad input.
    """


for command in (demo, index, verify, compare, extract, scan):
    cli.add_command(command)
