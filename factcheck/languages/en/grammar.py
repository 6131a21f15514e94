"""What tables cannot say of English: plurals, fractions and compounds by rule."""

from __future__ import annotations

from factcheck.languages.lexicon import Lexicon

__all__ = ["extend", "plural", "singular"]


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


_IRREGULAR = {
    **{"men": "man", "women": "woman", "children": "child", "people": "people", "feet": "foot", "teeth": "tooth"},
    **{"geese": "goose", "mice": "mouse", "oxen": "ox", "lice": "louse", "media": "media", "data": "data"},
    **{"criteria": "criterion", "phenomena": "phenomenon", "bacteria": "bacterium", "strata": "stratum"},
    **{"lives": "life", "wives": "wife", "knives": "knife", "leaves": "leaf", "halves": "half", "wolves": "wolf"},
    **{"shelves": "shelf", "thieves": "thief", "calves": "calf", "shoes": "shoe", "buses": "bus", "gases": "gas"},
    **{"crises": "crisis", "analyses": "analysis", "bases": "base", "viruses": "virus", "campuses": "campus"},
    **{"bonuses": "bonus", "series": "series", "species": "species", "headquarters": "headquarters"},
    **{
        "sheep": "sheep",
        "fish": "fish",
        "deer": "deer",
        "cattle": "cattle",
        "crew": "crew",
        "spacecraft": "spacecraft",
    },
    **{"salmon": "salmon", "offspring": "offspring", "aircraft": "aircraft", "movies": "movie", "ties": "tie"},
    **{"pies": "pie", "calories": "calorie", "cookies": "cookie", "selfies": "selfie", "zombies": "zombie"},
}
_NO_PLURAL = ("ss", "us", "is", "'s")


def plural(word: str) -> bool:
    """Whether a word may be a plural by its form."""
    if word in _IRREGULAR or word.endswith(("men", "women", "children", "people")):
        return True
    return len(word) > 2 and word.endswith("s") and not word.endswith(_NO_PLURAL)


def singular(word: str) -> str:
    """The singular of a plural: countries, country; any other word as it is."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("children"):
        return word[:-3]
    if word.endswith("men"):
        return word[:-2] + "an"
    if not plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"
