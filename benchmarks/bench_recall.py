"""Findings of the index beside those of the plain way: every sentence embedded, the nearest by cosine.

    python benchmarks/bench_recall.py CORPUS [--reports 600] [--articles 40] [--k 24]

CORPUS is anything that ``factcheck index build`` reads. Both ways hold the same reports; articles drawn from them are
verified against the other outlets' reports, with the same number of passages a claim, window of days and judgement, so
that only what the search brings differs. The plain way embeds all sentences, whole, with sentence-transformers in
float32, and looks for the claim as it stands. Printed is how many of the findings of either each way has.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from peers import Plain, scratch_folder, timed

from factcheck.build import add_reports
from factcheck.claims import statements
from factcheck.documents import Document, Passage
from factcheck.index import LocalIndex, Query
from factcheck.index.base import Hit
from factcheck.languages.pack import detect
from factcheck.languages.sentences import sentences
from factcheck.readers import read_corpus
from factcheck.values.masking import mask
from factcheck.verify import VerifyOptions, verify

Key = tuple[str, str, str, int]  # relation, value of the claim, report, where the value stands in it


class PlainIndex:
    """A search by cosine over all sentences of the reports of ``inner``, which is asked for everything else."""

    def __init__(self, inner: LocalIndex, documents: Sequence[Document], plain: Plain) -> None:
        self._inner, self._plain = inner, plain
        self.asked: dict[str, str] = {}
        """The claim as it stands, by the value-neutral text that a query has."""
        self._passages = [
            Passage(0, d.id, s.start, s.end, d.text[s.start : s.end], d.outlet, d.published, d.url, d.title, language)
            for d in documents
            for language in [d.language or detect(d.text)]
            for s in sentences(d.text, language)
        ]
        self._passages = [replace(p, id=i) for i, p in enumerate(self._passages)]
        self._vectors = plain.encode([p.text for p in self._passages])

    def __len__(self) -> int:
        return len(self._passages)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def search(self, queries: Sequence[Query], k: int = 20) -> list[list[Hit]]:
        """The nearest that pass the query's filters."""
        asked = [self.asked.get(q.text, q.text) for q in queries]
        vectors = self._plain.model.encode(
            asked, prompt_name="query", normalize_embeddings=True, show_progress_bar=False
        )
        found = []
        for query, cosines in zip(queries, vectors @ self._vectors.T, strict=True):
            near = (i for i in cosines.argsort()[::-1].tolist() if _passes(self._passages[i], query))
            best = [i for i, _ in zip(near, range(k), strict=False)]
            found.append([Hit(self._passages[i], float(cosines[i]), float(cosines[i]), 0.0) for i in best])
        return found


def _passes(passage: Passage, query: Query) -> bool:
    day = passage.published
    inside = day is None or ((not query.since or query.since <= day) and (not query.until or day <= query.until))
    return inside and passage.outlet not in query.exclude_outlets


def findings(article: Document, index: Any, k: int) -> set[Key]:
    """What is shown of an article."""
    report = verify(article, index, options=VerifyOptions(k=k))
    return {
        (f.relation, f.claim_value, f.evidence.report, f.evidence_value.start)
        for c in report.claims
        for f in c.findings
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--reports", type=int, default=600)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--k", type=int, default=VerifyOptions().k, help="passages looked at for each claim")
    args = parser.parse_args()
    if not args.corpus.exists():
        print(f"skipped: no corpus at {args.corpus}")
        return
    read = [d for d in read_corpus([args.corpus], problems=[]) if d.outlet]
    documents = list({d.text: d for d in read}.values())[: args.reports]
    drawn = random.Random(11).sample(documents, min(args.articles, len(documents)))
    with scratch_folder() as name:
        ours, summary = timed(lambda: add_reports(documents, Path(name) / "built", cache=False))
        print(f"factcheck: {summary.reports:,} reports, {summary.passages:,} passages, {ours:.0f} s")
        with LocalIndex(Path(name) / "built") as index:
            plain = Plain()
            theirs, all_sentences = timed(lambda: PlainIndex(index, documents, plain))
            print(f"plain way: {len(all_sentences):,} sentences, {theirs:.0f} s")
            both: Counter[tuple[str, str]] = Counter()
            for article in drawn:
                for c in statements(article):
                    all_sentences.asked[mask(c.text, c.values, c.start) or c.text] = c.text
                one, two = (findings(article, i, args.k) for i in (index, all_sentences))
                for key in one | two:
                    both[key[0], "both" if key in one & two else "factcheck" if key in one else "plain way"] += 1
    print(f"{len(drawn)} articles, {args.k} passages a claim")
    print(f"{'findings':<14}{'of either':>10}{'factcheck':>18}{'plain way':>18}")
    for relation in ("agrees", "contradicts"):
        alike, mine, other = (both[relation, way] for way in ("both", "factcheck", "plain way"))
        union = max(1, alike + mine + other)
        shares = (f"{alike + n} = {(alike + n) / union:.3f}" for n in (mine, other))
        print(f"{relation:<14}{alike + mine + other:>10}{next(shares):>18}{next(shares):>18}")


if __name__ == "__main__":
    main()
