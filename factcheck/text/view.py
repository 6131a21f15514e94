"""A folded view of a text that remembers where each of its characters came from.

Rules read the view; users see the original. Folding makes one spelling of many (hamza carriers, alef maqsura, ta
marbuta, Persian letters, digit scripts, presentation forms, capital letters, quotation marks, dashes, spaces) and drops
what carries no meaning for a reader of numbers (diacritics, tatweel, direction marks, zero-width characters); entities
of HTML that a newspaper left in its text ("&quot;") are what they stand for. Sources:
Unicode UAX #15 for presentation forms (NFKC), UAX #9 for direction marks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import unescape

__all__ = ["View", "fold", "view"]

_DROPPED = (
    "\u0640"  # tatweel
    "\u200b\u200c\u200d\u2060\ufeff\u00ad"  # zero-width characters, soft hyphen
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # direction marks
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # Arabic diacritics
    "\u0300-\u036f"  # combining accents, after decomposition in the source
)
_TATWEEL = "\u0640"
_EXPANDED = "\ufb50-\ufdff\ufe70-\ufefc\ufb00-\ufb06"  # Arabic presentation forms, Latin ligatures
_SPECIAL = re.compile(f"[{_DROPPED}{_EXPANDED}]")
_DROP = re.compile(f"[{_DROPPED}]")
_OR_ENTITY = re.compile(f"[{_DROPPED}{_EXPANDED}]|&(?:quot|amp|nbsp|apos|lt|gt|#[0-9]{{1,5}}|#x[0-9a-fA-F]{{1,5}});")


def _one_to_one() -> dict[int, str]:
    table: dict[int, str] = {}
    for target, sources in {
        "ا": "أإآٱٲٳ",
        "ي": "ىیېے",
        "ك": "کڪ",
        "ه": "ةۀہەھۃ",
        "گ": "ڭ",
        " ": "\t\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
        "\n": "\u0085\u000b\u000c\u2028\u2029",
        '"': "“”„‟«»″〞〝",
        "'": "‘’‚‛ʼ",
        "-": "‐‑‒–—―−﹣－",
        "%": "٪％﹪",
        "/": "⁄∕",
    }.items():
        for source in sources:
            table[ord(source)] = target
    for code in range(0x660, 0xFF1A):  # every decimal digit of the basic plane but ASCII
        char = chr(code)
        if unicodedata.category(char) == "Nd":
            table[code] = str(unicodedata.decimal(char))
    return table


def _digits_and_letters() -> dict[int, str]:
    table = _one_to_one()
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x386, 0x530)):
        lower = chr(code).lower()
        if len(lower) == 1 and lower != chr(code):
            table[code] = lower
    return table


_TABLE = _digits_and_letters()


@dataclass(frozen=True, slots=True)
class View:
    """``text`` is the folded text; ``offsets`` maps its code points to those of ``original`` (None: the same)."""

    original: str
    text: str
    offsets: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of ``text[start:end]``; an empty span stays empty."""
        if self.offsets is None or start >= end:
            return (start, end) if self.offsets is None else (self.offsets[start], self.offsets[start])
        stop, following = self.offsets[end - 1] + 1, self.offsets[end]
        if self.original[stop - 1] == "&" and self.original[following - 1] == ";":
            stop = following  # "&quot;"
        while stop < following and unicodedata.combining(self.original[stop]):
            stop += 1  # the vowel sign on the last letter belongs to the word
        return self.offsets[start], stop


def view(text: str) -> View:
    """Fold ``text``, keeping the map back. Linear in the length of the text."""
    special = _OR_ENTITY if "&" in text else _SPECIAL
    if not special.search(text):
        return View(text, text.translate(_TABLE), None)
    chars: list[str] = []
    offsets: list[int] = []
    last = 0
    for match in special.finditer(text):
        at = match.start()
        if at > last:
            chars.append(text[last:at])
            offsets.extend(range(last, at))
        char = match.group()
        if char[0] == "&":
            meant = _DROP.sub("", unescape(char))
            chars.append(meant)
            offsets.extend([at] * len(meant))
        elif char == _TATWEEL and _is_dash(text, at):
            chars.append("-")
            offsets.append(at)
        elif not _DROP.match(char):
            expanded = _DROP.sub("", unicodedata.normalize("NFKC", char))
            chars.append(expanded)
            offsets.extend([at] * len(expanded))
        last = match.end()
    chars.append(text[last:])
    offsets.extend(range(last, len(text)))
    offsets.append(len(text))
    return View(text, "".join(chars).translate(_TABLE), tuple(offsets))


def _is_dash(text: str, at: int) -> bool:
    """A tatweel that stretches no word stands for a dash: "2002 ـ 2003", "5ـ مشاريع", but "بـ 5"."""
    before = text[at - 1] if at else " "
    if before.isalpha() or unicodedata.combining(before):
        return False
    end = at + 1
    while end < len(text) and text[end] == _TATWEEL:
        end += 1
    return end == len(text) or not text[end].isalpha()


def fold(text: str) -> str:
    """The folded form of ``text`` alone, for words of tables and keys of look-ups. Folding twice is folding once."""
    return view(text).text
