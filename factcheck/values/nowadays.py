"""Whether "today" is the day of publication or our days: what stands around the word in its sentence tells.

A pack says it in ``[nowadays]`` of ``dates.toml``, in regular expressions on folded text: ``before`` ends right before
the last word of one of ``spellings`` (joined particles are before it), ``after`` begins right after it, ``around`` are
pairs of both. What ``day_before`` or ``day_after`` finds speaks of the day itself and overrides them. {names} stand for
lists of ``[nowadays.words]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from factcheck.errors import PackError
from factcheck.languages.lexicon import Entry
from factcheck.languages.pack import Pack
from factcheck.text.view import fold
from factcheck.values.reading import Reading

__all__ = ["Nowadays"]

_SEEN = 120  # letters before and after the word that are looked at
_PHRASE = 2  # tokens of a text that says no more than the day
_STOP = re.compile(r"[.!?؟؛;\n…]")
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class _Signs:
    spellings: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    around: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    day_before: re.Pattern[str]
    day_after: re.Pattern[str]


class Nowadays:
    """Looks at the words around "today"."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.signs = _signs(reading.pack)

    def means(self, low: int, high: int) -> bool:
        """Whether the date of ``tokens[low:high]`` is "today" alone and speaks of our days."""
        if self.signs is None or high - low != 1 or len(self.reading.tokens) <= _PHRASE:
            return False
        token = self.reading.tokens[low]
        entry = token.entries.get("day_word")
        if not isinstance(entry, Entry) or token.text[entry.lead :] not in self.signs.spellings:
            return False
        text = self.reading.view.text
        word = token.start + max(entry.lead, token.text.rfind(" ") + 1)
        before = _STOP.split(text[max(0, word - _SEEN) : word])[-1].lstrip()
        after = _STOP.split(text[token.end : token.end + _SEEN], maxsplit=1)[0]
        signs = self.signs
        if signs.day_before.search(before) or signs.day_after.match(after):
            return False
        if signs.before.search(before) or signs.after.match(after):
            return True
        return any(one.search(before) and two.match(after) for one, two in signs.around)


@lru_cache(maxsize=16)
def _signs(pack: Pack) -> _Signs | None:
    table = pack.table("dates").get("nowadays", {})
    if not table:
        return None
    words = {name: "|".join(map(_folded, listed)) for name, listed in table.get("words", {}).items()}
    where = f"{pack.code}/dates.toml"
    around = tuple((_ending([one], words, where), _any([two], words, where)) for one, two in table.get("around", ()))
    return _Signs(
        spellings=frozenset(map(fold, table.get("spellings", ()))),
        before=_ending(table.get("before", ()), words, where),
        after=_any(table.get("after", ()), words, where),
        around=around,
        day_before=_ending(table.get("day_before", ()), words, where),
        day_after=_any(table.get("day_after", ()), words, where),
    )


def _folded(pattern: str) -> str:
    """A pattern with its letters folded; its own signs are ASCII and stay."""
    return "".join(c if c.isascii() else fold(c) for c in pattern)


def _ending(patterns: Iterable[str], words: Mapping[str, str], where: str) -> re.Pattern[str]:
    return _any([rf"(?:{pattern})\s*$" for pattern in patterns], words, where)


def _any(patterns: Iterable[str], words: Mapping[str, str], where: str) -> re.Pattern[str]:
    """One expression of all of them; one that finds nothing where there are none."""
    told = [_folded(pattern) for pattern in patterns]
    try:
        return re.compile("|".join(f"(?:{p.format(**words)})" for p in told)) if told else _NEVER
    except (re.error, KeyError, IndexError) as error:
        raise PackError(f"[nowadays]: {error}", where=where) from error
