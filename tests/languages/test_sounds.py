"""What names are heard as, whatever script they are written in."""

from __future__ import annotations

import pytest

from factcheck.languages.sounds import heard, script


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("اوباما", "obama"),
        ("نيوتن", "newton"),
        ("كولومبيا", "colombia"),
        ("كولومبي", "colombian"),  # an ending of English
        ("وارسو", "warsaw"),
        ("طهران", "tehran"),
        ("شوبان", "chopin"),
        ("تشرشل", "churchill"),
    ],
)
def test_one_name_in_two_scripts(arabic: str, english: str) -> None:
    one, two = heard(arabic), heard(english)
    assert one is not None
    assert two is not None
    assert one.meets(two)
    assert (script(arabic), script(english)) == ("ar", "en")


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("اوباما", "palm"),
        ("باريس", "press"),
        ("مدريد", "madrigal"),
    ],
)
def test_other_words(arabic: str, english: str) -> None:
    one, two = heard(arabic), heard(english)
    assert one is not None
    assert two is not None
    assert not one.meets(two)


def test_a_script_without_a_table() -> None:
    assert heard("москва") is None
    assert script("москва") is None
