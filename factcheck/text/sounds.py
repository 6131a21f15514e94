"""What a name is heard as, whatever script it is written in: its consonants by class, and where vowels are written.

A script that leaves short vowels out is heard as any vowel there. The classes are the caller's tables; this module
knows no letter. A vowel at the beginning, or what has no class there, counts as the class ``A``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Heard", "Spelling"]

VOWEL = "v"
FIRST = "A"


@dataclass(frozen=True, slots=True)
class Heard:
    """A word as it is heard."""

    consonants: str
    """Classes, capital letters; of two alike that follow each other one."""
    vowels: tuple[bool, ...]
    """After which of them a vowel is written."""

    def meets(self, full: Heard) -> bool:
        """Whether a word whose short vowels are written may be this one: it has all vowels that this one has.

        The full word may have one consonant more at its end, an ending of its language.
        """
        mine, theirs = self.consonants, full.consonants
        if theirs != mine and not (len(mine) >= 3 and theirs[:-1] == mine):
            return False
        return all(there or not here for here, there in zip(self.vowels, full.vowels, strict=False))


class Spelling:
    """How one script is heard."""

    def __init__(self, spelt: Mapping[str, str], vowels: str) -> None:
        """``spelt``: classes by letters; ``v`` in a class stands for a vowel. Longest letters first."""
        self._spelt, self._vowels = spelt, frozenset(vowels)
        longest = sorted(spelt, key=len, reverse=True)
        self._pattern = re.compile("|".join([*map(re.escape, longest), "."]), re.DOTALL)

    def heard(self, word: str) -> Heard:
        """A folded word as it is heard."""
        consonants, vowels = "", [False]
        for at, found in enumerate(self._pattern.findall(word)):
            for sound in self._spelt.get(found, VOWEL if found in self._vowels else ""):
                if sound != VOWEL:
                    if consonants[-1:] != sound or vowels[-1]:
                        consonants += sound
                        vowels.append(False)
                elif at == 0:
                    consonants += FIRST
                    vowels.append(False)
                elif consonants != FIRST:
                    vowels[-1] = True
        return Heard(consonants, tuple(vowels[1:]))
