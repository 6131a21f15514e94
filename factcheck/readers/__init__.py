"""Articles and corpora from files: text, Markdown, HTML, JSON, JSON Lines, zips of them."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from factcheck.documents import Document
from factcheck.errors import InputError
from factcheck.readers.base import FIELDS, parse_day, read_bytes, read_stream
from factcheck.readers.formats import READERS, Read

__all__ = ["FIELDS", "READERS", "corpus_files", "is_file_name", "read_article", "read_corpus", "read_file"]


_LONGEST = 16 << 20  # bytes of an article: a long book has two million


def _ending(path: Path) -> str:
    return path.suffix.lower().lstrip(".")


def read_file(
    path: Path,
    mapping: Mapping[str, str] | None = None,
    problems: list[InputError] | None = None,
    most: int | None = None,
) -> Iterator[Document]:
    """The documents of one file, by its ending (an unknown ending is read as text). InputError names file and place.

    ``problems`` collects the records that cannot be read (no text, a day that is none) while the rest go on; without it
    the first one ends the reading. A file that cannot be read as a whole always does, and one of over ``most`` bytes.
    """
    reader = READERS.get(_ending(path), READERS["txt"])
    yield from _settle(reader(read_bytes(path, most), str(path), mapping), problems)


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
        if os.path.isdir(path):
            inside = [p for p in sorted(path.rglob("*")) if p.is_file() and _is_report(p.relative_to(path))]
            if not inside:
                raise InputError(
                    "no reports in this folder", where=str(given), hint=f"expected {', '.join(sorted(READERS))} files"
                )
        elif os.path.exists(path):
            inside = [path]
        else:
            inside = [Path(p) for p in sorted(glob.glob(str(path), recursive=True)) if Path(p).is_file()]
            if not inside:
                raise InputError("no such file or folder", where=str(given), hint="check its path")
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


def is_file_name(given: str) -> bool:
    """Whether a text that may be an article or the path of one is a path.

    InputError for what can only be meant as a path but leads nowhere (one line that ends like a file of reports).
    """
    if os.path.exists(given):
        return True
    if "\n" not in given.strip() and _ending(Path(given)) in READERS:
        raise InputError("no such file", where=given, hint="check its path")
    return False


def read_article(path: str | Path, published: date | str | None = None, language: str | None = None) -> Document:
    """The article in one file, or standard input for ``-``; ``published`` and ``language`` win over the file's own."""
    if not str(path):
        raise InputError("an empty name of a file", hint="give the path of an article, or - for standard input")
    if str(path) == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed", hint="give the path of an article")
        raw = read_stream(sys.stdin.buffer, "<stdin>", _LONGEST)
        kind = "json" if raw.lstrip()[:1] == b"{" else "html" if raw.lstrip()[:1] == b"<" else "txt"
        documents = _settle(READERS[kind](raw, "<stdin>", None), None)
    else:
        documents = read_file(Path(path), most=_LONGEST)
    article = next(documents, None)
    if article is None:
        raise InputError("no article in this file", where=str(path), hint="give an object with a text")
    if next(documents, None) is not None:
        raise InputError("more than one article in this file", where=str(path), hint="give one article a file")
    day = parse_day(published, "--published") if published is not None else article.published
    return replace(article, published=day, language=language or article.language)
