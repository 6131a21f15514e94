"""Whether a statement has what another says already, in another of its values: then it gainsays nothing."""

from __future__ import annotations

import re

from factcheck.compare.names import alike
from factcheck.compare.side import COMMON, Mention, Side
from factcheck.compare.wordlists import stem_list, word_list
from factcheck.languages.frequency import frequency
from factcheck.text.view import fold
from factcheck.values import FigureValue, Value

__all__ = ["CHANCE", "adds_up", "better_partner", "numbers_alike", "other_ordinal", "slip", "states"]

CHANCE = 10
"""Numbers that two sentences often share by chance."""
SLIPS = (1e6, 1e9)
"""Factors by which a number is written twice in scale: "(375,526,840) million" for 375,526,840."""
SAME = 5e-3
"""By what share such a number may be rounded."""
_THOUSANDS = re.compile(r"\d[.,٫٬]\d{3}(?!\d)")  # three digits after a mark: thousands, or decimals
MANY = 2
"""Counts of one unit from which their sum is hardly another number by chance."""


def better_partner(x: Mention, y: Mention, other: Side) -> bool:
    """Whether the other side counts the very noun of ``x`` in another figure: nine fighters, 42 rebels; ten rebels."""
    if not x.nouns or any(alike(noun, other) for noun in x.nouns for other in y.nouns):
        return False  # "two bullets", "three bullets": a dual and a plural have two stems
    return any(
        m.counts and y.counts and m.counts.state == y.counts.state and x.nouns & m.nouns
        for m in other.mentions
        if m is not y
    )


def states(side: Side, value: FigureValue) -> bool:
    """Whether a side has the very number, whatever it counts there; numbers up to ten meet by chance."""
    return value.low > CHANCE and (
        float(value.low) in side.numbers
        or any(isinstance(m.value, FigureValue) and m.value.low == value.low for m in side.mentions)
    )


def numbers_alike(x: Mention, mine: Side, theirs: Side) -> bool:
    """Whether the other side has the very number beside a word that it stands beside here: "three moderate".

    Of "three moderate injuries" and "four injuries, three of them moderate" nothing is gainsaid. Words of every
    accident are not asked: three dead and three hurt is no such pair.
    """
    assert isinstance(x.value, FigureValue)
    known, incident = frequency(mine.language), stem_list(mine.language, "incident")
    beside = (word for number, word in mine.numbered & theirs.numbered if number == x.value.low)
    return any(word not in incident and known.tells(word) > COMMON and word in x.near for word in beside)


def adds_up(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether the side with the smaller number has the rest as well: fifteen and two; seventeen."""
    assert isinstance(x.value, FigureValue)
    assert isinstance(y.value, FigureValue)
    if x.value.unit.startswith("distance:"):
        return False  # 20 km from one town and 40 km from another are no 60
    rest = abs(float(x.value.low) - float(y.value.low))
    side, mention, whole = (a, x, y) if x.value.low < y.value.low else (b, y, x)
    actor = _actor(whole) if _actor(mention) == _actor(whole) else None
    if _shared_out(side, mention, whole) or (rest > 1 and rest in side.bare):
        return True
    return rest > 1 and any(
        m is not mention
        and isinstance(m.value, FigureValue)
        and (m.counts is not None and mention.counts is not None and m.counts.state == mention.counts.state)
        and float(m.value.low) == rest
        and actor in (None, m.value.scope.actor)  # 13 of theirs and four of the others are no 17 of theirs
        and not word_list(side.language, "detail").search(fold(_between(side, m.value, mention.value)))
        for m in side.mentions
    )


def _shared_out(side: Side, mention: Mention, whole: Mention) -> bool:
    """Whether all that a side counts of one unit, three times or more, makes the whole: 10 pistols, 8 and 12; 30."""
    assert isinstance(mention.value, FigureValue)
    assert isinstance(whole.value, FigureValue)
    parts = [m.value for m in side.mentions if isinstance(m.value, FigureValue) and m.value.unit == mention.value.unit]
    return len(parts) > MANY and sum(v.low for v in parts) == whole.value.low


def _actor(m: Mention) -> str | None:
    return m.value.scope.actor if isinstance(m.value, FigureValue) else None


def _between(side: Side, one: Value, two: Value) -> str:
    start, end = sorted((one, two), key=lambda v: v.start)
    return side.text[start.end - side.offset : end.start - side.offset]


def slip(one: FigureValue, two: FigureValue) -> bool:
    """Whether one of two numbers has its scale twice, or its mark of thousands read as one of decimals."""
    low, high = sorted((float(one.low), float(two.low)))
    digits = ["".join(filter(str.isdigit, v.text)) for v in (one, two)]
    if high == low * 1000 and digits[0] == digits[1]:
        return True  # 1,596 million, 1.596 million
    if any(_THOUSANDS.search(v.text) for v in (one, two)) and low and abs(high / low / 1000 - 1) < SAME:
        return True  # 2,804.130; 2.8 million
    return low >= min(SLIPS) and any(abs(high / low / factor - 1) < SAME for factor in SLIPS)


def other_ordinal(a: Side, b: Side) -> bool:
    """Whether the two sides number one noun differently: the third batch, the second batch."""
    mine, theirs = dict(a.ordinals), dict(b.ordinals)
    other = ((noun, number) for noun, number in mine.items() if theirs.get(noun, number) != number)
    return any(not (_has(b, number) or _has(a, theirs[noun])) for noun, number in other)


def _has(side: Side, ordinal: int) -> bool:
    """Whether a side has an ordinal's number too ("its fourteenth title", "title 14"); small ones meet by chance."""
    return ordinal > CHANCE and float(ordinal) in side.numbers
