"""Arabic ordinals, halves of a scale, construct duals and digits beside words, generated with their value.

As in ``generate_numbers``, the grammar is Wright's (§§328-329 for the ordinals) and shares nothing with the reader.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

__all__ = ["more_forms", "ordinals"]

_FIRST = ("أول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر")
_TENS = ("عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_NOUNS = (("المركز", "الفصل", "اليوم", "العدد"), ("المرة", "الدورة", "المرتبة", "الحلقة"))
_SCALES = ((10**3, "ألف", "ألفا"), (10**6, "مليون", "مليونا"), (10**9, "مليار", "مليارا"))
_PARTS = ((0.5, "نصف"), (0.25, "ربع"))
_HURRIED = str.maketrans("أإآىة", "ااايه")


def _unit(n: int, feminine: bool) -> str:
    if n == 1:
        return "أولى" if feminine else "أول"
    return _FIRST[n - 1] + ("ة" if feminine else "")


def ordinal(n: int, feminine: bool, nominative: bool) -> str:
    """The definite ordinal of 1 to 99."""
    ending = "ون" if nominative else "ين"
    if n <= 10:
        return "ال" + _unit(n, feminine)
    tens, unit = divmod(n, 10)
    first = ("حادية" if feminine else "حادي") if unit == 1 else _unit(unit, feminine) if unit else ""
    if n < 20:
        return f"ال{first} {'عشرة' if feminine else 'عشر'}"
    ten = f"ال{_TENS[tens - 2]}{ending}"
    return f"ال{first} و{ten}" if unit else ten


def ordinals() -> Iterator[tuple[str, int]]:
    """Every ordinal from first to ninety-ninth after a noun: both genders, both cases, with hamza and without."""
    for n in range(1, 100):
        for feminine in (False, True):
            for nominative in (True, False):
                noun = _NOUNS[feminine][n % 4]
                text = f"{noun} {ordinal(n, feminine, nominative)}"
                yield text, n
                if (hurried := text.translate(_HURRIED)) != text:
                    yield hurried, n


def more_forms(seed: int = 1) -> Iterator[tuple[str, float]]:
    """Halves and quarters of a scale, hundreds of a scale in the construct, digits with scales, in random spellings."""
    rng = random.Random(seed)
    for scale, name, accusative in _SCALES:
        for part, word in _PARTS:
            for tail in (f"{word} {name}", f"{word} ال{name}", word):
                yield f"{name} و{tail}", scale * (1 + part)
                for dual in (f"{name}ان", f"{name}ين"):
                    yield f"{dual} و{tail}", scale * (2 + part)
            yield f"{word} {name}", scale * part
            yield f"ثلاثة أرباع ال{name}", scale * 0.75
        for two in ("مئتا", "مائتا", "مئتي", "مائتي"):
            yield f"{two} {name} نازح", 200 * scale
            yield f"{name} و{two} شخص", scale + 200
        for dual in (f"{name}ا", f"{name}ي"):
            yield f"{dual} شخص", 2 * scale
            yield f"نحو {dual} شخص", 2 * scale
        yield f"ال{name}ي شخص", 2 * scale
        for _ in range(40):
            number, rest = rng.randrange(11, 100), rng.randrange(1, 10) * 100
            yield f"{number} {accusative}", number * scale
            yield f"{number} {accusative} و{rest}", number * scale + rest
            yield f"{number}٫5 {name}", (number + 0.5) * scale
