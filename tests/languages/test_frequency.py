"""How much stems tell."""

from __future__ import annotations

import pytest

from factcheck.languages.frequency import frequency


@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_what_a_stem_tells_lies_between_nothing_and_all(code: str) -> None:
    known = frequency(code)
    assert known.tells("qwxyz") == 1.0
    assert known.names("qwxyz")


def test_common_stems_tell_less() -> None:
    arabic, english = frequency("ar"), frequency("en")
    assert arabic.tells("عام") < arabic.tells("سفن") < arabic.tells("ياقوت") == 1.0
    assert not arabic.names("عام")
    assert english.tells("year") < english.tells("ferry") == 1.0


@pytest.mark.parametrize(
    ("stem", "plain"),
    [("بنيل", "نيل"), ("لحزب", "حزب"), ("بواب", "بواب"), ("فيه", "فيه"), ("كلام", "كلام"), ("", ""), ("ب", "ب")],
)
def test_a_joined_particle_comes_off_before_a_commoner_word(stem: str, plain: str) -> None:
    assert frequency("ar").plain(stem) == plain
