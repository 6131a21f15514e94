"""Sentences by the tables of a language pack."""

from __future__ import annotations

from functools import cache

from factcheck.documents import Span
from factcheck.languages.pack import base_code, detect, heads
from factcheck.text.sentences import split_sentences

__all__ = ["sentences"]


@cache
def _abbreviations(code: str) -> frozenset[str]:
    return frozenset(heads().get(code, {}).get("sentences", {}).get("abbreviations", ()))


def sentences(text: str, language: str | None = None) -> tuple[Span, ...]:
    """The sentences of ``text`` with offsets; ``language`` None: recognised from the text."""
    return split_sentences(text, _abbreviations(base_code(language or detect(text))))
