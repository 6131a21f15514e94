"""A large index to measure: real passages drawn again and again, vectors with noise, some words exchanged.

Each made passage takes the vector of a real one, turned by random noise so that the cosine with it is ``COSINE`` (two
made of one real passage then have .90, about what a real passage has with its tenth nearest), and its words, of which
``EXCHANGED`` are exchanged for words drawn from all passages. Everything else goes the way of any index: the writer
embeds (here: looks up), stores, and settles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from factcheck.documents import Document
from factcheck.index import PassageInput, PreparedReport
from factcheck.index.failures import NUMBER, TEXT
from factcheck.index.segments import Stored
from factcheck.index.snapshot import Snapshot

COSINE = 0.95
EXCHANGED = 0.2
PER_REPORT = 10
OUTLETS = 40
DAYS = 365
START = date(2030, 1, 1)
_COMMIT = 20_000  # passages a commit: what 2,000 real reports have, and more
_CLAIMS = 2**40  # seeds the claims; passages are seeded by their numbers


class Source:
    """Vectors and words of a real index; as an encoder, the noisy vectors of the texts made last."""

    def __init__(self, folder: Path) -> None:
        snapshot = Snapshot(folder)
        self.name, self.dimension = snapshot.model, snapshot.dimension
        sql = "SELECT p.vector, w.stems FROM passages p JOIN words w ON w.rowid = p.id ORDER BY p.id"
        rows = [(vector, stems.split()) for vector, stems in snapshot.rows(sql, (NUMBER, TEXT)) if stems]
        stored = Stored(folder, [segment for segment, _ in snapshot.files], self.dimension)
        self.vectors = stored.fetch(np.array([vector for vector, _ in rows]))
        self.words = [stems for _, stems in rows]
        snapshot.close()
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

    def claims(self, count: int) -> tuple[list[str], Any]:
        """Texts and vectors that are made as passages are, and are in no index."""
        rng = np.random.default_rng(_CLAIMS)
        texts = [self.text(int(row), rng) for row in rng.integers(0, len(self.words), count)]
        return texts, self.encode_passages(texts)

    def reports(self, first: int, last: int) -> Iterator[list[PreparedReport]]:
        """Reports with the passages number ``first`` to ``last``, a commit's worth at a time."""
        for at in range(first, last, _COMMIT):
            self._row.clear()
            rng = np.random.default_rng(at)
            yield [self._report(n, rng) for n in range(at, min(at + _COMMIT, last), PER_REPORT)]

    def _report(self, number: int, rng: np.random.Generator) -> PreparedReport:
        text, passages = "", []
        for row in rng.integers(0, len(self.words), PER_REPORT):
            key = self.text(int(row), rng)
            passages.append(PassageInput(len(text), len(text) + len(key), key))
            text += key + "\n"
        day = START + timedelta(days=int(rng.integers(DAYS)))
        outlet = f"Outlet {rng.integers(OUTLETS)}"
        return PreparedReport(Document(text, f"r{number}", None, outlet, None, day, "ar"), tuple(passages))

    def encode_passages(self, texts: Sequence[str]) -> Any:
        """The vectors of texts made since the last commit."""
        rows = [self._row[text] for text in texts]
        return self.noisy(rows, np.random.default_rng(abs(hash(tuple(rows))) % 2**32))

    def encode_queries(self, texts: Sequence[str]) -> Any:
        """The same."""
        return self.encode_passages(texts)
