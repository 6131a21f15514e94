"""Where the sample is: ``corpora/demo`` of a checkout, or ``share/factcheck/demo`` of an installation."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from factcheck.errors import InputError

__all__ = ["article_path", "reports_path"]

_ARTICLE = "article.ar.txt"


def _folder() -> Path:
    checkout = Path(__file__).resolve().parent.parent / "corpora" / "demo"
    if (checkout / _ARTICLE).exists():
        return checkout
    try:
        installed = metadata.files("factcheck") or []
    except metadata.PackageNotFoundError:
        installed = []
    for file in installed:
        if file.match(f"share/factcheck/demo/{_ARTICLE}") and Path(str(file.locate())).exists():
            return Path(str(file.locate())).resolve().parent
    raise InputError("the sample is missing here", hint="install factcheck with pip, or run it in a checkout")


def article_path() -> Path:
    """The sample article (its header gives the day of publication)."""
    return _folder() / _ARTICLE


def reports_path() -> Path:
    """The folder of the sample's reports."""
    return _folder() / "reports"
