"""An index that changes in known steps, so that whoever reads it can tell whether what it sees was ever committed.

The state after a step is a function of its number alone. Vectors are drawn with the text as seed: a step takes as long
as its writing. ``small`` brings down what the index holds to be large, so that approximate segments are made too.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from factcheck import build
from factcheck.documents import Document
from factcheck.index import IndexWriter, LocalIndex, PassageInput, PreparedReport, Query, arrange
from factcheck.index.failures import BYTES, NUMBER, TEXT
from factcheck.index.segments import Stored

REPORTS, PASSAGES = 200, 4
KINDS = ("add", "remove", "replace", "settle", "compact", "empty")
State = list[tuple[str, str]]
"""Report and text of every passage, sorted."""


class Drawn:
    """An encoder whose vectors are drawn at random, the text being the seed."""

    name, dimension = "drawn", 32

    def encode_passages(self, texts: Sequence[str]) -> Any:
        seeds = [zlib.crc32(text.encode()) for text in texts]
        vectors = np.array([np.random.default_rng(seed).standard_normal(self.dimension) for seed in seeds])
        vectors = vectors.reshape(len(texts), self.dimension)
        return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)

    encode_queries = encode_passages


def small(commit: int = 25) -> None:
    """Let 400 vectors be many, and a build commit after so many reports. One thread: processes are forked."""
    import faiss

    os.environ["OMP_NUM_THREADS"] = "1"
    faiss.omp_set_num_threads(1)
    arrange.EXACT = 400
    build._COMMIT = commit
    build._PART = commit


def word(number: int) -> str:
    """A name for a number, without digits."""
    return "".join("bdfgklmnrs"[int(c)] + "aeiou"[(number + i) % 5] for i, c in enumerate(str(number * 7919 + 101)))


def _texts(number: int, version: int) -> list[str]:
    """One of them is in every report of the version, as wire copy is."""
    own = [f"Watch {word(number)} of version {version} saw # ships at pier {word(i)}" for i in range(PASSAGES - 1)]
    return [*own, f"All watches of version {version} saw # ships"]


def _report(number: int, version: int) -> PreparedReport:
    text, passages = "", []
    for line in _texts(number, version):
        passages.append(PassageInput(len(text), len(text) + len(line), line))
        text += line + "\n"
    return PreparedReport(Document(text, f"r{number}"), tuple(passages))


def take(writer: IndexWriter, step: int) -> None:
    """Do a step: one commit, or upkeep that changes nothing to be seen."""
    kind = KINDS[step % len(KINDS)]
    if kind == "add":
        writer.add(_report(n, step) for n in range(REPORTS))
    elif kind == "remove":
        writer.remove(f"r{n}" for n in range(REPORTS // 4))
    elif kind == "replace":
        writer.add(_report(n, step) for n in range(REPORTS // 8, REPORTS // 2))
    elif kind == "settle":
        writer.settle()
    elif kind == "compact":
        writer.compact()
    else:
        writer.remove(f"r{n}" for n in range(REPORTS))


def expected(step: int) -> State:
    """What is in the index after a step."""
    phase, first = step % len(KINDS), step - step % len(KINDS)
    if step < 0 or KINDS[phase] == "empty":
        return []
    versions = dict.fromkeys(range(REPORTS), first)
    if phase >= KINDS.index("remove"):
        versions = {n: v for n, v in versions.items() if n >= REPORTS // 4}
    if phase >= KINDS.index("replace"):
        versions |= dict.fromkeys(range(REPORTS // 8, REPORTS // 2), first + KINDS.index("replace"))
    return sorted((f"r{n}", text) for n, version in versions.items() for text in _texts(n, version))


def seen(index: LocalIndex) -> State:
    """What a reader sees."""
    return sorted((p.report, p.text) for p in index.passages())


def masked(text: str) -> str:
    """The value-neutral text of a passage of ``documents``, by which a build indexes it."""
    [passage] = build.prepare(Document(text, language="en")).passages
    return passage.key


def torn(index: LocalIndex, state: State, key: Callable[[str], str] = str) -> list[str]:
    """What does not go with the state that was seen: passages found by a search, texts of reports.

    ``key`` gives the text by which a passage is indexed.
    """
    if not state:
        return ["found in an empty index"] if index.search([Query("watch")])[0] else []
    asked = [state[0], state[len(state) // 2], state[-1]]
    there, wrong = set(state), []
    for (report, text), hits in zip(asked, index.search([Query(key(text)) for _, text in asked]), strict=True):
        if text not in {hit.passage.text for hit in hits}:
            wrong.append(f"not found again: {text}")
        found = {(hit.passage.report, hit.passage.text) for hit in hits}
        wrong += [f"found, not there: {text}" for _, text in found - there]
        if text not in index.report(report).text:
            wrong.append(f"not in its report: {text}")
    return wrong


def whole(folder: Path) -> tuple[State, dict[bytes, bytes], list[Any]]:
    """All that two builds of the same reports must have in common: passages, vectors by key, counts of stems."""
    with LocalIndex(folder) as index:
        snapshot = index._snapshot
        keys = snapshot.rows("SELECT digest, vector FROM keys ORDER BY digest", (BYTES, NUMBER))
        stored = Stored(folder, [segment for segment, _ in snapshot.files], index.dimension)
        vectors = stored.fetch(np.array([number for _, number in keys], dtype=np.int64))
        counted = snapshot.rows("SELECT stem, passages FROM stems ORDER BY stem", (TEXT, NUMBER))
        return seen(index), {d: v.tobytes() for (d, _), v in zip(keys, vectors, strict=True)}, counted


def documents(count: int) -> list[Document]:
    """Reports to be built from, four passages with a figure each."""
    places = [[f"The {word(n)} harbour counted {n % 400 + 20 + i} ships at pier {word(i)}." for i in range(4)]
              for n in range(count)]  # fmt: skip
    return [Document("\n".join(lines), f"r{n}", language="en") for n, lines in enumerate(places)]
