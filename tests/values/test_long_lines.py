"""Lines without an end: no exception, offsets that give back the text, time in proportion to the length."""

from __future__ import annotations

import time

import pytest

import factcheck

LINES = [
    *("7", "7 ", "1999 ", ",", "1,", "1/", "1-", "1.", "(", "(5) ", '"', "و", "و ", "وخمسة ", "مئة ", "سبتمبر "),
    *("من 3 إلى ", "5 جنود و", "twenty ", "million ", "May ", "Friday ", "two years ", "1-2 May ", "$5 ", ". "),
]
SHORT, LONG = 1_500, 12_000
SLOWEST = 24  # times as long for a line 8 times as long: a quadratic reader would need 64


@pytest.mark.parametrize("unit", LINES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_hostile_line_gives_back_its_text(unit: str, language: str) -> None:
    text = unit * 400
    for value in (
        *factcheck.extract(text, published="2024-09-06", language=language),
        *factcheck.dates(text, published="2024-09-06", language=language),
        *factcheck.numbers(text, language=language),
    ):
        assert value.text
        assert text[value.start : value.end] == value.text


@pytest.mark.parametrize("unit", ["7 ", ",", "1-", "(5) ", "وخمسة ", "مئة ", "و "])
def test_time_grows_with_the_line(unit: str) -> None:
    def seconds(times: int) -> float:
        """The best of three: a pause of the machine or of the garbage collector is none of the reader's."""
        taken = []
        for _ in range(3):
            started = time.process_time()
            factcheck.extract(unit * times, published="2024-09-06", language="ar")
            taken.append(time.process_time() - started)
        return min(taken)

    assert seconds(LONG) < SLOWEST * max(seconds(SHORT), 0.02)
