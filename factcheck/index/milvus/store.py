"""The connection to Milvus: rows in, rows out, errors in our own words."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from factcheck.errors import IndexError_, IndexMissing
from factcheck.index.milvus.failures import Listener, cannot_open, told
from factcheck.index.places import MilvusPlace

__all__ = ["LONGEST", "Row", "Store", "connect"]

Row = dict[str, Any]

LONGEST = 16_384  # rows that Milvus gives for one query
_TIMEOUT = 60.0  # seconds for one call: building an index over a large segment takes some
_OPENING = 10.0
_BATCH = 500  # rows a message: a passage is about 3 KB, a part of a report at most 60 KB; servers take 64 MB
_VALUES = 2_000  # numbers in one list of a filter

_users: dict[str, int] = {}
_guard = Lock()


class Store:
    """The collections of one index (``passages``, ``reports``, ``stems``) and the list of all indexes (``indexes``)."""

    def __init__(self, place: MilvusPlace, client: Any, file: str | None) -> None:
        """Use :func:`connect`."""
        self.place, self._client, self._file = place, client, file
        self._loaded: set[str] = set()

    def collection(self, kind: str) -> str:
        """Name of a collection on the server: letters, digits and underscores only."""
        return "factcheck_indexes" if kind == "indexes" else f"factcheck_{slug(self.place.name)}_{kind}"

    def _ready(self, kind: str) -> str:
        """Name of a collection that is in memory: after a restart it need not be."""
        name = self.collection(kind)
        if kind not in self._loaded:
            self._client.load_collection(name, timeout=_TIMEOUT)
            self._loaded.add(kind)
        return name

    def exists(self, kind: str) -> bool:
        """Whether the collection is there."""
        with self._errors():
            return bool(self._client.has_collection(self.collection(kind), timeout=_TIMEOUT))

    def create(self, kind: str, schema: Any, index: Any) -> None:
        """Make a collection with its indexes. What is written is seen by whoever reads next."""
        name = self.collection(kind)
        with self._errors():
            self._client.create_collection(name, schema=schema, consistency_level="Strong", timeout=_TIMEOUT)
            # not awaited: there is nothing in it yet, and each wait takes half a second
            self._client.create_index(name, index, timeout=_TIMEOUT, sync=False)

    def drop(self, kind: str) -> None:
        """Remove a collection."""
        self._loaded.discard(kind)
        with self._errors():
            self._client.drop_collection(self.collection(kind), timeout=_TIMEOUT)

    def insert(self, kind: str, rows: Sequence[Row]) -> None:
        """Add rows whose keys are new."""
        with self._errors():
            name = self._ready(kind)
            for at in range(0, len(rows), _BATCH):
                self._client.insert(name, list(rows[at : at + _BATCH]), timeout=_TIMEOUT)

    def upsert(self, kind: str, rows: Sequence[Row]) -> None:
        """Add rows or replace those with the same keys."""
        with self._errors():
            name = self._ready(kind)
            for at in range(0, len(rows), _BATCH):
                self._client.upsert(name, list(rows[at : at + _BATCH]), timeout=_TIMEOUT)

    def delete(self, kind: str, where: str) -> int:
        """Remove the rows that a filter lets through; returns how many."""
        counted = len(self.query(kind, where, ("id",))) if self.place.lite else None  # milvus-lite's own: see _single
        with self._errors():
            gone = self._client.delete(self._ready(kind), filter=where, timeout=_TIMEOUT)
        if counted is not None:
            return counted
        return int(gone["delete_count"]) if isinstance(gone, Mapping) else len(gone)

    def get(self, kind: str, keys: Iterable[int | str], fields: Sequence[str], *, lax: bool = False) -> list[Row]:
        """Rows by key, those that are there. ``lax``: a server may leave out what was written a moment ago."""
        wanted, rows = list(keys), []
        extra = {"consistency_level": "Bounded"} if lax and not self.place.lite else {}
        with self._errors():
            for at in range(0, len(wanted), _VALUES):
                part = wanted[at : at + _VALUES]
                rows += self._client.get(
                    self._ready(kind), ids=part, output_fields=list(fields), timeout=_TIMEOUT, **extra
                )
        return _single(rows)

    def query(self, kind: str, where: str, fields: Sequence[str]) -> list[Row]:
        """All rows that a filter lets through, in no order."""
        with self._errors():
            rows = self._client.query(self._ready(kind), filter=where, output_fields=list(fields), timeout=_TIMEOUT)
        return _single(rows)

    def lookup(
        self, kind: str, field: str, values: Iterable[int], fields: Sequence[str], also: str = ""
    ) -> Iterator[Row]:
        """The rows whose ``field`` is one of the values, and that the filter ``also`` lets through."""
        wanted = sorted(set(values))
        for at in range(0, len(wanted), _VALUES):
            where = f"{field} in {wanted[at : at + _VALUES]}"
            yield from self.query(kind, f"{where} and {also}" if also else where, fields)

    def search(
        self, field: str, queries: Sequence[Any], limit: int, where: str, fields: Sequence[str], params: Row
    ) -> list[list[Row]]:
        """The best ``limit`` passages of each query by one vector field: rows with ``distance`` and the fields."""
        most = min(limit, LONGEST)
        while True:
            with self._errors():
                found = self._client.search(
                    self._ready("passages"),
                    data=list(queries),
                    anns_field=field,
                    limit=most,
                    filter=where,
                    output_fields=list(fields),
                    search_params={"metric_type": "IP", "params": params},
                    timeout=_TIMEOUT,
                )
            single = [
                _single({"id": h["id"], "distance": h["distance"], **h["entity"]} for h in hits) for hits in found
            ]
            full = (len(one) < limit and len(hits) == most for one, hits in zip(single, found, strict=True))
            if most == LONGEST or not any(full):
                return [hits[:limit] for hits in single]
            most = min(2 * most, LONGEST)

    def settle(self) -> None:
        """Let milvus-lite index what was written, as a server does by itself."""
        if self.place.lite:
            with self._errors():
                for kind in ("passages", "reports", "stems"):
                    self._client.flush(self.collection(kind), timeout=_TIMEOUT)

    def close(self) -> None:
        """Give the connection back; with its last user a file of milvus-lite is closed."""
        if self._client is None:
            return
        self._client.close()
        self._client = None
        if self._file is not None:
            with _guard:
                _users[self._file] -= 1
                if not _users[self._file]:
                    from milvus_lite.server_manager import server_manager_instance

                    server_manager_instance.release_server(self._file)

    def _errors(self) -> Any:
        return told(self.place)


def _single(rows: Iterable[Row]) -> list[Row]:
    """Each row once.

    milvus-lite, killed after it has written its log into a segment and before it has dropped the log, reads both when
    it is opened again: queries and searches then give the same row twice, until it happens to merge segments.
    """
    return list({row["id"]: row for row in rows}.values())


def slug(name: str) -> str:
    """A name in letters and digits: other bytes are written ``_xx``."""
    return "".join(chr(b) if chr(b).isalnum() and b < 128 else f"_{b:02x}" for b in name.encode())


def connect(place: MilvusPlace, *, make: bool = False) -> Store:
    """Connect to a server, or open a file of milvus-lite (``make``: a new one where there is none).

    IndexMissing where there is no file, IndexLocked where another process has it open, IndexError_ where no server
    answers or pymilvus is not installed.
    """
    # Processes that only read reports are forked beside us; gRPC would tell each time that it does not go with them.
    os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")
    try:
        from pymilvus import MilvusClient

        if place.lite:
            from milvus_lite.server_manager import server_manager_instance
    except ImportError as error:
        raise IndexError_(
            f"Milvus cannot be used: {error}", where=str(place), hint="pip install 'factcheck[milvus]'"
        ) from error
    if not place.lite:
        # pymilvus says in its log what it then raises
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
        with told(place):
            client = MilvusClient(place.uri, token=os.environ.get("FACTCHECK_MILVUS_TOKEN", ""), timeout=_OPENING)
        return Store(place, client, None)
    file = str(Path(place.uri).expanduser().resolve())
    if make:
        with suppress(FileExistsError):
            Path(file).parent.mkdir(parents=True, exist_ok=True)
    elif not Path(file).exists():
        raise IndexMissing(f"no index at {place}", hint="build it with: factcheck index build … --backend FILE.db")
    with _guard:
        # milvus-lite says why it cannot open a file in its log only
        seen = Listener()
        log = logging.getLogger("milvus_lite.server_manager")
        log.addHandler(seen)
        log.propagate = False
        try:
            uri = server_manager_instance.start_and_get_uri(file)
        finally:
            log.removeHandler(seen)
        if uri is None:
            raise cannot_open(place, seen.reason)
        _users[file] = _users.get(file, 0) + 1
    with told(place):
        return Store(place, MilvusClient(uri, timeout=_OPENING), file)
