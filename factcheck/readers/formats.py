"""One function a format: from bytes to documents. A new format is a function and a line in ``READERS``."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from factcheck.documents import Document
from factcheck.errors import InputError
from factcheck.readers.base import decode, document

__all__ = ["READERS", "Read", "Reader"]

Read = Document | InputError
"""A document, or why one record of a file is none: the caller decides whether that ends the reading."""
Reader = Callable[[bytes, str, "Mapping[str, str] | None"], Iterator[Read]]

_HEADER = re.compile(r"(outlet|source|date|published|title|url|id|language)\s*:\s*(.*)", re.IGNORECASE)


def read_text(raw: bytes, where: str, mapping: Mapping[str, str] | None = None) -> Iterator[Read]:
    """Plain text or Markdown. Header lines (``outlet: …``, ``date: …``, ``title: …``, ``url: …``) end at an empty line.

    The document's text is what follows the header, as it stands: offsets count there.
    """
    text = decode(raw, where)
    if not text.strip():
        raise InputError("the file is empty", where=where, hint="give one with text")
    fields: dict[str, str] = {}
    at = 0
    for line in text.split("\n"):
        match = _HEADER.fullmatch(line.strip())
        if not match:
            break
        fields[match[1].lower()] = match[2].strip()
        at += len(line) + 1
    if fields and not text[at:].split("\n", 1)[0].strip():
        body = text[at:].lstrip("\n")
    else:
        fields, body = {}, text
    if not body.strip():
        raise InputError("a header without a text", where=where, hint="the text begins after an empty line")
    title = fields.pop("title", None)
    record: dict[str, Any] = {**fields, "text": body}
    plain = document(record, where)
    yield Document(body, str(fields.get("id", where)), title, plain.outlet, plain.url, plain.published, plain.language)


def _record(record: Any, where: str, mapping: Mapping[str, str] | None) -> Read:
    if not isinstance(record, dict):
        return InputError("not an object", where=where)
    try:
        return document(record, where, mapping)
    except InputError as error:
        return error


def _records(value: Any, where: str, mapping: Mapping[str, str] | None) -> Iterator[Read]:
    if isinstance(value, dict):
        for key in ("articles", "reports", "items"):
            if isinstance(value.get(key), list):
                value = value[key]
                break
    if isinstance(value, dict):
        yield document(value, where, mapping)
        return
    if not isinstance(value, list):
        raise InputError("expected an object or an array of objects", where=where, hint="give one that holds a text")
    for number, record in enumerate(value):
        place = f"{where}#{number}"
        yield _record(record, place, mapping)


def read_json(raw: bytes, where: str, mapping: Mapping[str, str] | None = None) -> Iterator[Read]:
    """One object, an array of objects, or an object with ``articles``/``reports``/``items``."""
    text = decode(raw, where)
    if not text.strip():
        raise InputError("the file is empty", where=where, hint="give one with text")
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"not valid JSON: {error.msg}", where=f"{where}:{error.lineno}", hint="correct the file there"
        ) from None
    except RecursionError:
        raise InputError("JSON nested too deeply", where=where) from None
    yield from _records(value, where, mapping)


def read_jsonl(raw: bytes, where: str, mapping: Mapping[str, str] | None = None) -> Iterator[Read]:
    """One object a line; empty lines are passed over."""
    text = decode(raw, where)
    if not text.strip():
        raise InputError("the file is empty", where=where, hint="give one with text")
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise InputError(
                    f"not valid JSON: {error.msg}", where=f"{where}:{number}", hint="correct that line"
                ) from None
            except RecursionError:
                raise InputError("JSON nested too deeply", where=f"{where}:{number}") from None
            yield _record(record, f"{where}:{number}", mapping)


def read_zip(raw: bytes, where: str, mapping: Mapping[str, str] | None = None) -> Iterator[Read]:
    """Every JSON, JSON Lines and text file of an archive (SaudiNewsNet comes as one array a zip)."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = [n for n in archive.namelist() if n.rsplit(".", 1)[-1].lower() in ("json", "jsonl", "txt")]
            if not names:
                raise InputError("an archive without JSON or text files", where=where)
            for name in names:
                yield from READERS[name.rsplit(".", 1)[-1].lower()](archive.read(name), f"{where}!{name}", mapping)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise InputError(f"not a readable zip archive: {error}", where=where) from None


class _Page(HTMLParser):
    """Text of paragraphs and headings, title, and what the head says of outlet, day and address."""

    _BLOCKS = frozenset(("p", "h1", "h2", "h3", "h4", "li", "blockquote", "div", "br", "tr", "section", "article"))
    _SILENT = frozenset(("script", "style", "noscript", "template", "svg", "nav", "footer", "form", "head"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: dict[str, str] = {}
        self.parts: list[str] = []
        self._silent = 0
        self._title = False
        self.heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        if tag == "meta":
            name = (given.get("property") or given.get("name") or "").lower()
            content = given.get("content", "")
            for field, names in (
                ("title", ("og:title",)),
                ("outlet", ("og:site_name", "application-name")),
                ("published", ("article:published_time", "date", "datepublished")),
                ("url", ("og:url",)),
            ):
                if name in names and content:
                    self.fields.setdefault(field, content)
        elif tag == "title":
            self._title = True
        elif tag in self._SILENT:
            self._silent += 1
        if tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._title = False
        elif tag in self._SILENT and self._silent:
            self._silent -= 1
        if tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self._title:
            self.heading += data
        elif not self._silent:
            self.parts.append(data)


def read_html(raw: bytes, where: str, mapping: Mapping[str, str] | None = None) -> Iterator[Read]:
    """A page: the text of its blocks, a line each; title, site name and day from its head."""
    page = _Page()
    page.feed(decode(raw, where))
    lines = (" ".join(line.split()) for line in "".join(page.parts).split("\n"))
    body = "\n".join(line for line in lines if line)
    if not body:
        raise InputError("a page without text", where=where)
    try:
        found = document({**page.fields, "text": body}, where)
    except InputError:
        found = document({**page.fields, "published": None, "text": body}, where)
    title = page.fields.get("title") or " ".join(page.heading.split()) or None
    yield Document(body, found.id, title, found.outlet, found.url, found.published, None)


READERS: Mapping[str, Reader] = {
    "txt": read_text,
    "md": read_text,
    "json": read_json,
    "jsonl": read_jsonl,
    "ndjson": read_jsonl,
    "zip": read_zip,
    "html": read_html,
    "htm": read_html,
}
"""Readers by the file's ending."""
