"""Value-neutral text: a statement with its dates and figures taken out, for search.

Embeddings and word scores should find the sentence with the *other* number, so what they see has no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.values.model import FigureValue, Value

__all__ = ["mask"]

_DIGITS = re.compile(r"\d[\d.,٫٬]*")
_SPACE = re.compile(r"\s+")


def mask(text: str, values: Sequence[Value], offset: int = 0) -> str:
    """``text`` without its values' numbers; ``offset`` is the place of ``text`` in what the values' offsets count.

    Of a figure the counted noun stays (it says what is counted): only digits go, and the words of a number become "#".
    Dates go whole.
    """
    pieces: list[str] = []
    at = 0
    for value in sorted(values, key=lambda v: v.start):
        start, end = value.start - offset, value.end - offset
        if start < at or end > len(text):
            continue
        pieces.append(text[at:start])
        if isinstance(value, FigureValue):
            words = value.text.split()
            pieces.append(f" {words[-1]} " if len(words) > 1 else " # ")
        else:
            pieces.append(" ")
        at = end
    pieces.append(text[at:])
    return _SPACE.sub(" ", _DIGITS.sub("#", "".join(pieces))).strip() or text
