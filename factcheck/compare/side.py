"""A statement made ready to be held against another: its values, the words around each of them, places and peoples.

Words are stems, so that the forms of one word meet; words that news of every kind shares weigh less. Places, nations,
events and nouns are also kept as the language packs name them ("place:IQ"), which is what two languages share.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from factcheck.claims import attribution, modality
from factcheck.compare.lattice import Counted, counted
from factcheck.documents import Statement
from factcheck.languages.frequency import Frequency, frequency
from factcheck.languages.pack import detect, load_pack
from factcheck.languages.stems import stems
from factcheck.text.tokens import Token
from factcheck.text.view import fold
from factcheck.values import DateValue, FigureValue, Value, as_day, extract
from factcheck.values.particles import Particles, particles
from factcheck.values.quantity import Quantity
from factcheck.values.reading import read

__all__ = ["Mention", "Side", "read_side", "word_list"]

COMMON = 0.45  # what a word tells that says what a statement is about: one sentence in fifty has it, or fewer
REACH = 9  # words to each side that can say what a value is about
FADE = 5.0  # words after which a word says half as much
BEFORE = 14  # letters before a number in which a word makes it a change
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SHORT_DATE = re.compile(r"^\D*\d{1,2}\s*[/-]\s*\d{1,2}\D*$")  # of either calendar
SAID = 0.18  # weight from which a verb of saying is near: four words or one comma away
BREAK = 0.45  # what a comma between a word and the value leaves of its weight
_BREAKS = frozenset("،,;؛:.!؟…\n")
NOUNS = frozenset(("noun", "singular", "dual", "two"))
"""Entries of words that say what a statement is about; others are of time, place, event, measure and grammar."""
MEASURES = frozenset(("number", "cardinal", "scale", "hedge", "function", "among", "other"))
"""Entries of words in a figure that do not say what it counts."""
HUMANS = ("people", "personnel")
_CONCEPTS = ("place", "nationality", "event", "noun")


@dataclass(frozen=True, slots=True)
class Mention:
    """One value in its surroundings."""

    value: Value
    near: Mapping[str, float]
    """Stems around the value by weight."""
    places: frozenset[str]
    """Where: its own scope, else the places of its clause, else those of the sentence."""
    countries: frozenset[str]
    """Countries named in one breath with its place: "in Cameroon and Nigeria"."""
    events: frozenset[str]
    """Classes of what happens in its clause."""
    days: tuple[tuple[date, date], ...]
    """Intervals of the dates that stand with a figure in its sentence."""
    counts: Counted | None
    """What a figure counts; None for a date."""
    explicit: bool
    """Whether a date is written with digits or a month, so that it does not hang on the day of publication."""
    hijri: bool
    change: bool
    """Whether a figure is what something rose or fell by."""
    saying: bool
    """Whether the value stands by a verb of saying: the day of the words, not of what they tell."""
    nouns: frozenset[str] = frozenset()
    """Stems of the words of a figure that are neither its number nor its hedge."""
    and_one: tuple[int, int] | None = None
    """The span of a count of people with one more joined to it ("an officer and three soldiers"), in the text."""
    sums: tuple[int, ...] = ()
    """For the sum of parts: the numbers of the mentions that it adds."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two statements."""

    text: str
    offset: int
    """Where the text begins in what the values' offsets count."""
    language: str
    published: date | None
    outlet: str | None
    mentions: tuple[Mention, ...]
    """In order of place; the values keep the offsets that they came with."""
    words: Mapping[str, float]
    concepts: frozenset[str]
    places: frozenset[str]
    modality: str
    another: bool
    """Whether it says that its event is another one ("a second attack")."""
    market: bool
    """Whether it speaks of prices and indexes, which have another value at every hour."""
    recurring: bool
    """Whether it tells of what happens every day anew in one place: clashes, shelling, air raids."""
    numbers: frozenset[float]
    """Every number in it, whatever it counts."""
    ordinals: tuple[tuple[str, int], ...]
    """Nouns that it numbers ("the third batch"): stem and number."""
    names: frozenset[str]
    """Its stems that few sentences of news have, and that are no words of every accident, attack and fight."""
    subjects: frozenset[str]
    """Stems that may say what it is about: neither common words nor those of who says it and of saying."""


