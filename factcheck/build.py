"""From a corpus to an index: read, split, find values, embed, write. The order of the steps, nothing else."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from factcheck.documents import Document, Span
from factcheck.embedding import Encoder
from factcheck.embedding.ahead import AheadEncoder
from factcheck.embedding.cache import CachedEncoder, cache_folder
from factcheck.engines import Engine, open_engine
from factcheck.errors import EngineError, InputError, UsageError
from factcheck.index import PassageInput, Place, PreparedReport, open_writer, resolve
from factcheck.languages.pack import detect
from factcheck.languages.sentences import sentences
from factcheck.readers import read_corpus
from factcheck.values import extract
from factcheck.values.masking import mask

__all__ = ["BuildSummary", "Progress", "add_reports", "build_index", "prepare", "remove_reports"]

Progress = Callable[[str, int], None]
"""Told the step ("reports" read, "passages" embedded) and how many more are done."""

_COMMIT = 2_000  # reports a commit: what an interrupted build loses at most
_LONGEST = 1_500  # characters of a passage: a longer "sentence" is a table or a page without stops
_PARALLEL = 200  # reports from which processes of their own pay
_PART = 100  # reports a task: a third of a second of reading
_TOGETHER = 1_000  # reports whose passages are embedded in order of length: a fifth quicker than part by part
_ALIKE = 512  # passages of like length embedded in one go: some seconds, then progress is told
_BEGUN = 3  # calls of the encoder at a time on a cluster


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
    doubled: int = 0
    """Reports passed over because a later one of the corpus has the same id."""


def prepare(document: Document) -> PreparedReport:
    """The passages of a report that state a date or a figure, each with its value-neutral key."""
    language = document.language or detect(document.text)
    passages = []
    for span in sentences(document.text, language):
        for piece in _pieces(document.text, span):
            text = document.text[piece.start : piece.end]
            values = extract(text, published=document.published, language=language)
            if values:
                passages.append(PassageInput(piece.start, piece.end, mask(text, values)))
    return PreparedReport(replace(document, language=language), tuple(passages))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The sentence itself, or one that is too long cut at white space."""
    start = span.start
    while span.end - start > _LONGEST:
        cut = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in " \t\u00a0")
        end = cut if cut > 0 else start + _LONGEST
        yield Span(start, end)
        start = end + 1 if cut > 0 else end
    if start < span.end:
        yield Span(start, span.end)


@cache
def _reading() -> bytes:
    """Names the way in which reports are read: it changes with the code and the tables that do it."""
    here = Path(__file__).parent
    files = [here / "build.py"]
    for folder in ("text", "languages", "values"):
        files.extend(p for p in (here / folder).rglob("*") if p.suffix in (".py", ".toml", ".tsv", ".json"))
    state = hashlib.sha256()
    for path in sorted(p for p in files if "cases" not in p.parts):
        state.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    return state.digest()[:8]


@dataclass(frozen=True, slots=True)
class _Part:
    """Documents on their way to a worker, with the way of reading that it must have."""

    documents: tuple[Document, ...]
    reading: bytes


def _read(part: _Part) -> list[PreparedReport]:
    if part.reading != _reading():
        raise EngineError("a worker has another version of factcheck", hint="install this very version on all workers")
    return [prepare(d) for d in part.documents]


def _prepared(
    documents: Sequence[Document],
    engine: Engine,
    embed: Callable[[list[PreparedReport]], list[Future[Sized]]],
    tell: Progress,
) -> Iterator[list[PreparedReport]]:
    """Reports ready for the index, a commit's worth at a time; the next ones are read and embedded meanwhile."""
    parts = (_Part(tuple(documents[at : at + _PART]), _reading()) for at in range(0, len(documents), _PART))
    begun: deque[tuple[list[PreparedReport], list[Future[Sized]]]] = deque()
    read: list[PreparedReport] = []
    ready: list[PreparedReport] = []

    def finish() -> None:
        done, vectors = begun.popleft()
        for future in vectors:
            tell("passages", len(future.result()))
        ready.extend(done)

    for reports in engine.map(_read, parts):
        tell("reports", len(reports))
        read += reports
        if len(read) >= _TOGETHER:
            begun.append((read, embed(read)))
            read = []
        while len(begun) > 1:
            finish()
        if len(ready) >= _COMMIT:
            yield ready
            ready = []
    begun.append((read, embed(read)))
    while begun:
        finish()
    if ready:
        yield ready


