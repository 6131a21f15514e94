"""A passage of the index asks with the vector that it has: nothing is embedded."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from factcheck.index import LocalIndex, Query

from .conftest import SENTENCES, Counting


class Silent(Counting):
    """A model that must not be asked."""

    def encode_queries(self, texts):  # type: ignore[no-untyped-def]
        raise AssertionError("a text was embedded")


def test_a_passage_asks_with_its_own_vector(folder: Path, encoder: Counting) -> None:
    vectors = encoder.encode_passages(SENTENCES)
    with LocalIndex(folder, Silent()) as index:
        passages = list(index.passages())
        found = index.search([Query("-", passage=p.id) for p in passages], 3)
        for passage, hits in zip(passages, found, strict=True):
            mine = vectors[SENTENCES.index(passage.text)]
            for hit in hits:
                cosine = float(np.dot(mine, vectors[SENTENCES.index(hit.passage.text)]))
                assert abs(hit.cosine - cosine) < 2e-3
            assert hits[0].cosine > 0.998


def test_other_texts_are_embedded_beside_it(folder: Path, encoder: Counting) -> None:
    with LocalIndex(folder, encoder) as index:
        first = next(iter(index.passages()))
        own, text = index.search([Query("-", passage=first.id), Query(SENTENCES[2])], 1)
        assert own[0].passage.text == first.text
        assert text[0].passage.text == SENTENCES[2]
