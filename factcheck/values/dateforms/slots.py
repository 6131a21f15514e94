"""What productions read, and where they are known by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from factcheck.text.patterns import Binding, Match
from factcheck.values.dateforms.made import Made
from factcheck.values.times import (
    CalendarDate,
    Node,
    Shift,
)

__all__ = ["CALENDAR_UNITS", "PRODUCTIONS", "Production", "Slots", "grain", "production"]


class Slots:
    """What a rule matched, as productions read it."""

    def __init__(self, match: Match) -> None:
        self.found: Mapping[str, Binding] = match.slots
        self.args = match.rule.args

    def __contains__(self, name: str) -> bool:
        return name in self.found

    def raw(self, name: str) -> Any:
        """Value of a predicate, or the entry of a category; a constant of the rule under that name else."""
        bound = self.found.get(name)
        return self.args.get(name) if bound is None else bound.value

    def text(self, name: str) -> str | None:
        """Value of an entry as the table writes it."""
        value = self.raw(name)
        found = getattr(value, "value", value)
        return None if found is None else str(found)

    def int(self, name: str) -> int | None:
        """The same as a whole number."""
        value = self.text(name)
        return None if value is None else int(value)

    def made(self, name: str) -> Made | None:
        """A date expression made before."""
        bound = self.found.get(name)
        return bound.value if bound is not None and isinstance(bound.value, Made) else None

    def node(self, name: str) -> Any:
        """Its node."""
        made = self.made(name)
        return made.node if made else None


Production = Callable[[Slots], "Node | Made | None"]
_P = TypeVar("_P", bound=Production)

PRODUCTIONS: dict[str, Production] = {}
"""Every production by its name, as soon as its module is imported."""


def production(make: _P) -> _P:
    """Make a function known under its name."""
    PRODUCTIONS[make.__name__] = make
    return make


CALENDAR_UNITS = ("week", "month", "quarter", "year", "decade", "century")
"""Units that have a place in the calendar: "the end of the month" is one, "the end of the hour" none."""


def grain(node: Node | None) -> str:
    """The unit of a date of the calendar or one counted from now; empty for anything else."""
    if isinstance(node, CalendarDate):
        return "day" if node.day is not None else "month" if node.month is not None else "year"
    return node.unit if isinstance(node, Shift) else ""
