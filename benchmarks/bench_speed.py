"""Megabytes of news a second through ``extract``, one core, beside dateparser's search and Duckling's native port.

    python benchmarks/bench_speed.py CORPUS [--megabytes 1] [--seconds 20] [--alone]

CORPUS is anything that ``factcheck index build`` reads. The time is that of the processor, so that other work on the
machine counts little. We read whole reports, and dates and figures at once; the peers are given the same text sentence
by sentence, in turn until --seconds have been spent on each: dateparser for its dates, Duckling for dates, numbers,
money and measures. Duckling runs in processes of its own; the sentences on which it aborts are skipped and told.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from factcheck.languages.pack import detect
from factcheck.languages.sentences import sentences
from factcheck.readers import read_corpus
from factcheck.values import extract

WORKER = Path(__file__).with_name("duckling_worker.py")
BAR, TIMES_DUCKLING, TIMES_DATEPARSER = 1.0, 2.0, 3.0
RUNS = 3


def load(corpus: str, megabytes: float) -> list[tuple[str, date | None]]:
    """Reports of the corpus with their days, up to the size."""
    texts: list[tuple[str, date | None]] = []
    size = 0
    for document in read_corpus([corpus], problems=[]):
        texts.append((document.text, document.published))
        size += len(document.text.encode())
        if size >= megabytes * 1e6:
            break
    return texts


def ours(texts: Sequence[tuple[str, date | None]], language: str) -> float:
    """Megabytes a second, the best of three runs."""
    extract("2015", "2015-01-01", language)  # tables loaded before the clock starts
    size = sum(len(text.encode()) for text, _ in texts)
    best, values = float("inf"), 0
    for _ in range(RUNS):
        started = time.process_time()
        values = sum(len(extract(text, published=day, language=language)) for text, day in texts)
        best = min(best, time.process_time() - started)
    print(f"factcheck extract   {size / best / 1e6:7.3f} MB/s   {values} values in {size / 1e6:.2f} MB", flush=True)
    return size / best / 1e6


def dateparser(lines: Sequence[str], language: str, seconds: float) -> float | None:
    """Megabytes a second of its search."""
    if not importlib.util.find_spec("dateparser"):
        print("dateparser          not installed, left out")
        return None
    from dateparser.search import search_dates

    search_dates("2015", languages=[language])
    started, done = time.process_time(), 0
    for line in lines:
        search_dates(line, languages=[language])
        done += len(line.encode())
        if time.process_time() - started > seconds:
            break
    speed = done / (time.process_time() - started) / 1e6
    print(f"dateparser search   {speed:7.3f} MB/s   dates alone, {done / 1e6:.2f} MB", flush=True)
    return speed


def duckling(lines: Sequence[str], language: str, seconds: float) -> float | None:
    """Megabytes a second of Duckling's native port, without the sentences that end its process."""
    if not importlib.util.find_spec("duckling"):
        print("Duckling            not installed, left out")
        return None
    at = done = killed = 0
    spent = 0.0
    while at < len(lines) and spent < seconds:
        text = "\n".join(lines[at:]) + "\n"
        command = [sys.executable, str(WORKER), language, str(seconds - spent)]
        run = subprocess.run(command, input=text, capture_output=True, text=True, errors="replace", check=False)
        took = [int(line) for line in run.stdout.splitlines()]
        if not took and at == 0 and run.returncode > 0:
            print(f"Duckling            does not run, left out ({run.stderr.strip().splitlines()[-1:]})")
            return None
        spent += sum(took) / 1e6
        done += sum(len(line.encode()) for line in lines[at : at + len(took)])
        at += len(took)
        if run.returncode != 0:
            at, killed = at + 1, killed + 1
    if not done:
        return None
    speed = done / spent / 1e6
    print(f"Duckling native     {speed:7.3f} MB/s   {done / 1e6:.2f} MB, aborted on {killed} of {at} sentences")
    return speed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--seconds", type=float, default=20.0, help="processor time for each peer")
    parser.add_argument("--alone", action="store_true", help="ask no peer")
    arguments = parser.parse_args()
    if not Path(arguments.corpus).exists():
        parser.exit(2, f"{arguments.corpus}: no such file or folder; give reports that factcheck index build reads\n")
    texts = load(arguments.corpus, arguments.megabytes)
    if not texts:
        parser.exit(2, f"{arguments.corpus}: no reports in it\n")
    language = detect("\n".join(text for text, _ in texts[:20]))
    speed = ours(texts, language)
    print(f"{'bar':19} {BAR:7.3f} MB/s   {'reached' if speed >= BAR else 'MISSED'}")
    if arguments.alone:
        return
    lines = [" ".join(text[s.start : s.end].split()) for text, _ in texts for s in sentences(text, language)]
    for name, times, peer in (
        ("Duckling", TIMES_DUCKLING, duckling(lines, language, arguments.seconds)),
        ("dateparser", TIMES_DATEPARSER, dateparser(lines, language, arguments.seconds)),
    ):
        if peer:
            word = "reached" if speed >= times * peer else "MISSED"
            print(f"{speed / peer:6.1f} times {name}, bar {times:.0f} times: {word}")


if __name__ == "__main__":
    main()
