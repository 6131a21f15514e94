"""Report formats: one function each, by the name that ``--format`` takes."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.reports.base import Format, Style
from factcheck.reports.html import as_html
from factcheck.reports.machine import as_claimreview, as_csv, as_json, as_jsonl
from factcheck.reports.markdown import as_markdown
from factcheck.reports.terminal import terminal

__all__ = ["FORMATS", "Format", "Style"]

FORMATS: Mapping[str, Format] = {
    "text": terminal,
    "json": as_json,
    "jsonl": as_jsonl,
    "html": as_html,
    "markdown": as_markdown,
    "csv": as_csv,
    "claimreview": as_claimreview,
}
