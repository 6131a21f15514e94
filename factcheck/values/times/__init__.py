"""What date expressions mean before a day of publication is known: small nodes that resolve in a context.

Rules build the nodes; nothing here knows a word of any language.
"""

from factcheck.values.times.absolute import CalendarDate, Named
from factcheck.values.times.base import Context, Node
from factcheck.values.times.edges import Edge, Rest, SameDay, Third
from factcheck.values.times.holidays import Holiday, HolidayWeekend
from factcheck.values.times.parts import After, Back, Half, Nth, Numbered, Part, WeekOf, Within
from factcheck.values.times.relative import (
    Ahead,
    Duration,
    Moved,
    Recent,
    SameUnit,
    SetOf,
    Shift,
    SpanFrom,
    ToDate,
    Weekday,
)
from factcheck.values.times.told import Age, Anchored, Clock, DayPart, Reference, Trailing

__all__ = [
    "After",
    "Age",
    "Ahead",
    "Anchored",
    "Back",
    "CalendarDate",
    "Clock",
    "Context",
    "DayPart",
    "Duration",
    "Edge",
    "Half",
    "Holiday",
    "HolidayWeekend",
    "Moved",
    "Named",
    "Node",
    "Nth",
    "Numbered",
    "Part",
    "Recent",
    "Reference",
    "Rest",
    "SameDay",
    "SameUnit",
    "SetOf",
    "Shift",
    "SpanFrom",
    "Third",
    "ToDate",
    "Trailing",
    "WeekOf",
    "Weekday",
    "Within",
]
