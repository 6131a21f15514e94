"""Every error that factcheck raises on purpose.

    FactcheckError              what went wrong, where, and what to do next
    ├── UsageError              a call or an option that cannot be carried out as asked
    ├── InputError              an article, report or configuration file that cannot be read
    ├── PackError               a language folder that breaks its schema (file and entry named)
    ├── ModelError              an embedding model that cannot be loaded or does not fit the index
    ├── EngineError             workers or a cluster that cannot be reached or do not last
    └── IndexError_             an index that is missing, locked, damaged or of another make
        ├── IndexMissing
        ├── IndexDamaged
        ├── IndexMismatch
        └── IndexLocked

The command line turns each of them into one line on standard error and exit status 2.
"""

from __future__ import annotations

__all__ = [
    "EngineError",
    "FactcheckError",
    "IndexDamaged",
    "IndexError_",
    "IndexLocked",
    "IndexMismatch",
    "IndexMissing",
    "InputError",
    "ModelError",
    "PackError",
    "UsageError",
]


_LONGEST = 300  # characters of a place: what is longer is a text that was taken for a path


class FactcheckError(Exception):
    """Base of all errors of this package.

    ``what`` says what went wrong, ``where`` names the file and place (``report.json:12``), ``hint`` says what to do
    next. ``str()`` joins them into one line without control characters.
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(what)

    def __str__(self) -> str:
        where = f"{self.where[:_LONGEST]}…" if self.where and len(self.where) > _LONGEST else self.where
        text = f"{where}: {self.what}" if where else self.what
        if self.hint:
            text = f"{text} ({self.hint})"
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())


class UsageError(FactcheckError):
    """A call or an option that cannot be carried out as asked."""


class InputError(FactcheckError):
    """An article, a report or a configuration file that cannot be read."""


class PackError(FactcheckError):
    """A language folder that breaks the schema of :mod:`factcheck.languages.pack`."""


class ModelError(FactcheckError):
    """An embedding model that cannot be loaded, or gives vectors of another size than the index holds."""


class EngineError(FactcheckError):
    """Workers or a cluster that cannot be reached, or that end before their work does."""


class IndexError_(FactcheckError):
    """Base of what can be wrong with an index (underscored: ``IndexError`` is Python's own)."""


class IndexMissing(IndexError_):
    """No index of that name or path."""


class IndexDamaged(IndexError_):
    """A file of the index is missing or does not match its checksum."""


class IndexMismatch(IndexError_):
    """The index was built with another model, dimension or format version."""


class IndexLocked(IndexError_):
    """Another process is writing to the index."""
