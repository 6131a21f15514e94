"""The head of an index on Milvus: one row, so that a commit is there or not; and the lease of its writer."""

from __future__ import annotations

import json
import os
import socket
import time
import uuid
from dataclasses import asdict, dataclass

from factcheck.embedding import Encoder
from factcheck.errors import IndexLocked, IndexMismatch, IndexMissing
from factcheck.index.milvus.store import Row, Store, connect, slug
from factcheck.index.places import MilvusPlace

__all__ = ["FORMAT", "Head", "Lease", "fitting", "names", "read_head", "write_head"]

FORMAT = 1
_LEASE = 900.0  # seconds after which a writer that says nothing is taken for dead


@dataclass(frozen=True, slots=True)
class Head:
    """What counts in an index."""

    name: str
    model: str
    dimension: int
    index: str
    """Kind of the index over the vectors."""
    format: int = FORMAT
    commit: int = 0
    """Rows born later do not count yet."""
    passage: int = 1
    """The next free number of a passage …"""
    report: int = 1
    """… and of a report."""
    passages: int = 0
    reports: int = 0
    tokens: int = 0
    """Stems of all passages, with repetition."""
    mean: float = 0.0
    """Stems of a passage on average at the first commit: what the stored weights of words were made with."""
    gone: tuple[int, ...] = ()
    """Reports that no longer count though their rows are there."""
    swept: int = 0
    """The commit up to which rows that had gone were dropped: a reader of an older one lacks some."""

    def counts(self) -> str:
        """The filter that lets through what counts."""
        alive = f"born <= {self.commit}"
        return f"{alive} and report not in {list(self.gone)}" if self.gone else alive


def read_head(store: Store, *, lax: bool = False) -> Head:
    """The head as it is now; IndexMissing where nothing has been committed, IndexMismatch for another format.

    ``lax``: it may be some seconds old.
    """
    there = lax or store.exists("indexes")
    rows = store.get("indexes", [slug(store.place.name)], ["state"], lax=lax) if there else []
    if not rows:
        raise IndexMissing(
            f"no index at {store.place}", hint="build one with: factcheck index build CORPUS --name NAME --backend …"
        )
    state = json.loads(rows[0]["state"])
    if state.get("format") != FORMAT:
        raise IndexMismatch(
            f"the index has format {state.get('format')}, this program reads {FORMAT}",
            where=str(store.place),
            hint="build it anew under another name",
        )
    return Head(**{**state, "gone": tuple(state["gone"])})


def write_head(store: Store, head: Head) -> None:
    """Make a head count."""
    store.upsert("indexes", [_row(slug(store.place.name), asdict(head))])


def names(place: MilvusPlace) -> list[str]:
    """Names of the indexes on a server, sorted."""
    store = connect(place)
    try:
        rows = store.query("indexes", 'id != ""', ["id", "state"]) if store.exists("indexes") else []
    finally:
        store.close()
    return sorted(json.loads(row["state"])["name"] for row in rows if not row["id"].endswith("!"))


def fitting(head: Head, encoder: Encoder | None, store: Store, hint: str) -> None:
    """IndexMismatch where the index was built with another model."""
    if encoder is not None and (encoder.name, encoder.dimension) != (head.model, head.dimension):
        raise IndexMismatch(
            f"the index was built with the model {head.model}, not {encoder.name}", where=str(store.place), hint=hint
        )


def _row(key: str, state: Row) -> Row:
    return {"id": key, "state": json.dumps(state), "vector": [0.0, 0.0]}


class Lease:
    """One writer at a time: a row with its name, renewed at each commit. It ends by itself when its writer is killed.

    Milvus cannot swap a row only if it is unchanged, so two writers that begin within the same moment may both believe
    that they hold it; the one that was overruled finds out before it commits.
    """

    def __init__(self, store: Store) -> None:
        """IndexLocked while another writer holds it."""
        self._store, self._key = store, slug(store.place.name) + "!"
        self._name = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex}"
        state = self._state()
        if state and state["until"] > time.time() and not _dead(state["owner"]):
            raise _locked(store)
        self.renew(first=True)

    def renew(self, *, first: bool = False) -> None:
        """Hold it further; IndexLocked where another writer took it."""
        if not first and self._state().get("owner") != self._name:
            raise _locked(self._store)
        self._write(time.time() + _LEASE)
        if first and not self._store.place.lite:
            time.sleep(0.3)  # who came at the same moment has overruled us by now, or has been overruled
            if self._state().get("owner") != self._name:
                raise _locked(self._store)

    def release(self) -> None:
        """Let the next writer in."""
        if self._state().get("owner") == self._name:
            self._write(0.0)

    def _write(self, until: float) -> None:
        self._store.upsert("indexes", [_row(self._key, {"owner": self._name, "until": until})])

    def _state(self) -> Row:
        rows = self._store.get("indexes", [self._key], ["state"])
        return dict(json.loads(rows[0]["state"])) if rows else {}


def _locked(store: Store) -> IndexLocked:
    return IndexLocked(
        "another process is writing to this index", where=str(store.place), hint="try again when it has ended"
    )


def _dead(owner: str) -> bool:
    """Whether a writer was a process of this machine that has ended."""
    host, pid, _ = owner.rsplit(":", 2)
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
