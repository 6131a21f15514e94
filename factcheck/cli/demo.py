"""``factcheck demo``: the sample, from its reports to the report."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.output import colour_wanted, progress_bar, write_output

__all__ = ["demo"]


@click.command()
@click.option("--format", "format_name", default="text", show_default=True, help="text, json, html, markdown, csv …")
def demo(format_name: str) -> None:
    """Build the sample index, verify the sample article, show the report.

    The index is kept as `demo` in the folder of indexes, so that `factcheck verify ARTICLE --index demo` works
    afterwards. The sample's outlets are invented.
    """
    from factcheck.build import build_index
    from factcheck.errors import UsageError
    from factcheck.index import open_index
    from factcheck.reports import FORMATS, Style
    from factcheck.sample import article_path, reports_path
    from factcheck.verify import verify

    if format_name not in FORMATS:
        raise UsageError(f"no format {format_name!r}", hint=f"there are: {', '.join(FORMATS)}")
    with progress_bar("building the sample index") as tell:
        build_index([reports_path()], "demo", progress=tell)
    report = verify(Path(article_path()), open_index("demo"))
    write_output(FORMATS[format_name]([report], Style(colour=colour_wanted(None))), None)
    click.echo("The index `demo` is ready: factcheck verify ARTICLE --index demo", err=True)
