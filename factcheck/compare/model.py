"""How sure a finding is: three small logistic models over the signals of :mod:`factcheck.compare.signals`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from factcheck.languages.pack import load_toml

__all__ = ["confidence", "explain", "table", "threshold", "weights"]


@cache
def weights(name: str) -> Mapping[str, float]:
    """The coefficients of ``agrees``, ``agrees_date`` or ``contradicts``, or a threshold, of ``model.toml``."""
    return {k: float(v) for k, v in load_toml(Path(__file__).with_name("model.toml"))[name].items()}


def threshold(relation: str) -> float:
    """Confidence from which a finding of this relation is shown unless another is asked for."""
    return weights("threshold")[relation]


def table(relation: str, signals: Mapping[str, float]) -> str:
    """The name of the model of a pair: figures that agree, dates that agree, and what contradicts."""
    return "agrees_date" if relation == "agrees" and signals.get("date") else relation


def confidence(relation: str, signals: Mapping[str, float]) -> float:
    """How likely it is that a careful editor would say the same, 0…1."""
    model = weights(table(relation, signals))
    total = model["bias"] + math.fsum(model.get(name, 0.0) * value for name, value in signals.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def explain(relation: str, signals: Mapping[str, float]) -> tuple[str, ...]:
    """The signals that moved the model, strongest first, as ``name value × weight``."""
    model = weights(table(relation, signals))
    moved = sorted(((model.get(n, 0.0) * v, n, v) for n, v in signals.items()), key=lambda m: (-abs(m[0]), m[1]))
    return tuple(f"{n} {v:.2f} × {model.get(n, 0.0):+.2f}" for weight, n, v in moved if abs(weight) >= 0.05)
