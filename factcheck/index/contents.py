"""Reports and passages of a snapshot, word for word as they were stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from factcheck.documents import Document, Passage
from factcheck.errors import IndexDamaged
from factcheck.index.digests import content_digest
from factcheck.index.snapshot import Snapshot

__all__ = ["all_passages", "passages_by_number", "report_by_id"]

_PASSAGE = (
    'SELECT p.id, r.id, p.start, p."end", r.number, r.outlet, r.published, r.url, r.title, r.language '
    "FROM passages p JOIN reports r ON r.number = p.report"
)
_BATCH = 500  # numbers in one query: SQLite takes 999 at least


def report_by_id(snapshot: Snapshot, report_id: str) -> Document:
    """The whole report; KeyError where there is none, IndexDamaged where it is not what was stored."""
    found = snapshot.rows(
        "SELECT text, id, title, outlet, url, published, language, digest FROM reports WHERE id = ?", (report_id,)
    )
    if not found:
        raise KeyError(report_id)
    text, number, title, outlet, url, day, language, digest = found[0]
    if content_digest(outlet, day, title, url, text) != digest:
        raise IndexDamaged(
            f"report {report_id} is not what was stored", where=str(snapshot.folder), hint="build the index anew"
        )
    return Document(text, number, title, outlet, url, _day(day), language)


def all_passages(snapshot: Snapshot) -> Iterator[Passage]:
    """Every passage, in order of insertion."""
    last, text = -1, ""
    for row in snapshot.each(f"{_PASSAGE} ORDER BY p.id"):
        if row[4] != last:
            last, text = row[4], _text(snapshot, row[4])
        yield _passage(row, text)


def passages_by_number(snapshot: Snapshot, numbers: Iterable[int]) -> dict[int, Passage]:
    """The passages with these numbers."""
    found: dict[int, Passage] = {}
    texts: dict[int, str] = {}
    wanted = list(numbers)
    for at in range(0, len(wanted), _BATCH):
        batch = wanted[at : at + _BATCH]
        for row in snapshot.rows(f"{_PASSAGE} WHERE p.id IN ({','.join('?' * len(batch))})", batch):
            if row[4] not in texts:
                texts[row[4]] = _text(snapshot, row[4])
            found[row[0]] = _passage(row, texts[row[4]])
    return found


def _text(snapshot: Snapshot, number: int) -> str:
    return str(snapshot.rows("SELECT text FROM reports WHERE number = ?", (number,))[0][0])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _passage(row: tuple[Any, ...], text: str) -> Passage:
    # Cut here and not by SQLite's substr, which ends at a NUL.
    number, report, start, end, _, outlet, day, url, title, language = row
    return Passage(number, report, start, end, text[start:end], outlet, _day(day), url, title, language)
