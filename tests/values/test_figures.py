"""Figures: what the cases of the packs cannot say: parts, offsets, scope, length of the text."""

from __future__ import annotations

import time

import pytest

import factcheck
from factcheck.values.units import compatible_units, currency_of, supertypes


def figures(text: str, language: str = "ar"):
    return [v for v in factcheck.extract(text, published="2024-09-06", language=language) if v.kind == "figure"]


@pytest.mark.parametrize(
    ("text", "language", "part", "whole"),
    [
        ("سقط 15 شهيدا بينهم 4 أطفال.", "ar", "4 أطفال", "15 شهيدا"),
        ("أصيب 20 راكبا من بينهم 3 نساء.", "ar", "3 نساء", "20 راكبا"),
        ("The blast killed 15 people, including four children.", "en", "four children", "15 people"),
    ],
)
def test_a_part_names_its_whole(text: str, language: str, part: str, whole: str) -> None:
    found = {v.text: v for v in figures(text, language)}
    assert found[part].scope.part_of == whole
    assert found[whole].scope.part_of is None


def test_others_stand_beside_the_whole_and_not_beside_its_part() -> None:
    units = [v.unit for v in figures("قتل 14 شخصا بينهم 9 جنود، وأصيب 30 آخرين.")]
    assert units == ["people", "personnel", "people"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("تنشر واشنطن 2500 جندي في العراق و900 في سوريا.", ["IQ", "SY"]),
        ("قتل 12 شخصا في مدينة حلب.", ["SY:aleppo"]),
        ("في لبنان نزح 500 شخص.", ["LB"]),
        ("باع المتجر 300 كتاب.", [None]),
    ],
)
def test_each_figure_has_its_own_place(text: str, places: list[str | None]) -> None:
    assert [v.scope.place for v in figures(text)] == places


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("وَصَلَ نَحْوَ ٣٠٠ جُنـــديٍّ إلى المَطار.", "ar"),
        ("تبرعت بـ ٤٫٥ مليون دولار.", "ar"),
        ("وبنحو 200 ألف ريال", "ar"),
        ("It cost about US$4.7 billion.", "en"),
        ("from 3km to 5km and a 10-gallon tank at -5°C", "en"),
    ],
)
def test_offsets_give_back_the_text(text: str, language: str) -> None:
    found = figures(text, language)
    assert found
    for value in found:
        assert text[value.start : value.end] == value.text


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("5 ft 2 in", 5 + 2 / 12, "distance:ft"),
        ("2 km and 1 meter", 2.001, "distance:km"),
        ("a litre", 1, "volume:l"),
        ("10 1/2 miles", 10.5, "distance:mi"),
        ("a tenth of a gallon", 0.1, "volume:gal"),
        ("C$ 300 million", 300_000_000, "money:CAD"),
        ("USD3.14", 3.14, "money:USD"),
    ],
)
def test_measures_in_unusual_dress(text: str, low: float, unit: str) -> None:
    (value,) = figures(text, "en")
    assert value.unit == unit
    assert value.low == pytest.approx(low)


def test_units_have_supertypes() -> None:
    assert supertypes("killed") == ("casualties", "people")
    assert compatible_units("people", "personnel")
    assert not compatible_units("killed", "wounded")
    assert not compatible_units("money:USD", "money:EUR")
    assert compatible_units("money:rial", "money:SAR")
    assert currency_of("money:USD") == "USD"
    assert currency_of("people") is None


def test_a_line_without_end_takes_time_in_proportion() -> None:
    sentence = "وصل نحو 300 جندي إلى المطار و20 طائرة "

    def seconds(times: int) -> float:
        """The best of three, so that a pause of the machine is none of the reader's."""
        taken = []
        for _ in range(3):
            started = time.process_time()
            assert len(figures(sentence * times)) == 2 * times
            taken.append(time.process_time() - started)
        return min(taken)

    assert seconds(8_000) < 16 * max(seconds(1_000), 0.02)
