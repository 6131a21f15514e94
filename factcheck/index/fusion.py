"""Reciprocal rank fusion: one ranking from that of the vectors and that of the words."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["fuse"]

_RRF = 60  # reciprocal rank fusion's constant (Cormack, Clarke and Büttcher, SIGIR 2009)


def fuse(near: Iterable[int], worded: Iterable[int], k: int) -> list[tuple[int, float]]:
    """The best ``k`` numbers of two rankings with their scores, best first; equal scores by number.

    A score is the share of the best possible fused rank: first in both rankings is 1.
    """
    fused: dict[int, float] = {}
    for ranking in (near, worded):
        for rank, number in enumerate(ranking, 1):
            fused[number] = fused.get(number, 0.0) + (_RRF + 1) / (_RRF + rank) / 2
    return sorted(fused.items(), key=lambda item: (-item[1], item[0]))[:k]
