"""What a number expression is worth: the entry ``number`` or ``ordinal`` of a token of kind ``#``."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FEW", "SCALE_NAMES", "VAGUE", "Quantity", "tidy"]

VAGUE = {
    "tens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2_000, 9_999),
    "tens_of_thousands": (20_000, 99_999),
    "hundreds_of_thousands": (200_000, 999_999),
    "millions": (2_000_000, 9_999_999),
    "tens_of_millions": (20_000_000, 99_999_999),
    "hundreds_of_millions": (200_000_000, 999_999_999),
    "billions": (2_000_000_000, 9_999_999_999),
    "tens_of_billions": (20_000_000_000, 99_999_999_999),
    "hundreds_of_billions": (200_000_000_000, 999_999_999_999),
}
"""What a vague plural stands for: from twice its unit to below the next named one."""
FEW = (3, 9)
"""What "a few" stands for: Arabic dictionaries give بضع as three to nine."""
SCALE_NAMES = {100: "hundreds", 1_000: "thousands", 1_000_000: "millions", 1_000_000_000: "billions"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """The value of a number expression."""

    low: int | float
    high: int | float | None
    """Inclusive; equal to ``low`` for a plain number, None where open."""
    ordinal: bool = False
    literal: bool = False
    """Written in digits alone ("2014", not "ألفين" or "2 مليون")."""
    modifier: str = "exact"
    """exact, the vague plural that it is (tens, hundreds, thousands …), few, or more_than ("twenty-odd")."""
    proclitics: tuple[str, ...] = ()
    """Particles joined before the first word."""
    opened: bool = False
    """Whether "and" is the first of them."""
    definite: bool = False
    """Whether the article of the language is among them."""
    by: bool = False
    """Whether the last before the article is the one that measures a difference ("after it *by* two days")."""
    weak: bool = False
    """A lone word for one, which is a pronoun or an adjective as often as a count."""


def tidy(value: float) -> int | float:
    """``value`` without the noise of binary fractions; a whole number as int."""
    if isinstance(value, int):
        return value
    rounded = float(f"{value:.14g}")
    return int(rounded) if rounded.is_integer() else rounded
