"""What tables cannot say of French: the numbers from seventy on, plurals by rule."""

from __future__ import annotations

from factcheck.languages.lexicon import Lexicon

__all__ = ["extend"]

_TEENS = ("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix - sept", "dix - huit", "dix - neuf")
_UNITS = ("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")


def extend(lexicon: Lexicon) -> None:
    """Add 70 to 79 and 81 to 99, with and without hyphens, and the plurals of counted nouns."""
    for base, first in ((60, "soixante"), (80, "quatre - vingt"), (80, "quatre vingt")):
        for number, teen in enumerate(_TEENS, 10):
            for joint in (" - ", " "):
                lexicon.add("cardinal", str(base + number), first + joint + teen)
    for number, unit in enumerate(_UNITS, 1):
        for first in ("quatre - vingt", "quatre vingt"):
            for joint in (" - ", " "):
                lexicon.add("cardinal", str(80 + number), first + joint + unit)
    for joint in (" et ", " - et - "):
        lexicon.add("cardinal", "71", f"soixante{joint}onze")
    for unit_name, noun in lexicon.forms("singular"):
        lexicon.add("noun", unit_name, noun)
        lexicon.add("noun", unit_name, noun if noun.endswith(("s", "x", "z")) else noun + "s")
