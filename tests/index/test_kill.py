"""A writer is killed at random moments: what opens afterwards is a state that was, or was about to be, committed."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from factcheck.index import IndexWriter, LocalIndex

WRITER = """
import json, sys
from datetime import date
from pathlib import Path
from factcheck.documents import Document
from factcheck.embedding import load_encoder
from factcheck.index import IndexWriter, PassageInput, PreparedReport

def report(n, v):
    text = f"Worker group {n} of version {v} met at the harbour"
    return PreparedReport(Document(text, id=f"r{n}"), (PassageInput(0, len(text), text),))

with IndexWriter(Path(sys.argv[1]), load_encoder()) as writer:
    print("open", flush=True)
    for step in range(int(sys.argv[2]), int(sys.argv[2]) + 400):
        # each step's state is a function of its number alone
        if step % 5 == 3:
            writer.compact()
        elif step % 5 == 4:
            writer.remove([f"r{n}" for n in range(4)])
        else:
            writer.add([report(n, step) for n in range(4)])
        print(json.dumps(step), flush=True)
"""


def expected(step: int) -> list[str]:
    """The reports' texts after a step."""
    if step < 0 or step % 5 == 4:
        return []
    version = step - 1 if step % 5 == 3 else step
    return [f"Worker group {n} of version {version} met at the harbour" for n in range(4)]


def run_killed(folder: Path, start: int, rng: random.Random) -> int:
    """Run the writer from a step and kill it; the last step that it reported."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(start)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    last = start - 1
    process.stdout.readline()
    for _ in range(rng.randrange(1, 9)):  # steps and not seconds: a machine may be busy
        last = json.loads(process.stdout.readline())
    time.sleep(rng.uniform(0, 0.02))
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().split()
    process.wait()
    return int(rest[-1]) if rest and rest[-1].isdigit() else last


def test_killed_writers_leave_a_committed_state(tmp_path: Path) -> None:
    rng = random.Random(20300501)
    folder = tmp_path / "killed"
    last = -1
    for _ in range(8):
        last = run_killed(folder, last + 1, rng)
        with LocalIndex(folder) as index:
            texts = sorted(p.text for p in index.passages())
        assert texts in (expected(last), expected(last + 1))
        with IndexWriter(folder) as writer:
            assert writer.check() == []
    assert last > 8
