"""What the benchmarks measure does not fall: the labelled data is the one that was measured, and the floors hold.

Newspapers are not part of the project; FACTCHECK_NEWS names their folder where it is there.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

DIGESTS = {"news_values.jsonl": "59be80104748db8130b161b4e578f888f399f66de8e6a9d8ed0badde4c867281"}
FLOORS = {"figure": 0.95, "date": 0.95}
"""F1 of span and value; what sentences never seen before get at first stands in ``bench_news.FIRST``."""


@pytest.mark.parametrize("name", DIGESTS)
def test_labels_are_those_that_were_measured(name: str) -> None:
    data = (BENCHMARKS / "data" / name).read_bytes()
    assert hashlib.sha256(data).hexdigest() == DIGESTS[name], "labels changed: measure again, then pin the new digest"
    assert all("text" not in json.loads(line) for line in data.splitlines()), "labels hold no text of newspapers"


def test_news_sentences_are_read() -> None:
    folder = os.environ.get("FACTCHECK_NEWS")
    if not folder:
        pytest.skip("FACTCHECK_NEWS does not name a folder of newspapers")
    import bench_news

    labels = [json.loads(line) for line in bench_news.LABELS.read_text("utf-8").splitlines()]
    scores, errors, (fired, empty) = bench_news.score(Path(folder), labels)
    for kind, floor in FLOORS.items():
        assert scores[kind].f1 >= floor, "\n".join(errors)
    assert scores["figure"].parts["unit"] >= 0.92 * scores["figure"].right
    assert fired <= 0.01 * empty


def test_generated_number_words_are_read() -> None:
    import generate_numbers

    from factcheck.values import numbers

    made = list(generate_numbers.forms(1500, seed=11))
    wrong = [text for text, value in made if [n.low for n in numbers(text, "ar")] != [value]]
    assert len(wrong) <= 0.005 * len(made), wrong[:10]


def test_generated_ordinals_and_halves_are_read() -> None:
    import generate_more_numbers

    from factcheck.values import numbers

    wrong = [
        t for t, n in generate_more_numbers.ordinals() if [(v.low, v.ordinal) for v in numbers(t, "ar")] != [(n, True)]
    ]
    wrong += [t for t, n in generate_more_numbers.more_forms() if [v.low for v in numbers(t, "ar")] != [n]]
    assert not wrong, wrong[:10]
