"""What tables cannot say of English: plurals by rule."""

from __future__ import annotations

from factcheck.languages.lexicon import Lexicon

__all__ = ["extend"]


def extend(lexicon: Lexicon) -> None:
    """Add singular and plural of the counted nouns."""
    for unit, noun in lexicon.forms("singular"):
        lexicon.add("noun", unit, noun)
        lexicon.add("noun", unit, _plural(noun))


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"
