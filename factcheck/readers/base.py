"""What every reader of a format shares: decoding, fields, and what may be missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, BinaryIO

from factcheck.documents import Document
from factcheck.errors import InputError

__all__ = ["FIELDS", "decode", "document", "parse_day", "read_bytes", "read_stream"]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "guid"),
    "outlet": ("outlet", "source", "publisher", "newspaper", "site", "site_name"),
    "published": ("published", "date", "published_at", "publish_date", "pubDate", "date_published", "date_extracted"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "text": ("text", "content", "body", "article", "maintext"),
    "language": ("language", "lang"),
}
"""Names under which the formats keep a report's fields, tried in order (docs/corpus.md)."""

_NUL = "\0"
_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(raw: bytes, where: str) -> str:
    """Text of a file in UTF-8 (with or without a byte order mark) or UTF-16 with one; InputError names the bad line."""
    encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        if _NUL.encode() in raw[:4096]:
            raise InputError("not a text file", where=where, hint="give text, HTML, JSON or Markdown") from None
        raise InputError(
            f"not valid UTF-8 at byte {error.start}", where=f"{where}:{line}", hint=_conversion(raw)
        ) from None
    if _NUL in text:
        raise InputError("not a text file (it has NUL characters)", where=where, hint="give text, HTML or JSON")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _conversion(raw: bytes) -> str:
    """How to make UTF-8 of it; old Arabic files are in Windows-1256, which most of their letters give away."""
    letters = [c for c in raw.decode("cp1256", "replace") if c.isalpha()]
    if sum("\u0600" <= c <= "\u06ff" for c in letters) > 0.8 * len(letters):
        return "it looks like Windows-1256; convert it: iconv -f WINDOWS-1256 -t UTF-8 FILE > NEW"
    return "convert the file to UTF-8"


def parse_day(value: Any, where: str) -> date | None:
    """A day from ``YYYY-MM-DD`` (or with ``/``) with or without a time behind it, or from the form of mail and RSS.

    None for an empty field; InputError for anything else: a day is never guessed.
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    match = _DAY.match(text)
    try:
        if match:
            return date(int(match[1]), int(match[3]), int(match[4]))
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError):
        pass
    raise InputError(f"not a day: {str(value)[:40]!r}", where=where, hint="write it as YYYY-MM-DD")


def document(record: Mapping[str, Any], where: str, mapping: Mapping[str, str] | None = None) -> Document:
    """A report from the fields of a record; ``mapping`` says which key holds which field.

    The text is ``title + "\\n" + body`` where both are there, so that a headline's figures count. InputError where the
    record has no text.
    """
    values: dict[str, Any] = {}
    for field, names in FIELDS.items():
        given = (mapping or {}).get(field)
        keys = (given,) if given else names
        values[field] = next((record[k] for k in keys if record.get(k) not in (None, "")), None)
    for field in ("text", "title", "outlet", "url"):
        if values[field] is not None and not isinstance(values[field], str):
            raise InputError(f"field {field!r} is not text", where=where)
    body, title = values["text"] or "", values["title"]
    text = f"{title}\n{body}" if title and body else (title or body)
    if not text.strip():
        raise InputError("a report without text", where=where, hint=f"expected one of {', '.join(FIELDS['text'])}")
    return Document(
        text=_clean(text) or "",
        id=_clean(str(values["id"]) if values["id"] is not None else None) or _clean(values["url"]) or where,
        title=_clean(title),
        outlet=_clean(values["outlet"]),
        url=_clean(values["url"]),
        published=parse_day(values["published"], where),
        language=values["language"] if isinstance(values["language"], str) else None,
    )


def _clean(text: str | None) -> str | None:
    """Without NUL and halves of surrogate pairs (JSON can carry both, files and databases cannot); lengths stay."""
    return _SURROGATE.sub("\ufffd", text.replace(_NUL, " ")) if text is not None else None


def read_bytes(path: Path, most: int | None = None) -> bytes:
    """The bytes of a file; InputError for one that is not there, not a file, may not be read, or has over ``most``."""
    try:
        with path.open("rb") as file:
            return read_stream(file, str(path), most)
    except FileNotFoundError:
        raise InputError("no such file", where=str(path), hint="check its path") from None
    except IsADirectoryError:
        raise InputError("is a folder, not a file", where=str(path), hint="give a file") from None
    except OSError as error:
        raise InputError(
            error.strerror or "cannot be read", where=str(path), hint="check its path and permissions"
        ) from None


def read_stream(file: BinaryIO, where: str, most: int | None = None) -> bytes:
    """What is left of an open file; InputError for more than ``most`` bytes."""
    raw = file.read(-1 if most is None else most + 1)
    if most is not None and len(raw) > most:
        raise InputError(f"more than {most >> 20} MB", where=where, hint="give one article a file")
    return raw
