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

from factcheck.compare import judge, read_side
from factcheck.compare.model import threshold
from factcheck.documents import Statement
from factcheck.index import open_index

READ = Path(__file__).with_name("data") / "findings.jsonl"
LEVELS = (0.6, 0.7, 0.75, 0.8, 0.85, 0.9)
Rare = Callable[[Iterable[str]], frozenset[str]]


def confidence(folder: Path, finding: dict[str, Any], rare: Rare | None) -> float:
    """How sure the tool is that the two sentences of ``finding`` contradict each other; 0 where it says nothing."""
    sides = []
    for key in ("claim", "evidence"):
        there = statement(folder, finding[key])
        sides.append(read_side(Statement(there["text"], there["published"], there["outlet"], "ar"), rare=rare))
    return max((one.confidence for one in judge(*sides)[0] if one.relation == "contradicts"), default=0.0)


def score(folder: Path, rare: Rare | None) -> None:
    """Print what is still shown from each confidence on, and the wrong ones of the threshold in use by cause."""
    found = [json.loads(line) for line in READ.read_text("utf-8").splitlines()]
    sure = [confidence(folder, finding, rare) for finding in found]
    used = threshold("contradicts")
    parts = {
        "fitted on": [not f.get("held") for f in found],
        "held, all shown by verifying": [bool(f.get("held")) for f in found],
    }
    for name, chosen in parts.items():
        of = [(f["right"], c) for f, c, here in zip(found, sure, chosen, strict=True) if here]
        print(f"{name}: {len(of)}, of them right {sum(right for right, _ in of)}")
        for level in sorted({*LEVELS, used}):
            shown = [right for right, c in of if c >= level]
            mark = "  <- threshold" if level == used else ""
            share = sum(shown) / max(1, len(shown))
            print(f"  from {level:.2f}: {sum(shown):4} right of {len(shown):4} shown = {share:.3f}{mark}")
    causes = Counter(f["cause"] for f, c in zip(found, sure, strict=True) if c >= used and not f["right"])
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
