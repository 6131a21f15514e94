"""Numbers that are not said exactly: dozens, hundreds of thousands, a few, some twenty and more."""

from __future__ import annotations

from typing import Union

from factcheck.values.numberlex import HUNDRED
from factcheck.values.numberordinals import Ordinals
from factcheck.values.quantity import FEW, SCALE_NAMES, VAGUE, Quantity

__all__ = ["Found", "Vague"]

Found = tuple[Union[Quantity, None], int]


class Vague(Ordinals):
    """Reads vague plurals."""

    def vague(self, i: int, proclitics: tuple[str, ...]) -> Found:
        """ "عشرات", "مئات الآلاف", "tens of thousands"."""
        name = self.tokens[i].entries["vague"].value
        end = i + 1
        j = end + 1 if self.words.entry(end, "number_of") is not None else end
        if j < len(self.tokens) and not self.words.joined(j):
            larger = self.words.entry(j, "vague")
            scale = int(self.words.value(j, "scale"))
            of = larger.value if larger is not None else SCALE_NAMES.get(scale, "")
            if f"{name}_of_{of}" in VAGUE:
                name, end = f"{name}_of_{of}", j + 1
        low, high = VAGUE[name]
        return Quantity(low, high, modifier=name, proclitics=proclitics), end

    def few(self, i: int, proclitics: tuple[str, ...]) -> Found:
        """ "بضعة", "بضعة آلاف", "بضعة عشر", "بضع وعشرون"."""
        low, high = FEW
        end = i + 1
        more = self.words.value(end, "cardinal")
        j = self.words.after_and(end)
        tens = self.words.value(j, "cardinal") if j > 0 else -1
        teens = self.habits.units_first and more == 10 and not self.words.joined(end)
        if teens or (self.habits.units_first and 20 <= tens <= 90):
            more, end = (10, end + 1) if teens else (int(tens), j + 1)
            factor, end = self.words._scales(end, 1)
            low, high = (low + more) * factor, (high + more) * factor
        elif not self.words.joined(end):
            scale = int(self.words.value(end, "scale"))
            vague = self.words.entry(end, "vague")
            hundred = self.habits.juxtapose and more == HUNDRED
            factor = (
                HUNDRED if hundred else scale if scale > 0 else VAGUE[vague.value][0] // 2 if vague is not None else 0
            )
            if factor > 0:
                low, high, end = low * factor, high * factor, end + 1
        return Quantity(low, high, modifier="few", proclitics=proclitics), end

    def some_more_first(self, i: int, proclitics: tuple[str, ...]) -> Found:
        """ "نيف وعشرون"."""
        j = self.words.after_and(i + 1)
        found = self.words.number(j) if j > 0 else None
        if found is None:
            return None, i
        return Quantity(found[0], None, modifier="more_than", proclitics=proclitics), found[1]
