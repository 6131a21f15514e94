"""What an article states: its sentences with dates and figures, who said them, and how sure they are."""

from __future__ import annotations

from factcheck.claims.speech import attribution, modality
from factcheck.documents import Document
from factcheck.languages.pack import detect
from factcheck.languages.sentences import sentences
from factcheck.results import Claim
from factcheck.values import Value, extract

__all__ = ["attribution", "modality", "statements"]


def statements(document: Document) -> tuple[Claim, ...]:
    """Every sentence of ``document`` that states a date or a figure, as a claim without verdict, in order."""
    language = document.language or detect(document.text)
    values = extract(document.text, published=document.published, language=language)
    claims: list[Claim] = []
    at = 0
    for span in sentences(document.text, language):
        inside: list[Value] = []
        while at < len(values) and values[at].start < span.end:
            if values[at].start >= span.start and values[at].end <= span.end:
                inside.append(values[at])
            at += 1
        if inside:
            text = document.text[span.start : span.end]
            claims.append(
                Claim(
                    id=f"c{len(claims) + 1}",
                    text=text,
                    start=span.start,
                    end=span.end,
                    attribution=attribution(text, language),
                    modality=modality(text, language),
                    values=tuple(inside),
                )
            )
    return tuple(claims)
