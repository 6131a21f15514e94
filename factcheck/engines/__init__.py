"""Who does the work: this process, processes beside it, or the workers of a Dask cluster."""

from __future__ import annotations

import os
import re

from factcheck.engines.base import Engine
from factcheck.engines.processes import Alone, Processes
from factcheck.errors import UsageError

__all__ = ["Alone", "Engine", "check_engine", "open_engine"]

_SPEC = re.compile(r"local(?::0*[1-9][0-9]*)?|t(?:cp|ls)://\S+")


def open_engine(spec: str | None = None, jobs: int | None = None, *, computing: bool = False) -> Engine:
    """The engine that ``--engine`` names.

    None: ``jobs`` processes (None: one a core; 1: this process alone). ``local`` or ``local:N``: a Dask cluster of N
    processes on this machine. ``tcp://host:port`` or ``tls://host:port``: the Dask scheduler there. ``computing``: see
    :class:`factcheck.engines.processes.Processes`. UsageError for anything else, EngineError where none answers.
    """
    workers = jobs if jobs is not None else os.cpu_count() or 1
    check_engine(spec)
    if spec is None:
        return Alone() if workers <= 1 else Processes(workers, computing=computing)
    from factcheck.engines.cluster import DaskEngine

    name, _, rest = spec.partition(":")
    return DaskEngine(None, int(rest) if rest else workers) if name == "local" else DaskEngine(spec)


def check_engine(spec: str | None) -> None:
    """UsageError for what :func:`open_engine` does not know, whether it will be needed or not."""
    if spec is not None and not _SPEC.fullmatch(spec):
        raise UsageError(f"no engine {spec!r}", hint="there are: local, local:N, tcp://host:8786")
