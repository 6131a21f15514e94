"""What date expressions mean before a day of publication is known: small nodes that resolve in a context.

Rules build the nodes; nothing here knows a word of any language.
"""

from factcheck.values.times.absolute import CalendarDate, Holiday, Named
from factcheck.values.times.base import Context, Node
from factcheck.values.times.edges import Edge, Rest
from factcheck.values.times.parts import After, Back, Half, Nth, Numbered, Part, WeekOf, Within
from factcheck.values.times.relative import Ahead, Duration, Moved, Recent, SetOf, Shift, SpanFrom, Weekday

__all__ = [
    "After",
    "Ahead",
    "Back",
    "CalendarDate",
    "Context",
    "Duration",
    "Edge",
    "Half",
    "Holiday",
    "Moved",
    "Named",
    "Node",
    "Nth",
    "Numbered",
    "Part",
    "Recent",
    "Rest",
    "SetOf",
    "Shift",
    "SpanFrom",
    "WeekOf",
    "Weekday",
    "Within",
]
