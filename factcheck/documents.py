"""Texts and places in them: what every later step is about, and all that it may know of a newspaper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

__all__ = ["Document", "Passage", "Span", "Statement"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: ``text[start:end]``, in code points, ``end`` exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One article or report as it came; offsets everywhere count in its ``text``."""

    text: str
    """The whole text, untouched. Where a format keeps the headline apart, ``title + "\\n" + body``."""
    id: str = ""
    """Unique within a corpus; readers make one from the file and the place where the format has none."""
    title: str | None = None
    outlet: str | None = None
    """Who published it; None where unknown."""
    url: str | None = None
    published: date | None = None
    """Day of publication, from which relative dates are resolved; None where unknown."""
    language: str | None = None
    """Language code of a pack ("ar", "en"); None: recognised from the text."""

    def to_dict(self) -> dict[str, Any]:
        """The ``article`` object of the JSON contract (the text itself is left out)."""
        return {
            "id": self.id,
            "title": self.title,
            "outlet": self.outlet,
            "url": self.url,
            "published": self.published.isoformat() if self.published else None,
            "language": self.language,
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of text to compare with another: a claim, or a passage of a report."""

    text: str
    published: date | str | None = None
    """Day of publication (a ``date`` or ``YYYY-MM-DD``)."""
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an indexed report that states at least one date or figure."""

    id: int
    """Number of the passage in its index, stable until the report is removed."""
    report: str
    """Id of the report that it stands in."""
    start: int
    end: int
    """Place in the report's text, code points."""
    text: str
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
