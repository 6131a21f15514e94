"""What Milvus could not do, as one of our errors."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from factcheck.errors import IndexError_, IndexLocked
from factcheck.index.places import MilvusPlace

__all__ = ["Listener", "cannot_open", "told"]


class Listener(logging.Handler):
    """Hears why milvus-lite cannot open a file, which it says in its log only."""

    def __init__(self) -> None:
        super().__init__()
        self.reason: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the last exception."""
        if record.exc_info:
            self.reason = record.exc_info[1]


def cannot_open(place: MilvusPlace, reason: BaseException | None) -> IndexError_:
    """The error for a file that milvus-lite did not open."""
    if type(reason).__name__ == "DataDirLockedError":
        return IndexLocked(
            "another process has this file open",
            where=place.uri,
            hint="milvus-lite is for one process at a time; for more, serve the file with: milvus-lite server",
        )
    return IndexError_(f"milvus-lite cannot open the file: {reason}", where=place.uri, hint="give another --backend")


@contextmanager
def told(place: MilvusPlace) -> Iterator[None]:
    """Say what Milvus could not do as one of our errors."""
    import grpc
    from pymilvus.exceptions import MilvusException

    try:
        yield
    except (MilvusException, grpc.RpcError) as error:
        text = str(getattr(error, "message", "") or error)
        lost = ("fail connecting", "unavailable", "deadline", "timeout", "connection refused", "failed to connect")
        if any(word in text.casefold() for word in lost):
            raise IndexError_(
                "no Milvus server answers", where=str(place), hint="start it, or look at --backend"
            ) from error
        raise IndexError_(f"Milvus: {text}", where=str(place), hint="look at the server's log") from error