@cache
def _stem_list(language: str, group: str) -> frozenset[str]:
    speech = load_pack(language).table("speech")
    table = speech.get(group, {"words": speech.get("words", {}).get(group, ())})
    plain = frequency(language).plain
    return frozenset(plain(s) for w in table.get("words", ()) for s in stems(w))


@cache
def _not_places(language: str) -> frozenset[str]:
    """Codes of towns that are named like words of every day."""
    pack = load_pack(language)
    words = pack.table("speech").get("not_places", {}).get("words", ())
    found = (pack.lexicon.look_up(fold(word)).get("place") for word in words)
    return frozenset(entry.value for entry in found if entry is not None)


@cache
def word_list(language: str, group: str) -> re.Pattern[str]:
    """The words of a table of ``speech.toml`` as a pattern over folded text."""
    words = load_pack(language).table("speech").get(group, {}).get("words", ())
    return re.compile("|".join(rf"(?<![^\W\d]){re.escape(fold(w))}(?![^\W\d])" for w in words) or r"(?!)")


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    found = stems(word)
    return found[0] if found else ""


def read_side(
    statement: Statement,
    values: Sequence[Value] | None = None,
    offset: int = 0,
    language: str | None = None,
    rare: Callable[[Iterable[str]], frozenset[str]] | None = None,
) -> Side:
    """Read a statement. ``values``: what was read of it before; their offsets count from ``offset`` before the text.

    ``rare`` tells which of some stems few passages of an index have, for languages whose words nobody has counted.
    """
    text = statement.text
    language = language or statement.language or detect(text)
    published = as_day(statement.published)
    if values is None:
        values = extract(text, published=published, language=language)
    reading = read(text, language)
    known = frequency(language)
    said = _stem_list(language, "say")
    nowhere = _not_places(language)
    starts = [v.start - offset for v in values]
    taken = [_number_end(v) - offset for v in values]
    spans = [reading.view.span(t.start, t.end)[0] for t in reading.tokens]
    joined = particles(reading.pack)
    places: list[int] = []
    stemmed: list[tuple[str, float]] = []
    open_words: list[str] = []
    breaks: list[int] = []
    broken = 0
    found: list[tuple[int, int, str, str]] = []
    for token, at in zip(reading.tokens, spans, strict=True):
        if token.kind == "l" or (token.kind == "p" and token.text in _BREAKS):
            broken += 1
            continue
        for category in _CONCEPTS:
            entry = token.entries.get(category)
            if entry is not None and not (category == "place" and entry.value in nowhere):
                found.append((at, broken, category, entry.value))
        if token.kind != "w":
            continue
        inside = bisect_right(starts, at) - 1
        if inside >= 0 and at < taken[inside]:
            continue
        for word in token.text.split():
            stem = known.plain(_stem(word))
            if stem:
                places.append(at)
                breaks.append(broken)
                stemmed.append((stem, known.tells(stem)))
                if token.entries.keys() <= NOUNS:
                    open_words.append(stem)
    together = _together(reading.tokens, joined)
    words: dict[str, float] = {}
    for stem, weight in stemmed:
        words[stem] = max(weight, words.get(stem, 0.0))
    everywhere = frozenset(v for _, _, c, v in found if c == "place")
    days = [(v.earliest, v.latest) for v in values if isinstance(v, DateValue) and v.earliest and v.latest]
    mentions = []
    for value in values:
        at = value.start - offset
        clause = _clause(text, at)
        here = [f for f in found if clause[0] <= f[0] < clause[1]]
        near = _near(at, value.end - offset, places, breaks, stemmed)
        mentions.append(
            Mention(
                value,
                near,
                _places(value, here, everywhere, nowhere),
                _countries(value, together),
                frozenset(v for a, _, c, v in found if c == "event" and clause[0] <= a < clause[1]),
                tuple(days) if isinstance(value, FigureValue) else (),
                counted(value) if isinstance(value, FigureValue) else None,
                isinstance(value, FigureValue) or _explicit(value, language),
                isinstance(value, DateValue) and bool(word_list(language, "hijri").search(fold(value.text))),
                bool(word_list(language, "change").search(fold(text[max(0, at - BEFORE) : at]))),
                any(near.get(stem, 0.0) >= SAID for stem in said),
                _nouns(reading.tokens, spans, at, value.end - offset, known) if value.kind == "figure" else frozenset(),
                _and_one(reading.tokens, spans, at, value.end - offset, joined) if value.kind == "figure" else None,
            )
        )
    market = _stem_list(language, "market")
    recurring = _stem_list(language, "recurring")
    seldom = frozenset(filter(known.names, words))
    if rare is not None and not known.counted:
        seldom = rare(words) or seldom
    return Side(
        text,
        offset,
        language,
        published,
        statement.outlet,
        tuple(mentions),
        words,
        frozenset(f"{c}:{v}" for _, _, c, v in found),
        everywhere,
        modality(text, language),
        _another(reading.tokens, language),
        any(stem in market for stem, _ in stemmed),
        any(stem in recurring for stem, _ in stemmed),
        _numbers(reading.tokens, spans, [(v.start - offset, v.end - offset) for v in values if v.kind == "date"]),
        _ordinals(reading.tokens),
        seldom - _stem_list(language, "incident"),
        frozenset(w for w in open_words if known.tells(w) > COMMON) - said - _source(text, language),
    )


