"""What a rule made: a node with its role and modifier, and the token that stands for it in later stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from factcheck.text.tokens import Token
from factcheck.values.times import (
    Age,
    Anchored,
    CalendarDate,
    Clock,
    DayPart,
    Duration,
    Edge,
    Half,
    Holiday,
    Named,
    Node,
    Nth,
    Numbered,
    Part,
    Recent,
    Reference,
    SetOf,
    Shift,
    Weekday,
    Within,
)

__all__ = ["Made", "Piece", "TimeToken", "kinds"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One end of a range: its own date with its own place."""

    made: Made
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Made:
    """A node with what the words around it add."""

    node: Node | None
    """None: read, and found to be no date (a name, an idiom)."""
    role: str = "on"
    mod: str | None = None
    weak: bool = False
    """A date only if a later rule takes it up (a month that is also a verb)."""
    pieces: tuple[Piece, ...] = ()
    """The two ends of a range."""


class TimeToken(Token):
    """A token that stands for a date expression; ``first`` and ``last`` are its tokens in the reading."""

    __slots__ = ("first", "joined", "last", "made")

    def __init__(self, made: Made, first: int, last: int, parts: list[Token], joined: frozenset[str]) -> None:
        """``joined``: what the particles of its first word do ("and", "to")."""
        entries: dict[str, Any] = dict.fromkeys(kinds(made), made)
        if entries and "and" in joined:
            entries["and_time"] = made
        if entries and "to" in joined:
            entries["to_time"] = made
        if "by" in joined and "time_length" in entries:
            entries["by_time"] = made
        super().__init__("", parts[0].start, parts[-1].end, "t", parts[0].space, entries)
        self.first, self.last, self.made, self.joined = first, last, made, joined


def kinds(made: Made) -> tuple[str, ...]:
    """The categories under which later rules find it."""
    node = made.node
    if made.pieces:
        return ("time_range",)
    if node is None:
        return ()
    if isinstance(node, Numbered):
        return ("time_numbered",)
    if isinstance(node, (Age, Reference)):
        return ("time_told",)
    if isinstance(node, Clock):
        return ("time_clock",)
    if isinstance(node, DayPart):
        return ("time", "time_day_part")
    if isinstance(node, Anchored) and isinstance(node.inner, Shift):
        node = node.inner
    names = ["time"]
    if isinstance(node, CalendarDate):
        if node.day is not None:
            names.append("time_day")
        elif node.month is not None:
            names.append("time_month")
        elif node.year is not None:
            names.append("time_year")
        if node.year is None and node.shift is None:
            names.append("time_open")
            names.append("time_open_day" if node.day is not None else "time_name")
        if node.hijri:
            names.append("time_hijri")
    elif isinstance(node, Weekday):
        names += ["time_weekday"] + (["time_weekday_bare"] if node.shift is None and node.weeks is None else [])
    elif isinstance(node, Duration):
        names.append("time_length")
        if node.amount.parts[0][1] is None:
            names.append("time_vague_length")
    elif isinstance(node, Shift):
        names += ["time_week"] if node.unit == "week" else []
        names += [f"time_{node.unit}_shift", "time_shift"]
    elif isinstance(node, (Holiday, Named)):
        names.append("time_named")
        if node.year is None and node.shift is None:
            names.append("time_open")
        if isinstance(node, Holiday):
            names.append("time_holiday")
        elif node.what == "century":
            names.append("time_century")
    elif isinstance(node, Edge) and node.base is None:
        return ("time_edge",)
    elif isinstance(node, Recent):
        names.append("time_recent")
    elif isinstance(node, (Part, Half)):
        names.append("time_part")
    elif isinstance(node, Within):
        names += [n for n in kinds(Made(node.inner)) if n in ("time_day", "time_month", "time_weekday")]
    elif isinstance(node, Nth):
        names.append("time_day" if node.weekday is not None or node.unit == "day" else "time_nth")
    elif isinstance(node, SetOf):
        return ("time_set",)
    if made.role == "on" and made.mod is None:
        names.append("time_plain")
    return tuple(names)
