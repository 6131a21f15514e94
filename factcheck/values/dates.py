"""Date expressions: TIMEX3 value, modifier, interval and role.

The rules of a pack (``rules/dates*.toml``, each file one stage, in the order of their names) run over the islands of a
reading that hold words of time. A stage replaces what it reads by one token, which the next stage takes up: months and
lengths first, then dates, parts of them, ranges, and last the words that give a date its role.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from unicodedata import combining

from factcheck.errors import PackError
from factcheck.languages.pack import Pack
from factcheck.text.patterns import RuleSet
from factcheck.text.tokens import Token
from factcheck.values.calendars import Period
from factcheck.values.dateforms import PRODUCTIONS, Made, Production, Slots, TimeToken
from factcheck.values.dateparts import PREDICATES, is_core
from factcheck.values.model import DateValue
from factcheck.values.reading import Reading
from factcheck.values.standing import standing_years
from factcheck.values.tense import Tense
from factcheck.values.times import CalendarDate, Context, Moved, Weekday

__all__ = ["find_dates"]

_MADE = (
    *("time", "time_plain", "time_day", "time_month", "time_year", "time_open", "time_open_day", "time_name"),
    *("time_hijri", "time_weekday", "time_weekday_bare", "time_length", "time_vague_length", "time_shift"),
    *(
        "time_week",
        "time_part",
        "time_century",
        "time_named",
        "time_holiday",
        "time_nth",
        "time_range",
        "time_set",
        "time_recent",
        "time_edge",
        "time_told",
        "time_day_part",
    ),
    *(f"time_{u}_shift" for u in ("day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century")),
    *("time_fortnight_shift", "time_numbered", "and_time"),
)


class _Grammar:
    """The stages of a pack, compiled."""

    def __init__(self, pack: Pack) -> None:
        known = frozenset(pack.lexicon.categories | set(_MADE))
        self.stages: list[RuleSet] = []
        self.words: set[str] = set()
        for name in sorted(n for n in pack.rules if n.startswith("dates")):
            rules = pack.rules[name]
            for rule in rules:
                if rule.make not in PRODUCTIONS:
                    raise PackError(f"no production {rule.make!r}", where=f"{pack.folder}: rule {rule.name!r}")
            self.stages.append(RuleSet(rules, PREDICATES, known))
            for rule in rules:
                self.words.update(w.split("=")[0].split(":")[-1] for w in rule.pattern.replace("?", " ").split())
        self.words = {w.strip("()|") for w in self.words} & pack.lexicon.categories
        self.words |= {c for p in PREDICATES.values() for c in p.categories}


@lru_cache(maxsize=16)
def _grammar(pack: Pack) -> _Grammar:
    return _Grammar(pack)


def find_dates(reading: Reading, published: date | None, prefer: str = "tense") -> list[tuple[DateValue, int, int]]:
    """Dates of a reading in order, each with the range of tokens that it takes (first, end).

    ``prefer``: past or future settles what the tense leaves open; "tense" leaves it to the habits of news.
    """
    grammar = _grammar(reading.pack)
    tense = Tense(reading)
    settle = "" if prefer == "tense" else prefer
    anchor: tuple[int, Period] | None = None
    found: list[tuple[DateValue, int, int]] = []
    for first, end in _islands(reading.tokens, grammar.words):
        for expression in _read(reading.tokens, first, end, grammar.stages):
            since: date | None = None
            for made, start, stop, low, high in _ends(expression):
                if made.node is None or (made.weak and not _alone(reading.tokens, low, high)):
                    continue
                if _counts(made, reading.tokens, high):
                    continue
                toward, sure = tense.at(low)
                if (
                    not toward
                    and isinstance(made.node, Moved)
                    and made.node.sign > 0
                    and tense.prefixes
                    and _told(reading.tokens, low, high)
                ):
                    toward = "" if tense.imperfect(low) else "past"
                named = anchor[1] if anchor is not None and low - anchor[0] <= _ANCHORED else None
                context = Context(published, reading.pack.week_start, toward, settle, anchor=named, sure=sure)
                period = _not_before(since, made, context)
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


_ANCHORED = 60
"""Tokens after a date in which a story still counts from it."""


def _told(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Whether the expression stands in a sentence: "after two years" alone looks ahead, in a story it does not."""
    return len(tokens) > high - low + _SHORT


