"""One writer at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factcheck.errors import IndexLocked

__all__ = ["take_lock"]


def take_lock(folder: Path) -> Any:
    """The open lock file of an index; closing it, or the end of the process, gives it back. IndexLocked."""
    lock = (folder / "lock").open("w")
    try:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # no such locks on this system: SQLite's own writer lock still holds
        pass
    except OSError:
        lock.close()
        raise IndexLocked(
            "another process is writing to this index", where=str(folder), hint="try again when it has ended"
        ) from None
    return lock
