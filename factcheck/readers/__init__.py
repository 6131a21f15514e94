"""Articles and corpora from files: text, Markdown, HTML, JSON, JSON Lines, zips of them."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from factcheck.documents import Document
from factcheck.errors import InputError
from factcheck.readers.base import FIELDS, parse_day, read_bytes
from factcheck.readers.formats import READERS, Read

__all__ = ["FIELDS", "READERS", "corpus_files", "read_article", "read_corpus", "read_file"]


def _ending(path: Path) -> str:
    return path.suffix.lower().lstrip(".")


def read_file(
    path: Path, mapping: Mapping[str, str] | None = None, problems: list[InputError] | None = None
) -> Iterator[Document]:
    """The documents of one file, by its ending (an unknown ending is read as text). InputError names file and place.

    ``problems`` collects the records that cannot be read (no text, a day that is none) while the rest go on; without it
    the first one ends the reading. A file that cannot be read as a whole always does.
    """
    yield from _settle(READERS.get(_ending(path), READERS["txt"])(read_bytes(path), str(path), mapping), problems)


def _settle(read: Iterator[Read], problems: list[InputError] | None) -> Iterator[Document]:
    for item in read:
        if isinstance(item, Document):
            yield item
        elif problems is None:
            raise item
        else:
            problems.append(item)


def corpus_files(paths: Sequence[str | Path]) -> tuple[Path, ...]:
    """The files that files, folders and globs name, each once, in order.

    Of a folder: every file below it with an ending of :data:`READERS`, but no hidden ones, no README and no
    ``expected`` files. InputError for what names nothing.
    """
    found: dict[Path, None] = {}
    for given in paths:
        path = Path(given).expanduser()
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if p.is_file() and _is_report(p.relative_to(path))]
            if not inside:
                raise InputError(
                    "no reports in this folder", where=str(given), hint=f"expected {', '.join(sorted(READERS))} files"
                )
        elif path.exists():
            inside = [path]
        else:
            inside = [Path(p) for p in sorted(glob.glob(str(path), recursive=True)) if Path(p).is_file()]
            if not inside:
                raise InputError("no such file or folder", where=str(given))
        found.update(dict.fromkeys(inside))
    return tuple(found)


def _is_report(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and _ending(path) in READERS and path.stem.lower() not in ("readme", "expected")


def read_corpus(
    paths: Sequence[str | Path],
    mapping: Mapping[str, str] | None = None,
    problems: list[InputError] | None = None,
) -> Iterator[Document]:
    """Every report of the files, folders and globs, in order; ``problems`` as in :func:`read_file`."""
    for path in corpus_files(paths):
        yield from read_file(path, mapping, problems)


def read_article(path: str | Path, published: date | str | None = None, language: str | None = None) -> Document:
    """The article in one file, or standard input for ``-``; ``published`` and ``language`` win over the file's own."""
    if str(path) == "-":
        raw = sys.stdin.buffer.read()
        kind = "json" if raw.lstrip()[:1] == b"{" else "html" if raw.lstrip()[:1] == b"<" else "txt"
        documents = _settle(READERS[kind](raw, "<stdin>", None), None)
    else:
        documents = read_file(Path(path))
    article = next(documents, None)
    if article is None:
        raise InputError("no article in this file", where=str(path))
    if next(documents, None) is not None:
        raise InputError("more than one article in this file", where=str(path), hint="give one article a file")
    day = parse_day(published, "--published") if published is not None else article.published
    return replace(article, published=day, language=language or article.language)
