"""Contradictions that were once shown and read by hand: which of the right and of the wrong ones are still shown.

    python benchmarks/bench_findings.py FOLDER [--index INDEX]

FOLDER holds SaudiNewsNet's zips. ``data/findings.jsonl`` names the sentences by report and offsets, says whether an
editor with both reports held the contradiction for right, and why not. With an index, its rare words are used, as when
an article is verified.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from newspapers import statement

from factcheck.compare import judge, read_side, shown
from factcheck.documents import Statement
from factcheck.index import open_index

READ = Path(__file__).with_name("data") / "findings.jsonl"
Rare = Callable[[Iterable[str]], frozenset[str]]


def contradicts(folder: Path, finding: dict[str, Any], rare: Rare | None) -> bool:
    """Whether the two sentences of ``finding`` are said to contradict each other."""
    sides = []
    for key in ("claim", "evidence"):
        there = statement(folder, finding[key])
        sides.append(read_side(Statement(there["text"], there["published"], there["outlet"], "ar"), rare=rare))
    return any(one.relation == "contradicts" and shown(one) for one in judge(*sides)[0])


def score(folder: Path, rare: Rare | None) -> None:
    """Print what is still shown, and the wrong ones by cause."""
    table: Counter[tuple[bool, bool]] = Counter()
    causes: Counter[str] = Counter()
    for line in READ.read_text("utf-8").splitlines():
        finding = json.loads(line)
        said = contradicts(folder, finding, rare)
        table[finding["right"], said] += 1
        if said and not finding["right"]:
            causes[finding["cause"]] += 1
    right, wrong = table[True, True], table[False, True]
    print(f"right ones still shown: {right}/{right + table[True, False]}")
    print(f"wrong ones still shown: {wrong}/{wrong + table[False, False]}")
    print(f"right of those shown: {right / max(1, right + wrong):.3f}")
    for cause, n in causes.most_common():
        print(f"{n:4} {cause}")


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", type=Path)
    options = parser.parse_args()
    if options.index is None:
        score(options.folder, None)
        return
    with open_index(options.index) as index:
        score(options.folder, index.rare)


if __name__ == "__main__":
    main()
