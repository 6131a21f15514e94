"""Arabic number words of every inflection, generated: numbers to 999 billion with their value.

The generator is a grammar of its own (Wright, "A Grammar of the Arabic Language", part first, §§318-329) and shares no
code or table with the reader. Axes: gender of the counted noun, case, construct state, one of the spellings of hundred,
hundreds in one word or two, "and" joined or apart, the order of thousands, and diacritics.
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
_SCALES = (
    (10**9, "مليار", ("مليارا", "مليارات")),
    (10**6, "مليون", ("مليونا", "ملايين")),
    (10**3, "ألف", ("ألفا", "آلاف")),
)


@dataclass(frozen=True)
class Style:
    """One way to write numbers."""

    nominative: bool
    feminine: bool
    hundred: str
    fused: bool
    apart: bool
    """"و" as a word of its own."""
    bare: bool
    """No hamza on alef, as hurried writers have it."""
    tanwin: bool


def _style(rng: random.Random) -> Style:
    return Style(
        nominative=rng.random() < 0.5,
        feminine=rng.random() < 0.5,
        hundred=rng.choice(("مئة", "مائة")),
        fused=rng.random() < 0.7,
        apart=rng.random() < 0.2,
        bare=rng.random() < 0.2,
        tanwin=rng.random() < 0.3,
    )


def _small(n: int, s: Style, feminine: bool) -> str:
    """1 to 99; ``feminine``: the gender of the counted noun."""
    case = "ان" if s.nominative else "ين"
    if n == 1:
        return "واحدة" if feminine else "واحد"
    if n == 2:
        return ("اثنت" if feminine else "اثن") + case
    if n < 10:
        return _UNITS[n][feminine]
    if n == 10:
        return "عشر" if feminine else "عشرة"
    ten = "عشرة" if feminine else "عشر"
    if n == 11:
        return ("إحدى " if feminine else "أحد ") + ten
    if n == 12:
        return (("اثنت" if feminine else "اثن") + ("ا " if s.nominative else "ي ")) + ten
    if n < 20:
        unit = _UNITS[n - 10][feminine]
        return f"{unit} {ten}"
    tens = _TENS[n // 10] + ("ون" if s.nominative else "ين")
    unit = n % 10
    if unit == 0:
        return tens
    first = ("إحدى" if feminine else "واحد") if unit == 1 else _small(unit, s, feminine)
    return f"{first}{_and(s)}{tens}"


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
        unit = "ثمان" if hundreds == 8 and s.fused else _UNITS[hundreds][1]
        parts.append(unit + ("" if s.fused else " ") + s.hundred)
    if rest:
        parts.append(_small(rest, s, feminine))
    return _and(s).join(parts)


def spell(n: int, s: Style) -> str:
    """``n`` in words."""
    if n == 0:
        return "صفر"
    parts = []
    for scale, singular, (accusative, plural) in _SCALES:
        count, n = divmod(n, scale)
        if not count:
            continue
        if count == 1:
            parts.append(singular)
        elif count == 2:
            parts.append(singular + ("ان" if s.nominative else "ين"))
        else:
            ending = count % 100
            noun = plural if 3 <= ending <= 10 else singular
            if 11 <= ending <= 99:
                noun = accusative + ("\u064b" if s.tanwin else "")
            parts.append(f"{_below_thousand(count, s, False, True)} {noun}")
    if n:
        parts.append(_below_thousand(n, s, s.feminine, False))
    text = _and(s).join(parts)
    return text.translate(str.maketrans("أإآ", "ااا")) if s.bare else text


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
