"""Date expressions: TIMEX3 value, modifier, interval and role, of what the stages of a pack have read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from unicodedata import combining

from factcheck.text.tokens import Token
from factcheck.values.calendars import Period
from factcheck.values.datecounts import counts, rated
from factcheck.values.dateforms import Made, Piece, TimeToken
from factcheck.values.datestages import grammar_of, islands, run_stages
from factcheck.values.model import DateValue
from factcheck.values.nowadays import Nowadays
from factcheck.values.reading import Reading
from factcheck.values.standing import standing_years
from factcheck.values.tense import Tense
from factcheck.values.times import (
    Ahead,
    CalendarDate,
    Context,
    DayPart,
    Moved,
    Node,
    Part,
    Weekday,
)

__all__ = ["find_dates"]


def find_dates(reading: Reading, published: date | None, prefer: str = "tense") -> list[tuple[DateValue, int, int]]:
    """Dates of a reading in order, each with the range of tokens that it takes (first, end).

    ``prefer``: past or future settles what the tense leaves open; "tense" leaves it to the habits of news.
    """
    grammar = grammar_of(reading.pack)
    tense, nowadays = Tense(reading), Nowadays(reading)
    settle = "" if prefer == "tense" else prefer
    plurals = reading.pack.grammar if hasattr(reading.pack.grammar, "plural") else None
    anchor: tuple[int, Period] | None = None
    found: list[tuple[DateValue, int, int]] = []
    for first, end in islands(reading.tokens, grammar.words, grammar.article):
        for expression in run_stages(reading.tokens, first, end, grammar.stages):
            since: date | None = None
            for made, start, stop, low, high in _ends(expression):
                if made.node is None or (made.weak and not _alone(reading.tokens, low, high)):
                    continue
                if counts(made, reading.tokens, high, plurals) or nowadays.means(low, high):
                    continue
                made = rated(made, reading.tokens, low, plurals)
                toward, sure = tense.at(low)
                ahead = made.role in _AHEAD and not (toward and made.role == "until") and not expression.made.pieces
                ahead = ahead and not (made.role == "by" and _weekly(made.node) and tense.reached(low - 1))
                if ahead and not (toward != "future" and published is not None and _just_ended(made, published)):
                    toward, sure = "future", made.role == "by" and not toward  # "by December", "until January"
                if made.role == "from" and toward == "future" and _under_way(expression.made.pieces, published):
                    toward, sure = "past", True  # "will be open from May to September", said in July
                if made.role == "since":
                    toward, sure = "past", True  # what has lasted since then has begun
                if made.mod == "BEFORE" and not toward and isinstance(made.node, CalendarDate):
                    toward = "future"  # "unless it is signed before December"
                if (
                    not toward
                    and (isinstance(made.node, Ahead) or (isinstance(made.node, Moved) and made.node.sign > 0))
                    and tense.prefixes
                    and _told(reading.tokens, low, high)
                ):
                    toward = "" if tense.imperfect(low) else "past"
                if isinstance(made.node, Moved) and made.node.plain and (tense.superlative(low) or tense.perfect(low)):
                    toward = "past"  # "the first strike in more than a decade"
                single = isinstance(made.node, Moved) and made.node.plain and made.node.amount.parts[0][1] == 1
                if single and not toward and not settle and _told(reading.tokens, low, high):
                    toward = "past"  # "it eats its weight in a day"
                named = anchor[1] if anchor is not None and low - anchor[0] <= _ANCHORED else None
                context = Context(published, reading.pack.week_start, toward, settle, anchor=named, sure=sure)
                if found and found[-1][2] == low and _and_weekday(made, reading.tokens[low]):
                    since = found[-1][0].earliest  # "Monday and Tuesday"
                period = _not_before(since, made, context)
                if period is not None and period.timex.endswith("Y") and _aged(reading.tokens, low, found):
                    period = replace(period, note="age")
                since = period.first if period is not None and made.role == "from" else None
                if period is not None:
                    found.append((_value(reading, made, period, start, stop), low, high))
                    if period.first is not None and period.kind in ("DATE", "TIME"):
                        anchor = high, period
    taken = {i for _, low, high in found for i in range(low, high)}
    for i, year in standing_years(reading, taken):
        token = reading.tokens[i]
        made = Made(CalendarDate(year))
        period = _not_before(None, made, Context(published, reading.pack.week_start))
        if period is not None:
            found.append((_value(reading, made, period, token.start, token.end), i, i + 1))
    return sorted(found, key=lambda f: f[1])


def _under_way(pieces: Sequence[Piece], published: date | None) -> bool:
    """Whether a range of months or days of no year has begun and not ended on the day of publication."""
    ends = [p.made.node for p in pieces if isinstance(p.made.node, CalendarDate) and p.made.node.month]
    if published is None or len(ends) != len(pieces) or len(ends) != 2:
        return False
    if any(n.year is not None or n.shift is not None or n.hijri for n in ends):
        return False
    low, high = ((n.month, n.day or edge) for n, edge in zip(ends, (0, 99), strict=True))
    today = (published.month, published.day)
    return low <= today <= high if low <= high else not high < today < low


def _weekly(node: Node | None) -> bool:
    """A weekday, or a part of one: the last is as near as the next."""
    return isinstance(node.base if isinstance(node, (DayPart, Part)) else node, Weekday)


def _just_ended(made: Made, published: date) -> bool:
    """The end of a month some months back, with no year: what is counted "at the end of May" is over in July."""
    node = made.node
    if not isinstance(node, Part) or node.mod != "END" or not isinstance(node.base, CalendarDate):
        return False
    month = node.base.month
    return node.base.year is None and month is not None and 0 < (published.month - month) % 12 <= _REPORTED


_REPORTED = 4
"""Months after which figures of a month are still reported."""


def _and_weekday(made: Made, token: Token) -> bool:
    """The bare name of a day with "and" joined."""
    entry = token.entries.get("weekday") or token.entries.get("weekday_bare")
    return isinstance(made.node, Weekday) and made.node.shift is None and "and" in getattr(entry, "joined", ())


def _aged(tokens: Sequence[Token], low: int, found: list[tuple[DateValue, int, int]]) -> bool:
    """Whether a length told in years is an age: under a word for it, or beside another age."""
    older = found[-1][2] if found and found[-1][0].note == "age" else 0
    for i in range(low - 1, max(low - _AGED, 0) - 1, -1):
        entries = tokens[i].entries
        if "age_head" in entries or i == older - 1:
            return True
        if tokens[i].text in _STOPS or "during" in entries or "since" in entries:
            return False
    return False


_STOPS = frozenset(".,;:،؛؟!")
_AGED = 6
"""Tokens after a word for an age in which its years stand."""
_AHEAD = ("by", "until")
_ANCHORED = 120
"""Tokens after a date in which a story still counts from it."""


def _told(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Whether the expression stands in a sentence: "after two years" alone looks ahead, in a story it does not."""
    return len(tokens) > high - low + _SHORT


