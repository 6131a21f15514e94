"""Labelled pairs in parts that share no event: for measuring on what was not fitted on."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from factcheck.languages.stems import stems

__all__ = ["folds"]


def folds(pairs: Sequence[dict[str, Any]], k: int, seed: int = 7) -> list[list[int]]:
    """``k`` parts of the pairs' numbers: pairs that share an article, or whose sentences share half of the
    stems of the longer, are in one part; each part has about as many pairs and as many contradictions."""
    order = sorted(_events(pairs), key=lambda g: min(pairs[i]["id"] for i in g))
    random.Random(seed).shuffle(order)
    parts: list[list[int]] = [[] for _ in range(k)]
    for group in sorted(order, key=len, reverse=True):
        rare = any(pairs[i]["label"] == "contradicts" for i in group)
        least = min(parts, key=lambda part: (_conflicts(pairs, part) if rare else 0, len(part)))
        least.extend(group)
    return parts


def _conflicts(pairs: Sequence[dict[str, Any]], part: Sequence[int]) -> int:
    return sum(pairs[i]["label"] == "contradicts" for i in part)


def _events(pairs: Sequence[dict[str, Any]]) -> list[list[int]]:
    parent = list(range(len(pairs)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    articles: dict[str, int] = {}
    sentences: list[tuple[int, frozenset[str]]] = []
    having: dict[str, list[int]] = defaultdict(list)
    for i, pair in enumerate(pairs):
        for side in ("claim", "evidence"):
            parent[root(i)] = root(articles.setdefault(pair[side]["doc"], i))
            one = frozenset(stems(pair[side]["text"]))
            met = Counter(n for stem in one for n in having[stem])
            for n, shared in met.items():
                j, two = sentences[n]
                if shared * 2 >= max(len(one), len(two)) > 3:
                    parent[root(i)] = root(j)
            for stem in one:
                having[stem].append(len(sentences))
            sentences.append((i, one))
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(pairs)):
        groups[root(i)].append(i)
    return list(groups.values())
