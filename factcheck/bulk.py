"""Many articles against one index: in order, one bad article told and not fatal, the index opened once a process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from factcheck.errors import FactcheckError
from factcheck.index import Place, SearchIndex, open_place
from factcheck.readers import corpus_files, read_article
from factcheck.results import Report
from factcheck.verify import VerifyOptions, verify

__all__ = ["Job", "verify_many"]


@dataclass(frozen=True, slots=True)
class Job:
    """What all the articles have in common."""

    index: Place
    options: VerifyOptions
    published: date | None = None
    outlet: str | None = None
    language: str | None = None


_open: dict[Place, SearchIndex] = {}


def _one(path: str, job: Job) -> Report | FactcheckError:
    try:
        index = _open.get(job.index) or _open.setdefault(job.index, open_place(job.index))
        article = read_article(path, published=job.published, language=job.language)
        if job.outlet:
            article = replace(article, outlet=job.outlet)
        return verify(article, index, options=job.options)
    except FactcheckError as error:
        return error


def verify_many(
    articles: Sequence[str], job: Job, jobs: int = 1, index: SearchIndex | None = None
) -> Iterator[Report | FactcheckError]:
    """The report of each article, or why there is none, in the order given; folders stand for the files in them."""
    paths: list[str] = []
    for given in articles:
        paths += [str(p) for p in corpus_files([given])] if given != "-" and Path(given).is_dir() else [given]
    if jobs <= 1 or len(paths) < 2:
        if index is not None:
            _open[job.index] = index
        for path in paths:
            yield _one(path, job)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_one, paths, [job] * len(paths))