_SHORT = 6


def _alone(tokens: Sequence[Token], low: int, high: int) -> bool:
    """The expression is all that the text says: then even "May" is a month."""
    if len(tokens) > high - low + _SHORT:
        return False
    outside = (*tokens[:low], *tokens[high:])
    return all(t.kind in "pl" or "in_date" in t.entries for t in outside)


def _not_before(since: date | None, made: Made, context: Context) -> Period | None:
    """What a date means; the end of a range is not before its start where the year was left open."""
    assert made.node is not None
    try:
        period = made.node.resolve(context)
    except (ValueError, OverflowError):  # before year 1 or after 9999: no such day
        return None
    open_year = isinstance(made.node, CalendarDate) and made.node.year is None
    if since and period and period.last and period.last < since and (open_year or isinstance(made.node, Weekday)):
        return _not_before(None, made, replace(context, published=since, toward="future"))
    return period


def _ends(token: TimeToken) -> Iterator[tuple[Made, int, int, int, int]]:
    made = token.made
    if not made.pieces:
        yield made, token.start, token.end, token.first, token.last
        return
    for number, piece in enumerate(made.pieces):
        low, high = piece.first, piece.last
        if low < 0:
            low, high = (token.first, token.first + 1) if number == 0 else (token.last - 1, token.last)
        yield piece.made, piece.start, piece.end, low, high


def _value(reading: Reading, made: Made, period: Period, start: int, end: int) -> DateValue:
    begin, stop = reading.view.span(start, end)
    original = reading.view.original
    while stop < len(original) and (original[stop] == "\u0640" or combining(original[stop])):
        stop += 1  # tatweel and diacritics of the last letter belong to it
    return DateValue(
        text=original[begin:stop],
        start=begin,
        end=stop,
        timex=f"{period.kind} {period.timex}",
        mod=made.mod or period.mod,
        role=made.role,
        earliest=period.first,
        latest=period.last,
        note=period.note,
    )
