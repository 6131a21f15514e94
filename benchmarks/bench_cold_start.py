"""Cold start: ``factcheck verify`` on the sample and ``factcheck --help`` against importing sentence_transformers.

    python benchmarks/bench_cold_start.py [--runs 5]

Runs in turn, whole processes; prints medians of wall time and the median of the ratios pair by pair.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def wall(command: list[str], env: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=env)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    article = Path(__file__).parent.parent / "corpora" / "demo" / "article.ar.txt"
    with tempfile.TemporaryDirectory() as root:
        env = {**os.environ, "FACTCHECK_INDEXES": root}
        python = [sys.executable, "-m", "factcheck"]
        subprocess.run([*python, "demo"], check=True, capture_output=True, env=env)
        commands = {
            "import sentence_transformers": [sys.executable, "-c", "import sentence_transformers"],
            "factcheck verify (sample)": [*python, "verify", str(article), "--index", "demo"],
            "factcheck --help": [*python, "--help"],
        }
        for command in commands.values():
            wall(command, env)
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                times[name].append(wall(command, env))
    base = times["import sentence_transformers"]
    print(f"{'command':<32}{'median s':>10}{'ratio':>8}   ({runs} runs in turn)")
    for name, taken in times.items():
        ratio = statistics.median(a / b for a, b in zip(taken, base, strict=True))
        print(f"{name:<32}{statistics.median(taken):>10.2f}{ratio:>8.2f}")


if __name__ == "__main__":
    main()
