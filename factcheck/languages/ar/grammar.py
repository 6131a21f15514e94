"""What tables cannot say of Arabic: families of forms that follow from a rule."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.languages.lexicon import Lexicon

_PERSONS = frozenset(("people", "personnel", "killed", "wounded", "captured"))

__all__ = ["dual", "extend", "looks_plural", "looks_verbal", "person_plural", "sound_plural"]

_UNITS = {
    3: ("ثلاث", "ثلاثة", "ثلث", "تلات", "تلت"),
    4: ("أربع", "أربعة", "ربع"),
    5: ("خمس", "خمسة"),
    6: ("ست", "ستة"),
    7: ("سبع", "سبعة"),
    8: ("ثمان", "ثمانية", "ثماني", "تمن", "ثمن"),
    9: ("تسع", "تسعة"),
}
_DUAL_ENDINGS = ("تان", "تين")
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")  # "اثنين من عناصره"
_NO_FEMININE = (
    "مدرس",
    "حاج",
    "رجل",
    "فرد",
    "راكب",
    "نسم",
    "شخص",
    "محاسب",
    "مرشد",
    "حكم",
    "عالم",
)  # a school is no teacher
_LONGEST_DUAL = 10  # letters: a longer word with the ending is mostly a foreign name
_SHORTEST_DUAL = 6  # letters: سنتين is shorter, and a unit of time
_SHORTEST_PLURAL = 4  # letters
_OWNED = ("تها", "ئها", "تهم", "ئهم", "تهما")  # pronouns after a feminine or a plural
_BROKEN_PLURAL = 6  # letters of عناوين, تمارين
_HUNDRED = ("مئة", "مائة", "مية", "ماية", "ميه")


def extend(lexicon: Lexicon) -> None:
    """Add what follows by rule: fused hundreds and teens, cases of scales and nouns, duals, nationalities."""
    plurals = list(lexicon.forms("noun"))
    for value, units in _UNITS.items():
        for unit in units:
            for hundred in _HUNDRED:
                lexicon.add("cardinal", str(value * 100), unit + hundred)
            for ten in ("عشر", "عشرة"):
                lexicon.add("cardinal", str(value + 10), unit + ten)
    for value_name, noun in lexicon.forms("scale"):
        if noun.endswith(("يون", "يار")):
            for ending in ("ا", "ات"):
                lexicon.add("scale", value_name, noun + ending)
            for ending in ("ان", "ين", "ي"):
                lexicon.add("scale_dual", str(2 * int(value_name)), noun + ending)
            lexicon.add("scale_dual_open", str(2 * int(value_name)), noun + "ا")
    for unit_name, noun in lexicon.forms("singular"):
        for form in _cases(noun):
            lexicon.add("noun", unit_name, form)
        for form in _duals(noun):
            lexicon.add("dual", unit_name, form)
    for unit_name, noun in lexicon.forms("human"):
        for form in _cases(noun):
            lexicon.add("noun", unit_name, form)
    for unit_name, noun in [*lexicon.forms("human"), *(f for f in lexicon.forms("singular") if f[0] == "people")]:
        for ending in ("ه", "ات"):
            if noun[-1] not in "هي" and " " not in noun and noun not in _NO_FEMININE:
                lexicon.add("noun", unit_name, noun + ending)
    for unit_name, noun in lexicon.forms("two"):
        for ending in ("ان", "ين"):
            lexicon.add("dual", unit_name, noun + ending)
    for unit_name, noun in plurals:
        if unit_name in _PERSONS and " " not in noun and noun[-1] not in "اهي":
            for pronoun in _PRONOUNS:
                if not lexicon.look_up(noun + pronoun):
                    lexicon.add("noun", unit_name, noun + pronoun)
    for unit_name, noun in [*lexicon.forms("human"), *(f for f in lexicon.forms("singular") if f[0] in _PERSONS)]:
        if " " not in noun and noun[-1] not in "اهي":
            for pronoun in _PRONOUNS:  # "اثنين من مواطنيها"
                if not lexicon.look_up(noun + "ي" + pronoun):
                    lexicon.add("noun", unit_name, noun + "ي" + pronoun)
    for unit_name, noun in [*lexicon.forms("measure"), *lexicon.forms("currency")]:
        if " " not in noun and len(noun) > 2 and not noun.endswith(("ا", "ات", "ين", "ون")):
            for form in (*_duals(noun), noun + "ين"):
                if "no_dual" not in lexicon.look_up(form):
                    lexicon.add("dual_measure", unit_name, form)
    for country, name in lexicon.forms("place"):
        if ":" not in country and " " not in name and name[-1] not in "يو":
            base = name.removeprefix("ال")
            lexicon.add("nationality", country, base.removesuffix("يا").rstrip("اه") + "ي")
    for value_name, verb in lexicon.forms("first_person"):  # أعود: سأعود, سنعود, سوف أعود
        for form in ("س" + verb, "سن" + verb[1:], "سوف " + verb, "سوف ن" + verb[1:]):
            lexicon.add("going", value_name, form)
            lexicon.add("tense", "future", form)
    for country, adjective in lexicon.forms("nationality"):
        for form in (adjective, adjective + "ه", adjective + "ون", adjective + "ين", adjective + "ات"):
            if " " not in adjective:
                lexicon.add("nationality", country, form)
        if "place" not in lexicon.look_up(adjective + "ا"):  # سوريا is a country before it is an accusative
            lexicon.add("nationality", country, adjective + "ا")


def dual(word: str, lexicon: Lexicon) -> tuple[str, tuple[str, ...]] | None:
    """The singular of a folded word that is a feminine dual (مدرسه for مدرستان and بمدرستين), and its particles.

    Feminine duals are told by their ending, but for the words of the table ``[no_dual]`` and those that the lexicon
    knows. The oblique masculine dual is spelled like the sound plural, so masculine duals are known only of nouns in a
    table. The definite dual ("المدرستان") names what was spoken of before, and counts nothing.
    """
    if word[-3:] not in _DUAL_ENDINGS or not _SHORTEST_DUAL <= len(word) <= _LONGEST_DUAL or lexicon.look_up(word):
        return None
    if looks_verbal(word) or word.endswith("ستان"):
        return None
    for proclitics, rest in lexicon.splits(word):
        if "ال" in proclitics or "no_dual" in lexicon.look_up(rest) or "no_dual" in lexicon.look_up(rest[:-3] + "ه"):
            return None
    singular = word[:-3] + "ه"
    own = lexicon.look_up(singular).get("own_letter")
    if word[0] in "وبلف" and len(word) > _SHORTEST_DUAL and (own is None or own.proclitics):
        return singular[1:], (word[0],)
    return singular, ()


def looks_plural(word: str) -> bool:
    """Whether a folded word of no table may be a plural: sound, or of the commonest broken forms (أفعال, فعول)."""
    word = word.removeprefix("ال")
    if word.endswith(("ات", "ون", "ين")):
        return len(word) > _SHORTEST_PLURAL
    if len(word) < _SHORTEST_PLURAL:
        return False
    if word[0] == "ا" and len(word) > _SHORTEST_PLURAL and (word[3] == "ا" or word[-1] == "ه"):
        return True
    return word[2] in "او" and word[-1] != "ه"


def sound_plural(word: str) -> bool:
    """Whether a folded word ends as sound plurals do."""
    return word.endswith(("ات", "ين")) and len(word) > _SHORTEST_PLURAL


def person_plural(word: str) -> bool:
    """Whether a folded plural of no table is a sound masculine one: of people, but for broken plurals like قوانين."""
    word = word.removeprefix("ال")
    broken = len(word) == _BROKEN_PLURAL and word[2] == "ا"
    return word.endswith(("ين", "ون")) and len(word) > _SHORTEST_PLURAL and not broken


def looks_verbal(word: str) -> bool:
    """Whether a folded word of no table has the form of a verb, or a pronoun at its end: never a counted noun."""
    if len(word) < _SHORTEST_PLURAL:
        return False
    imperfect = word[0] == "ي" or word.startswith("سي")
    perfect = word[-1] == "ت" and word[-2] not in "اوي"
    return imperfect or perfect or word.endswith(_OWNED)


def _cases(noun: str) -> Iterator[str]:
    """Singular, accusative, and the sound plurals of a folded noun (its first word, where it has several)."""
    first, _, rest = noun.partition(" ")
    tail = f" {rest}" if rest else ""
    yield noun
    if first.endswith("ه"):
        yield first[:-1] + "ات" + tail
    elif first.endswith("ي"):
        yield from (first + "ا" + tail, first + "ون" + tail, first + "ين" + tail)
    else:
        yield from (first + "ا" + tail, first + "ون" + tail, first + "ين" + tail)


def _duals(noun: str) -> Iterator[str]:
    """The dual of a folded noun: جنديان, طائرتان, طائرتين.

    The oblique dual of a masculine noun is spelled like its sound plural (مسلحين) and comes from the table ``[dual]``;
    the construct forms are those of other cases and left alone.
    """
    if " " in noun:
        return
    if noun.endswith("ه"):
        yield from (noun[:-1] + "تان", noun[:-1] + "تين")
    else:
        yield noun + "ان"
