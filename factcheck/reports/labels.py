"""The words of a page in the article's language, and the direction that it is read in (``labels.toml`` of a pack)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.languages.pack import load_pack

__all__ = ["Labels", "labels"]


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels by their keys; a language that has none is served in English."""

    language: str
    direction: str
    """``rtl`` or ``ltr``."""
    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The label ``key`` with ``values`` in their places; a key without a label stands for itself."""
        return self.words.get(key, key.replace("_", " ")).format(**values)


def labels(language: str | None) -> Labels:
    """The labels for articles of ``language``."""
    pack = load_pack(language or "en")
    if not pack.table("labels"):
        pack = load_pack("en")
    return Labels(pack.code, pack.direction, pack.table("labels"))
