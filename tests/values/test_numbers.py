"""Laws of number expressions, and the parts of a chunk that other rules rely on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factcheck
from factcheck.languages.pack import load_pack
from factcheck.values.literals import literal_value
from factcheck.values.reading import read

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from generate_numbers import forms

WORDS = [
    "خمسة",
    "و",
    "وعشرون",
    "مئة",
    "ألف",
    "ملايين",
    "ونصف",
    "من",
    "على",
    "2.5",
    "15",
    "-",
    "/",
    "،",
    "(",
    ")",
    "أحد",
]
WORDS += ["three", "hundred", "and", "a", "half", "million", "point", "3rd", "1e9", "F16", "½", "\n", "الثالث", "عشر"]


def test_every_inflection_of_a_sample() -> None:
    wrong = []
    for text, value in forms(2_000, seed=7):
        found = [v.low for v in factcheck.numbers(text, language="ar")]
        if found != [value]:
            wrong.append((text, value, found))
    assert not wrong[:5]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from(["", " "]), st.sampled_from(["ar", "en", "fr"]))
def test_offsets_give_back_the_text(words: list[str], between: str, language: str) -> None:
    text = between.join(words)
    end = 0
    for value in factcheck.numbers(text, language=language):
        assert text[value.start : value.end] == value.text
        assert value.text == value.text.strip() != ""
        assert value.start >= end
        end = value.end


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**14))
def test_grouped_digits_are_the_number(number: int) -> None:
    for mark in ",.٬":
        text = f"{number:,}".replace(",", mark)
        if text.count(mark) != 1 or mark != ".":
            assert literal_value(text, decimal_dot=True) == number
        assert literal_value(text, decimal_dot=False) == number


@pytest.mark.parametrize(
    ("text", "decimal_dot", "value"),
    [
        ("2.500", False, 2500),
        ("2.500", True, 2.5),
        ("1.234,5", False, 1234.5),
        ("1,234.5", False, 1234.5),
        ("12,34,567", True, 1234567),
        ("310.000.000.00", False, 310_000_000),
        ("192.168.100.10", False, None),
        ("1.2.3", False, None),
        ("0501234567", False, None),
        ("1234567890123456", False, None),
    ],
)
def test_literals(text: str, decimal_dot: bool, value: float | None) -> None:
    assert literal_value(text, decimal_dot) == value


def test_a_chunk_of_one_token_keeps_what_else_the_word_is() -> None:
    token = next(t for t in read("اجتمع اثنين", "ar").tokens if t.kind == "#")
    assert "weekday" in token.entries or "weekday_bare" in token.entries


def test_a_lone_one_is_weak_and_counted_ones_are_not() -> None:
    weak = [t.entries["number"].weak for t in read("رجل واحد وثلاثة", "ar").tokens if t.kind == "#"]
    assert weak == [True, False]


def test_parts_of_a_numeric_date_keep_their_digits() -> None:
    tokens = [t for t in read("في 3/9/2015", "ar").tokens if "digits" in t.entries]
    assert [t.entries["digits"] for t in tokens] == ["3", "9", "2015"]
    assert all("number" not in t.entries for t in tokens)


def test_a_fraction_of_people_is_no_number_that_counts() -> None:
    assert not [t for t in read("ثلاثة أرباع السكان", "ar").tokens if t.kind == "#"]


@pytest.mark.parametrize(
    ("word", "singular"),
    [
        ("حديقتان", "حديقه"),
        ("حديقتين", "حديقه"),
        ("بحديقتين", "حديقه"),
        ("بطاقتين", "بطاقه"),
        ("الحديقتان", None),
        ("بستان", None),
        ("باكستان", None),
        ("اللتان", None),
        ("حدائق", None),
        ("سنتين", None),
    ],
)
def test_feminine_duals(word: str, singular: str | None) -> None:
    pack = load_pack("ar")
    found = pack.grammar.dual(word, pack.lexicon)
    assert (found[0] if found else None) == singular


@pytest.mark.parametrize("unit", ["ألف ", "مئة و", "3-", "1/", "خمسة و", "hundred and ", "نصف ", "1e"])
def test_long_rows_are_read_in_linear_time(unit: str) -> None:
    factcheck.numbers(unit * 20_000, language="ar")
