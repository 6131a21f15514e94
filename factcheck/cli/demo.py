"""``factcheck demo``: the sample, from its reports to the report."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli import options as shared
from factcheck.cli.options import FORMATS, format_of
from factcheck.cli.output import colour_wanted, progress_bar, write_output

__all__ = ["demo"]


@click.command(short_help="Verify the sample article against the sample reports.")
@format_of(*FORMATS)
@shared.output
@shared.placed
def demo(format_name: str, output: str | None, root: str | None, backend: str | None) -> None:
    """Build the sample index, verify the sample article, show the report.

    The index is kept as `demo` in the folder of indexes, so that `factcheck verify ARTICLE --index demo` works
    afterwards. The sample's outlets are invented.
    """
    from factcheck import reports
    from factcheck.build import build_index
    from factcheck.index import open_index
    from factcheck.sample import article_path, reports_path
    from factcheck.verify import verify

    with progress_bar("building the sample index") as tell:
        build_index([reports_path()], "demo", root=root, backend=backend, progress=tell)
    report = verify(Path(article_path()), open_index("demo", root=root, backend=backend))
    style = reports.Style(colour=format_name == "text" and colour_wanted(output))
    write_output(reports.FORMATS[format_name]([report], style), output)
    click.echo("The index `demo` is ready: factcheck verify ARTICLE --index demo", err=True)
