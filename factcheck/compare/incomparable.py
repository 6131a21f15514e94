"""Why two figures that look alike are not meant to be the same number: the rules that set a pair aside.

Each rule is one that a careful editor would give as the reason; the model weighs what none of them forbids. All of them
treat the two sides alike.
"""

from __future__ import annotations

from factcheck.compare.lattice import covers, daily, is_measure, local, opposed, parts, place_relation
from factcheck.compare.names import acquainted, near, one_name, one_town, retold, strangers, swapped
from factcheck.compare.relate import Related
from factcheck.compare.side import Mention, Side
from factcheck.compare.signals import digits
from factcheck.compare.stated import CHANCE, adds_up, better_partner, numbers_alike, other_ordinal, slip, states
from factcheck.compare.times import (
    BATTLES,
    DAYS,
    apart,
    bulletins,
    is_human,
    one_occasion,
    one_period,
    other_days,
    same_day,
    under_way,
)
from factcheck.compare.tolls import is_toll, one_of_many_fights, tolls_apart
from factcheck.compare.wordlists import kind_list
from factcheck.values import FigureValue

__all__ = ["BY", "HALF", "TOLD", "figures_apart"]

CHANGES = ("rise", "fall")
TOLD = 0.6
"""Share of words (Dice) from which two sentences tell of one thing, and their relative days are of it."""
BY = 0.35
"""The same for the words around two values: relative days that agree, quantities that differ."""
SHARE = 0.8
"""The same for the words around two percentages: of what they are shares, only those say."""
SOME_DIGITS, TOLD_DIGITS = 3, 4
"""Digits of a number from which two reports of a market have it of one day: in a sentence told again, in another."""
HALF = 0.5
"""Share of words (Dice) from which the words around two quantities need not be alike: the sentences are."""


def figures_apart(x: Mention, y: Mention, a: Side, b: Side, units: str, related: Related, shared: float) -> str | None:
    """The reason for which two figures of compatible unit say nothing of each other, or None.

    ``units``: their :func:`~factcheck.compare.lattice.unit_relation`; ``shared``: overlap of the words of both sides.
    """
    one, two = x.value, y.value
    assert isinstance(one, FigureValue)
    assert isinstance(two, FigureValue)
    places = place_relation(x.places, y.places)
    told = related.how == "equal" and one.low > CHANCE and shared >= TOLD  # then place and actor were misread
    if places == "other" and not told and not one_town(a, b):
        return "other_place"
    if not told and one.scope.actor and two.scope.actor and one.scope.actor != two.scope.actor:
        return "other_scope"
    if (units != "same" or x.counts is None or x.counts.state is None) and opposed(one.scope.event, two.scope.event):
        return "other_event"
    if other_days(x, y):
        return "other_period"
    if (a.modality == "denied") != (b.modality == "denied"):
        return "low_confidence"
    if other_ordinal(a, b):
        return "other_event"
    if related.relation == "contradicts":
        reason = _no_conflict(x, y, a, b, units, places, shared)
        if reason is not None:
            return reason
    if one.unit == "percent" and related.how != "equal" and near(x, y) < HALF and not retold(x, y, shared):
        return "other_scope"  # 18% and "about 19%": two of many shares
    by_chance = one.low <= CHANCE or related.how != "equal"
    if related.relation == "agrees" and by_chance and is_human(x) and not one_name(x, y, a, b):
        return "other_event"  # two of the many accidents with three hurt
    known = digits(one) >= (SOME_DIGITS if retold(x, y, shared) else TOLD_DIGITS) and related.how == "equal"
    if a.market and b.market and not known and (related.how != "equal" or (apart(a, b) and not one_occasion(x, y))):
        return "other_period"
    if related.how == "vague" and (near(x, y) < BY or (is_human(x) and one_of_many_fights(x, y, a, b, shared))):
        return "other_event"  # there are tens of wounded everywhere
    if (x.sums and one.scope.actor is None and two.scope.actor) or (
        y.sums and two.scope.actor is None and one.scope.actor
    ):
        return "other_scope"  # fighters and those whom they fought
    if (x.sums or y.sums) and related.how != "equal":
        return "part_of_whole"
    return None


