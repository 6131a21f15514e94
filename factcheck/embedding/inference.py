"""A cross-encoder that reads two sentences at once and says how likely they are to contradict each other (NLI)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from factcheck.embedding.hub import load_model
from factcheck.errors import ModelError

__all__ = ["Inference", "load_inference"]


class Inference:
    """A sentence-transformers ``CrossEncoder`` trained for natural language inference."""

    def __init__(self, name: str) -> None:
        """``name``: a local path, or a Hugging Face name where there is network.

        ModelError where it cannot be loaded or is no NLI model.
        """
        self._model = load_model("CrossEncoder", name)
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
