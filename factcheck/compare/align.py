"""Which value of one statement is about the same thing as which value of the other, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.compare.relate import Relation, relate
from factcheck.compare.signals import Side, gate, signals
from factcheck.languages.pack import load_toml

__all__ = ["Aligned", "SetAside", "align", "candidates", "confidence"]

_MODEL = Path(__file__).with_name("model.toml")


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two values held against each other; ``one`` and ``two`` are positions in the sides' values."""

    one: int
    two: int
    relation: Relation
    confidence: float
    trace: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetAside:
    """Two values that were looked at, and why nothing is said of them (DESIGN, section 3)."""

    one: int
    two: int
    reason: str


@cache
def _models() -> Mapping[str, Mapping[str, float]]:
    return load_toml(_MODEL)["model"]  # type: ignore[no-any-return]


def confidence(kind: str, relation: Relation, found: Mapping[str, float]) -> float:
    """The model's probability that the finding is right: a logistic sum of the signals (coefficients in model.toml)."""
    weights = _models()[f"{kind}_{relation.relation}"]
    total = weights["intercept"] + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return relation.certainty / (1.0 + math.exp(-total))


def candidates(
    one: Side, two: Side, cosine: float | None = None
) -> tuple[list[tuple[int, int, Relation, dict[str, float]]], list[SetAside]]:
    """Pairs of values that pass the gates and have a relation, with their signals; and the pairs set aside."""
    passed: list[tuple[int, int, Relation, dict[str, float]]] = []
    aside: list[SetAside] = []
    for i, v1 in enumerate(one.values):
        for j, v2 in enumerate(two.values):
            reason = gate(v1, v2)
            if reason is None:
                relation = relate(v1, v2)
                if relation is not None:
                    passed.append((i, j, relation, signals(one, v1, two, v2, cosine)))
            elif v1.kind == v2.kind and reason != "other_unit":
                aside.append(SetAside(i, j, reason))
    # A value that agrees with one of the other side is not contradicted by another of the same kind there.
    agreeing = [(i, j) for i, j, relation, _ in passed if relation.relation == "agrees"]
    firsts, seconds = {i for i, _ in agreeing}, {j for _, j in agreeing}
    kept = []
    for i, j, relation, found in passed:
        if relation.relation == "contradicts" and (i in firsts or j in seconds):
            aside.append(SetAside(i, j, "other_scope"))
        else:
            kept.append((i, j, relation, found))
    return kept, aside


def align(
    one: Side, two: Side, *, threshold: float, cosine: float | None = None
) -> tuple[list[Aligned], list[SetAside]]:
    """The findings between two statements above ``threshold``, each value used once, strongest first; and the rest.

    Symmetric: exchanging the sides gives the same pairs with the same relations.
    """
    passed, aside = candidates(one, two, cosine)
    scored = []
    for i, j, relation, found in passed:
        kind = one.values[i].kind
        sure = confidence(kind, relation, found)
        for side in (one, two):
            if side.modality == "denied":
                sure *= 0.0 if relation.relation == "agrees" else 0.8
            elif side.modality == "conditional":
                sure *= 0.9
        trace = (relation.manner, *(f"{name}={value:.2f}" for name, value in sorted(found.items()) if value))
        scored.append(Aligned(i, j, relation, sure, trace))
    scored.sort(key=lambda a: (-a.confidence, abs(one.values[a.one].start - two.values[a.two].start), a.one + a.two))
    firsts: set[int] = set()
    seconds: set[int] = set()
    chosen: list[Aligned] = []
    for pair in scored:
        if pair.confidence < threshold:
            aside.append(SetAside(pair.one, pair.two, "low_confidence"))
        elif pair.one in firsts or pair.two in seconds:
            aside.append(SetAside(pair.one, pair.two, "other_scope"))
        else:
            chosen.append(pair)
            firsts.add(pair.one)
            seconds.add(pair.two)
    return chosen, aside
