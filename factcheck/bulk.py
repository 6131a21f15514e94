"""Many articles against one index: in order, a bad one told and not fatal, index and model opened once a process."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from uuid import uuid4

from factcheck.documents import Document
from factcheck.embedding import bulk_encoder, load_encoder
from factcheck.engines import Alone, check_engine, open_engine
from factcheck.errors import EngineError, FactcheckError, InputError
from factcheck.index import MilvusPlace, Place, SearchIndex, open_place
from factcheck.readers import corpus_files, read_article
from factcheck.results import Report
from factcheck.verify import VerifyOptions, verify

__all__ = ["Job", "article_paths", "verify_many"]

_MANY = 8  # articles a process from which the engine of most texts a second has made up for its start
_ATTEMPTED = (FactcheckError, OSError, UnicodeError, RecursionError)  # what one article can do without being a bug

_ONE = threading.Lock()  # a Dask worker may have several threads, an opened index serves one


@dataclass(frozen=True, slots=True)
class Job:
    """What all the articles have in common."""

    index: Place
    options: VerifyOptions
    published: date | None = None
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    """An article on its way to a worker, or why there is none."""

    article: Document | FactcheckError


@dataclass(frozen=True, slots=True)
class _Check:
    """What a worker needs to know beside the article."""

    index: Place
    options: VerifyOptions
    many: bool
    run: str
    """Names this run: a worker that has lasted since another one opens the index anew."""


@lru_cache(maxsize=1)
def _opened(place: Place, many: bool, run: str) -> SearchIndex:
    """The index, with the quick starter or the engine of most texts a second."""
    found = open_place(place)
    found.close()
    return open_place(place, bulk_encoder(found.model, eager=True) if many else load_encoder(found.model))


def _verified(task: _Task, check: _Check, index: SearchIndex | None = None) -> Report | FactcheckError:
    if isinstance(task.article, FactcheckError):
        return task.article
    try:
        with _ONE:
            searched = index or _opened(check.index, check.many, check.run)
            return verify(task.article, searched, options=check.options)
    except _ATTEMPTED as error:
        return _told(error, task.article.id)


def _told(error: BaseException, place: str) -> FactcheckError:
    if isinstance(error, FactcheckError):
        return error
    return InputError(f"{type(error).__name__}: {error}", where=place)


def _read(path: str, job: Job) -> _Task:
    try:
        article = read_article(path, published=job.published, language=job.language)
    except _ATTEMPTED as error:
        return _Task(_told(error, path))
    return _Task(replace(article, outlet=job.outlet) if job.outlet else article)


def article_paths(articles: Sequence[str]) -> list[str]:
    """The files that are meant, in order: a folder stands for the files in it, ``-`` for standard input."""
    paths: list[str] = []
    for given in articles:
        paths += [str(p) for p in corpus_files([given])] if given != "-" and os.path.isdir(given) else [given]
    return paths


def verify_many(
    articles: Sequence[str], job: Job, jobs: int = 1, engine: str | None = None, index: SearchIndex | None = None
) -> Iterator[Report | FactcheckError]:
    """The report of each article, or why there is none, in the order given and as soon as it is there.

    ``jobs`` processes, or the workers of a Dask cluster (``engine``, see :func:`factcheck.engines.open_engine`), which
    must see the index under the same path. ``index`` is the same index where it is open already. An article whose
    worker is ended by the system twice is told as one that could not be verified. Errors: InputError for a folder
    without articles, EngineError for a cluster that is gone.
    """
    check_engine(engine)
    paths = article_paths(articles)
    place = job.index if isinstance(job.index, MilvusPlace) else job.index.resolve()
    if len(paths) < 2 or (isinstance(place, MilvusPlace) and place.lite):  # a file of milvus-lite is of one process
        jobs, engine = 1, None
    with open_engine(engine, min(jobs, len(paths)), computing=True) as crew:
        many = len(paths) >= _MANY * crew.workers
        check = _Check(place, job.options, many, uuid4().hex)
        here = index if isinstance(crew, Alone) and not many else None
        tasks = (_read(path, job) for path in paths)
        yield from crew.map(partial(_verified, check=check, index=here), tasks, _lost)


def _lost(task: _Task, error: EngineError) -> Report | FactcheckError:
    where = task.article.id if isinstance(task.article, Document) else task.article.where
    return EngineError(error.what, where=where, hint=error.hint)
