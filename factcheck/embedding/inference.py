"""A cross-encoder that reads two sentences at once and says how likely they are to contradict each other (NLI)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from factcheck.errors import ModelError

__all__ = ["Inference", "load_inference"]


class Inference:
    """A sentence-transformers ``CrossEncoder`` trained for natural language inference."""

    def __init__(self, name: str) -> None:
        """``name``: a local path, or a Hugging Face name where there is network.

        ModelError where it cannot be loaded or is no NLI model.
        """
        try:
            from sentence_transformers import CrossEncoder
        except ImportError as error:
            raise ModelError(
                f"sentence-transformers cannot be imported: {error}", hint="pip install sentence-transformers"
            ) from error
        local = Path(name).expanduser()
        try:
            self._model: Any = CrossEncoder(str(local) if local.exists() else name)
        except Exception as error:  # the library raises what its parts raise: OSError, ValueError, hub errors …
            first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise ModelError(
                f"model {name!r} cannot be loaded: {first}", hint="give a local path, or a name where there is network"
            ) from error
        labels = getattr(getattr(self._model, "config", None), "id2label", None) or {}
        places = [int(i) for i, label in labels.items() if str(label).lower().startswith("contra")]
        if len(labels) < 2 or len(places) != 1:
            known = ", ".join(map(str, labels.values())) or "none"
            raise ModelError(
                f"model {name!r} has no label 'contradiction' (it has: {known})",
                hint="give a cross-encoder that was trained for natural language inference",
            )
        self._contradiction = places[0]

    def contradiction(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Probability that the two texts of each pair contradict each other, the mean of both directions."""
        import numpy as np

        if not pairs:
            return []
        both = [*pairs, *((b, a) for a, b in pairs)]
        logits = np.asarray(self._model.predict(both, show_progress_bar=False, apply_softmax=True), dtype=np.float64)
        chances = logits[:, self._contradiction]
        return [float(x) for x in (chances[: len(pairs)] + chances[len(pairs) :]) / 2]


@lru_cache(maxsize=2)
def load_inference(name: str) -> Inference:
    """The model of this name, loaded once a process."""
    return Inference(name)
