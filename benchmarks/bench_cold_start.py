"""Cold start: ``factcheck verify`` and ``factcheck --help`` against importing sentence_transformers.

    python benchmarks/bench_cold_start.py [--index FOLDER] [--runs 5]

Runs in turn, whole processes; prints medians of wall time and the median of the ratios pair by pair, which for
``verify`` is to be below 1. The sample's article is verified on the sample; ``--index`` is a large index, on which the
report that is the median by length of 201 of its own is verified as another outlet's.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from factcheck.index import LocalIndex


def wall(command: list[str], env: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=env)
    return time.perf_counter() - started


def median_report(folder: Path, scratch: Path) -> tuple[Path, str]:
    """A report of an index as an article of its own, and what the index holds."""
    with LocalIndex(folder) as index:
        drawn = random.Random(5).sample(list(index.reports()), 201)
        article = sorted((index.report(report_id) for report_id in drawn), key=lambda d: len(d.text))[100]
        size = f"{index.info.reports:,} reports"
    fields = {"text": f"{article.title or ''}\n{article.text}", "outlet": "bench", "id": "bench"}
    if article.published:
        fields["date"] = article.published.isoformat()
    path = scratch / "article.json"
    path.write_text(json.dumps(fields, ensure_ascii=False), "utf-8")
    return path, size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--index", type=Path, help="a large index")
    args = parser.parse_args()
    runs = args.runs
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
        if args.index and args.index.exists():
            path, size = median_report(args.index, Path(root))
            large = [*python, "verify", str(path), "--index", str(args.index.resolve())]
            commands[f"verify ({size})"] = large
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
