"""Names of a query in the words of another script: "أوباما" finds "Obama", by what both are heard as.

Only stems that few sentences of the query's language have are taken for names, and only words that few passages have
answer them. On XQuAD, Arabic questions find the English paragraph first more often by it
(``benchmarks/bench_retrieval.py``).
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.languages.frequency import frequency
from factcheck.languages.sounds import heard, script
from factcheck.text.sounds import Heard

__all__ = ["Abroad"]

_LEAST = 3  # consonants, or two with vowels: shorter words are heard in too many others
_SELDOM = 100  # a word answers a name that one passage in so many has, or fewer


class Abroad:
    """The words of an index by what they are heard as."""

    def __init__(self, stems: Iterable[tuple[str, int]], total: int) -> None:
        """``stems``: every stem with the number of its passages; ``total``: passages of the index."""
        self._by_sound: dict[str, list[tuple[str, str, Heard]]] = {}
        most = max(1, total // _SELDOM)
        for stem, passages in stems:
            sound = heard(stem) if passages <= most and len(stem) >= _LEAST else None
            written = script(stem)
            if sound is None or written is None:
                continue
            for consonants in {sound.consonants, sound.consonants[:-1]}:
                self._by_sound.setdefault(consonants, []).append((written, stem, sound))

    def named(self, stems: Iterable[str]) -> list[list[str]]:
        """For each stem that may be a name, the words of other scripts that may be the same name."""
        groups = []
        for stem in dict.fromkeys(stems):
            sound, written = heard(stem), script(stem)
            if sound is None or written is None or not _may_name(stem, written, sound):
                continue
            met = [
                other
                for code, other, full in self._by_sound.get(sound.consonants, ())
                if code != written and _one(sound, full)
            ]
            if met:
                groups.append(met)
        return groups


def _may_name(stem: str, code: str, sound: Heard) -> bool:
    known = frequency(code)
    return known.names(known.plain(stem)) and len(sound.consonants) + 0.5 * sum(sound.vowels) >= _LEAST


def _one(one: Heard, two: Heard) -> bool:
    return one.meets(two) or two.meets(one)
