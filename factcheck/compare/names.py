"""Whom and what two statements name: words in common, names in common, names that the other does not know."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from factcheck.compare.lattice import place_relation
from factcheck.compare.side import Mention, Side
from factcheck.compare.times import is_human
from factcheck.values import FigureValue

__all__ = ["acquainted", "alike", "near", "one_name", "shared_names", "strangers", "swapped", "unknown"]

ACQUAINTED = 2
"""Names that two sentences share from which other names beside the values do not make two events of them."""
BESIDE = 0.25
"""Weight from which a word stands beside a value: a word of every day within five words, a rare one within ten."""


def near(x: Mention, y: Mention) -> float:
    """Overlap (Dice) of the words around two values."""
    both = sum(min(w, y.near[s]) for s, w in x.near.items() if s in y.near)
    return 2 * both / max(1e-9, sum(x.near.values()) + sum(y.near.values()))


def one_name(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether two tolls share a word that is not of every accident, or a place finer than a country."""
    if a.language != b.language:
        return bool(a.concepts & b.concepts)
    fine = {p for p in x.places if ":" in p} & {p for p in y.places if ":" in p}
    return bool(fine or shared_names(a, b))


def swapped(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether each side has a word by the value that the other has nowhere: "foreign players", "local players"."""
    mine = [s for s, w in x.near.items() if w >= BESIDE and s in a.subjects]
    theirs = [s for s, w in y.near.items() if w >= BESIDE and s in b.subjects]
    return bool(unknown(mine, b.words) and unknown(theirs, a.words))


def strangers(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether each side names somebody or something rare by the value, and neither knows the other's.

    "The profit of company A was 69 million", "the profit of company B was 190 million": one sentence, two subjects.
    """
    if a.language != b.language:
        return False
    toll = x.counts is not None and y.counts is not None and None not in (x.counts.state, y.counts.state)
    if toll and place_relation(x.places, y.places) == "same" and not (a.recurring and b.recurring):
        return False  # what is strange of the words is weighed
    wide = not (is_human(x) or is_human(y)) and isinstance(x.value, FigureValue)
    mine = {s for s in (a.words if wide else x.near) if s in a.names & a.subjects}
    theirs = {s for s in (b.words if wide else y.near) if s in b.names & b.subjects}
    if mine & theirs or (not wide and acquainted(a, b)):
        return False
    return bool(unknown(mine, b.words) and unknown(theirs, a.words))


def acquainted(a: Side, b: Side) -> bool:
    """Whether two sides share names enough to speak of one event."""
    return shared_names(a, b) >= ACQUAINTED


def shared_names(a: Side, b: Side) -> int:
    """How many names the two sides share, in whatever spelling."""
    return min(len(a.names) - unknown(a.names, b.names), len(b.names) - unknown(b.names, a.names))


def unknown(mine: Iterable[str], theirs: Iterable[str]) -> int:
    """How many words of one side are not on the other in any spelling."""
    return sum(1 for word in mine if not any(alike(word, other) for other in theirs))


@lru_cache(maxsize=200_000)
def alike(one: str, two: str) -> bool:
    """Whether two stems may be one word in two spellings: a transcription, a form that the stemmer misses."""
    if one == two:
        return True
    if len(one) < 4 or len(two) < 4:
        return False
    if one[:4] == two[:4] or one in two or two in one:
        return True
    pairs_one, pairs_two = ({w[i : i + 2] for i in range(len(w) - 1)} for w in (one, two))
    return 2 * len(pairs_one & pairs_two) >= 0.6 * (len(pairs_one) + len(pairs_two))
