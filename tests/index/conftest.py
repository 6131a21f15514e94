from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck.documents import Document
from factcheck.embedding import load_encoder
from factcheck.index import IndexWriter, PassageInput, PreparedReport

SENTENCES = (
    "أعلنت وزارة النقل افتتاح # جسور جديدة في المدينة",
    "قال المتحدث إن # عاملا أصيبوا في حريق المصنع",
    "وصل # سائحا إلى الميناء القديم",
    "The council will close # schools in the northern district",
    "Flooding forced # families out of the valley",
    "تراجعت مبيعات المصنع # في المئة",
    "يعود القطار إلى العمل بعد إصلاح # كيلومترا من السكة",
    "Farmers planted # olive trees along the river",
)


def make_report(number: int, sentences: Sequence[str], **fields: Any) -> PreparedReport:
    """A report whose passages are the given sentences, one a line."""
    text, passages = "", []
    for sentence in sentences:
        passages.append(PassageInput(len(text), len(text) + len(sentence), sentence))
        text += sentence + "\n"
    given = {"outlet": f"Outlet {number % 3}", "published": date(2030, 5, 1 + number % 20), **fields}
    return PreparedReport(Document(text, id=f"r{number}", **given), tuple(passages))


class Counting:
    """The bundled model, counting what it is given."""

    def __init__(self) -> None:
        self.inner = load_encoder()
        self.name, self.dimension = self.inner.name, self.inner.dimension
        self.passages: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> Any:
        return self.inner.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Any:
        self.passages.extend(texts)
        return self.inner.encode_passages(texts)


@pytest.fixture
def encoder() -> Counting:
    return Counting()


@pytest.fixture
def folder(tmp_path: Path, encoder: Counting) -> Path:
    """An index of eight reports in two commits; sentence i stands in report i, sentence 0 in the last one too."""
    path = tmp_path / "news"
    with IndexWriter(path, encoder) as writer:
        writer.add([make_report(i, [SENTENCES[i]], language="ar" if SENTENCES[i][0] > "z" else "en") for i in range(5)])
        writer.add([make_report(i, [SENTENCES[i]]) for i in range(5, 7)])
        writer.add([make_report(7, [SENTENCES[7], SENTENCES[0]], published=None, outlet=None)])
    return path
