"""Figures: numbers that count or measure something, with hedge, unit and scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.languages.lexicon import Entry
from factcheck.languages.stems import stems
from factcheck.text.tokens import Token
from factcheck.values.model import FigureValue
from factcheck.values.numbers import Quantity
from factcheck.values.reading import Reading
from factcheck.values.scope import clause_bounds, scope_of

__all__ = ["find_figures"]

_ARTICLE, _TO = "ال", "ل"  # joined particles of the lexicon's view; packs without them never give them
_EVENT_UNITS = frozenset(("killed", "wounded", "captured", "missing", "displaced"))  # units that say what happened
_TIME = frozenset(("timeunit", "timeunits", "timedual", "month", "hijri_month", "shift", "last", "shift_many"))
_YEARS = range(1900, 2051)  # whole numbers that are rather a year where no counted noun is known
_BACK = 6  # tokens looked back for a counted noun that stands before its number ("عدد القتلى إلى 32")
_GAP = 2  # tokens between "من" and its noun, or adjectives before a unit


class _Found:
    """A figure under construction: token range, value, and where its noun stands."""

    __slots__ = ("end", "first", "high", "low", "modifier", "start_offset", "unit", "unit_at")

    def __init__(self, first: int, end: int, low: float, high: float | None, modifier: str) -> None:
        self.first, self.end, self.low, self.high, self.modifier = first, end, low, high, modifier
        self.unit = ""
        self.unit_at = -1
        self.start_offset: int | None = None


def find_figures(reading: Reading, taken: Sequence[tuple[int, int]]) -> list[FigureValue]:
    """Figures of a reading in order; ``taken`` are the token ranges that dates use."""
    used = set()
    for first, end in taken:
        used.update(range(first, end))
    tokens = reading.tokens
    found: list[_Found] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if i in used or not token.entries:
            i += 1
            continue
        figure = None
        if token.kind == "#" and "number" in token.entries:
            figure = _number(tokens, i, used, found)
        elif "dual" in token.entries or "dual_measure" in token.entries:
            figure = _dual(tokens, i)
        elif "fraction" in token.entries:
            figure = _fraction(tokens, i)
        elif "measure" in token.entries or "currency" in token.entries:
            figure = _one_and_a_half(tokens, i)
        if figure is not None:
            found.append(figure)
            i = max(figure.end, i + 1)
        else:
            i += 1
    return _finished(reading, found)


# ---- one number


def _number(tokens: list[Token], i: int, used: set[int], before: list[_Found]) -> _Found | None:
    quantity: Quantity = tokens[i].entries["number"]
    if _names_something(tokens, i):
        return None
    first, end = i, i + 1
    low, high, modifier = quantity.low, quantity.high, quantity.modifier
    # a range: "بين 20 و30", "10 إلى 15", "10-15"
    joined = _range(tokens, i)
    if joined is not None:
        (low, high), first, end, modifier = joined[0], joined[1], joined[2], "between"
    else:
        first, low, high, modifier = _hedged(tokens, i, low, high, modifier)
    figure = _Found(first, end, low, high, modifier)
    _percent_before(tokens, figure)
    if not figure.unit:
        _noun_after(tokens, figure, used)
    if figure.unit == "-":
        return None
    if not figure.unit:
        _adjective(tokens, figure, i, quantity)
    if not figure.unit:
        _noun_before(tokens, figure, i)
    if not figure.unit:
        _ellipsis(tokens, figure, i, before)
    if not figure.unit:
        return None
    _hundredths(tokens, figure)
    _hedge_after(tokens, figure)
    if _single(quantity, figure, tokens, i):
        return None
    return figure


def _single(quantity: Quantity, figure: _Found, tokens: list[Token], i: int) -> bool:
    """A lone "one" in words is rarely a count: "واحد من", "one of"."""
    return (
        quantity.low == quantity.high == 1
        and not quantity.literal
        and tokens[i].text.isalpha()
        and (figure.unit_at < 0 or figure.unit.startswith("count:"))
    )


def _names_something(tokens: list[Token], i: int) -> bool:
    """The number names, orders or dates something: "رقم 7", "المادة 5", "3-1", "5/3"."""
    token = tokens[i]
    if i and "naming" in tokens[i - 1].entries and tokens[i - 1].kind == "w":
        return True
    if i > 1 and tokens[i - 1].text in ("(", ":", '"') and "naming" in tokens[i - 2].entries:
        return True
    nxt = tokens[i + 1] if i + 1 < len(tokens) else None
    if nxt is not None and "uncounted" in nxt.entries:
        return True
    if nxt is not None and nxt.text in ("/", ":", "-", "×", "x") and i + 2 < len(tokens):
        after = tokens[i + 2]
        if after.kind in "#n" and nxt.text != "-":
            return True
        if after.kind == "#" and nxt.text == "-" and not _is_range(token, after):
            return True
    if i > 1 and tokens[i - 1].text in ("/", ":", "-") and tokens[i - 2].kind in "#n":
        return not (tokens[i - 1].text == "-" and tokens[i - 2].kind == "#" and _is_range(tokens[i - 2], token))
    # a list number: at the start of a line, followed by a sign
    at_start = i == 0 or tokens[i - 1].kind == "l"
    if not at_start or nxt is None or nxt.kind != "p" or nxt.text not in ("-", ".", ")", "/"):
        return False
    return i + 2 >= len(tokens) or tokens[i + 2].kind not in "#n"


def _is_range(one: Token, two: Token) -> bool:
    first, second = one.entries.get("number"), two.entries.get("number")
    return bool(first and second and 0 <= first.low < second.low and second.low >= 10)


def _range(tokens: list[Token], i: int) -> tuple[tuple[float, float], int, int] | None:
    """The bounds of a range that begins at the number ``i``, with its token range."""
    n = len(tokens)
    one: Quantity = tokens[i].entries["number"]
    if i + 1 >= n:
        return None
    two_at, opened = -1, i > 0 and "between" in tokens[i - 1].entries
    nxt = tokens[i + 1]
    joined = nxt.kind == "#" and "number" in nxt.entries and nxt.entries["number"].proclitics[:1] == ("و",)
    if opened and (joined or (nxt.kind == "#" and "number" in nxt.entries)):
        two_at = i + 1
    elif (nxt.text in ("-", "و") or "to" in nxt.entries or "and" in nxt.entries) and i + 2 < n:
        after = tokens[i + 2]
        if after.kind == "#" and "number" in after.entries:
            if nxt.text == "-":
                two_at = i + 2 if _is_range(tokens[i], after) else -1
            elif "to" in nxt.entries and (i == 0 or "of" in tokens[i - 1].entries or opened):
                two_at = i + 2
            elif opened:
                two_at = i + 2
    if two_at < 0:
        return None
    two: Quantity = tokens[two_at].entries["number"]
    if two.high is None or one.high is None:
        return None
    low, high = one.low, two.high
    # "بين 3 و5 آلاف": the scale of the second counts for both
    if low < high and two.low >= 1000 and low < 1000 and not two.literal:
        scale = 10 ** (len(str(int(two.low))) - len(str(int(two.low)).rstrip("0") or "1"))
        power = max(p for p in (1, 1_000, 1_000_000, 1_000_000_000) if p <= max(scale, 1))
        low *= power
    if low > high:
        return None
    starts = i - 1 if opened or (i and "of" in tokens[i - 1].entries and "to" in nxt.entries) else i
    return (low, high), starts, two_at + 1


def _hedged(
    tokens: list[Token], i: int, low: float, high: float | None, modifier: str
) -> tuple[int, float, float | None, str]:
    """The hedge before a number, and what it makes of the bounds."""
    if i == 0 or modifier not in ("exact",):
        if i and "hedge" in tokens[i - 1].entries and tokens[i - 1].entries["hedge"].value == "about":
            return i - 1, low, high, modifier
        return i, low, high, modifier
    entry = tokens[i - 1].entries.get("hedge")
    at = i - 1
    if entry is None and tokens[i - 1].text in ("(", '"') and i > 1:
        entry, at = tokens[i - 2].entries.get("hedge"), i - 2
    if not isinstance(entry, Entry):
        return i, low, high, modifier
    bounds = _bounds(entry.value, low, high)
    return at, bounds[0], bounds[1], entry.value


def _bounds(modifier: str, low: float, high: float | None) -> tuple[float, float | None]:
    if modifier in ("at_least", "more_than"):
        return low, None
    if modifier in ("at_most", "less_than"):
        return 0, high
    return low, high


def _hedge_after(tokens: list[Token], figure: _Found) -> None:
    if figure.modifier != "exact" or figure.end >= len(tokens):
        return
    entry = tokens[figure.end].entries.get("hedge_after")
    if entry is not None:
        figure.low, figure.high = _bounds(entry.value, figure.low, figure.high)
        figure.modifier = entry.value
        figure.end += 1


def _hundredths(tokens: list[Token], figure: _Found) -> None:
    """ "20 دولارا و43 سنتا": one sum of money."""
    i = figure.end
    if not figure.unit.startswith("money:") or i + 1 >= len(tokens) or figure.high is None:
        return
    if "and" in tokens[i].entries or tokens[i].text == "و":
        i += 1
    if i + 1 < len(tokens) and tokens[i].kind == "#" and "hundredth" in tokens[i + 1].entries:
        cents = tokens[i].entries.get("number")
        if cents is not None and 0 < cents.low < 100 and "hundredth" not in tokens[figure.end - 1].entries:
            figure.low = round(figure.low + cents.low / 100, 2)
            figure.high = round(figure.high + cents.low / 100, 2)
            figure.end = i + 2


# ---- what is counted


def _percent_before(tokens: list[Token], figure: _Found) -> None:
    """ "%25" as the Arab press also writes it; a currency sign before: "$300"."""
    if figure.first == 0:
        return
    before = tokens[figure.first - 1]
    if before.text == "%" and not tokens[figure.first].space:
        figure.unit, figure.first = "percent", figure.first - 1
    elif before.kind == "p" and "currency" in before.entries:
        figure.unit, figure.first = f"money:{before.entries['currency'].value}", figure.first - 1
        figure.unit_at = figure.first


def _noun_after(tokens: list[Token], figure: _Found, used: set[int]) -> None:
    """The unit or noun right after the number, through "of" and a bracket; sets unit "-" for what is no figure."""
    i = figure.end
    n = len(tokens)
    closed = i < n and tokens[i].text in (")", '"') and figure.first > 0 and tokens[figure.first - 1].text in ("(", '"')
    if closed:
        i += 1
    if i >= n or i in used or tokens[i].kind not in "wp#":
        return
    token = tokens[i]
    if token.kind == "p" and not token.entries:
        return
    if _unit_at(tokens, i, figure):
        return
    if token.kind == "#":
        return
    if "uncounted" in token.entries:
        figure.unit = "-"
        return
    if "other" in token.entries:
        return
    if "of" in token.entries and not token.entries["of"].proclitics:
        # "12 من منسوبي القوات", "المئات من جنود": the noun after "of", when it is one that we count
        for step in range(1, _GAP + 1):
            if i + step < n and tokens[i + step].kind == "w" and _person_or_thing(tokens, i + step, figure):
                return
        if i + 1 < n and _unit_at(tokens, i + 1, figure):
            return
        if figure.modifier != "exact" and not closed and i + 1 < n and _countable(tokens[i + 1]):
            _count(tokens, figure, i + 1)
        return
    if token.kind != "w" or "function" in token.entries or token.text.startswith("و") and _after_number(token):
        return
    place = token.entries.get("place")
    if place is not None and not place.proclitics:
        return
    if not _TIME.isdisjoint(token.entries):
        figure.unit = "-"  # an age, or a length of time that the date rules left alone
        return
    if "nationality" in token.entries:
        figure.unit, figure.unit_at, figure.end = "people", i, i + 1
        return
    quantity = tokens[figure.end - 1].entries.get("number")
    if closed or not _countable(token) or not _TIME.isdisjoint(token.entries) or (quantity is not None and _no_counter(quantity, token, figure)):
        return
    _count(tokens, figure, i)


def _countable(token: Token) -> bool:
    """A word that may be a counted noun, for want of a better reading."""
    return token.kind == "w" and "function" not in token.entries and len(token.text) > 1 and not token.text.isdigit()


def _count(tokens: list[Token], figure: _Found, i: int) -> None:
    stem = next(iter(stems(tokens[i].text)), "")
    if stem:
        figure.unit, figure.unit_at, figure.end = f"count:{stem}", i, i + 1


def _no_counter(quantity: Quantity, token: Token, figure: _Found) -> bool:
    """Digits before a word that they do not count: a year before a name, "the 51st" written "الـ51"."""
    if not quantity.literal or figure.modifier != "exact":
        return False
    article = token.text.startswith(_ARTICLE)
    if quantity.low in _YEARS:
        return True
    return (article and quantity.low > 10) or (_ARTICLE in quantity.proclitics and token.text[0] == _TO)


def _after_number(token: Token) -> bool:
    """A word that a joined "and" opens: it begins something new."""
    entries = [e for e in token.entries.values() if isinstance(e, Entry)]
    return not any(e.proclitics[:1] != ("و",) for e in entries)


def _unit_at(tokens: list[Token], i: int, figure: _Found) -> bool:
    entries = tokens[i].entries
    for category, prefix in (
        ("percent_point", "percent_point"),
        ("percent", "percent"),
        ("currency", "money:"),
        ("measure", ""),
        ("noun", ""),
    ):
        entry = entries.get(category)
        if entry is None or entry.proclitics[:1] in (("و",), ("ف",), ("ب",)):
            continue
        if category in ("percent", "percent_point"):
            figure.unit = prefix
        else:
            figure.unit = f"{prefix}{entry.value}"
        figure.unit_at, figure.end = i, i + 1
        return True
    return False


def _person_or_thing(tokens: list[Token], i: int, figure: _Found) -> bool:
    entry = tokens[i].entries.get("noun")
    if entry is not None and entry.proclitics[:1] != ("و",):
        figure.unit, figure.unit_at, figure.end = entry.value, i, i + 1
        return True
    return False


def _adjective(tokens: list[Token], figure: _Found, i: int, quantity: Quantity) -> None:
    """ "الدول الخمس": a definite number word after its definite plural."""
    if quantity.literal or not i or _ARTICLE not in quantity.proclitics or figure.first != i:
        return
    before = tokens[i - 1]
    if before.kind == "w" and _ARTICLE in before.text[:4] and _countable(before) and _TIME.isdisjoint(before.entries):
        entry = before.entries.get("noun")
        stem = next(iter(stems(before.text)), "")
        figure.unit = entry.value if isinstance(entry, Entry) else f"count:{stem}" if stem else ""
        figure.end = i + 1


def _noun_before(tokens: list[Token], figure: _Found, i: int) -> None:
    """ "عدد القتلى 15", "حصيلة القتلى إلى 32": a noun before its number, right before it or under a word of counting."""
    nxt = tokens[figure.end] if figure.end < len(tokens) else None
    if nxt is not None and nxt.kind == "w" and _countable(nxt) and "other" not in nxt.entries:
        return
    low, _ = clause_bounds(tokens, i)
    first = figure.first - 1
    if first >= low and tokens[first].text in ("(", ":", '"'):
        first -= 1
    for j in range(first, max(low, first - _BACK) - 1, -1):
        entries = tokens[j].entries
        if tokens[j].kind == "#":
            return
        for category in ("noun", "currency", "measure"):
            entry = entries.get(category)
            if not isinstance(entry, Entry):
                continue
            tallied = any("tally" in t.entries for t in tokens[max(low, j - 3) : figure.first])
            if j == first or (category == "noun" and tallied):
                figure.unit = f"money:{entry.value}" if category == "currency" else entry.value
                return


def _ellipsis(tokens: list[Token], figure: _Found, i: int, before: list[_Found]) -> None:
    """ "2500 جندي في العراق و900 في سوريا": a joined bare number stands for the noun of the figure before it."""
    nxt = tokens[figure.end] if figure.end < len(tokens) else None
    others = nxt is not None and "other" in nxt.entries
    quantity: Quantity = tokens[i].entries["number"]
    opened = quantity.proclitics[:1] == ("و",) or (
        figure.first > 0 and tokens[figure.first - 1].text in ("و", "and") or _joined_hedge(tokens, figure)
    )
    part = any("among" in t.entries for t in tokens[max(0, figure.first - 2) : figure.first])
    if not before or not (opened or others or part):
        return
    low, _ = clause_bounds(tokens, i)
    last = before[-1]
    if last.first < low or last.unit in ("percent", "percent_point") and not part:
        return
    if not others and not part:
        follows = nxt is not None and ("function" in nxt.entries or nxt.kind in "pl")
        if not follows:
            return
    figure.unit, figure.unit_at = last.unit, -1
    if others:
        figure.end += 1


def _joined_hedge(tokens: list[Token], figure: _Found) -> bool:
    entry = tokens[figure.first].entries.get("hedge")
    return isinstance(entry, Entry) and entry.proclitics[:1] == ("و",)


def _dual(tokens: list[Token], i: int) -> _Found | None:
    """ "جنديان": two of the noun."""
    entries = tokens[i].entries
    entry = entries.get("dual") or entries.get("dual_measure")
    if not isinstance(entry, Entry) or "name" in entries or (i and tokens[i - 1].kind == "#"):
        return None
    if "dual_measure" in entries and "ال" in entry.proclitics:
        return None
    figure = _Found(i, i + 1, 2, 2, "exact")
    money = entry.category == "dual_measure" and ":" not in entry.value
    figure.unit, figure.unit_at = (f"money:{entry.value}" if money else entry.value), i
    figure.start_offset = sum(len(p) for p in entry.proclitics if p != "ال")
    return figure


def _measured(tokens: list[Token], i: int) -> str | None:
    """The unit of a measure or a currency at token ``i``."""
    if i >= len(tokens):
        return None
    currency, measure = tokens[i].entries.get("currency"), tokens[i].entries.get("measure")
    if isinstance(currency, Entry) and not currency.proclitics:
        return f"money:{currency.value}"
    return measure.value if isinstance(measure, Entry) and not measure.proclitics else None


def _fraction(tokens: list[Token], i: int) -> _Found | None:
    """ "نصف لتر", "half a kilometre": a fraction of one measure."""
    at = i + 1
    while at < len(tokens) and at <= i + 2 and ("of" in tokens[at].entries or "article" in tokens[at].entries):
        at += 1
    unit = _measured(tokens, at)
    entry = tokens[i].entries["fraction"]
    if unit is None or not isinstance(entry, Entry) or (i and tokens[i - 1].kind == "#"):
        return None
    share = float(entry.value)
    figure = _Found(i, at + 1, share, share, "exact")
    figure.unit, figure.unit_at = unit, at
    figure.start_offset = sum(len(p) for p in entry.proclitics if p != "ال")
    return figure


def _one_and_a_half(tokens: list[Token], i: int) -> _Found | None:
    """ "لتر ونصف": one of the measure and a fraction of it."""
    unit = _measured(tokens, i)
    at = i + 1
    if at < len(tokens) and (tokens[at].text == "و" or "and" in tokens[at].entries):
        at += 1
    if unit is None or at >= len(tokens) or (i and tokens[i - 1].kind == "#"):
        return None
    entry = tokens[at].entries.get("fraction")
    if not isinstance(entry, Entry) or not (at > i + 1 or entry.proclitics[:1] == ("و",)):
        return None
    figure = _Found(i, at + 1, 1 + float(entry.value), 1 + float(entry.value), "exact")
    figure.unit, figure.unit_at = unit, i
    return figure


# ---- spans and scope


def _finished(reading: Reading, found: list[_Found]) -> list[FigureValue]:
    tokens = reading.tokens
    figures: list[FigureValue] = []
    for number, raw in enumerate(found):
        start = tokens[raw.first].start
        end = tokens[raw.end - 1].end
        first = tokens[raw.first]
        if raw.start_offset:
            start += raw.start_offset
        elif first.kind == "w":
            entry = first.entries.get("hedge") or first.entries.get("between")
            if isinstance(entry, Entry):
                start += sum(len(p) for p in entry.proclitics if p != "ال")
        if start and reading.view.text[start - 1] == "(" and ")" in reading.view.text[start:end]:
            start -= 1  # "(100) ألف ريال": both brackets or none
        begin, stop = reading.view.span(start, end)
        figure = FigureValue(
            text=reading.view.original[begin:stop],
            start=begin,
            end=stop,
            low=raw.low,
            high=raw.high,
            unit=raw.unit,
            modifier=raw.modifier,
        )
        scope = scope_of(tokens, raw.first, raw.end)
        if raw.unit in _EVENT_UNITS:
            scope = replace(scope, event=raw.unit)
        if number and any("among" in t.entries for t in tokens[max(0, raw.first - 2) : raw.first]):
            whole = next((f for f in reversed(figures) if f.low >= (raw.low or 0)), None)
            if whole is not None:
                scope = replace(scope, part_of=whole.text, event=whole.scope.event or scope.event)
        figures.append(replace(figure, scope=scope))
    return figures
