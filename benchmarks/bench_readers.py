"""One writer and several readers of one index: no error, nothing torn?

    python benchmarks/bench_readers.py [--seconds 120] [--readers 4] [--scratch FOLDER]

The writer adds, removes, replaces, settles (makes approximate segments), compacts and empties without a pause. Readers
open the index, read every passage, search, and read reports: all of it must be one state that was committed. One
snapshot in four is kept open and read again after a while: it must not have changed. Exit status 1 where it is not so.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sqlite3
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from changing_index import KINDS, Drawn, State, expected, seen, small, take, torn

from factcheck.errors import FactcheckError
from factcheck.index import IndexWriter, LocalIndex

FAILURES = (FactcheckError, OSError, ValueError, RuntimeError, sqlite3.Error)


@dataclass
class Read:
    """What a reader saw."""

    snapshots: int = 0
    states: int = 0
    """How many different ones."""
    slowest: float = 0.0
    """Seconds to open."""
    wrong: list[str] = field(default_factory=list)


def committed(state: State) -> bool:
    """Whether it is the state after some step."""
    versions = {int(text.split("version ")[1].split()[0]) for _, text in state}
    first = min(versions, default=0) // len(KINDS) * len(KINDS)
    return any(state == expected(step) for step in range(first, first + len(KINDS)))


def read(folder: Path, until: float, seed: int, out: Any) -> None:
    rng, found, last = random.Random(seed), Read(), None
    while time.monotonic() < until:
        try:
            began = time.monotonic()
            with LocalIndex(folder, Drawn()) as index:
                found.slowest = max(found.slowest, time.monotonic() - began)
                state = seen(index)
                wrong = [] if committed(state) else [f"torn: {len(state)} passages"]
                wrong += torn(index, state)
                if rng.random() < 0.25:
                    time.sleep(rng.uniform(0, 3))
                    wrong += torn(index, state) if seen(index) == state else ["a snapshot changed"]
            found.snapshots += 1
            found.states += state != last
            found.wrong += wrong
            last = state
        except FAILURES as error:
            found.wrong.append(f"{type(error).__name__}: {error}")
    out.put(found)


def write(folder: Path, until: float, out: Any) -> None:
    step, wrong = 0, []
    try:
        with IndexWriter(folder, Drawn()) as writer:
            while time.monotonic() < until:
                take(writer, step)
                step += 1
            wrong = writer.check()
    except FAILURES as error:
        wrong = [f"{type(error).__name__}: {error}"]
    out.put((step, wrong))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--scratch", type=Path)
    args = parser.parse_args()
    small()
    context = multiprocessing.get_context("fork")
    reads, written = context.SimpleQueue(), context.SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-", dir=args.scratch) as name:
        folder = Path(name) / "changed"
        IndexWriter(folder, Drawn()).close()
        until = time.monotonic() + args.seconds
        started = [context.Process(target=write, args=(folder, until, written))]
        started += [context.Process(target=read, args=(folder, until, n, reads)) for n in range(args.readers)]
        for process in started:
            process.start()
        found = [reads.get() for _ in range(args.readers)]
        steps, wrong = written.get()
        for process in started:
            process.join()
    wrong += [line for one in found for line in one.wrong]
    print(f"{args.seconds:.0f} s: {steps} steps written, beside them {args.readers} readers")
    snapshots, states = sum(one.snapshots for one in found), max(one.states for one in found)
    slowest = max(one.slowest for one in found)
    print(
        f"{snapshots} snapshots read whole and searched, of at least {states} states; opened in {slowest:.2f} s at most"
    )
    print(f"errors and torn reads: {len(wrong)}")
    for line in wrong[:20]:
        print(f"  WRONG {line}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
