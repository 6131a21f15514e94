"""A text made ready for the value rules: folded, tokenised, tagged by its language, numbers chunked."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.languages.pack import Pack, detect, load_pack
from factcheck.text.tokens import Token, tokenize
from factcheck.text.view import View, view
from factcheck.values.numbers import chunk
from factcheck.values.typography import settle

__all__ = ["Reading", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What rules see of a text; token offsets are of ``view.text``."""

    view: View
    pack: Pack
    tokens: list[Token]
    """Words, phrases, signs, line ends, and number chunks (kind ``#``, entry ``number``)."""

    def original(self, first: int, last: int) -> tuple[str, int, int]:
        """Text and offsets in the original of ``tokens[first:last]``."""
        start, end = self.view.span(self.tokens[first].start, self.tokens[last - 1].end)
        return self.view.original[start:end], start, end


def read(text: str, language: str | None = None, loose: bool = False) -> Reading:
    """Read ``text`` in ``language`` (None: recognised from the text).

    ``loose``: numbers with which nobody counts are chunks too (see :func:`factcheck.values.numbers.chunk`).
    """
    pack = load_pack(language or detect(text))
    folded = view(text)
    tokens = settle(pack.lexicon.tag(tokenize(folded.text)), folded, pack)
    return Reading(folded, pack, chunk(tokens, pack, loose))
