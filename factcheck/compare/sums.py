"""Sums that a statement invites: "12 of the force and three workers" make 15, "an officer and three soldiers" four."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from factcheck.compare.lattice import counted
from factcheck.compare.side import Mention, Side
from factcheck.compare.wordlists import word_list
from factcheck.text.view import fold
from factcheck.values import FigureValue

__all__ = ["with_sums"]

REACH = 110
"""Characters between two figures that may still be added: they stand in one clause or its continuation."""
MOST = 4
"""Figures that a sum adds at most."""
HUMANS = ("people", "personnel", None)


def with_sums(side: Side) -> list[Mention]:
    """The mentions of a side, the sums of neighbouring counts, and counts with the one person named before them."""
    found = list(side.mentions)
    for run in _runs(side):
        for length in range(2, min(MOST, len(run)) + 1):
            for at in range(len(run) - length + 1):
                total = _sum(side, run[at : at + length])
                if total is not None:
                    found.append(total)
    found += [_one_more(side, i, m) for i, m in enumerate(side.mentions) if m.and_one and _countable(m)]
    return found


def _countable(mention: Mention) -> bool:
    """Whether one more person makes a number of it: an exact count of people that is no part of another."""
    value = mention.value
    assert isinstance(value, FigureValue)
    people = mention.counts is not None and mention.counts.subject in ("people", "personnel")
    return people and value.low == value.high and value.scope.part_of is None


def _runs(side: Side) -> Iterator[list[tuple[int, Mention]]]:
    """Neighbouring figures that may be added to each other."""
    figures = [(i, m) for i, m in enumerate(side.mentions) if isinstance(m.value, FigureValue)]
    run: list[tuple[int, Mention]] = figures[:1]
    for (_, x), (j, y) in itertools.pairwise(figures):
        if not _addable(side, x, y):
            yield run
            run = []
        run.append((j, y))
    yield run


def _addable(side: Side, x: Mention, y: Mention) -> bool:
    one, two = x.value, y.value
    assert isinstance(one, FigureValue)
    assert isinstance(two, FigureValue)
    if one.low != one.high or two.low != two.high or one.scope.part_of or two.scope.part_of:
        return False
    if x.counts is None or y.counts is None or two.start - one.end > REACH:
        return False
    between = side.text[one.end - side.offset : two.start - side.offset]
    if word_list(side.language, "detail").search(fold(between)):
        return False
    if x.counts.subject in HUMANS and y.counts.subject in HUMANS:
        return True
    return x.counts.subject == y.counts.subject and one.unit.startswith("count:")


def _sum(side: Side, run: list[tuple[int, Mention]]) -> Mention | None:
    values = [m.value for _, m in run if isinstance(m.value, FigureValue)]
    states = {m.counts.state for _, m in run if m.counts}
    first, last = run[0][1], values[-1]
    unit = values[0].unit
    if first.counts is not None and first.counts.subject in HUMANS:
        state = states.pop() if len(states) == 1 else "casualties"
        if state == "casualties" and not states <= {"killed", "wounded"}:
            return None
        unit = state or "people"
    total = sum(v.low for v in values)
    text = side.text[values[0].start - side.offset : last.end - side.offset]
    scope = values[0].scope
    if len({v.scope.actor for v in values}) > 1:
        scope = replace(scope, actor=None)  # 13 of theirs and four of the others are no 17 of theirs
    value = FigureValue(text, values[0].start, last.end, total, total, unit, "exact", scope)
    return replace(first, value=value, counts=counted(value), sums=tuple(i for i, _ in run))


def _one_more(side: Side, i: int, mention: Mention) -> Mention:
    value, span = mention.value, mention.and_one
    assert isinstance(value, FigureValue)
    assert span is not None
    text = side.text[slice(*span)]
    total = value.low + 1
    start, end = span[0] + side.offset, span[1] + side.offset
    summed = FigureValue(text, start, end, total, total, value.unit, "exact", value.scope)
    return replace(mention, value=summed, counts=counted(summed), sums=(i,))
