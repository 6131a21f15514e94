"""A large index to measure: real passages drawn again and again, vectors with noise, some words exchanged.

Each made passage takes the vector of a real one, turned by random noise so that the cosine with it is ``COSINE`` (two
made of one real passage then have .90, about what a real passage has with its tenth nearest), and its words, of which
``EXCHANGED`` are exchanged for words drawn from all passages. Everything else goes the way of any index: the writer
embeds (here: looks up), stores, and settles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from factcheck.documents import Document
from factcheck.index import LocalIndex, PassageInput, PreparedReport

COSINE = 0.95
EXCHANGED = 0.2
PER_REPORT = 10
OUTLETS = 40
DAYS = 365
_START = date(2030, 1, 1)


class Source:
    """Vectors and words of a real index; as an encoder, the noisy vectors of the texts made last."""

    def __init__(self, folder: Path) -> None:
        with LocalIndex(folder) as index:
            self.name, self.dimension = index.model, index.dimension
            rows = sqlite3.connect(folder / "index.db").execute(
                "SELECT p.vector, w.stems FROM passages p JOIN words w ON w.rowid = p.id ORDER BY p.id"
            )
            stored = index.stored_vectors()
            pairs = [(vector, stems.split()) for vector, stems in rows]
        self.vectors = stored[[vector for vector, _ in pairs]]
        self.words = [stems for _, stems in pairs]
        self.pool = [word for stems in self.words for word in stems]
        self._row: dict[str, int] = {}

    def noisy(self, rows: Any, rng: np.random.Generator) -> Any:
        """The vectors of real passages, turned by noise."""
        vectors = self.vectors[rows].astype(np.float32)
        noise = rng.standard_normal(vectors.shape, dtype=np.float32)
        noise *= np.sqrt(1 / COSINE**2 - 1) / np.linalg.norm(noise, axis=1, keepdims=True)
        vectors += noise
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def text(self, row: int, rng: np.random.Generator) -> str:
        """The words of a real passage, some exchanged."""
        words = self.words[row]
        swap = rng.random(len(words)) < EXCHANGED
        drawn = rng.integers(0, len(self.pool), len(words))
        text = " ".join(self.pool[d] if s else w for w, s, d in zip(words, swap, drawn, strict=True))
        self._row[text] = row
        return text

    def reports(self, first: int, last: int) -> Iterator[list[PreparedReport]]:
        """Reports with the passages number ``first`` to ``last``, a commit's worth at a time."""
        for at in range(first, last, 20_000):
            self._row.clear()
            rng = np.random.default_rng(at)
            yield [self._report(n, rng) for n in range(at, min(at + 20_000, last), PER_REPORT)]

    def _report(self, number: int, rng: np.random.Generator) -> PreparedReport:
        text, passages = "", []
        for row in rng.integers(0, len(self.words), PER_REPORT):
            key = self.text(int(row), rng)
            passages.append(PassageInput(len(text), len(text) + len(key), key))
            text += key + "\n"
        day = _START + timedelta(days=int(rng.integers(DAYS)))
        outlet = f"Outlet {rng.integers(OUTLETS)}"
        return PreparedReport(Document(text, f"r{number}", None, outlet, None, day, "ar"), tuple(passages))

    def encode_passages(self, texts: Sequence[str]) -> Any:
        rows = [self._row[text] for text in texts]
        return self.noisy(rows, np.random.default_rng(abs(hash(tuple(rows))) % 2**32))

    def encode_queries(self, texts: Sequence[str]) -> Any:
        return self.encode_passages(texts)
