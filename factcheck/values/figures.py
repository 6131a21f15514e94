"""Figures: numbers that count or measure something, with hedge, unit and scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.languages.lexicon import Entry
from factcheck.text.tokens import Token
from factcheck.values.ambiguous import settle_units
from factcheck.values.bounds import Draft, bounded, hedge_after, hedge_measure, hundredths
from factcheck.values.counted import NOTHING, find_unit
from factcheck.values.joining import below_zero, joined
from factcheck.values.measures import dual, fraction, halves, lone, one_and_a_half, unglued, written_fraction
from factcheck.values.model import FigureValue
from factcheck.values.naming import names_something
from factcheck.values.numbers import Quantity
from factcheck.values.particles import Particles, particles
from factcheck.values.reading import Reading
from factcheck.values.scope import dead_and_hurt, scope_of
from factcheck.values.shares import SHARES, share
from factcheck.values.units import settled_money

__all__ = ["find_figures"]

_EVENT_UNITS = frozenset(("killed", "wounded", "captured", "missing", "displaced", "casualties"))
"""Units that say what happened."""


def find_figures(reading: Reading, taken: Sequence[tuple[int, int]]) -> list[FigureValue]:
    """Figures of a reading in order; ``taken`` are the token ranges that dates use."""
    used: set[int] = set()
    for first, end in taken:
        used.update(range(first, end))
    p, decimal_dot = particles(reading.pack), bool(reading.pack.settings.get("decimal_dot", True))
    tokens = unglued(reading.tokens, decimal_dot)
    found: list[Draft] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if i in used or not token.entries:
            i += 1
            continue
        numbered = token.kind in "#n"
        shared = p.plurals and (token.kind == "#" or not SHARES.isdisjoint(token.entries))
        figure = share(tokens, i, p) if shared else None
        if figure is not None:
            numbered = True
        elif token.kind == "n":
            figure = written_fraction(tokens, i, decimal_dot)
        elif token.kind == "#" and "number" in token.entries:
            figure = written_fraction(tokens, i, decimal_dot) or _number(tokens, i, used, found, p)
        elif "dual" in token.entries or "dual_measure" in token.entries:
            figure = dual(tokens, i, p)
        elif "fraction" in token.entries or token.kind == "#":
            figure = fraction(tokens, i, p)
        elif "measure" in token.entries or "currency" in token.entries:
            figure = one_and_a_half(tokens, i, p) or lone(tokens, i)
        if figure is not None:
            if not numbered:
                hedge_measure(tokens, figure)
            found.append(figure)
            i = max(figure.end, i + 1)
        else:
            i += 1
    found = settle_units(tokens, found, reading.pack)
    for figure in found:
        below_zero(tokens, figure)
        if figure.unit in _EVENT_UNITS and (stop := dead_and_hurt(tokens, figure.end, p)):
            figure.end, figure.unit = stop, "casualties"
    return _finished(reading, tokens, joined(tokens, found, p), p)


def _number(tokens: list[Token], i: int, used: set[int], before: list[Draft], p: Particles) -> Draft | None:
    if names_something(tokens, i, p):
        return None
    figure = bounded(tokens, i, p)
    find_unit(tokens, figure, i, used, before, p)
    if figure.unit in ("", NOTHING) or (p.article and _wholly(tokens, i, figure)):
        return None
    hundredths(tokens, figure, p)
    halves(tokens, figure, p)
    hedge_after(tokens, figure)
    return None if _single(tokens[i].entries["number"], figure, tokens, i, p) else figure


_RATE_BACK = 3
"""Tokens before a share in which it is called one."""


def _wholly(tokens: list[Token], i: int, figure: Draft) -> bool:
    """ "Hundred per cent Arab", in words and with no share named before: an emphasis, in Arabic."""
    quantity: Quantity = tokens[i].entries["number"]
    emphatic = figure.unit == "percent" and quantity.low == 100 and not quantity.literal and figure.first == i
    return emphatic and not any("rate" in t.entries for t in tokens[max(0, i - _RATE_BACK) : i])


def _single(quantity: Quantity, figure: Draft, tokens: list[Token], i: int, p: Particles) -> bool:
    """A lone "one" in words is rarely a count: "واحد من", "one of"; after its unit it is ("طن واحد")."""
    if figure.unit_at == i - 1 and figure.first < i:
        return False
    return (
        quantity.low == quantity.high == 1
        and not quantity.literal
        and tokens[i].text.isalpha()
        and (
            figure.unit_at < 0
            or figure.unit.startswith("count:")
            or (bool(p.article) and tokens[figure.unit_at].text.startswith(p.article))  # "and one of the activists"
            or (i + 1 < len(tokens) and "of" in tokens[i + 1].entries)
        )
    )


def _finished(reading: Reading, tokens: list[Token], found: list[Draft], p: Particles) -> list[FigureValue]:
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
                start += p.lead(entry.proclitics)
        while start and _opened(reading.view.text, start, end):
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
        scope = replace(scope_of(tokens, raw.first, raw.end, p), part_of=_taken_from(reading, tokens, raw))
        if raw.unit in _EVENT_UNITS:
            scope = replace(scope, event=raw.unit)
        of_them = raw.end < len(tokens) and "of_them" in tokens[raw.end].entries
        if number and (of_them or any("among" in t.entries for t in tokens[max(0, raw.first - 2) : raw.first])):
            whole = next((f for f in reversed(figures) if f.low >= (raw.low or 0)), None)
            if whole is not None:
                if (
                    whole.scope.event is None and scope.event is not None
                ):  # "297 people, 37 foreigners of them, were held"
                    at = figures.index(whole)
                    figures[at] = whole = replace(whole, scope=replace(whole.scope, event=scope.event))
                scope = replace(scope, part_of=whole.text, event=whole.scope.event or scope.event)
        elif number and _joined_part(tokens, found[number - 1], raw, figures[-1], p):
            scope = replace(scope, part_of=figures[-1].scope.part_of)  # "among them 25 children and 15 women"
        figures.append(replace(figure, scope=scope))
    return _settled(reading, tokens, figures)


def _taken_from(reading: Reading, tokens: list[Token], raw: Draft) -> str | None:
    """ "six of eight strikes": the whole that a figure names itself."""
    for j in range(raw.first + 1, raw.end - 2):
        if "of" in tokens[j].entries and "number" in tokens[j - 1].entries and "number" in tokens[j + 1].entries:
            begin, stop = reading.view.span(tokens[j + 1].start, tokens[raw.end - 1].end)
            return reading.view.original[begin:stop]
    return None


def _joined_part(tokens: list[Token], last: Draft, raw: Draft, before: FigureValue, p: Particles) -> bool:
    """Whether a figure is joined by "and" alone to one that is named a part."""
    if before.scope.part_of is None or raw.first - last.end > 1:
        return False
    opening = tokens[raw.first].entries
    joined = any(p.opened(e.proclitics) for e in opening.values() if hasattr(e, "proclitics"))
    return joined if raw.first == last.end else "and" in tokens[last.end].entries


def _opened(text: str, start: int, end: int) -> bool:
    """Whether a bracket or quotation mark right before closes inside."""
    inside = text[start:end]
    if text[start - 1] == " ":
        return start > 1 and text[start - 2] == "(" and ")" in inside and "(" not in inside
    return (text[start - 1] == "(" and ")" in inside and "(" not in inside) or (
        text[start - 1] == '"' and inside.count('"') == 1
    )


def _settled(reading: Reading, tokens: Sequence[Token], figures: list[FigureValue]) -> list[FigureValue]:
    """The figures, with the country of a "rial" or a "pound" that the text or the habits of the language tell."""
    if not any(f.unit.startswith("money:") and f.unit.islower() for f in figures):
        return figures
    names = [t.entries[c].value for t in tokens for c in ("place", "nationality") if c in t.entries]
    countries = {str(name).split(":")[0] for name in names}
    units = {f.unit for f in figures}
    usual = reading.pack.settings.get("money", {})
    return [replace(f, unit=settled_money(f.unit, countries, units, usual)) for f in figures]
