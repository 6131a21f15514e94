"""What a stem is heard as, by the ``[sounds]`` table of the pack whose letters it is written in."""

from __future__ import annotations

from functools import cache, lru_cache

from factcheck.languages.pack import heads
from factcheck.text.sounds import Heard, Spelling
from factcheck.text.view import fold

__all__ = ["heard", "script"]


@cache
def _spellings() -> dict[str, tuple[str, Spelling]]:
    """Code of a pack and how its script is heard, by letter; the first pack that knows a letter."""
    found: dict[str, tuple[str, Spelling]] = {}
    for code, head in heads().items():
        table = head.get("sounds")
        if table:
            spelling = Spelling({fold(k): v for k, v in table["spelt"].items()}, fold(table["vowels"]))
            for letter in fold(head.get("known_by", {}).get("letters", "")):
                found.setdefault(letter, (code, spelling))
    return found


def script(stem: str) -> str | None:
    """Code of the pack by whose letters a stem is heard; None where there is none."""
    known = _spellings().get(stem[:1])
    return known[0] if known else None


@lru_cache(maxsize=100_000)
def heard(stem: str) -> Heard | None:
    """What a stem is heard as; None for a script without a table."""
    known = _spellings().get(stem[:1])
    return known[1].heard(stem) if known else None