_COUNTED = frozenset(("measure", "currency", "percent", "symbol", "noun"))


def _counts(made: Made, tokens: Sequence[Token], high: int) -> bool:
    """Two numbers with a dash that count what follows: "10-20 dollars" is no day in October."""
    if high >= len(tokens) or tokens[high - 1].kind not in "#n" or tokens[high - 2].text != "-":
        return False
    open_year = isinstance(made.node, CalendarDate) and made.node.year is None
    return open_year and not _COUNTED.isdisjoint(tokens[high].entries)


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


def _islands(tokens: Sequence[Token], words: set[str]) -> Iterator[tuple[int, int]]:
    """Runs of tokens that rules know, with at least one that speaks of time by itself."""
    start, core = -1, False
    for i, token in enumerate(tokens):
        entries = token.entries
        if token.kind == "n" and not entries and token.text.count(".") == 2:
            entries = token.entries = {"dotted": token.text}
        if entries and not words.isdisjoint(entries):
            if start < 0:
                start, core = i, False
            core = core or is_core(token, tokens, i)
        elif start >= 0:
            if core:
                yield start, i
            start = -1
    if start >= 0 and core:
        yield start, len(tokens)


def _read(tokens: Sequence[Token], first: int, end: int, stages: Sequence[RuleSet]) -> list[TimeToken]:
    """What the stages make of ``tokens[first:end]``."""
    line: list[Token] = list(tokens[first:end])
    places = [(i, i + 1) for i in range(first, end)]
    for stage in stages:
        line, places = _run(stage, line, places)
    return [t for t in line if isinstance(t, TimeToken)]


def _run(stage: RuleSet, line: list[Token], places: list[tuple[int, int]]) -> tuple[list[Token], list[tuple[int, int]]]:
    out: list[Token] = []
    where: list[tuple[int, int]] = []
    i = 0
    while i < len(line):
        if line[i].entries:
            made = _first(stage, line, i)
            if made is not None:
                value, low, high, hidden = made
                out.extend(line[i:low])
                where.extend(places[i:low])
                span = (places[low][0], places[high - 1][1])
                out.append(_joined(value, line[low:high], span, hidden))
                where.append(span)
                i = high
                continue
        out.append(line[i])
        where.append(places[i])
        i += 1
    return out, where


def _first(stage: RuleSet, line: list[Token], i: int) -> tuple[Made, int, int, bool] | None:
    """The longest match that makes something, with the tokens that it takes.

    Slots named _… are its surroundings; a first token named __… is taken, but stays outside of the span.
    """
    for match in stage.at(line, i):
        production: Production = PRODUCTIONS[match.rule.make]
        result = production(Slots(match))
        if result is None:
            continue
        made = result if isinstance(result, Made) else Made(result)
        if match.rule.args.get("weak"):
            made = Made(made.node, made.role, made.mod, True, made.pieces)
        elif "role" in match.rule.args and made.role == "on":
            made = Made(made.node, str(match.rule.args["role"]), made.mod, made.weak, made.pieces)
        low, high = match.start, match.end
        around = {id(b.token) for name, b in match.slots.items() if name.startswith("_") and name[1] != "_"}
        while low < high and id(line[low]) in around:
            low += 1
        while high > low and id(line[high - 1]) in around:
            high -= 1
        if low < high:
            hidden = any(n.startswith("__") and b.token is line[low] for n, b in match.slots.items())
            return made, low, high, hidden
    return None


def _joined(made: Made, parts: list[Token], span: tuple[int, int], hidden: bool) -> TimeToken:
    lead = _particles(parts[0])
    token = TimeToken(made, span[0], span[1], parts, lead)
    if hidden and len(parts) > 1:
        token.start = parts[1].start
    elif not isinstance(parts[0], TimeToken) and parts[0].kind != "#":
        token.start += len("".join(p for p in lead if p != "ال"))
    return token


def _particles(token: Token) -> tuple[str, ...]:
    if isinstance(token, TimeToken):
        return ("و",) if "and_time" in token.entries else ()
    for entry in token.entries.values():
        found = getattr(entry, "proclitics", None)
        if found:
            return tuple(found)
    return ()
