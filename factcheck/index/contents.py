"""Reports and passages of a snapshot, word for word as they were stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from factcheck.documents import Document, Passage
from factcheck.errors import IndexDamaged
from factcheck.index.digests import content_digest
from factcheck.index.failures import BYTES, DATABASE, MAYBE, NUMBER, TEXT, rebuild
from factcheck.index.snapshot import Snapshot

__all__ = ["all_passages", "passages_by_number", "report_by_id"]

_COLUMNS = "r.text, r.id, r.title, r.outlet, r.url, r.published, r.language, r.digest"
_REPORT = (TEXT, TEXT, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, BYTES)
_PASSAGE = 'SELECT p.id, p.report, p.start, p."end" FROM passages p'
_PLACE = (NUMBER,) * 4
_BATCH = 500  # numbers in one query: SQLite takes 999 at least


def report_by_id(snapshot: Snapshot, report_id: str) -> Document:
    """The whole report; KeyError where there is none, IndexDamaged where it is not what was stored."""
    found = snapshot.rows(f"SELECT {_COLUMNS} FROM reports r WHERE r.id = ?", _REPORT, (report_id,))
    if found:
        return _document(snapshot, found[0])
    # Looked for without the index of ids as well: where only that one does not know it, it is damaged.
    if snapshot.rows("SELECT r.number FROM reports r NOT INDEXED WHERE r.id = ?", (NUMBER,), (report_id,)):
        raise _damaged(snapshot, f"report {report_id} is not found by its id")
    raise KeyError(report_id)


def all_passages(snapshot: Snapshot) -> Iterator[Passage]:
    """Every passage, in order of insertion."""
    last, document = -1, None
    for place in snapshot.each(f"{_PASSAGE} ORDER BY p.id", _PLACE):
        if document is None or place[1] != last:
            last, document = place[1], _report(snapshot, place)
        yield _passage(snapshot, place, document)


def passages_by_number(snapshot: Snapshot, numbers: Iterable[int]) -> dict[int, Passage]:
    """The passages with these numbers; IndexDamaged where one is missing."""
    found: dict[int, Passage] = {}
    documents: dict[int, Document] = {}
    wanted = list(numbers)
    for at in range(0, len(wanted), _BATCH):
        batch = wanted[at : at + _BATCH]
        for place in snapshot.rows(f"{_PASSAGE} WHERE p.id IN ({','.join('?' * len(batch))})", _PLACE, batch):
            if place[1] not in documents:
                documents[place[1]] = _report(snapshot, place)
            found[place[0]] = _passage(snapshot, place, documents[place[1]])
    missing = next((number for number in wanted if number not in found), None)
    if missing is not None:
        raise _damaged(snapshot, f"passage {missing} is missing")
    return found


def _report(snapshot: Snapshot, place: tuple[int, ...]) -> Document:
    """The report of a passage."""
    found = snapshot.rows(f"SELECT {_COLUMNS} FROM reports r WHERE r.number = ?", _REPORT, (place[1],))
    if not found:
        raise _damaged(snapshot, f"the report of passage {place[0]} is missing")
    return _document(snapshot, found[0])


def _document(snapshot: Snapshot, row: tuple[Any, ...]) -> Document:
    text, report_id, title, outlet, url, day, language, digest = row
    if content_digest(outlet, day, title, url, text) != digest:
        raise _damaged(snapshot, f"report {report_id} is not what was stored")
    return Document(text, report_id, title, outlet, url, date.fromisoformat(day) if day else None, language)


def _passage(snapshot: Snapshot, place: tuple[int, ...], d: Document) -> Passage:
    number, _, start, end = place
    if not 0 <= start < end <= len(d.text):
        raise _damaged(snapshot, f"passage {number} is outside its report")
    # Cut here and not by SQLite's substr, which ends at a NUL.
    return Passage(number, d.id, start, end, d.text[start:end], d.outlet, d.published, d.url, d.title, d.language)


def _damaged(snapshot: Snapshot, what: str) -> IndexDamaged:
    return IndexDamaged(what, where=str(snapshot.folder / DATABASE), hint=rebuild(snapshot.folder))
