"""Reports and passages as rows of Milvus, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from factcheck.documents import Document, Passage
from factcheck.errors import IndexDamaged, IndexError_
from factcheck.index.base import PassageInput
from factcheck.index.milvus.store import Row, Store
from factcheck.index.writer import content_digest, digest
from factcheck.languages.stems import stems

__all__ = [
    "NO_DAY",
    "PASSAGE",
    "REPORT",
    "fitting_stems",
    "mark",
    "number",
    "passage_of",
    "passage_row",
    "read_about",
    "read_reports",
    "report_rows",
]

NO_DAY = -1
PASSAGE = ("report", "start", "stop", "shown")
REPORT = ("part", "parts", "about", "text")

_PART = 15_000  # code points of a part of a report: at most four bytes each, and Milvus keeps 65,535 in one text
_LONG = 60_000  # bytes of a text that hold
_PARTS = 1 << 16
_EMPTY = [0.0, 0.0]


def number(text: str | bytes | None) -> int:
    """A name as a number of 63 bits: filters compare numbers, and no text of a report becomes part of one."""
    if text is None:
        return 0
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return int.from_bytes(hashlib.blake2b(raw, digest_size=8).digest(), "big") >> 1 or 1


def mark(document: Document, reading: bytes) -> int:
    """What makes a report known: its content and the way in which it was read."""
    return number(digest(document) + reading)


def _packed(parts: Sequence[Any]) -> str:
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def report_rows(document: Document, reading: bytes, report: int, born: int) -> list[Row]:
    """The rows of a report: what it is beside its text, and the text in parts. IndexError_ for an id beyond measure."""
    d = document
    day = d.published.isoformat() if d.published else None
    about = _packed([d.id, digest(d).hex(), d.outlet, day, d.language])
    if len(about.encode()) > _LONG:
        raise IndexError_("id or outlet of a report is too long for Milvus", where=d.id[:80], hint="shorten it")
    text = _packed([d.title, d.url]) + "\n" + d.text
    parts = [text[at : at + _PART] for at in range(0, len(text), _PART)]
    shared = {
        "report": report,
        "parts": len(parts),
        "born": born,
        "name": number(d.id),
        "digest": number(digest(d)),
        "mark": mark(d, reading),
        "vector": _EMPTY,
    }
    return [
        {"id": report * _PARTS + i, "part": i, "about": "" if i else about, "text": part, **shared}
        for i, part in enumerate(parts)
    ]


def read_about(row: Row) -> tuple[str, str, str | None, str | None, str | None]:
    """Id, digest, outlet, day and language of a report, from its first row."""
    report_id, mark, outlet, day, language = json.loads(row["about"])
    return report_id, mark, outlet, day, language


def read_reports(store: Store, reports: Iterable[int], *, lax: bool = False) -> dict[int, Document]:
    """Whole reports by their numbers, those that are there; IndexDamaged where one is not what was stored."""
    first = {row["id"] // _PARTS: row for row in store.get("reports", [r * _PARTS for r in reports], REPORT, lax=lax)}
    more = [r * _PARTS + i for r, row in first.items() for i in range(1, row["parts"])]
    texts = {row["id"]: row["text"] for row in store.get("reports", more, ("text",), lax=lax)} if more else {}
    found = {}
    for report, row in first.items():
        report_id, known, outlet, day, language = read_about(row)
        parts = [row["text"], *(texts.get(report * _PARTS + i, "") for i in range(1, row["parts"]))]
        head, _, text = "".join(parts).partition("\n")
        try:
            title, url = json.loads(head)
        except ValueError:
            title = url = None
        if content_digest(outlet, day, title, url, text).hex() != known:
            raise IndexDamaged(
                f"report {report_id} is not what was stored", where=str(store.place), hint="build the index anew"
            )
        found[report] = Document(text, report_id, title, outlet, url, _day(day), language)
    return found


def passage_row(passage: PassageInput, d: Document, stems: Sequence[str]) -> Row:
    """What a row of a passage says of its place and its words."""
    day = d.published.isoformat() if d.published else None
    text = d.text[passage.start : passage.end]
    shown = _packed([d.id, d.outlet, day, d.url, d.title, d.language, text])
    return {
        "key": number(passage.key),
        "start": passage.start,
        "stop": passage.end,
        "outlet": number(d.outlet),
        "language": number(d.language),
        "day": d.published.toordinal() if d.published else NO_DAY,
        "stems": " ".join(stems),
        "shown": shown if len(shown.encode()) <= _LONG else "",  # what is too long is read from the report
    }


def fitting_stems(key: str) -> list[str]:
    """The stems of a passage, as many as one text of Milvus holds."""
    found, size = stems(key), 0
    for i, stem in enumerate(found):
        size += len(stem.encode()) + 1
        if size > _LONG:
            return found[:i]
    return found


def passage_of(row: Row, reports: dict[int, Document]) -> Passage:
    """The passage of a row; ``reports`` has those whose passages are too long for a row."""
    start, end = row["start"], row["stop"]
    if row["shown"]:
        report_id, outlet, day, url, title, language, text = json.loads(row["shown"])
        return Passage(row["id"], report_id, start, end, text, outlet, _day(day), url, title, language)
    d = reports[row["report"]]
    return Passage(row["id"], d.id, start, end, d.text[start:end], d.outlet, d.published, d.url, d.title, d.language)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
