"""What the disk, SQLite, or a row that is not as it was written could not do, as one of our errors."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from factcheck.errors import IndexDamaged, IndexError_

__all__ = ["BYTES", "DATABASE", "MAYBE", "NUMBER", "TEXT", "Malformed", "rebuild", "storage_errors", "typed"]

DATABASE = "index.db"
NUMBER, TEXT, BYTES, MAYBE = (int,), (str,), (bytes,), (str, type(None))
"""Kinds of stored values for :func:`typed`; MAYBE: text or nothing."""
_SHOWN = 160  # characters of SQLite's own words: it quotes a whole text that it cannot decode


class Malformed(sqlite3.DatabaseError):
    """A row is missing or not what a writer puts there; :func:`storage_errors` makes it IndexDamaged.

    SQLite notices few changed bytes. What a reader takes from the tables is therefore looked at where it is read.
    """


def typed(rows: Iterable[Any], *kinds: tuple[type, ...]) -> Iterator[Any]:
    """The rows, each value seen to be of the kind of its column; Malformed where one is not."""
    for row in rows:
        for value, kind in zip(row, kinds, strict=True):
            if not isinstance(value, kind):
                raise Malformed(f"a {kind[0].__name__} was stored where there is a {type(value).__name__}")
        yield row


def rebuild(folder: Path) -> str:
    """What to do about a damaged index."""
    return f"factcheck index check {folder} tells more; remove that folder and build it anew"


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Say what the disk or SQLite could not do as one of our errors."""
    try:
        yield
    except UnicodeDecodeError as error:  # the sqlite3 module decodes SQLite's messages, which may quote damaged bytes
        raise _damaged(folder, "not valid UTF-8") from error
    except sqlite3.DatabaseError as error:
        raise _told(folder, error) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _full(folder) from error
        raise IndexError_(
            f"cannot write an index here: {error.strerror or error}",
            where=str(folder),
            hint="choose another --name or folder",
        ) from error


def _told(folder: Path, error: sqlite3.DatabaseError) -> IndexError_:
    text = str(error)
    if isinstance(error, sqlite3.OperationalError) and not text.startswith("Could not decode"):
        if "disk is full" in text:
            return _full(folder)
        if "readonly" in text or "unable to open" in text or "disk I/O" in text:
            return IndexError_(
                f"the index cannot be opened or written: {text}",
                where=str(folder),
                hint="look at the folder's permissions and the disk",
            )
        if "locked" in text:
            return IndexError_("the index is busy", where=str(folder), hint="try again")
    return _damaged(folder, text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _damaged(folder: Path, what: str) -> IndexDamaged:
    return IndexDamaged(f"the index cannot be read: {what}", where=str(folder / DATABASE), hint=rebuild(folder))


def _full(folder: Path) -> IndexError_:
    return IndexError_(
        "no space left on the disk; the index is as it was before", where=str(folder), hint="free some space, run again"
    )
