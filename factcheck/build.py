"""From a corpus to an index: read, split, find values, embed, write. The order of the steps, nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from factcheck.documents import Document
from factcheck.embedding import bulk_encoder, load_encoder
from factcheck.errors import InputError, UsageError
from factcheck.index import IndexWriter, PassageInput, PreparedReport, resolve
from factcheck.languages.pack import detect
from factcheck.languages.sentences import sentences
from factcheck.readers import read_corpus
from factcheck.values import extract
from factcheck.values.masking import mask

__all__ = ["BuildSummary", "Progress", "add_reports", "build_index", "prepare"]

Progress = Callable[[str, int], None]
"""Told the step ("reports" read, "passages" embedded) and how many more are done."""

_COMMIT = 4_000  # reports a commit: what an interrupted build loses at most
_LONGEST = 1_500  # characters of a passage: a longer "sentence" is a table or a page without stops
_BULK = 400  # reports from which the slow start of the bulk engine pays


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did."""

    reports: int
    """Reports added or replaced."""
    passages: int
    known: int
    """Reports passed over because this very text is in the index."""
    undated: int
    """Reports without a day of publication: relative dates in them are not resolved."""
    unnamed: int
    """Reports without an outlet."""
    problems: tuple[InputError, ...]
    """Records that could not be read, with place and reason."""
    seconds: float


def prepare(document: Document) -> PreparedReport:
    """The passages of a report that state a date or a figure, each with its value-neutral key."""
    language = document.language or detect(document.text)
    passages = []
    for span in sentences(document.text, language):
        end = min(span.end, span.start + _LONGEST)
        text = document.text[span.start : end]
        values = extract(text, published=document.published, language=language)
        if values:
            passages.append(PassageInput(span.start, end, mask(text, values)))
    return PreparedReport(replace(document, language=language), tuple(passages))


def _prepared(documents: Sequence[Document], jobs: int) -> Iterator[PreparedReport]:
    if jobs <= 1 or len(documents) < 200:
        yield from map(prepare, documents)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(prepare, documents, chunksize=50)


def build_index(
    corpus: Sequence[str | Path],
    name: str | Path,
    *,
    model: str | None = None,
    root: str | Path | None = None,
    mapping: Mapping[str, str] | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> BuildSummary:
    """Build the index ``name`` from files, folders and globs, or go on with one that was interrupted.

    Reports that are in already are passed over, so a repeated call costs little. Errors: InputError for a file that
    cannot be read (before anything is written), IndexLocked, IndexMismatch, ModelError.
    """
    problems: list[InputError] = []
    documents = list(read_corpus(corpus, mapping, problems))
    if not documents:
        raise problems[0] if problems else UsageError("no reports to index")
    return add_reports(documents, resolve(name, root), model=model, jobs=jobs, progress=progress, problems=problems)


def add_reports(
    documents: Iterable[Document],
    folder: Path,
    *,
    model: str | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    problems: Sequence[InputError] = (),
) -> BuildSummary:
    """Add reports to the index in ``folder`` (made where it is missing): known ids are replaced, known texts passed over."""
    started = time.monotonic()
    tell = progress or (lambda step, count: None)
    reports = passages = known = undated = unnamed = 0
    documents = list(documents)
    encoder = bulk_encoder(model) if len(documents) >= _BULK else load_encoder(model)
    with IndexWriter(folder, encoder) as writer:
        fresh = [d for d in documents if not writer.has(d)]
        known = len(documents) - len(fresh)
        waiting = iter(fresh)
        while batch := list(islice(waiting, _COMMIT)):
            ready = []
            for report in _prepared(batch, jobs):
                ready.append(report)
                tell("reports", 1)
            passages += writer.add(ready, lambda count: tell("passages", count))
            reports += len(ready)
            undated += sum(r.document.published is None for r in ready)
            unnamed += sum(r.document.outlet is None for r in ready)
    return BuildSummary(reports, passages, known, undated, unnamed, tuple(problems), time.monotonic() - started)
