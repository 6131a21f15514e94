"""Whom and what two statements name: words in common, names in common, names that the other does not know."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from factcheck.compare.lattice import place_relation
from factcheck.compare.side import Mention, Side
from factcheck.compare.times import is_human
from factcheck.languages.frequency import NAMED
from factcheck.values import FigureValue

__all__ = [
    "ALIGNED",
    "Shared",
    "acquainted",
    "alike",
    "elsewhere",
    "near",
    "one_name",
    "one_town",
    "retold",
    "shared_names",
    "shared_words",
    "specific",
    "strangers",
    "swapped",
    "unknown",
]

SPELT = 0.7
"""What of a rare word counts as shared where the other side has it in another spelling."""
ACQUAINTED = 2
"""Names that two sentences share from which other names beside the values do not make two events of them."""
RETOLD = 0.65
"""Share of words (Dice) from which one sentence is the other one told again …"""
ALIGNED = 0.5
"""… and that of the words around two values from which they fill one place of it."""
FEW = 3.5
"""What the words of a statement tell at least when a share of them is taken: a headline of two words is no proof."""
BESIDE = 0.25
"""Weight from which a word stands beside a value: a word of every day within five words, a rare one within ten."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two statements have in common."""

    dice: float
    """Share of their words (Dice), each by what it tells; of places, peoples and events across languages."""
    contained: float
    """Share of the words of the side with fewer."""
    bits: float
    """What the words in common tell together: two rare words tell 2, a common one a third."""
    lost: float
    """What the words of the poorer side tell that the other does not have."""


def shared_words(a: Side, b: Side) -> Shared:
    """What the words of two sides have in common."""
    if a.language != b.language:
        x, y = dict.fromkeys(a.concepts, 1.0), dict.fromkeys(b.concepts, 1.0)
        return _shared(x, y, 0.5 * len(x.keys() & y.keys()), 0.0)
    bits = min(_known(a, b), _known(b, a))
    return _shared(a.told, b.told, bits, min(_sum(a.told), _sum(b.told)) - bits)


def _shared(x: Mapping[str, float], y: Mapping[str, float], bits: float, lost: float) -> Shared:
    both = math.fsum(min(weight, y[word]) for word, weight in x.items() if word in y)
    one, two = _sum(x), _sum(y)
    if not both:
        return Shared(0.0, 0.0, bits, lost)
    return Shared(2 * both / (one + two), both / max(FEW, min(one, two)), bits, lost)


def _sum(words: Mapping[str, float]) -> float:
    return math.fsum(words.values())


def _known(a: Side, b: Side) -> float:
    """What those words of one side tell that the other has, in whatever spelling."""
    told = 0.0
    for word, weight in sorted(a.told.items()):
        if word in b.told:
            told += weight
        elif word in a.names and any(alike(word, other) for other in b.names):
            told += SPELT * weight
    return told


def near(x: Mention, y: Mention) -> float:
    """Overlap (Dice) of the words around two values."""
    both = sum(min(w, y.near[s]) for s, w in x.near.items() if s in y.near)
    return 2 * both / max(1e-9, sum(x.near.values()) + sum(y.near.values()))


def retold(x: Mention, y: Mention, shared: float) -> bool:
    """Whether one sentence is the other told again, and the two values stand in one place of it."""
    return shared >= RETOLD and near(x, y) >= ALIGNED


def one_name(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether two tolls share a word that is not of every accident, or a place finer than a country."""
    if a.language != b.language:
        return bool(a.concepts & b.concepts)
    fine = {p for p in x.places if ":" in p} & {p for p in y.places if ":" in p}
    return bool(fine or shared_names(a, b))


def one_town(a: Side, b: Side) -> bool:
    """Whether both sides name one town: what else they name of places is whose, not where."""
    return any(":" in place for place in a.places & b.places)


def elsewhere(a: Side, b: Side) -> bool:
    """Whether each side names a district, a village, a road of its own, and neither knows the other's."""
    if a.language != b.language or a.localities & b.localities:
        return False
    return bool(unknown(a.localities, b.words) and unknown(b.localities, a.words))


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


def specific(a: Side, b: Side) -> float:
    """How specific the names are that both sides have: one that few sentences of news have counts 1, a country's 0."""
    return min(_specific(a, b), _specific(b, a))


def _specific(a: Side, b: Side) -> float:
    rare = ((word, (a.words[word] - NAMED) / (1 - NAMED)) for word in sorted(a.names))
    return math.fsum(w for word, w in rare if w > 0 and (word in b.names or any(alike(word, o) for o in b.names)))


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
