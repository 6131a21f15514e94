"""Productions of the date rules: from what a rule matched to a node.

Each is named in ``rules/dates*.toml`` by ``make``. A production reads the slots that it knows and returns None where
the match cannot mean a date.
"""

from factcheck.values.dateforms import (
    away,
    counted,
    edges,
    lengths,
    named,
    parts,
    ranges,
    several,
    told,
    written,
)
from factcheck.values.dateforms.made import Made, Piece, TimeToken, kinds
from factcheck.values.dateforms.slots import PRODUCTIONS, Production, Slots

__all__ = ["PRODUCTIONS", "Made", "Piece", "Production", "Slots", "TimeToken", "kinds"]

_MODULES = (written, named, lengths, counted, away, parts, edges, ranges, several, told)
"""Imported, their productions are known."""
