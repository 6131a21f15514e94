"""What a date expression is resolved in, and how a candidate is chosen where the text leaves the year open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from factcheck.values.calendars import Period

__all__ = ["Context", "Node", "choose"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a relative expression is resolved from."""

    published: date | None
    week_start: int
    toward: str = ""
    """Direction of the tense around it: past, future or nothing."""
    settle: str = ""
    """What settles a direction that tense leaves open: past, future or nothing."""
    window: Period | None = None
    """The larger period that the expression is a part of ("in January of last year")."""
    sure: bool = False
    """A verb right beside the date tells the direction: more than a hint."""
    anchor: Period | None = None
    """The last date that the text has named, from which a story counts on ("two days later")."""


class Node(Protocol):
    """A date expression; ``resolve`` gives None where it names nothing real (31 February)."""

    def resolve(self, context: Context) -> Period | None:
        """Days and TIMEX3 value in ``context``; a period without days where the context does not suffice."""


_LEANING, _HINT_PAST, _HINT_FUTURE = 3, 6, 12


def choose(candidates: list[Period], context: Context, shift: int | None, monthly: bool = True) -> Period | None:
    """The candidate that fits an explicit shift, the tense, or else the nearest with a leaning to the past.

    ``monthly``: towards the future, the month that has begun is still this year's, and so are its days.
    """
    today = context.published
    dated = [(p, p.first, p.last) for p in candidates if p.first and p.last]
    settle = context.settle if not context.toward else ""
    if settle == "future" and shift is None and monthly:
        today = today and today.replace(day=1)
    if today is None or not dated:
        return None
    before = [p for p, first, last in dated if (last < today if shift == -1 else first <= today)]
    after = [p for p, first, last in dated if (first > today if shift == 1 else last >= today)]
    toward = {-1: "past", 1: "future", 2: "future"}.get(shift or 0) or settle
    if context.sure and shift is None and context.toward:
        toward = context.toward
    if shift == 0:
        now = [p for p in before if p in after] or [p for p, first, _ in dated if first.year == today.year]
        coming = bool(after) and "future" in (context.toward, settle)
        over = bool(now) and now[0].grain == "day" and now[0] not in after
        if coming and over and now[0].first and now[0].first.month != today.month:
            return after[0]  # "this Easter", said of what is to come; "3 March of the current" is over on the 18th
        return now[0] if now else None
    if shift == 2:
        later = [p for p in after if p.first and p.first > today]
        return later[1] if len(later) > 1 else None
    if shift in (-1, 1) and not (before if shift < 0 else after):
        return None  # the next is of a year that no table knows
    if toward == "past":
        return before[-1] if before else after[0]
    if toward == "future":
        return after[0] if after else before[-1]
    if not before or not after:
        return (before or after)[-1 if before else 0]
    back, ahead = before[-1], after[0]
    assert back.last is not None
    assert ahead.first is not None
    to_come, gone = (ahead.first - today).days, (today - back.last).days
    # The tense around a date is a strong hint, no proof ("said on Monday that the talks of September …"); without one,
    # news tells of the past: what lies ahead is meant only where it is several times as near.
    if context.toward == "future":
        return back if gone * _HINT_FUTURE < to_come else ahead
    return ahead if to_come * (_HINT_PAST if context.toward == "past" else _LEANING) < gone else back
