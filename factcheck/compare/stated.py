"""Whether a statement has what another says already, in another of its values: then it gainsays nothing."""

from __future__ import annotations

from factcheck.compare.side import COMMON, Mention, Side
from factcheck.compare.wordlists import stem_list
from factcheck.languages.frequency import frequency
from factcheck.values import FigureValue

__all__ = ["CHANCE", "better_partner", "numbers_alike", "states"]

CHANCE = 10
"""Numbers that two sentences often share by chance."""


def better_partner(x: Mention, y: Mention, other: Side) -> bool:
    """Whether the other side counts the very noun of ``x`` in another figure: nine fighters, 42 rebels; ten rebels."""
    if not x.nouns or x.nouns & y.nouns:
        return False
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
