"""Units and their lattice: which units count the same kind of thing.

The set is documented in docs/units.md; the words that name a unit are tables of the language packs.
"""

from __future__ import annotations

__all__ = ["PERSONS", "compatible_units", "currency_of", "supertypes"]

PERSONS = frozenset(("people", "personnel", "killed", "wounded", "missing", "captured", "displaced", "casualties"))
_SUPER = {
    "personnel": ("people",),
    "killed": ("casualties", "people"),
    "wounded": ("casualties", "people"),
    "missing": ("people",),
    "captured": ("people",),
    "displaced": ("people",),
    "casualties": ("people",),
}
# Names of money that several countries share: what the outlet's country would settle.
_SHARED_MONEY = {
    "rial": ("SAR", "QAR", "OMR", "YER", "IRR"),
    "dinar": ("KWD", "BHD", "JOD", "IQD", "LYD", "TND", "DZD"),
    "dirham": ("AED", "MAD"),
    "pound": ("EGP", "GBP", "SDG", "SYP", "LBP"),
    "lira": ("TRY", "LBP", "SYP"),
}


def supertypes(unit: str) -> tuple[str, ...]:
    """The units that count everything that ``unit`` counts, nearest first."""
    return _SUPER.get(unit, ())


def currency_of(unit: str) -> str | None:
    """The currency of a money unit, None for any other."""
    return unit[6:] if unit.startswith("money:") else None


def compatible_units(one: str, two: str) -> bool:
    """Whether quantities of the two units can be the same quantity."""
    if one == two or two in supertypes(one) or one in supertypes(two):
        return True
    first, second = currency_of(one), currency_of(two)
    if first is not None and second is not None:
        return second in _SHARED_MONEY.get(first, ()) or first in _SHARED_MONEY.get(second, ())
    return False