def _no_conflict(x: Mention, y: Mention, a: Side, b: Side, units: str, places: str, shared: float) -> str | None:
    """Why two figures that differ contradict nothing."""
    one, two = x.value, y.value
    assert isinstance(one, FigureValue)
    assert isinstance(two, FigureValue)
    human = is_human(x) and is_human(y)
    partial = bool(one.scope.part_of) != bool(two.scope.part_of) or bool(x.sums or y.sums)
    if one.scope.part_of and two.scope.part_of and not x.nouns & y.nouns:
        return "other_scope"  # twelve children among them, nine women among them
    if better_partner(x, y, b) or better_partner(y, x, a):
        return "other_scope"
    if human and x.kinds and y.kinds and not x.kinds & y.kinds:
        return "other_scope"  # soldiers and policemen
    partial = partial or (human and x.company != y.company)  # with seven, or eight with him
    partial = partial or x.of_them != y.of_them  # fifteen of the wounded
    vaguer = places == "within" and not (human and (acquainted(a, b) or one_town(a, b)))
    partial = partial or (human and _part_of_people(x, y, a, b))
    if partial or (units == "covers" and not _exceeds(x, y)) or vaguer or _more_countries(x, y):
        return "part_of_whole"
    if units == "open":
        return "other_scope"  # killed on one side, unsaid on the other
    if is_measure(one.unit) and (a.market or b.market):
        return "other_period"  # prices and indexes have another value at every hour
    if local(one.unit) and places != "same":
        return "other_place"
    if one.unit == two.unit and daily(one.unit) and not same_day(x, y, a, b):
        return "other_period"
    if x.change != y.change or (one.scope.event in CHANGES) != (two.scope.event in CHANGES):
        return "other_event"  # a change is not the level
    if slip(one, two):
        return "other_unit"
    if adds_up(x, y, a, b):
        return "part_of_whole"
    if apart(a, b) > DAYS and not human and not one_occasion(x, y) and not retold(x, y, shared):
        return "other_period"  # next week's fines are other fines
    told_again = one_occasion(x, y) or (apart(a, b) <= BATTLES and retold(x, y, shared))
    if human and a.recurring and b.recurring and not told_again and (apart(a, b) >= BATTLES or (x.days and y.days)):
        return "other_period"
    if under_way(x, y, a, b) or (bulletins(a, b) and not one_occasion(x, y)):
        return "other_period"
    if not human and not one_period(x, y):
        return "other_period"
    if one.unit == "percent" and not (retold(x, y, shared) and near(x, y) >= SHARE):
        return "other_scope"  # shares of what? only a sentence told again says
    if not human and near(x, y) < BY and shared < HALF:
        return "low_confidence"  # another quantity of one report
    if strangers(x, y, a, b):
        return "other_event"
    if states(b, one) or states(a, two) or numbers_alike(x, a, b) or numbers_alike(y, b, a):
        return "other_scope"  # a sentence that has the very number does not gainsay it with another
    if is_toll(x) and is_toll(y):
        return tolls_apart(x, y, a, b, shared)
    if a.language == b.language and not daily(one.unit) and shared < TOLD and swapped(x, y, a, b):
        return "other_event"
    return None


def _exceeds(x: Mention, y: Mention) -> bool:
    """Whether the narrower of two units counts more than the wider: then it is no part of it."""
    one, two = x.value, y.value
    assert isinstance(one, FigureValue)
    assert isinstance(two, FigureValue)
    assert x.counts
    assert y.counts
    wide, narrow = (one, two) if covers(x.counts, y.counts) else (two, one)
    return wide.high is not None and narrow.low > wide.high


def _part_of_people(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether one counts women or children, or a kind that the other tells apart, and the other more people."""
    if bool(x.kinds) == bool(y.kinds):
        return False
    part, whole, other = (x, y, b) if x.kinds else (y, x, a)
    kinds = kind_list(other.language)
    told = part.kinds & {kinds[word] for word in other.words if word in kinds}
    return bool(told or parts(part.kinds)) and _low(part) < _low(whole)


def _low(x: Mention) -> float:
    assert isinstance(x.value, FigureValue)
    return float(x.value.low)


def _more_countries(x: Mention, y: Mention) -> bool:
    """Whether one side's clause names a country more: "in Cameroon" against "in Cameroon and Nigeria"."""
    return bool(x.countries and y.countries and x.countries != y.countries)
