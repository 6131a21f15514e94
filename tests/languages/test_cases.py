"""Every case of every language pack, one test each."""

from __future__ import annotations

import pytest

import factcheck
from factcheck.languages.cases import Case, check, load_cases
from factcheck.languages.pack import languages, load_pack

CASES = [case for code in languages() for case in load_cases(load_pack(code))]


def values(case: Case):
    if case.kind == "numbers":
        return factcheck.numbers(case.text, language=case.language)
    if case.kind == "dates":
        return factcheck.dates(case.text, published=case.published, language=case.language, prefer=case.prefer)
    found = factcheck.extract(case.text, published=case.published, language=case.language)
    return [value for value in found if value.kind == "figure"]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    problem = check(case, values(case))
    assert problem is None, problem


@pytest.mark.parametrize("code", languages())
def test_a_pack_says_as_much_of_what_is_not_there(code: str) -> None:
    cases = [c for c in CASES if c.language == code]
    assert cases, f"no cases in languages/{code}"
    assert any(not c.expect for c in cases)
