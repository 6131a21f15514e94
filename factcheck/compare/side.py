"""A statement made ready to be held against another: its values, the words around each of them, places and peoples.

Words are stems, so that the forms of one word meet; words that news of every kind shares weigh less. Places, nations,
events and nouns are also kept as the language packs name them ("place:IQ"), which is what two languages share.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from factcheck.claims import modality
from factcheck.compare.beside import and_one, explicit, feast, kinds, nouns, of_them, weekday, yearless
from factcheck.compare.lattice import Counted, counted
from factcheck.compare.scanned import BREAKS, Tokens
from factcheck.compare.surroundings import (
    another,
    bare,
    countries,
    episodes,
    localities,
    numbered,
    numbers,
    ordinals,
    several,
    source,
)
from factcheck.compare.wordlists import not_places, stem_list, word_list
from factcheck.documents import Statement
from factcheck.languages.frequency import frequency
from factcheck.languages.pack import detect
from factcheck.text.view import fold
from factcheck.values import DateValue, FigureValue, Value, as_day, extract

__all__ = ["Mention", "Side", "read_side"]

COMMON = 0.45  # what a word tells that says what a statement is about: one sentence in fifty has it, or fewer
REACH = 9  # words to each side that can say what a value is about
FADE = 5.0  # words after which a word says half as much
BEFORE = 14  # letters before a number in which a word makes it a change
BESIDE = 9  # letters before a number in which a word stands right beside it
SAID = 0.18  # weight from which a verb of saying is near: four words or one comma away
BREAK = 0.45  # what a comma between a word and the value leaves of its weight


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
    weekday: bool
    """Whether a date names a day of the week."""
    hijri: bool
    yearless: bool
    """Whether a date with a month says no year, so that its year was guessed."""
    company: bool
    """Whether a figure counts those whom somebody has with him, who is not counted."""
    of_them: bool
    """Whether a figure counts some of those who are known already: "ten of the wounded", those who left hospital."""
    change: bool
    """Whether a figure is what something rose or fell by."""
    saying: bool
    """Whether the value stands by a verb of saying: the day of the words, not of what they tell."""
    feast: bool = False
    """Whether a date is the name of a feast and nothing else: people wish each other well on it for weeks."""
    nouns: frozenset[str] = frozenset()
    """Stems of the words of a figure that are neither its number nor its hedge."""
    kinds: frozenset[str] = frozenset()
    """Kinds of people that a count of people names: "soldiers", "women"."""
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
    several: bool
    """Whether it makes one number of several accidents or attacks."""
    episodes: frozenset[float]
    """How many attacks, blasts or accidents it counts ("in three attacks")."""
    localities: frozenset[str]
    """Stems of what is named right after a word of place: "the district of …"."""
    numbers: frozenset[float]
    """Every number in it, whatever it counts."""
    bare: frozenset[float]
    """Numbers joined to a count before them, whose noun they leave out."""
    numbered: frozenset[tuple[float, str]]
    """Numbers with each of the two words right after them: (3, "moderate")."""
    ordinals: tuple[tuple[str, int], ...]
    """Nouns that it numbers ("the third batch"): stem and number."""
    names: frozenset[str]
    """Its stems that few sentences of news have, and that are no words of every accident, attack and fight."""
    told: Mapping[str, float]
    """Its words without who said it and the verbs of saying: what is told."""
    subjects: frozenset[str]
    """Stems that may say what it is about: neither common words nor those of who says it and of saying."""


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
    tokens = Tokens(text, language, values, offset)
    known = frequency(language)
    words: dict[str, float] = {}
    for found, weight in tokens.stems:
        words[found] = max(weight, words.get(found, 0.0))
    everywhere = frozenset(v for _, c, v in tokens.concepts if c == "place")
    dates = [v for v in values if isinstance(v, DateValue)]
    days = tuple((v.earliest, v.latest) for v in dates if v.earliest and v.latest)
    market, recurring = stem_list(language, "market"), stem_list(language, "recurring")
    seldom = frozenset(filter(known.names, words))
    if rare is not None and not known.counted:
        seldom = rare(words) or seldom
    subjects = frozenset(w for w in tokens.open_stems if known.tells(w) > COMMON)
    said = stem_list(language, "say") | source(text, language)
    return Side(
        text,
        offset,
        tokens.language,
        published,
        statement.outlet,
        tuple(_mention(v, tokens, everywhere, days) for v in values),
        words,
        frozenset(f"{c}:{v}" for _, c, v in tokens.concepts),
        everywhere,
        modality(text, language),
        another(tokens.all, language),
        not market.isdisjoint(words),
        not recurring.isdisjoint(words),
        several(tokens.all, language),
        episodes(values, language),
        localities(tokens.all, language),
        numbers(tokens.all, tokens.spans, [(v.start - offset, v.end - offset) for v in dates]),
        bare(tokens.all, tokens.spans, values, offset, tokens.particles),
        numbered(tokens.all, tokens.known),
        ordinals(tokens.all),
        seldom - stem_list(language, "incident"),
        {word: weight for word, weight in words.items() if word not in said},
        subjects - said,
    )


def _mention(value: Value, tokens: Tokens, everywhere: frozenset[str], days: tuple[tuple[date, date], ...]) -> Mention:
    text, language, spans = tokens.text, tokens.language, tokens.spans
    start, end = value.start - tokens.offset, value.end - tokens.offset
    first, last = _clause(text, start)
    here = [(c, v) for at, c, v in tokens.concepts if first <= at < last]
    middle = bisect_right(tokens.places, start)
    near = _near(middle, tokens)
    figure = isinstance(value, FigureValue)
    words = nouns(tokens.all, spans, start, end, tokens.known) if figure else frozenset()
    places = _places(value, frozenset(v for c, v in here if c == "place"), everywhere, not_places(language))
    return Mention(
        value,
        near,
        places,
        countries(value, tokens.joined_countries, places, not_places(language)),
        frozenset(v for c, v in here if c == "event"),
        days if figure else (),
        counted(value) if isinstance(value, FigureValue) else None,
        figure or explicit(value, tokens.all, spans, start, end, language),
        not figure and weekday(tokens.all, spans, start, end),
        not figure and bool(word_list(language, "hijri").search(fold(value.text))),
        not figure and yearless(value, tokens.all, spans, start, end),
        bool(word_list(language, "company").search(fold(text[max(0, start - BESIDE) : start]))),
        figure and of_them(text, start, first, last, language),
        bool(word_list(language, "change").search(fold(text[max(0, start - BEFORE) : start]))),
        any(near.get(verb, 0.0) >= SAID for verb in stem_list(language, "say")),
        not figure and feast(tokens.all, spans, start, end),
        words,
        kinds(tokens.all, spans, start, end, words, language) if figure else frozenset(),
        and_one(tokens.all, spans, start, end, tokens.particles) if figure else None,
    )


def _clause(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind(c, 0, at) for c in BREAKS) + 1
    ends = [e for c in BREAKS if (e := text.find(c, at)) >= 0 and not text[e - 1 : e + 2 : 2].isdigit()]
    return start, min(ends, default=len(text))


def _near(middle: int, tokens: Tokens) -> dict[str, float]:
    places, breaks = tokens.places, tokens.breaks
    here = sum(breaks[middle - 1 : middle]) if middle else 0
    near: dict[str, float] = {}
    for i in range(max(0, middle - REACH), min(len(places), middle + REACH)):
        distance = middle - i if i < middle else i - middle + 1
        crossed = abs(breaks[i] - here)
        found, weight = tokens.stems[i]
        weight *= BREAK**crossed / (1 + distance / FADE)
        near[found] = max(weight, near.get(found, 0.0))
    return near


def _places(value: Value, own: frozenset[str], everywhere: frozenset[str], nowhere: frozenset[str]) -> frozenset[str]:
    if isinstance(value, FigureValue) and value.scope.place and value.scope.place not in nowhere:
        return frozenset((value.scope.place,))
    return own or everywhere
