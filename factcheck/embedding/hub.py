"""Models of sentence-transformers, by path or name; one that cannot be had is told at once, not after many retries."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from factcheck.errors import ModelError

__all__ = ["load_model"]

_PATIENCE = 3.0  # seconds for a connection to the hub
_HINT = "give a local path, or a name where there is network"


def load_model(kind: str, name: str) -> Any:
    """The model ``name`` as the class ``kind`` of sentence-transformers.

    ``name``: a local path, or a Hugging Face name that is in the local cache or can be downloaded. ModelError where it
    cannot be loaded.
    """
    try:
        import sentence_transformers
    except ImportError as error:
        raise ModelError(
            f"sentence-transformers cannot be imported: {error}", hint="pip install sentence-transformers"
        ) from error
    make = getattr(sentence_transformers, kind)
    local = Path(name).expanduser()
    try:
        if local.exists():
            return make(str(local))
        if not _reachable():
            return make(name, local_files_only=True)
        return make(name)
    except Exception as error:  # the library raises what its parts raise: OSError, ValueError, hub errors …
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(f"model {name!r} cannot be loaded: {first}", hint=_HINT) from error


def _reachable() -> bool:
    """Whether the hub answers; behind a proxy that is left to the library."""
    if any(os.environ.get(name) for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")):
        return True
    hub = urlsplit(os.environ.get("HF_ENDPOINT") or "https://huggingface.co")
    try:
        socket.create_connection((hub.hostname or "", hub.port or 443), _PATIENCE).close()
    except OSError:
        return False
    return True