def build_index(
    corpus: str | Path | Sequence[str | Path],
    name: str | Path,
    *,
    model: str | None = None,
    root: str | Path | None = None,
    mapping: Mapping[str, str] | None = None,
    jobs: int | None = None,
    engine: str | None = None,
    cache: bool = True,
    backend: str | None = None,
    progress: Progress | None = None,
) -> BuildSummary:
    """Build the index ``name`` from files, folders and globs, or go on with one that was interrupted.

    Reports that are in already are passed over, so a repeated call costs little; text that was embedded once is not
    embedded again. ``jobs`` processes read the reports (None: one a core); ``engine`` names a Dask cluster that reads
    and embeds them instead (:func:`factcheck.engines.open_engine`). ``cache``: use the vectors that earlier builds kept
    (:mod:`factcheck.embedding.cache`), and keep these. Errors: InputError for a file that cannot be read (before
    anything is written), UsageError, IndexLocked, IndexMismatch, ModelError, EngineError.
    """
    if str(name) in ("", ".", ".."):
        raise UsageError(f"no name for an index: {str(name)!r}", hint="give a word, or a path")
    problems: list[InputError] = []
    documents = list(read_corpus([corpus] if isinstance(corpus, (str, Path)) else corpus, mapping, problems))
    if not documents:
        raise problems[0] if problems else UsageError("no reports to index")
    return add_reports(
        documents,
        resolve(name, root, backend),
        model=model,
        jobs=jobs,
        engine=engine,
        cache=cache,
        progress=progress,
        problems=problems,
    )


def add_reports(
    documents: Iterable[Document],
    folder: Place,
    *,
    model: str | None = None,
    jobs: int | None = None,
    engine: str | None = None,
    cache: bool = True,
    progress: Progress | None = None,
    problems: Sequence[InputError] = (),
) -> BuildSummary:
    """Add reports to the index in ``folder``, made where it is missing.

    A known id is replaced, a known text passed over; of two reports with one id the later stays.
    """
    started = time.monotonic()
    tell = progress or (lambda step, count: None)
    given = list(documents)
    single = {d.id: d for d in given}
    reports = passages = undated = unnamed = 0
    few = engine is None and len(single) < _PARALLEL
    with (
        open_engine(engine, 1 if few else jobs) as crew,
        _kept(crew.encoder(model), cache) as inner,
        AheadEncoder(inner, 1 if engine is None else _BEGUN) as encoder,
        open_writer(folder, encoder, _reading()) as writer,
    ):
        fresh = writer.fresh(single.values())

        def embed(read: list[PreparedReport]) -> list[Future[Sized]]:
            keys = sorted(writer.unknown(p.key for r in read for p in r.passages), key=len)
            return [encoder.start(keys[at : at + _ALIKE]) for at in range(0, len(keys), _ALIKE)]

        for ready in _prepared(fresh, crew, embed, tell):
            passages += writer.add(ready)
            encoder.forget()
            reports += len(ready)
            undated += sum(r.document.published is None for r in ready)
            unnamed += sum(r.document.outlet is None for r in ready)
    return BuildSummary(
        reports,
        passages,
        len(single) - len(fresh),
        undated,
        unnamed,
        tuple(problems),
        time.monotonic() - started,
        len(given) - len(single),
    )


@contextmanager
def _kept(encoder: Encoder, cache: bool) -> Iterator[Encoder]:
    """The encoder, with the cache of vectors before it if there is to be one."""
    folder = cache_folder() if cache else None
    if folder is None:
        yield encoder
        return
    kept = CachedEncoder(encoder, folder)
    try:
        yield kept
    finally:
        kept.close()


def remove_reports(ids: Iterable[str], folder: Place) -> int:
    """Remove reports by id from the index in ``folder``; returns how many were there. IndexMissing, IndexLocked."""
    with open_writer(folder) as writer:
        return writer.remove(ids)
