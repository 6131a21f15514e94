"""When two values are of: the days beside figures, the days between reports, counts that go on."""

from __future__ import annotations

from factcheck.compare.side import Mention, Side
from factcheck.compare.wordlists import word_list
from factcheck.text.view import fold
from factcheck.values import DateValue, FigureValue

__all__ = [
    "BATTLES",
    "DAYS",
    "SHORT",
    "apart",
    "bulletins",
    "forecasts",
    "has_weekday",
    "is_bulletin",
    "is_human",
    "length",
    "one_occasion",
    "one_period",
    "other_days",
    "past_days",
    "same_day",
    "under_way",
]

DAYS = 3
"""Days between two reports after which a count of things that are no people is taken to be of another occasion."""
SHORT = 7
"""Days of an interval up to which a day earlier or later is the same time told from another day of publication."""
BATTLES = 1
"""Days between two reports from which fighting that goes on every day has another toll."""


def is_human(x: Mention) -> bool:
    """Whether a figure counts people, in whatever state."""
    return x.counts is not None and (x.counts.state is not None or x.counts.subject in ("people", "personnel"))


def length(value: DateValue) -> int:
    """Days of a date's interval; 1 where it has none."""
    return (value.latest - value.earliest).days + 1 if value.earliest and value.latest else 1


def apart(a: Side, b: Side) -> int:
    """Days between the reports."""
    return abs((a.published - b.published).days) if a.published and b.published else 0


def one_occasion(x: Mention, y: Mention) -> bool:
    """Whether both figures stand with a date of some days, and the same one."""
    return any((d[1] - d[0]).days < SHORT and d in y.days for d in x.days)


def bulletins(a: Side, b: Side) -> bool:
    """Whether both sides are bulletins that one office gives every day in the same words, with other numbers."""
    return is_bulletin(a) and is_bulletin(b)


def is_bulletin(side: Side) -> bool:
    """Whether a statement counts what was in the last hours, or what an office has done that day."""
    return bool(word_list(side.language, "bulletin").search(fold(side.text)))


def forecasts(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether two dates to come stand by two numbers of one unit: points of a forecast ("8 bn by 2030")."""
    one, two = _beside(x, a), _beside(y, b)
    return one is not None and two is not None and one.unit == two.unit and one.low != two.low


def _beside(x: Mention, side: Side) -> FigureValue | None:
    """The exact figure that stands nearest to a date."""
    figures = (m.value for m in side.mentions if isinstance(m.value, FigureValue) and m.value.low == m.value.high)
    return min(figures, key=lambda v: max(v.start - x.value.end, x.value.start - v.end), default=None)


def other_days(x: Mention, y: Mention) -> bool:
    """Whether the dates beside two figures are of different times."""
    if not x.days or not y.days:
        return False
    for p in x.days:
        for q in y.days:
            short = max((p[1] - p[0]).days, (q[1] - q[0]).days) <= SHORT
            if (max(p[0], q[0]) - min(p[1], q[1])).days <= (1 if short else 0):
                return False
    return True


def past_days(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether both dates count back from one day of publication ("yesterday", "the day before yesterday").

    "Today" is left out: what a page says at night of today, a printed page says of yesterday.
    """
    if a.published is None or a.published != b.published:
        return False
    return all(
        isinstance(m.value, DateValue)
        and not (m.explicit or m.weekday)
        and m.value.latest is not None
        and m.value.latest < a.published
        for m in (x, y)
    )


def under_way(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether a count that goes on (applicants served, offenders caught) has grown or begun anew since."""
    one, two = x.value, y.value
    assert isinstance(one, FigureValue)
    assert isinstance(two, FigureValue)
    if not a.published or not b.published or a.published == b.published:
        return False
    if any(d in y.days and d[1] < min(a.published, b.published) for d in x.days if (d[1] - d[0]).days > SHORT):
        return False  # of last year: it does not go on
    grown = (one.low < two.low) == (a.published < b.published)
    if not (is_human(x) and is_human(y)):
        return False
    states = {m.counts.state for m in (x, y) if m.counts}
    if states == {"captured"}:
        return apart(a, b) > BATTLES
    return states == {None} and grown and not (one.scope.event and one.scope.event == two.scope.event)


def has_weekday(side: Side, x: Mention) -> bool:
    """Whether a side names the weekday of a date too, in whatever week."""
    day = _weekday(x)
    return day is not None and any(_weekday(m) == day for m in side.mentions)


def _weekday(x: Mention) -> int | None:
    return x.value.earliest.weekday() if x.weekday and isinstance(x.value, DateValue) and x.value.earliest else None


def one_period(x: Mention, y: Mention) -> bool:
    """Whether two dated quantities may be of one period: the first half of a year is not its first quarter."""
    long_x = [d for d in x.days if (d[1] - d[0]).days > SHORT]
    long_y = [d for d in y.days if (d[1] - d[0]).days > SHORT]
    return not long_x or not long_y or any(d in long_y for d in long_x)


def same_day(x: Mention, y: Mention, a: Side, b: Side) -> bool:
    """Whether two counts that begin anew every day are of one day, by their dates or by the days of publication."""
    if x.days and y.days:
        return any(p == q for p in x.days for q in y.days)
    return a.published is not None and a.published == b.published
