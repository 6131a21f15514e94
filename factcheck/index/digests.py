"""What makes two reports, or two keys of passages, the same."""

from __future__ import annotations

import hashlib

from factcheck.documents import Document

__all__ = ["content_digest", "digest", "key_digest"]


def digest(document: Document) -> bytes:
    """What makes two reports the same: outlet, day, headline, address and text."""
    return content_digest(document.outlet, document.published, document.title, document.url, document.text)


def content_digest(*parts: object) -> bytes:
    """SHA-256 over the parts of a report."""
    joined = "\0".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()


def key_digest(key: str) -> bytes:
    """Half a SHA-256 over the value-neutral text of a passage."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()[:16]
