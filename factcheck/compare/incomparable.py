"""Why two values that look alike are not meant to be the same number or date: the rules that set a pair aside.

Each rule is one that a careful editor would give as the reason; the model weighs what none of them forbids. All of them
treat the two sides alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from factcheck.compare.lattice import covers, daily, is_measure, local, opposed, place_relation
from factcheck.compare.relate import Related
from factcheck.compare.side import Mention, Side
from factcheck.values import DateValue, FigureValue

__all__ = ["dates_apart", "figures_apart", "is_human", "length", "shared_names", "unknown"]

CHANGES = ("rise", "fall")
DAYS = 3
"""Days between two reports after which a count of things that are no people is taken to be of another occasion."""
BATTLES = 1
"""Days between two reports from which fighting that goes on every day has another toll."""
MONTH = 31
SHORT = 7
"""Days of an interval up to which a day earlier or later is the same time told from another day of publication."""
COPY = 0.8
"""Share of words (Dice) from which one sentence is the other one told again."""
CHANCE = 10
"""Numbers that two sentences often share by chance."""
TOLD = 0.6
"""Share of words (Dice) from which two sentences tell of one thing, and their relative days are of it."""
BY = 0.35
"""The same for the words around two relative days."""
ACQUAINTED = 2
"""Names that two sentences share from which other names beside the values do not make two events of them."""
BESIDE = 0.25
"""Weight from which a word stands beside a value: a word of every day within five words, a rare one within ten."""
SLIPS = (1e3, 1e6, 1e9)
"""Factors by which a number is written twice in scale: "(375,526,840) million" for 375,526,840."""


def figures_apart(x: Mention, y: Mention, a: Side, b: Side, units: str, related: Related, shared: float) -> str | None:
    """The reason for which two figures of compatible unit say nothing of each other, or None.

    ``units``: their :func:`~factcheck.compare.lattice.unit_relation`; ``shared``: overlap of the words of both sides.
    """
    one, two = x.value, y.value
    assert isinstance(one, FigureValue)
    assert isinstance(two, FigureValue)
    places = place_relation(x.places, y.places)
    if places == "other":
        return "other_place"
    if one.scope.actor and two.scope.actor and one.scope.actor != two.scope.actor:
        return "other_scope"
    if (units != "same" or x.counts is None or x.counts.state is None) and opposed(one.scope.event, two.scope.event):
        return "other_event"
    if _other_days(x, y):
        return "other_period"
    if (a.modality == "denied") != (b.modality == "denied"):
        return "low_confidence"
    if _other_ordinal(a, b):
        return "other_event"
    if related.relation == "contradicts":
        reason = _no_conflict(x, y, a, b, units, places, shared)
        if reason is not None:
            return reason
    if related.relation == "agrees" and one.low <= CHANCE and is_human(x) and not _one_name(x, y, a, b):
        return "other_event"  # two of the many accidents with three hurt
    if a.market and b.market and related.how != "equal":
        return "other_period"
    if (x.sums or y.sums) and related.how != "equal":
        return "part_of_whole"
    return None


def _no_conflict(x: Mention, y: Mention, a: Side, b: Side, units: str, places: str, shared: float) -> str | None:
    """Why two figures that differ contradict nothing."""
    one, two = x.value, y.value
    assert isinstance(one, FigureValue)
    assert isinstance(two, FigureValue)
    human = is_human(x) and is_human(y)
    parts = bool(one.scope.part_of) != bool(two.scope.part_of) or bool(x.sums or y.sums)
    if one.scope.part_of and two.scope.part_of and not x.nouns & y.nouns:
        return "other_scope"  # twelve children among them, nine women among them
    if _better_partner(x, y, b) or _better_partner(y, x, a):
        return "other_scope"
    vaguer = places == "within" and not (human and _acquainted(a, b))
    if parts or (units == "covers" and not _exceeds(x, y)) or vaguer or _more_countries(x, y):
        return "part_of_whole"
    if units == "open":
        return "other_scope"  # killed on one side, unsaid on the other
    if is_measure(one.unit) and (a.market or b.market):
        return "other_period"  # prices and indexes have another value at every hour
    if local(one.unit) and places != "same":
        return "other_place"
    if one.unit == two.unit and daily(one.unit) and not _same_day(x, y, a, b):
        return "other_period"
    if x.change != y.change or (one.scope.event in CHANGES) != (two.scope.event in CHANGES):
        return "other_event"  # a change is not the level
    if _slip(one, two):
        return "other_unit"
    if _apart(a, b) > DAYS and not human and not _one_occasion(x, y):
        return "other_period"  # next week's fines are other fines
    if human and a.recurring and b.recurring and _apart(a, b) > BATTLES and not _one_occasion(x, y):
        return "other_period"
    if _under_way(x, y, a, b):
        return "other_period"
    if not human and not _one_period(x, y):
        return "other_period"
    if one.unit == "percent" and (shared < COPY or _near(x, y) < COPY):
        return "other_scope"  # shares of what? only a sentence told again says
    if _strangers(x, y, a, b):
        return "other_event"
    if _states(b, one) or _states(a, two):
        return "other_scope"  # a sentence that has the very number does not gainsay it with another
    toll = x.counts is not None and y.counts is not None and None not in (x.counts.state, y.counts.state)
    if toll:
        return None if _one_name(x, y, a, b) else "other_event"
    if a.language == b.language and not daily(one.unit) and _swapped(x, y, a, b):
        return "other_event"
    return None


def dates_apart(x: Mention, y: Mention, a: Side, b: Side, related: Related, shared: float) -> str | None:
    """The reason for which two dates say nothing of each other, or None."""
    one, two = x.value, y.value
    assert isinstance(one, DateValue)
    assert isinstance(two, DateValue)
    if related.relation is None:
        return "other_period"
    if a.market and b.market and max(length(one), length(two)) > SHORT:
        return "other_scope"  # the month of delivery of a contract, the year of a record
    places = place_relation(x.places, y.places)
    if places == "other":
        return "other_place"
    if (a.modality == "denied") != (b.modality == "denied"):
        return "low_confidence"
    if _other_ordinal(a, b):
        return "other_event"
    roles = {one.role, two.role}
    if (
        len(roles) == 2
        and roles != {"on", "from"}
        and (related.relation == "contradicts" or roles == {"from", "until"})
    ):
        return "other_scope"
    if related.relation != "contradicts":
        told_of_one = a.language != b.language or shared >= TOLD or _near(x, y) >= BY
        return None if told_of_one or (x.explicit and y.explicit) else "other_event"  # many things happen on a Tuesday
    deadline = one.role == two.role == "by"
    if x.saying or y.saying:
        return "other_event"
    if not deadline and not (x.explicit and y.explicit):
        return "other_period"  # "Friday" and "tomorrow" hang on days of publication that are rarely exact
    if length(one) > 9 * length(two) or length(two) > 9 * length(one):
        return "other_period"
    if places == "within":
        return "part_of_whole"
    if {one.mod, two.mod} & {"BEFORE", "AFTER"} and one.mod != two.mod:
        return "other_scope"
    if not deadline and max(length(one), length(two)) > MONTH:
        return "other_period"  # reports set their year against another one
    if not deadline and (shared < COPY or a.market or b.market):
        return "other_event"  # incidents, verdicts and results are told in one template with other dates
    if _strangers(x, y, a, b):
        return "other_event"
    return None


def is_human(x: Mention) -> bool:
    """Whether a figure counts people, in whatever state."""
    return x.counts is not None and (x.counts.state is not None or x.counts.subject in ("people", "personnel"))


def length(value: DateValue) -> int:
    """Days of a date's interval; 1 where it has none."""
    return (value.latest - value.earliest).days + 1 if value.earliest and value.latest else 1


