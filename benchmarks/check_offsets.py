"""Every value of every report gives back its text, nothing raises, and time grows no faster than the text.

    python benchmarks/check_offsets.py FOLDER [--language ar] [--lines-only] [--megabytes 4]

FOLDER is anything that ``factcheck index build`` reads. Then single lines without a line end, of one, two and so on up
to --megabytes MB, and one of 5 MB: news run together, and lines that nothing like news would hold. A line counts as
linear where the double length takes no more than 2.6 times the time. Exits with 1 where something is wrong.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from itertools import pairwise
from pathlib import Path

import factcheck
from factcheck.languages.pack import detect
from factcheck.readers import read_corpus

GROWTH = 2.6
LONGEST = 5.0  # MB
LEAST = 0.5  # seconds: in shorter times the garbage collector tells
PATIENCE = 40.0  # seconds after which no longer line is tried
HOSTILE: dict[str, str] = {
    "digits": "7",
    "digits with spaces": "7 ",
    "years": "1999 ",
    "commas": ",",
    "digits and commas": "1,",
    "slashes": "1/",
    "hyphens": "1-",
    "points": "1.",
    "one number word": "مئة ",
    "thousands": "ألف ",
    "million million": "million ",
    "twenty": "twenty ",
    "and": "و",
    "and apart": "و ",
    "and a number": "وخمسة ",
    "opening brackets": "(",
    "brackets": "(5) ",
    "closing brackets": ")",
    "quotes": '"',
    "months": "May ",
    "days": "Friday ",
    "lengths": "two years ",
    "ranges": "1-2 May ",
    "months of the Arabs": "سبتمبر ",
    "from to": "من 3 إلى ",
    "hedges": "أكثر من ",
    "people": "جندي ",
    "people and": "5 جنود و",
    "money": "$5 ",
    "percent": "5% ",
    "long word": "ا",
    "tatweel": "ـ",
    "vowel signs": "َ",
    "apostrophes": "a'",
    "stops": ". ",
}


def corpus(folder: str, language: str | None) -> int:
    """Read every report; how many values do not give back their text, or reports raise."""
    wrong = reports = values = 0
    started = time.perf_counter()
    for document in read_corpus([folder], problems=[]):
        reports += 1
        text = document.text
        try:
            found = (
                *factcheck.extract(text, published=document.published, language=language),
                *factcheck.dates(text, published=document.published, language=language),
                *factcheck.numbers(text, language=language),
            )
        except Exception as error:
            wrong += 1
            print(f"{document.id}: raised {type(error).__name__}: {error}")
            continue
        values += len(found)
        for value in found:
            if text[value.start : value.end] != value.text or not value.text:
                wrong += 1
                print(f"{document.id}: {value.start}:{value.end} {value.text!r}")
        if reports % 2000 == 0:
            print(f"  {reports} reports, {values} values, {time.perf_counter() - started:.0f} s", flush=True)
    print(f"{reports} reports, {values} values, {wrong} wrong")
    return wrong + (reports == 0)


def _seconds(text: str, language: str) -> float:
    """Processor time of reading, without the garbage collector, whose full passes grow with all that lives."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        factcheck.extract(text, published="2024-09-06", language=language)
        return time.process_time() - started
    finally:
        gc.enable()


def line(name: str, unit: str, language: str, megabytes: float, longest: bool) -> bool:
    """Whether time grows with the length of the line; prints what it took."""

    def made(size: float) -> str:
        return unit * max(1, int(size * 1e6 / len(unit.encode())))

    sizes: list[float] = []
    took: list[float] = []
    for size in (0.25, 0.5, 1.0, 2.0, 4.0):
        if size <= megabytes and (not took or took[-1] < PATIENCE):
            sizes.append(size)
            took.append(_seconds(made(size), language))
    growth = [b / a for a, b in pairwise(took) if a > LEAST]
    good = not growth or growth[-1] <= GROWTH
    last = f"  {LONGEST:.0f} MB {_seconds(made(LONGEST), language):6.2f} s" if longest and good else ""
    print(
        f"{'ok ' if good else 'BAD'} {name:22} "
        + "  ".join(f"{size:g} MB {t:6.2f} s" for size, t in zip(sizes, took, strict=True))
        + last,
        flush=True,
    )
    return good


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--language", help="recognised from each text where it is not given")
    parser.add_argument("--lines-only", action="store_true")
    parser.add_argument("--corpus-only", action="store_true")
    parser.add_argument("--megabytes", type=float, default=4.0)
    parser.add_argument("--only", help="hostile lines whose name holds this")
    options = parser.parse_args()
    if not Path(options.folder).exists():
        parser.exit(2, f"{options.folder}: no such file or folder; give reports that factcheck index build reads\n")
    wrong = 0 if options.lines_only else corpus(options.folder, options.language)
    if options.corpus_only:
        return int(wrong > 0)
    news = ""
    for document in read_corpus([options.folder], problems=[]):
        news += " ".join(document.text.split()) + " "
        if len(news) > 250_000:
            break
    kinds: dict[str, str] = {"news in one line": news, **HOSTILE}
    for name, unit in kinds.items():
        if options.only and options.only not in name:
            continue
        for language in ("ar", "en") if unit.isascii() else (detect(unit),):
            wrong += not line(f"{name} ({language})", unit, language, options.megabytes, name.startswith("news"))
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
