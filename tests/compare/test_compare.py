"""What two statements say of each other: a table of pairs, and what must hold of any two."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from factcheck import Statement, compare, extract
from factcheck.languages.pack import load_toml

CASES = load_toml(Path(__file__).with_name("cases.toml"))["case"]


def _statements(case: dict[str, Any]) -> tuple[Statement, Statement]:
    days = case.get("days", ["2024-09-06"])
    language = case.get("language")
    return Statement(case["a"], days[0], "A", language), Statement(case["b"], days[-1], "B", language)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_case(case: dict[str, Any]) -> None:
    """Findings about figures and deadlines are those of the table; equal dates beside them may be found as well."""
    a, b = _statements(case)
    values = extract(a.text, published=a.published, language=a.language)
    found = {
        (f.relation, values[int(f.claim_value.split(".v")[1]) - 1].text, f.evidence_value.text): f
        for f in compare(a, b)
    }
    expected = [e.split("|") for e in case["expect"]]
    for relation, mine, theirs in expected:
        assert any(r == relation and m in mine and t == theirs for r, m, t in found), f"missing: {found.keys()}"
    strict = case.get("strict", False)
    beyond = [key for key, f in found.items() if strict or f.relation == "contradicts" or f.kind == "figure"]
    assert len(beyond) <= len(expected), beyond


@pytest.mark.parametrize("pair", list(itertools.combinations(range(len(CASES)), 2))[::2], ids=str)
def test_comparing_backwards_says_the_same(pair: tuple[int, int]) -> None:
    one, two = (CASES[i] for i in pair)
    for a, b in ((_statements(one)[0], _statements(two)[1]), _statements(one)):
        there, back = compare(a, b, min_confidence=0.0), compare(b, a, min_confidence=0.0)
        said = [sorted((f.relation, round(f.confidence, 9)) for f in found) for found in (there, back)]
        assert said[0] == said[1]