def _apart(a: Side, b: Side) -> int:
    return abs((a.published - b.published).days) if a.published and b.published else 0


def _one_occasion(x: Mention, y: Mention) -> bool:
    """Whether both figures stand with a date of some days, and the same one."""
    return any((d[1] - d[0]).days < SHORT and d in y.days for d in x.days)


def _other_days(x: Mention, y: Mention) -> bool:
    """Whether the dates beside two figures are of different times."""
    if not x.days or not y.days:
        return False
    for p in x.days:
        for q in y.days:
            short = max((p[1] - p[0]).days, (q[1] - q[0]).days) <= SHORT
            if (max(p[0], q[0]) - min(p[1], q[1])).days <= (1 if short else 0):
                return False
    return True


def _under_way(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether a count of people that goes on (applicants served, offenders caught) has grown or begun anew since."""
    one, two = x.value, y.value
    assert isinstance(one, FigureValue)
    assert isinstance(two, FigureValue)
    if not (is_human(x) and is_human(y)) or not a.published or not b.published or a.published == b.published:
        return False
    states = {m.counts.state for m in (x, y) if m.counts}
    if states == {"captured"}:
        return _apart(a, b) > BATTLES + 1
    grown = (one.low < two.low) == (a.published < b.published)
    return states == {None} and grown and not (one.scope.event and one.scope.event == two.scope.event)


def _one_period(x: Mention, y: Mention) -> bool:
    """Whether two dated quantities may be of one period: the first half of a year is not its first quarter."""
    long_x = [d for d in x.days if (d[1] - d[0]).days > SHORT]
    long_y = [d for d in y.days if (d[1] - d[0]).days > SHORT]
    return not long_x or not long_y or any(d in long_y for d in long_x)


def _same_day(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether two counts that begin anew every day are of one day, by their dates or by the days of publication."""
    if x.days and y.days:
        return any(p == q for p in x.days for q in y.days)
    return a.published is not None and a.published == b.published


def _exceeds(x: Mention, y: Mention) -> bool:
    """Whether the narrower of two units counts more than the wider: then it is no part of it."""
    one, two = x.value, y.value
    assert isinstance(one, FigureValue)
    assert isinstance(two, FigureValue)
    assert x.counts
    assert y.counts
    wide, narrow = (one, two) if covers(x.counts, y.counts) else (two, one)
    return wide.high is not None and narrow.low > wide.high


def _more_countries(x: Mention, y: Mention) -> bool:
    """Whether one side's clause names a country more: "in Cameroon" against "in Cameroon and Nigeria"."""
    return bool(x.countries and y.countries and x.countries != y.countries)


def _slip(one: FigureValue, two: FigureValue) -> bool:
    """Whether one of two numbers has its scale twice, or its decimals turned round (31.3, 3.31)."""
    low, high = sorted((float(one.low), float(two.low)))
    if ".".join(f"{low:.6g}".split(".")[::-1]) == f"{high:.6g}":
        return True
    return low > 1 and any(abs(high / low / factor - 1) < 1e-9 for factor in SLIPS)


def _better_partner(x: Mention, y: Mention, other: Side) -> bool:
    """Whether the other side counts the very noun of ``x`` in another figure: nine fighters, 42 rebels; ten rebels."""
    if not x.nouns or x.nouns & y.nouns:
        return False
    return any(
        m.counts and y.counts and m.counts.state == y.counts.state and x.nouns & m.nouns
        for m in other.mentions
        if m is not y
    )


def _other_ordinal(a: Side, b: Side) -> bool:
    """Whether the two sides number one noun differently: the third batch, the second batch."""
    mine, theirs = dict(a.ordinals), dict(b.ordinals)
    return any(noun in theirs and theirs[noun] != number for noun, number in mine.items())


def _near(x: Mention, y: Mention) -> float:
    """Overlap (Dice) of the words around two values."""
    both = sum(min(w, y.near[s]) for s, w in x.near.items() if s in y.near)
    return 2 * both / max(1e-9, sum(x.near.values()) + sum(y.near.values()))


def _states(side: Side, value: FigureValue) -> bool:
    """Whether a side has the very number, whatever it counts there; numbers up to ten meet by chance."""
    return value.low > CHANCE and (
        float(value.low) in side.numbers
        or any(isinstance(m.value, FigureValue) and m.value.low == value.low for m in side.mentions)
    )


def _one_name(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether two tolls share a word that is not of every accident, or a place finer than a country."""
    if a.language != b.language:
        return bool(a.concepts & b.concepts)
    fine = {p for p in x.places if ":" in p} & {p for p in y.places if ":" in p}
    return bool(fine or shared_names(a, b))


def _swapped(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether each side has a word by the value that the other has nowhere: "foreign players", "local players"."""
    mine = [s for s, w in x.near.items() if w >= BESIDE and s in a.subjects]
    theirs = [s for s, w in y.near.items() if w >= BESIDE and s in b.subjects]
    return bool(unknown(mine, b.words) and unknown(theirs, a.words))


def _strangers(x: Mention, y: Mention, a: Side, b: Side) -> bool:
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
    if mine & theirs or (not wide and _acquainted(a, b)):
        return False
    return bool(unknown(mine, b.words) and unknown(theirs, a.words))


def _acquainted(a: Side, b: Side) -> bool:
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
