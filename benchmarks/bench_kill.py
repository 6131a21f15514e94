"""Kill -9 at random moments of building, adding, removing, settling and compacting: what opens afterwards?

    python benchmarks/bench_kill.py [--kills 200] [--seed 1] [--scratch FOLDER]

A third of the kills hit ``add_reports`` (what ``factcheck index build`` runs), which is called again after each kill
until it ends, and whose index is then compared with that of a build that nobody interrupted: passages, vectors, counts
of stems. The others hit a writer that adds, removes, replaces, settles (makes approximate segments), compacts and
empties. After each kill the index must open with the last committed state or, where a commit was under way, with that;
searches and ``index check`` must find nothing wrong. Exit status 1 where one was not so.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from changing_index import KINDS, Drawn, State, documents, expected, masked, seen, small, take, torn, whole

from factcheck.build import add_reports
from factcheck.engines import processes
from factcheck.errors import IndexMissing
from factcheck.index import IndexWriter, LocalIndex

BUILT = 400  # reports of a build


class Killed:
    """A process that tells what it does and is killed."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        read, write = os.pipe()
        self._told = os.fdopen(read)

        def run() -> None:
            self._told.close()
            work(lambda line: os.write(write, f"{line}\n".encode()) and None)

        self._process = multiprocessing.get_context("fork").Process(target=run)
        self._process.start()
        os.close(write)
        self.lines: list[str] = []

    def wait_for(self, count: int) -> None:
        """Until it has told so many lines, or has ended."""
        while len(self.lines) < count and (line := self._told.readline()):
            self.lines.append(line.strip())

    def kill(self) -> bool:
        """Kill it, and read what it told until then; whether it was killed before it ended by itself."""
        os.kill(self._process.pid or 0, signal.SIGKILL)
        self.lines += self._told.read().split("\n")[:-1]
        self._told.close()
        self._process.join()
        return self._process.exitcode == -signal.SIGKILL


def states(folder: Path, key: Callable[[str], str] = str) -> tuple[State, list[str]]:
    """What opens, and what is wrong with it."""
    try:
        with LocalIndex(folder, Drawn()) as index:
            state = seen(index)
            wrong = torn(index, state, key)
    except IndexMissing:
        return [], []
    with IndexWriter(folder) as writer:
        return state, wrong + writer.check()


def changes(folder: Path, kills: int, rng: random.Random, tally: Counter[str], wrong: list[list[str]]) -> None:
    """Kill a writer that goes through the steps; each new one goes on where the last state was."""
    last, pace = -1, 0.2
    for _ in range(kills):
        start = last + 1

        def work(tell: Callable[[str], None], start: int = start) -> None:
            tell("opening")
            with IndexWriter(folder, Drawn()) as writer:
                for step in range(start, start + 1000):
                    tell(f"begun {step}")
                    take(writer, step)
                    tell(f"done {step}")

        process = Killed(work)
        began, lines = time.monotonic(), rng.randrange(1, 12)
        process.wait_for(lines)
        pace = 0.8 * pace + 0.2 * (time.monotonic() - began) / lines * 2
        time.sleep(rng.uniform(0, pace) * rng.random())
        process.kill()
        done = [int(line.split()[1]) for line in process.lines if line.startswith("done")]
        last = done[-1] if done else last
        moment = process.lines[-1] if process.lines else "opening"
        kind = KINDS[int(moment.split()[1]) % len(KINDS)] if moment.startswith("begun") else "between"
        allowed = [expected(last), expected(last + 1)] if moment.startswith("begun") else [expected(last)]
        state, found = states(folder)
        tally[kind] += 1
        if state not in allowed:
            found.append(f"neither the state after step {last} nor the next")
        wrong.append([f"{kind}: {line}" for line in found])
        if state != expected(last):  # the step had been committed
            last += 1


def builds(
    scratch: Path, kills: int, rng: random.Random, tally: Counter[str], wrong: list[list[str]]
) -> tuple[int, int]:
    """Kill builds; how many were finished in spite of it, and how many of those equal one that nobody interrupted."""
    reports = documents(BUILT)

    def build(folder: Path, tell: Callable[[str], None]) -> None:
        tell("opening")
        add_reports(reports, folder, jobs=1, cache=False, progress=lambda step, _: tell(step))
        tell("ended")

    plain = scratch / "plain"
    began = time.monotonic()
    build(plain, lambda _: None)
    pace, model = time.monotonic() - began, whole(plain)
    finished = equal = hit = 0
    while hit < kills:
        folder, before, ended = scratch / f"built{finished}", 0, False
        while not ended:
            process = Killed(lambda tell, at=folder: build(at, tell))
            process.wait_for(1)
            if hit < kills:
                time.sleep(rng.uniform(0, pace / 2))
                was_killed = process.kill()
                hit += was_killed
                tally["build"] += was_killed
                ended = "ended" in process.lines and not was_killed
            else:
                process.wait_for(1 << 30)
                ended = True
                process.kill()
            state, found = states(folder, masked)
            built = {report for report, _ in state}
            if built != {d.id for d in reports[: len(built)]} or len(built) < before:
                found.append(f"{len(built)} reports are not the first ones, or fewer than before ({before})")
            before = len(built)
            wrong.append([f"build: {line}" for line in found])
        finished += 1
        equal += whole(folder) == model
        shutil.rmtree(folder)
    return finished, equal


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scratch", type=Path)
    args = parser.parse_args()
    small()
    processes.bulk_encoder = lambda model: Drawn()  # type: ignore[assignment]
    rng, tally, wrong = random.Random(args.seed), Counter[str](), list[list[str]]()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-", dir=args.scratch) as name:
        scratch = Path(name)
        finished, equal = builds(scratch, args.kills // 3, rng, tally, wrong)
        changes(scratch / "changed", args.kills - args.kills // 3, rng, tally, wrong)
    print("killed during " + ", ".join(f"{kind} {count}" for kind, count in tally.most_common()))
    kills, bad = sum(tally.values()), [found for found in wrong if found]
    print(f"{kills - len(bad)} of {kills} opened afterwards with the last committed state, nothing wrong in it")
    print(f"builds gone on with until they ended: {equal} of {finished} equal the one that nobody interrupted")
    for line in [line for found in bad for line in found][:20]:
        print(f"  WRONG {line}")
    sys.exit(bool(bad) or equal < finished)


if __name__ == "__main__":
    main()