def _another(tokens: Sequence[Token], language: str) -> bool:
    """Whether "another", "a second" stands by a word of what happened."""
    known, incident, another = frequency(language), _stem_list(language, "incident"), word_list(language, "another")
    for i, token in enumerate(tokens):
        if another.search(token.text):
            beside = [tokens[j] for j in (i - 1, i + 1) if 0 <= j < len(tokens) and tokens[j].kind == "w"]
            if any(known.plain(_stem(word)) in incident for t in beside for word in t.text.split()):
                return True
    return False


def _source(text: str, language: str) -> frozenset[str]:
    """Stems of who is said to have said it."""
    said = attribution(text, language)
    return frozenset(map(frequency(language).plain, stems(f"{said.source or ''} {said.via or ''}")))


def _together(tokens: Sequence[Token], joined: Particles) -> list[frozenset[str]]:
    """Countries that stand joined by "and"."""
    groups: list[frozenset[str]] = []
    last: tuple[int, str] | None = None
    for i, token in enumerate(tokens):
        entry = token.entries.get("place")
        if entry is None:
            continue
        country = entry.value.split(":")[0]
        if last is not None and country != last[1]:
            direct = i == last[0] + 1 and joined.opened(entry.proclitics)
            if direct or (i == last[0] + 2 and "and" in tokens[i - 1].entries):
                groups.append(frozenset((last[1], country)))
        last = i, country
    return groups


def _countries(value: Value, together: Sequence[frozenset[str]]) -> frozenset[str]:
    place = value.scope.place if isinstance(value, FigureValue) else None
    country = place.split(":")[0] if place else None
    if country is None:
        return next(iter(together), frozenset())
    return next((group for group in together if country in group), frozenset((country,)))


def _numbers(tokens: Sequence[Token], spans: Sequence[int], dates: Sequence[tuple[int, int]]) -> frozenset[float]:
    """The numbers that stand in no date."""
    taken = {i for start, end in dates for i in range(bisect_left(spans, start), bisect_left(spans, end))}
    read = (token.entries.get("number") for i, token in enumerate(tokens) if i not in taken)
    return frozenset(float(n.low) for n in read if isinstance(n, Quantity) and n.low == n.high)


