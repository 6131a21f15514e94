"""Units and their lattice: which units count the same kind of thing.

The set is documented in docs/units.md; the words that name a unit are tables of the language packs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

__all__ = ["PERSONS", "compatible_units", "currency_of", "settled_money", "supertypes"]

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


def settled_money(unit: str, countries: Collection[str], others: Collection[str], usual: Mapping[str, str]) -> str:
    """Whose "rial" it is: that of another sum beside it, of the only country named that has one, else the usual one.

    ``countries`` are ISO 3166 codes, ``others`` units of the figures beside it, ``usual`` the language's own (names to
    ISO 4217). The unit itself where nothing settles it; ISO 4217 codes begin with the code of their country.
    """
    shared = _SHARED_MONEY.get(unit.removeprefix("money:"), ()) if unit.startswith("money:") else ()
    if not shared:
        return unit
    for found in ([c for c in shared if f"money:{c}" in others], [c for c in shared if c[:2] in countries]):
        if len(found) == 1:
            return f"money:{found[0]}"
    known = usual.get(unit.removeprefix("money:"))
    return f"money:{known}" if known else unit


def compatible_units(one: str, two: str) -> bool:
    """Whether quantities of the two units can be the same quantity."""
    if one == two or two in supertypes(one) or one in supertypes(two):
        return True
    first, second = currency_of(one), currency_of(two)
    if first is not None and second is not None:
        return second in _SHARED_MONEY.get(first, ()) or first in _SHARED_MONEY.get(second, ())
    return False
