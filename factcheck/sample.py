"""Where the shipped sample is: ``corpora/demo`` of the source tree, beside the package or in the current folder."""

from __future__ import annotations

from pathlib import Path

from factcheck.errors import InputError

__all__ = ["article_path", "reports_path"]


def _folder() -> Path:
    here = Path(__file__).resolve().parent
    for folder in (here.parent / "corpora" / "demo", Path.cwd() / "corpora" / "demo"):
        if (folder / "article.ar.txt").exists():
            return folder
    raise InputError("the sample is missing here", hint="run it in a checkout of factcheck, or install with -e")


def article_path() -> Path:
    """The sample article (its header gives the day of publication)."""
    return _folder() / "article.ar.txt"


def reports_path() -> Path:
    """The folder of the sample's reports."""
    return _folder() / "reports"