def _ordinals(tokens: Sequence[Token]) -> tuple[tuple[str, int], ...]:
    """Nouns right before an ordinal, with its number."""
    found = []
    for noun, token in itertools.pairwise(tokens):
        ordinal = token.entries.get("ordinal")
        if isinstance(ordinal, Quantity) and ordinal.low == ordinal.high and noun.kind == "w":
            stem = _stem(noun.text.split()[-1])
            if stem:
                found.append((stem, int(ordinal.low)))
    return tuple(found)


def _and_one(
    tokens: Sequence[Token], spans: Sequence[int], start: int, end: int, joined: Particles
) -> tuple[int, int] | None:
    """The span of a count with the single person joined to it by "and", before or after it."""
    at = bisect_right(spans, start) - 1
    quantity = tokens[at].entries.get("number") if at >= 0 else None
    if at >= 2 and "and" in tokens[at - 1].entries:
        before = at - 2
    elif at >= 1 and isinstance(quantity, Quantity) and joined.opened(quantity.proclitics):
        before = at - 1
    else:
        before = -1
    entry = tokens[before].entries.get("singular") if before >= 0 else None
    if entry is not None and entry.value in HUMANS and not joined.definite(entry.proclitics):
        return spans[before] + joined.lead(entry.proclitics), end
    after = bisect_right(spans, end - 1)
    anded = after < len(tokens) and "and" in tokens[after].entries
    after += anded
    after += anded and after < len(tokens) and "article" in tokens[after].entries
    entry = tokens[after].entries.get("singular") if after < len(tokens) else None
    if entry is None or entry.value not in HUMANS or joined.definite(entry.proclitics):
        return None
    if not anded and not joined.opened(entry.proclitics):
        return None
    return start, spans[after] + len(tokens[after].text)


def _explicit(value: Value, language: str) -> bool:
    """Whether a date says its day or month itself: with a year, or digits and no word that counts from today."""
    text = fold(value.text)
    if not any(c.isdigit() for c in text) or (not any(c.isalpha() for c in text) and not _YEAR.search(text)):
        return False
    if _YEAR.search(text):
        return True
    return not (word_list(language, "counted_from").search(text) or _SHORT_DATE.search(text))


def _nouns(tokens: Sequence[Token], spans: Sequence[int], start: int, end: int, known: Frequency) -> frozenset[str]:
    found: set[str] = set()
    for i in range(max(0, bisect_right(spans, start) - 1), bisect_right(spans, end - 1)):
        if tokens[i].kind == "w" and MEASURES.isdisjoint(tokens[i].entries):
            found.update(known.plain(stem) for stem in stems(tokens[i].text))
    return frozenset(found)


def _number_end(value: Value) -> int:
    """Where the number of a figure ends: its counted noun stays among the words around it."""
    if isinstance(value, FigureValue) and " " in value.text:
        return value.start + value.text.rindex(" ")
    return value.end


def _clause(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind(c, 0, at) for c in _BREAKS) + 1
    ends = [e for c in _BREAKS if (e := text.find(c, at)) >= 0 and not text[e - 1 : e + 2 : 2].isdigit()]
    return start, min(ends, default=len(text))


def _near(
    start: int,
    end: int,
    places: Sequence[int],
    breaks: Sequence[int],
    stemmed: Sequence[tuple[str, float]],
) -> dict[str, float]:
    middle = bisect_right(places, start)
    here = sum(breaks[middle - 1 : middle]) if middle else 0
    near: dict[str, float] = {}
    for i in range(max(0, middle - REACH), min(len(places), middle + REACH)):
        distance = middle - i if i < middle else i - middle + 1
        crossed = abs(breaks[i] - here)
        stem, weight = stemmed[i]
        weight *= BREAK**crossed / (1 + distance / FADE)
        near[stem] = max(weight, near.get(stem, 0.0))
    return near


def _places(
    value: Value,
    clause: Sequence[tuple[int, int, str, str]],
    everywhere: frozenset[str],
    nowhere: frozenset[str],
) -> frozenset[str]:
    if isinstance(value, FigureValue) and value.scope.place and value.scope.place not in nowhere:
        return frozenset((value.scope.place,))
    own = frozenset(v for _, _, c, v in clause if c == "place")
    return own or everywhere
