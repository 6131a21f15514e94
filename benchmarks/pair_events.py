"""Labelled pairs in parts, and for each part what shares no event with it: to measure on what was not fitted on.

Everything hangs together in the news, a round-up of the day most of all: parts that share no article at all cannot be
cut from thousands of pairs. So parts are cut by event, and of the others those that touch a part are left out when it
is measured.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from factcheck.languages.stems import stems

__all__ = ["folds"]

SIDES = ("claim", "evidence")


def folds(pairs: Sequence[dict[str, Any]], k: int, seed: int = 7) -> list[tuple[list[int], list[int]]]:
    """``k`` times the numbers of the pairs to measure on, and of those to fit on.

    Two sentences are of one event when they share half of the stems of the longer. Pairs of one event are in one part;
    each part has about as many pairs and as many contradictions. What is fitted on shares neither article nor event
    with the part, by either of its sentences.
    """
    events, touching = _links(pairs)
    order = sorted(_groups(pairs, events), key=lambda g: min(pairs[i]["id"] for i in g))
    random.Random(seed).shuffle(order)
    parts: list[list[int]] = [[] for _ in range(k)]
    for group in sorted(order, key=len, reverse=True):
        rare = any(pairs[i]["label"] == "contradicts" for i in group)
        least = min(parts, key=lambda part: (_conflicts(pairs, part) if rare else 0, len(part)))
        least.extend(group)
    found = []
    for part in parts:
        near = set(part).union(*(touching[i] for i in part))
        found.append((part, [i for i in range(len(pairs)) if i not in near]))
    return found


def _conflicts(pairs: Sequence[dict[str, Any]], part: Sequence[int]) -> int:
    return sum(pairs[i]["label"] == "contradicts" for i in part)


def _links(pairs: Sequence[dict[str, Any]]) -> tuple[list[tuple[int, int]], dict[int, set[int]]]:
    """Pairs of one event by their claims, and which pairs touch which: by event or article of either sentence."""
    events: list[tuple[int, int]] = []
    touching: dict[int, set[int]] = defaultdict(set)
    articles: dict[str, list[int]] = defaultdict(list)
    sentences: list[tuple[int, bool, frozenset[str]]] = []
    having: dict[str, list[int]] = defaultdict(list)

    def touch(i: int, j: int) -> None:
        touching[i].add(j)
        touching[j].add(i)

    for i, pair in enumerate(pairs):
        for side in SIDES:
            counts = side == "claim" or pair["label"] != "unrelated"
            for j in articles[pair[side]["doc"]]:
                touch(i, j)
            articles[pair[side]["doc"]].append(i)
            one = frozenset(stems(pair[side]["text"]))
            for n, shared in Counter(n for stem in one for n in having[stem]).items():
                j, too, two = sentences[n]
                if shared * 2 >= max(len(one), len(two)) > 3:
                    touch(i, j)
                    if counts and too:
                        events.append((i, j))
            for stem in one:
                having[stem].append(len(sentences))
            sentences.append((i, counts, one))
    return events, touching


def _groups(pairs: Sequence[dict[str, Any]], events: Sequence[tuple[int, int]]) -> list[list[int]]:
    parent = list(range(len(pairs)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in events:
        parent[root(i)] = root(j)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(pairs)):
        groups[root(i)].append(i)
    return list(groups.values())
