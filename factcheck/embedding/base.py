"""What the rest of the program knows of an embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

__all__ = ["Encoder"]


class Encoder(Protocol):
    """A model that turns texts into vectors; queries and passages each with the model's own prefix."""

    @property
    def name(self) -> str:
        """What an index's manifest records; two encoders of one name give the same vectors."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Any:
        """float32 array of shape (len(texts), dimension), rows of length 1."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Any:
        """The same for what is searched."""
        ...
