"""What tables cannot say of Arabic: families of forms that follow from a rule."""

from __future__ import annotations

from factcheck.languages.lexicon import Lexicon

__all__ = ["extend"]

_UNITS = {
    3: ("ثلاث", "ثلاثة", "تلات", "تلت"),
    4: ("أربع", "أربعة", "ربع"),
    5: ("خمس", "خمسة"),
    6: ("ست", "ستة"),
    7: ("سبع", "سبعة"),
    8: ("ثمان", "ثمانية", "ثماني", "تمن", "ثمن"),
    9: ("تسع", "تسعة"),
}
_HUNDRED = ("مئة", "مائة", "مية", "ماية", "ميه")


def extend(lexicon: Lexicon) -> None:
    """Add the fused hundreds: ثلاثمئة, ثلاثمائة, تسعمئة … in every spelling of both parts."""
    for value, units in _UNITS.items():
        for unit in units:
            for hundred in _HUNDRED:
                lexicon.add("cardinal", str(value * 100), unit + hundred)
