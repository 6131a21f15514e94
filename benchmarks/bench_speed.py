"""Megabytes of text a second through ``extract``, one process, beside dateparser's search.

    python benchmarks/bench_speed.py CORPUS [--megabytes 1]

CORPUS is anything that ``factcheck index build`` reads.
"""

from __future__ import annotations

import argparse
import time
from datetime import date

from factcheck.readers import read_corpus
from factcheck.values import extract


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--megabytes", type=float, default=1.0)
    arguments = parser.parse_args()
    texts: list[tuple[str, date | None]] = []
    size = 0
    for document in read_corpus([arguments.corpus], problems=[]):
        texts.append((document.text, document.published))
        size += len(document.text.encode())
        if size >= arguments.megabytes * 1e6:
            break
    extract("عام 2015", "2015-01-01", "ar")  # tables loaded before the clock starts
    best, values = float("inf"), 0
    for _ in range(3):
        started = time.perf_counter()
        values = sum(len(extract(text, published=day)) for text, day in texts)
        best = min(best, time.perf_counter() - started)
    print(f"factcheck extract   {size / best / 1e6:7.2f} MB/s   {values} values in {size / 1e6:.2f} MB")
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser          not installed")
        return
    part, done = time.perf_counter(), 0
    for text, _ in texts:
        for line in text.split("\n"):
            if line.strip():
                search_dates(line, languages=["ar"])
                done += len(line.encode())
        if time.perf_counter() - part > 20:
            break
    speed = done / (time.perf_counter() - part) / 1e6
    print(f"dateparser search   {speed:7.2f} MB/s   (dates alone, {done / 1e6:.2f} MB)")


if __name__ == "__main__":
    main()
