"""Where an index is: a folder of this machine, or a name on a Milvus server."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from factcheck.errors import UsageError
from factcheck.index.store import DATABASE

__all__ = ["MilvusPlace", "Place", "index_root", "resolve"]

_SERVER = re.compile(r"(?:https?|tcp)://[^/\s]+(?:/\w+)?/?")


@dataclass(frozen=True, slots=True)
class MilvusPlace:
    """An index on a Milvus server, or in a file of milvus-lite."""

    uri: str
    """``http://host:19530``, with ``/database`` if it is not the default one; or a path that ends in ``.db``."""
    name: str

    @property
    def lite(self) -> bool:
        """Whether milvus-lite keeps it, in this process."""
        return self.uri.endswith(".db")

    def __str__(self) -> str:
        return f"{re.sub('//[^/@]*@', '//', self.uri)}#{self.name}"  # no password in a message


Place = Path | MilvusPlace


def index_root(root: str | Path | None = None) -> Path:
    """The folder of named indexes: ``root``, else ``$FACTCHECK_INDEXES``, else ``indexes`` in the current folder."""
    return Path(root or os.environ.get("FACTCHECK_INDEXES") or "indexes").expanduser()


def resolve(name: str | Path, root: str | Path | None = None, backend: str | None = None) -> Place:
    """Where an index is that is given by name (``demo``) or by path (with a separator, or an existing index).

    With a ``backend`` (``http://host:19530``, or a path ending in ``.db``) it is the index of that name there.
    UsageError for what is no backend.
    """
    text = str(name)
    if backend is not None and backend != "local":
        if not backend.endswith(".db") and not _SERVER.fullmatch(backend):
            raise UsageError(f"no backend {backend!r}", hint="give http://host:19530, a file ending in .db, or local")
        return MilvusPlace(backend, text)
    if os.sep in text or (Path(text) / DATABASE).exists():
        return Path(text).expanduser()
    return index_root(root) / text
