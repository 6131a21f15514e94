"""Articles drawn at random, verified against all other outlets: every finding shown, to be read by hand.

    python benchmarks/show_findings.py FOLDER INDEX [--articles 100] [--seed 1] [--relation contradicts|agrees]

FOLDER holds SaudiNewsNet's zips, INDEX what was built from them.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

from factcheck.index import open_index
from factcheck.verify import verify


def main() -> None:
    """Print the findings, and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("index", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--relation", choices=("contradicts", "agrees"), default="contradicts")
    options = parser.parse_args()
    with open_index(options.index) as index:
        ids = random.Random(options.seed).sample(sorted(index.reports()), options.articles)
        claims = shown = withany = 0
        started = time.perf_counter()
        for report_id in ids:
            report = verify(index.report(report_id), index)
            claims += len(report.claims)
            found = [(c, f) for c in report.claims for f in c.findings if f.relation == options.relation]
            withany += bool(found)
            for claim, one in found:
                shown += 1
                values = {v.id: v.text for v in claim.numbered_values()} if hasattr(claim, "numbered_values") else {}
                value = values.get(one.claim_value, one.claim_value)
                print(f"{one.confidence:.2f} {options.relation} [{value} | {one.evidence_value.text}]")
                print(f"   {report.article.published} {report.article.outlet}: {' '.join(claim.text.split())}")
                print(f"   {one.evidence.published} {one.evidence.outlet}: {' '.join(one.evidence.text.split())}")
                print()
        taken = time.perf_counter() - started
    print(f"{options.articles} articles, {claims} claims: {shown} findings ({options.relation}) in {withany} articles")
    print(f"{taken / options.articles:.2f} s an article")


if __name__ == "__main__":
    main()
