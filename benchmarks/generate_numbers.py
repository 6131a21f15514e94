"""Arabic number words of every inflection, generated: numbers to 999 billion with their value.

The generator is a grammar of its own (Wright, "A Grammar of the Arabic Language", part first, §§318-329) and shares no
code or table with the reader. Axes: gender of the counted noun, case, construct state and the noun that it is before,
spellings of hundred and eight, hundreds in one word or two, "and" joined or apart, both forms of one in compounds, two
names of the billion, vowel signs, tatweel, the article on every joined part, and the letters that hurried writers drop.
Ordinals, halves of a scale and digits beside words are in ``generate_more_numbers``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["forms"]

# feminine form (with masculine nouns), masculine form (with feminine nouns)
_UNITS = {
    3: ("ثلاثة", "ثلاث"), 4: ("أربعة", "أربع"), 5: ("خمسة", "خمس"), 6: ("ستة", "ست"),
    7: ("سبعة", "سبع"), 8: ("ثمانية", "ثماني"), 9: ("تسعة", "تسع"),
}  # fmt: skip
_TENS = {2: "عشر", 3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}
_BILLIONS = (("مليار", ("مليارا", "مليارات")), ("بليون", ("بليونا", "بلايين")))
_SMALLER = ((10**6, "مليون", ("مليونا", "ملايين")), (10**3, "ألف", ("ألفا", "آلاف")))
# singular, accusative, plural: of a masculine and a feminine noun
_NOUNS = (("كتاب", "كتابا", "كتب"), ("شجرة", "شجرة", "شجرات"))
_HURRIED = str.maketrans("أإآىة", "ااايه")
_VOWELS = "\u064e\u0650\u0652"  # fatha, kasra, sukun: none that tells a word apart


@dataclass(frozen=True)
class Style:
    """One way to write numbers."""

    nominative: bool
    feminine: bool
    hundred: str
    fused: bool
    short_eight: bool
    """ثمان for ثماني."""
    plain_one: bool
    """واحدة وعشرون for إحدى وعشرون."""
    billion: tuple[str, tuple[str, str]]
    apart: bool
    """"و" as a word of its own."""
    hurried: bool
    """No hamza on alef, no dots on ta marbuta."""
    tanwin: bool
    voweled: bool
    counted: bool
    """A noun after the number."""
    definite: bool = False
    """The article on each part that "and" joins: "the three and the twenty thousand"."""
    stretched: bool = False
    """A tatweel in each longer word."""
    marked_eight: bool = False
    """ثمانٍ for ثمان, and the tanwin before its alef."""


def _style(rng: random.Random) -> Style:
    return Style(
        nominative=rng.random() < 0.5,
        feminine=rng.random() < 0.5,
        hundred=rng.choice(("مئة", "مائة", "مئة", "مائة", "ماية")),
        fused=rng.random() < 0.7,
        short_eight=rng.random() < 0.3,
        plain_one=rng.random() < 0.3,
        billion=rng.choice(_BILLIONS),
        apart=rng.random() < 0.2,
        hurried=rng.random() < 0.2,
        tanwin=rng.random() < 0.3,
        voweled=rng.random() < 0.1,
        counted=rng.random() < 0.3,
        definite=rng.random() < 0.1,
        stretched=rng.random() < 0.05,
        marked_eight=rng.random() < 0.1,
    )


def _unit(n: int, s: Style, feminine: bool) -> str:
    if n == 8 and feminine and s.short_eight:
        return "ثمان\u064d" if s.marked_eight else "ثمان"
    return _UNITS[n][feminine]


def _small(n: int, s: Style, feminine: bool, construct: bool) -> str:
    """1 to 99; ``feminine``: the gender of the counted noun."""
    case = "ان" if s.nominative else "ين"
    if n == 1:
        return "واحدة" if feminine else "واحد"
    if n == 2:
        return ("اثنت" if feminine else "اثن") + case
    if n < 10:
        return _unit(n, s, feminine)
    if n == 10:
        return "عشر" if feminine else "عشرة"
    ten = "عشرة" if feminine else "عشر"
    if n == 11:
        return ("إحدى " if feminine else "أحد ") + ten
    if n == 12:
        return (("اثنت" if feminine else "اثن") + ("ا " if s.nominative else "ي ")) + ten
    if n < 20:
        return f"{_unit(n - 10, s, feminine)} {ten}"
    tens = _TENS[n // 10] + ("ون" if s.nominative else "ين")
    unit = n % 10
    if unit == 0:
        return tens
    one = ("واحدة" if s.plain_one else "إحدى") if feminine else "واحد"
    return f"{one if unit == 1 else _small(unit, s, feminine, construct)}{_and(s)}{tens}"


def _and(s: Style) -> str:
    return " و " if s.apart else " و"


def _below_thousand(n: int, s: Style, feminine: bool, construct: bool) -> str:
    hundreds, rest = divmod(n, 100)
    parts = []
    if hundreds == 1:
        parts.append(s.hundred)
    elif hundreds == 2:
        dual = s.hundred[:-1] + "ت" + ("ا" if s.nominative else "ي")
        parts.append(dual if construct and not rest else dual + "ن")
    elif hundreds:
        unit = "ثمان" if hundreds == 8 and (s.fused or s.short_eight) else _UNITS[hundreds][1]
        parts.append(unit + ("" if s.fused else " ") + s.hundred)
    if rest:
        parts.append(_small(rest, s, feminine, construct))
    return _and(s).join(parts)


def _noun(n: int, s: Style) -> str:
    """The noun that ``n`` counts, in the form that its last part asks for; none where it would take another."""
    if not s.counted or n < 3 or n % 100 in (1, 2):
        return ""
    singular, accusative, plural = _NOUNS[s.feminine]
    last = n % 100
    return " " + (plural if 3 <= last <= 10 else accusative if last else singular)


def spell(n: int, s: Style) -> str:
    """``n`` in words."""
    if n == 0:
        return "صفر"
    parts = []
    noun, rest = _noun(n, s), n
    for scale, singular, (accusative, plural) in ((10**9, *s.billion), *_SMALLER):
        count, rest = divmod(rest, scale)
        if not count:
            continue
        if count == 1:
            parts.append(singular)
        elif count == 2:
            open_end = "" if noun and not rest else "ن"
            parts.append(singular + ("ا" if s.nominative else "ي") + open_end)
        else:
            ending = count % 100
            form = plural if 3 <= ending <= 10 else singular
            if 11 <= ending <= 99:
                bare = bool(noun) and not rest  # before its noun a scale has no ending of its own
                form = singular if bare else _tanwin(accusative, s)
            parts.append(f"{_below_thousand(count, s, False, True)} {form}")
    if rest:
        parts.append(_below_thousand(rest, s, s.feminine, bool(noun)))
    text = _and(s).join(parts)
    if s.definite:
        text = _definite(text)
    text += noun
    if s.hurried:
        text = text.translate(_HURRIED)
    if s.stretched:
        text = " ".join(f"{w[:-2]}\u0640\u0640{w[-2:]}" if len(w) > 4 else w for w in text.split(" "))
    return _voweled(text) if s.voweled else text


def _tanwin(accusative: str, s: Style) -> str:
    """The accusative with its sign after the alef or, as calligraphers have it, before."""
    if not s.tanwin:
        return accusative
    return f"{accusative[:-1]}\u064bا" if s.marked_eight else accusative + "\u064b"


def _definite(text: str) -> str:
    """The article on the first word and on each that "and" leads."""
    words = []
    lead = True
    for word in text.split(" "):
        if word == "و":
            words.append(word)
            lead = True
            continue
        joined = word[0] == "و" and word not in ("واحد", "واحدة")
        head, rest = ("و", word[1:]) if joined else ("", word)
        words.append(f"{head}ال{rest}" if lead or joined else word)
        lead = False
    return " ".join(words)


def _voweled(text: str) -> str:
    """Signs on every second letter of the words of more than two letters."""
    words = []
    for word in text.split(" "):
        signed = "".join(c + (_VOWELS[i % 3] if i % 2 == 0 and i < len(word) - 1 else "") for i, c in enumerate(word))
        words.append(signed if len(word) > 2 and "\u064b" not in word else word)
    return " ".join(words)


def forms(count: int, seed: int = 1) -> Iterator[tuple[str, int]]:
    """``count`` different forms with their value: all numbers to 1,099 first, then of every length to 999 billion."""
    rng = random.Random(seed)
    seen: set[str] = set()
    n = 0
    while len(seen) < count:
        if n < 1100:
            value, n = n, n + 1
        elif rng.random() < 0.4:  # round numbers, as the news has them
            value = rng.randrange(1, 1000) * 10 ** rng.randrange(0, 9) + rng.choice((0, 0, rng.randrange(1000)))
        else:
            value = rng.randrange(10 ** rng.randrange(3, 12))
        text = spell(min(value, 999_999_999_999), _style(rng))
        if text not in seen:
            seen.add(text)
            yield text, min(value, 999_999_999_999)
