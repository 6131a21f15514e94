"""What tells whether two values speak of the same thing: gates that set a pair aside, and signals that a model weighs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from factcheck.languages.stems import stems
from factcheck.values.masking import mask
from factcheck.values.model import DateValue, FigureValue, Value
from factcheck.values.units import compatible_units, currency_of

__all__ = ["Side", "gate", "signals"]

Weight = Callable[[str], float]
"""How much a stem tells, for example its inverse document frequency in the index."""

_NEAR = 55
"""Characters around a value that are its neighbourhood: about a clause of Arabic news."""
_HUMAN = frozenset(("people", "personnel", "killed", "wounded", "missing", "captured", "displaced", "casualties"))
_EVENTS_OF_PEOPLE = {"killed": "killed", "wounded": "wounded", "captured": "captured", "displacement": "displaced"}
_MOVING = frozenset(("percent", "percent_point"))


@dataclass(frozen=True)
class Side:
    """One statement as the comparison sees it; value offsets are of ``text``."""

    text: str
    values: tuple[Value, ...]
    published: date | None = None
    outlet: str | None = None
    language: str = "ar"
    modality: str = "asserted"
    weight: Weight = field(default=lambda stem: 1.0, compare=False)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the statement without its values."""
        return frozenset(stems(mask(self.text, self.values)))

    def near(self, value: Value) -> frozenset[str]:
        """Stems around a value, other values left out."""
        start, end = max(0, value.start - _NEAR), min(len(self.text), value.end + _NEAR)
        start = self.text.rfind(" ", 0, start) + 1 if start else 0
        stop = self.text.find(" ", end)
        end = stop if stop >= 0 else len(self.text)
        inside = [v for v in self.values if v.start >= start and v.end <= end]
        return frozenset(stems(mask(self.text[start:end], inside, start)))


def _share(one: frozenset[str], two: frozenset[str], weight: Weight) -> float:
    """Weighted overlap as a share of the smaller set."""
    if not one or not two:
        return 0.0
    shared = sum(weight(s) for s in one & two)
    smaller = min(sum(weight(s) for s in one), sum(weight(s) for s in two))
    return shared / smaller if smaller else 0.0


def human_kind(figure: FigureValue) -> str | None:
    """What happened to the people counted: killed, wounded …, "" where nothing is said, None where no people are."""
    if figure.unit not in _HUMAN:
        return None
    if figure.unit in ("killed", "wounded", "missing", "captured", "displaced", "casualties"):
        return figure.unit
    return _EVENTS_OF_PEOPLE.get(figure.scope.event or "", "")


def gate(one: Value, two: Value) -> str | None:
    """Why the two cannot be the same quantity or date (a reason of DESIGN, section 3), or None."""
    if one.kind != two.kind:
        return "other_unit"
    if isinstance(one, FigureValue) and isinstance(two, FigureValue):
        return _figure_gate(one, two)
    if isinstance(one, DateValue) and isinstance(two, DateValue):
        return _date_gate(one, two)
    return "other_unit"


def _figure_gate(one: FigureValue, two: FigureValue) -> str | None:
    kind1, kind2 = human_kind(one), human_kind(two)
    if kind1 is not None and kind2 is not None:
        if kind1 != kind2:
            return "other_event" if kind1 and kind2 else "other_scope"
    elif not compatible_units(one.unit, two.unit):
        return "other_unit"
    place = _places(one.scope.place, two.scope.place)
    if place:
        return place
    if one.scope.actor and two.scope.actor and one.scope.actor != two.scope.actor:
        return "other_scope"
    if bool(one.scope.part_of) != bool(two.scope.part_of):
        return "part_of_whole"
    event1, event2 = one.scope.event, two.scope.event
    if event1 and event2 and event1 != event2:
        return "other_event"
    return None


def _places(one: str | None, two: str | None) -> str | None:
    if not one or not two or one == two:
        return None
    country1, _, town1 = one.partition(":")
    country2, _, town2 = two.partition(":")
    if country1 != country2 or (town1 and town2):
        return "other_place"
    return None


def _date_gate(one: DateValue, two: DateValue) -> str | None:
    if one.timex.split()[0] != two.timex.split()[0]:
        return "other_unit"
    deadline1, deadline2 = one.role in ("by", "until"), two.role in ("by", "until")
    if deadline1 != deadline2 or (one.role == "since") != (two.role == "since"):
        return "other_event"
    if one.mod in ("BEFORE", "AFTER") and one.mod != two.mod:
        return "other_event"
    if two.mod in ("BEFORE", "AFTER") and one.mod != two.mod:
        return "other_event"
    return None


def signals(one: Side, v1: Value, two: Side, v2: Value, cosine: float | None = None) -> dict[str, float]:
    """The signals of a pair that no gate sets aside, each 0…1, the same for both orders."""
    weight = one.weight
    near1, near2 = one.near(v1), two.near(v2)
    found = {
        "statement": _share(one.stems, two.stems, weight),
        "near": _share(near1, near2, weight),
        "crossed": max(_share(near1, two.stems, weight), _share(near2, one.stems, weight)),
        "shared": min(1.0, len(one.stems & two.stems) / 8),
        "days": _days(one.published, two.published),
        "cosine": 0.0 if cosine is None or cosine != cosine else max(0.0, (cosine - 0.8) * 5),
    }
    if isinstance(v1, FigureValue) and isinstance(v2, FigureValue):
        found["same_unit"] = float(v1.unit == v2.unit)
        found["same_event"] = float(bool(v1.scope.event) and v1.scope.event == v2.scope.event)
        found["same_place"] = float(bool(v1.scope.place) and v1.scope.place == v2.scope.place)
        found["moving"] = float(v1.unit in _MOVING or currency_of(v1.unit) is not None)
        found["rivals"] = 1.0 - 1.0 / max(1, _alike(one.values, v1), _alike(two.values, v2))
        found["counted"] = float(v1.unit.startswith("count:"))
        found["small"] = float((v1.high or v1.low) < 10 or (v2.high or v2.low) < 10)
    elif isinstance(v1, DateValue) and isinstance(v2, DateValue):
        found["same_role"] = float(v1.role == v2.role and v1.role != "on")
        found["length"] = float(v1.timex.startswith(("DURATION", "SET")))
        found["grain"] = float(len(v1.timex) == len(v2.timex))
        found["rivals"] = 1.0 - 1.0 / max(1, _dated(one.values), _dated(two.values))
    return found


def _alike(values: Sequence[Value], value: FigureValue) -> int:
    return sum(isinstance(v, FigureValue) and v.unit == value.unit for v in values)


def _dated(values: Sequence[Value]) -> int:
    return sum(isinstance(v, DateValue) for v in values)


def _days(one: date | None, two: date | None) -> float:
    if one is None or two is None:
        return 0.5
    return 1.0 / (1.0 + abs((one - two).days) / 2)
