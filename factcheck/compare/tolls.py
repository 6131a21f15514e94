"""Whether two tolls that differ are of one accident, attack or fight: what else the two statements say of it."""

from __future__ import annotations

from factcheck.compare.lattice import place_relation
from factcheck.compare.names import acquainted, elsewhere, one_name, shared_names
from factcheck.compare.side import Mention, Side
from factcheck.compare.times import apart, is_bulletin, one_occasion
from factcheck.values import FigureValue

__all__ = ["is_toll", "one_of_many_fights", "tolls_apart"]

KNOWN = 3
"""Names that two sentences share from which they tell of one fight …"""
ONE_FIGHT = 0.75
"""… and share of words (Dice)."""
HALF = 0.5
"""Share of words below which tolls of fighters of two days are of two fights."""
MANY, ALIKE, SOON = 20, 1.25, 2
"""Dead or hurt of one accident that are many, quotient of two such tolls, and days between two reports of it."""
STALE = 4
"""Days between two reports after which a toll without a date is of another accident or attack, unless names say more:
tolls are told for two or three days, and later beside the name of what is remembered."""


def is_toll(x: Mention) -> bool:
    """Whether a figure counts people in a state: killed, wounded, missing."""
    return x.counts is not None and x.counts.state is not None


def tolls_apart(x: Mention, y: Mention, a: Side, b: Side, shared: float) -> str | None:
    """Why two tolls that differ are not of one event, or None."""
    if elsewhere(a, b) or _other_towns(x, y):
        return "other_place"
    if a.episodes != b.episodes:
        return "part_of_whole"  # twenty dead in three attacks, nineteen in one of them
    if a.several or b.several:
        return "other_event"  # five dead in separate accidents
    if is_bulletin(a) != is_bulletin(b) and not one_occasion(x, y):
        return "other_period"  # the dead of the last 24 hours, of a week of floods
    if a.another != b.another:
        return "other_event"  # the second accident
    if not (one_name(x, y, a, b) or _many_alike(x, y, a, b)) or one_of_many_fights(x, y, a, b, shared):
        return "other_event"
    if apart(a, b) > STALE and not one_occasion(x, y) and not acquainted(a, b):
        return "other_period"
    return None


def one_of_many_fights(x: Mention, y: Mention, a: Side, b: Side, shared: float) -> bool:
    """Whether the tolls are of fighters, who fall in one town every day, and little tells that it is the same fight."""
    fighters = any(m.counts is not None and (m.counts.subject == "personnel" or _force(m)) for m in (x, y))
    if fighters and apart(a, b) and shared < HALF and not one_occasion(x, y):
        return True
    return fighters and shared_names(a, b) < KNOWN and shared < ONE_FIGHT


def _many_alike(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether both count many dead of one country, about as many, within days: that hardly happens twice."""
    assert isinstance(x.value, FigureValue)
    assert isinstance(y.value, FigureValue)
    low, high = sorted((float(x.value.low), float(y.value.low)))
    close = low >= MANY and high <= ALIKE * low and apart(a, b) <= SOON
    return close and place_relation(x.places, y.places) == "same"


def _force(x: Mention) -> bool:
    """Whether the figure is of a force and not of a country's people."""
    actor = x.value.scope.actor if isinstance(x.value, FigureValue) else None
    return actor is not None and actor.islower()


def _other_towns(x: Mention, y: Mention) -> bool:
    """Whether each has a town that the other has not: the road from A to B, the road from B to C."""
    mine, theirs = ({p for p in m.places if ":" in p} for m in (x, y))
    return bool(mine - theirs and theirs - mine)
