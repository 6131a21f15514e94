"""Who does the work: this process, processes beside it, or the workers of a Dask cluster."""

from __future__ import annotations

import os

from factcheck.engines.base import Engine
from factcheck.engines.processes import Alone, Processes
from factcheck.errors import UsageError

__all__ = ["Alone", "Engine", "open_engine"]


def open_engine(spec: str | None = None, jobs: int | None = None, *, computing: bool = False) -> Engine:
    """The engine that ``--engine`` names.

    None: ``jobs`` processes (None: one a core; 1: this process alone). ``local`` or ``local:N``: a Dask cluster of N
    processes on this machine. ``tcp://host:port`` or ``tls://host:port``: the Dask scheduler there. ``computing``: see
    :class:`factcheck.engines.processes.Processes`. UsageError for anything else, EngineError where none answers.
    """
    workers = jobs if jobs is not None else os.cpu_count() or 1
    if spec is None:
        return Alone() if workers <= 1 else Processes(workers, computing=computing)
    from factcheck.engines.cluster import DaskEngine

    name, _, rest = spec.partition(":")
    if name == "local" and (not rest or (rest.isdigit() and int(rest))):
        return DaskEngine(None, int(rest) if rest else workers)
    if name in ("tcp", "tls") and rest.startswith("//"):
        return DaskEngine(spec)
    raise UsageError(f"no engine {spec!r}", hint="there are: local, local:N, tcp://host:8786")
