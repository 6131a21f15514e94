"""Values in a few words."""

from __future__ import annotations

import pytest

from factcheck.reports.describing import describe
from factcheck.values import extract

CASES = {
    "About 2,500 troops stay in Iraq.": ["about 2,500 personnel (IQ"],
    "At least 30 people were killed.": ["at least 30 people (killed)"],
    "More than 260 fighters died.": ["more than 260 "],
    "Up to 40 houses burned.": ["at most 40 "],
    "Hundreds of houses burned.": ["200–999 ", "hundreds"],
    "It ends by September 2025.": ["by 2025-09-01 – 2025-09-30"],
    "It ended on 3 September 2024.": ["2024-09-03"],
    "It took six months.": ["DURATION P6M"],
}


@pytest.mark.parametrize("text", CASES)
def test_a_value_is_described_as_an_editor_would_say_it(text: str) -> None:
    (value,) = extract(text, published="2024-09-06")
    for piece in CASES[text]:
        assert piece in describe(value)
    assert "–None" not in describe(value)
    assert "_" not in describe(value)
