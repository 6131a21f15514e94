"""How much a stem tells: stems that news of every kind has tell little, those of few sentences much.

A pack counts them in ``stems.toml`` (``[one_in]``: how many sentences to one that has the stem = the stems). A pack
without counts lists the commonest in ``speech.toml``, under ``[common]`` and ``[frequent]``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache

from factcheck.languages.pack import load_pack
from factcheck.languages.stems import stems

__all__ = ["NAMED", "Frequency", "frequency"]

LISTED = {"common": 0.35, "frequent": 0.6}
"""What a stem of these lists tells where nothing was counted; others tell 1."""
OFTEN = 5.0
"""How many times as often the rest of a stem must be met as the stem, for its first letter to be a joined particle."""
NAMED = 0.65
"""What a stem must tell to name something: one in some 240 sentences has it."""


class Frequency:
    """What the stems of one language tell, 0…1."""

    def __init__(self, counted: Mapping[str, float], listed: Mapping[str, float], joined: tuple[str, ...]) -> None:
        self._most = math.log(max(counted.values(), default=math.e))
        self._counted = counted
        self._listed = listed
        self._joined = joined
        self.counted = bool(counted)
        """Whether sentences were counted, and not only the commonest stems listed."""
        self.plain = lru_cache(maxsize=100_000)(self._plain)

    def tells(self, stem: str) -> float:
        """How much it says about a sentence to have this stem."""
        if self._counted:
            return math.log(self._counted.get(stem, math.inf)) / self._most if stem in self._counted else 1.0
        return self._listed.get(stem, 1.0)

    def names(self, stem: str) -> bool:
        """Whether few sentences have it, so that it may name somebody or something."""
        return self.tells(stem) >= NAMED

    def _plain(self, stem: str) -> str:
        """The stem without a particle that the light stemmer left on it, where the rest is a much commoner word."""
        rest = stem[1:]
        if not stem or not self._joined:
            return stem
        known = len(rest) >= 3 and stem[0] in self._joined and rest in self._counted
        return rest if known and self._counted[rest] * OFTEN <= self._counted.get(stem, math.inf) else stem


@cache
def frequency(language: str) -> Frequency:
    """The counts of a language."""
    pack = load_pack(language)
    counted = {s: float(n) for n, row in pack.table("stems").get("one_in", {}).items() for s in row.split()}
    listed: dict[str, float] = {}
    for group, weight in LISTED.items():
        table = pack.table("speech").get(group, {})
        for stem in [*table.get("stems", "").split(), *(s for w in table.get("words", ()) for s in stems(w))]:
            listed.setdefault(stem, weight)
    return Frequency(counted, listed, tuple(pack.table("stems").get("joined", ())))
