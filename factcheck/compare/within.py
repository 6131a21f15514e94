"""What an article says against itself: weekdays, percentages, periods, and one sentence against another.

Only what is wrong on its face is noted: an editor checks these by hand, and each is shown with the values it is about.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from factcheck.compare.judge import judge
from factcheck.compare.lattice import factor
from factcheck.compare.model import threshold
from factcheck.compare.names import shared_words
from factcheck.compare.reasons import note_reason
from factcheck.compare.relate import relate_figures
from factcheck.compare.side import Mention, Side
from factcheck.compare.wordlists import word_list
from factcheck.results import Claim, Note
from factcheck.text.view import fold
from factcheck.values import DateValue, FigureValue
from factcheck.values.reading import read

__all__ = ["notes"]

ACQUAINTED = 2
"""Names that two sentences of an article share before they are held against each other."""
ALIKE = 0.5
"""Overlap of words (Dice) from which one shared name is enough."""
TOLERANCE = 1
"""Days by which a period may differ from its dates: the last day is counted, or not."""
POINTS = 1.0
"""Percentage points by which a change may differ from its numbers: newsrooms round both."""
SHARE = 0.1
"""… and as a share of the change."""
BESIDE = 60
"""Characters between two numbers that are set against each other."""
_DAYS = {"D": 1, "W": 7}


def notes(claims: Sequence[Claim], sides: Sequence[Side]) -> tuple[Note, ...]:
    """The notes of an article, in order of place; ``sides[i]`` is ``claims[i]`` read."""
    found: list[Note] = []
    for claim, side in zip(claims, sides, strict=True):
        names = {id(m): f"{claim.id}.v{i}" for i, m in enumerate(side.mentions, 1)}
        found += _weekdays(side, names)
        found += _changes(side, names)
        found += _periods(side, names)
    found += _sentences(claims, sides)
    return tuple(found)


def _weekdays(side: Side, names: Mapping[int, str]) -> Iterator[Note]:
    for mention in side.mentions:
        value = mention.value
        if isinstance(value, DateValue) and value.note in ("weekday_mismatch", "calendar_mismatch"):
            kind = "weekday" if value.note == "weekday_mismatch" else "calendar"
            yield Note(kind, (names[id(mention)],), note_reason(kind, side.language, one=value.text))


def _exact(mention: Mention) -> bool:
    value = mention.value
    return isinstance(value, FigureValue) and value.low == value.high and value.modifier == "exact"


def _changes(side: Side, names: Mapping[int, str]) -> Iterator[Note]:
    """A rise or fall in percent that is not that of the only two numbers beside it."""
    exact = [m for m in side.mentions if _exact(m)]
    shares = [m for m in exact if isinstance(m.value, FigureValue) and m.value.unit == "percent"]
    rest = [m for m in exact if m not in shares]
    figures = [m for m in side.mentions if isinstance(m.value, FigureValue)]
    if len(shares) != 1 or len(rest) != 2 or len(figures) != 3:
        return
    share, (x, y) = shares[0].value, (m.value for m in rest)
    assert isinstance(share, FigureValue)
    assert isinstance(x, FigureValue)
    assert isinstance(y, FigureValue)
    if x.unit != y.unit or not x.low or not y.low or x.low == y.low or not _moves(side):
        return
    between = side.text[x.end - side.offset : y.start - side.offset]
    if side.market or len(between) > BESIDE or not word_list(side.language, "compared").search(fold(between)):
        return
    low, high = sorted((float(x.low) * factor(x.unit), float(y.low) * factor(y.unit)))
    told = float(share.low)
    meant = ((high - low) / low * 100, (high - low) / high * 100)
    if high / low > 3 or any(abs(told - m) <= max(POINTS, SHARE * m) for m in meant):
        return
    reason = note_reason("change", side.language, one=share.text, two=x.text, three=y.text, number=f"{meant[0]:.1f}")
    yield Note("arithmetic", (names[id(shares[0])], *(names[id(m)] for m in rest)), reason)


def _moves(side: Side) -> bool:
    """Whether the sentence tells of a rise or a fall."""
    return any("trend" in token.entries for token in read(side.text, side.language).tokens)


def _periods(side: Side, names: Mapping[int, str]) -> Iterator[Note]:
    """A length that is not that of the only two days between which it lies."""
    dates = [(m, m.value) for m in side.mentions if isinstance(m.value, DateValue)]
    starts = [(m, v) for m, v in dates if v.role == "from" and v.earliest and v.earliest == v.latest]
    ends = [(m, v) for m, v in dates if v.role == "until" and v.latest and v.earliest == v.latest]
    lengths = [(m, v) for m, v in dates if v.timex.startswith("DURATION P") and v.timex[-1] in _DAYS and v.mod is None]
    if len(starts) != 1 or len(ends) != 1 or len(lengths) != 1 or not lengths[0][1].timex[10:-1].isdigit():
        return
    (first, one), (last, two), (length, told) = starts[0], ends[0], lengths[0]
    assert one.earliest
    assert two.latest
    days = (two.latest - one.earliest).days + 1
    said = int(told.timex[10:-1]) * _DAYS[told.timex[-1]]
    if days > 0 and abs(days - said) > TOLERANCE and told.role == "on":
        reason = note_reason("period", side.language, one=told.text, two=one.text, three=two.text, number=str(days))
        yield Note("arithmetic", (names[id(length)], names[id(first)], names[id(last)]), reason)


def _sentences(claims: Sequence[Claim], sides: Sequence[Side]) -> Iterator[Note]:
    """Two sentences of the article that contradict each other."""
    for (i, a), (j, b) in itertools.combinations(enumerate(sides), 2):
        if len(a.names & b.names) < ACQUAINTED and (not a.names & b.names or shared_words(a, b).dice < ALIKE):
            continue
        for one in judge(a, b)[0]:
            if one.relation != "contradicts" or one.confidence < threshold("contradicts"):
                continue
            x, y = one.pair.a, one.pair.b
            if x.sums or y.sums or not _one_thing(x, y) or _updates(x, y):
                continue
            ids = f"{claims[i].id}.v{a.mentions.index(x) + 1}", f"{claims[j].id}.v{b.mentions.index(y) + 1}"
            yield Note("itself", ids, note_reason("itself", a.language, one=x.value.text, two=y.value.text))


def _one_thing(x: Mention, y: Mention) -> bool:
    """Whether two values of one article are tolls in one state or deadlines: other quantities differ by their parts."""
    if x.counts is not None and y.counts is not None:
        return x.counts.state is not None and x.counts.state == y.counts.state
    return isinstance(x.value, DateValue) and isinstance(y.value, DateValue) and x.value.role == y.value.role == "by"


def _updates(x: Mention, y: Mention) -> bool:
    """Whether one of two figures is said to be more than another, as where an article tells how a toll rose."""
    one, two = x.value, y.value
    if not isinstance(one, FigureValue) or not isinstance(two, FigureValue):
        return False
    return (
        x.change or y.change or "rise" in (one.scope.event, two.scope.event) or relate_figures(one, two).how == "bound"
    )
