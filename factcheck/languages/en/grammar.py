"""What tables cannot say of English: plurals, fractions and compounds by rule."""

from __future__ import annotations

from factcheck.languages.lexicon import Lexicon

__all__ = ["extend"]


def extend(lexicon: Lexicon) -> None:
    """Add singular and plural of the counted nouns, fractions (fifths), tens and units in one word (twentyfive)."""
    ordinals = [(int(value), form) for value, form in lexicon.forms("ordinal")]
    cardinals = [(int(value), form) for value, form in lexicon.forms("cardinal") if " " not in form]
    for value, form in ordinals:
        if value > 2:
            lexicon.add("part", str(value), form + "s")
    for tens, first in cardinals:
        if tens in range(20, 100, 10):
            for kind, units in (("cardinal", cardinals), ("ordinal", ordinals)):
                for unit, second in units:
                    if 1 <= unit <= 9:
                        lexicon.add(kind, str(tens + unit), first + second)
    for category in ("month", "month_homonym", "weekday", "season", "holiday"):
        for name, form in lexicon.forms(category):
            if not form.endswith("'s"):
                lexicon.add(category, name, form + "'s")
    for counted, noun in lexicon.forms("singular"):
        lexicon.add("noun", counted, noun)
        lexicon.add("noun", counted, _plural(noun))


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"
