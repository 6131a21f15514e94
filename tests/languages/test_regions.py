"""Language tags with a country: read by the pack of the language, with what the country says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

import factcheck
from factcheck.errors import PackError, UsageError
from factcheck.languages.pack import base_code, load_pack


@pytest.mark.parametrize(
    ("tag", "text", "timex"),
    [
        ("en", "The shop shuts on Mother's Day 2024.", "DATE 2024-05-12"),
        ("en-GB", "The shop shuts on Mother's Day 2024.", "DATE 2024-03-10"),
        ("en-CA", "The shop shuts on Thanksgiving 2024.", "DATE 2024-10-14"),
        ("en-NZ", "The shop shuts on Labour Day 2024.", "DATE 2024-10-28"),
        ("en", "The memo of 03/04/2024 was lost.", "DATE 2024-03-04"),
        ("en-GB", "The memo of 03/04/2024 was lost.", "DATE 2024-04-03"),
        ("en_gb", "The memo of 03/04/2024 was lost.", "DATE 2024-04-03"),
        ("en-US", "The memo of 03/04/2024 was lost.", "DATE 2024-03-04"),
        ("ar-SA", "صدر البيان يوم 3 أبريل 2024.", "DATE 2024-04-03"),
    ],
)
def test_countries(tag: str, text: str, timex: str) -> None:
    assert [v.timex for v in factcheck.dates(text, published="2024-09-06", language=tag)] == [timex]


def test_a_country_of_which_nothing_is_known_reads_as_the_language() -> None:
    assert load_pack("en-US") is load_pack("en")
    assert load_pack("en-GB").code == "en"
    assert base_code("en-GB") == base_code("en") == "en"


def test_unknown_language_with_a_country() -> None:
    with pytest.raises(UsageError):
        load_pack("zz-GB")


def test_two_tags_of_one_language_are_compared_as_one() -> None:
    claim = factcheck.Statement(
        "Floods killed 14 people in Leeds on Tuesday.", published="2024-09-06", language="en-GB"
    )
    other = factcheck.Statement("Floods killed 14 people in Leeds on Tuesday.", published="2024-09-06", language="en")
    assert {f.relation for f in factcheck.compare(claim, other)} == {"agrees"}


def test_every_region_is_well_formed() -> None:
    folder = load_pack("en").folder / "regions"
    for path in folder.glob("*.toml"):
        assert path.stem.isupper()
        assert load_pack(f"en-{path.stem}").lexicon.categories >= load_pack("en").lexicon.categories


def test_a_pack_without_words_is_refused(tmp_path: Path) -> None:
    from factcheck.languages import pack

    head = {"code": "xx", "direction": "ltr"}
    (tmp_path / "words").mkdir()
    with pytest.raises(PackError, match="no words"):
        pack._load(tmp_path, head, {})
    (tmp_path / "words" / "numbers.toml").write_text("[cardinal]\n", "utf-8")
    with pytest.raises(PackError, match="no words"):
        pack._load(tmp_path, head, {})
    (tmp_path / "words" / "numbers.toml").write_text('[cardinal]\n1 = ["ekki"]\n', "utf-8")
    assert pack._load(tmp_path, head, {}).lexicon.categories >= {"cardinal"}


def test_unknown_keys_are_refused(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from factcheck.languages import pack

    real = pack.load_toml
    monkeypatch.setattr(pack, "load_toml", lambda p: {"wrods": {}} if p.name == "GB.toml" else real(p))
    pack._regional.cache_clear()
    try:
        with pytest.raises(PackError, match="wrods"):
            pack._regional("en", "GB")
    finally:
        pack._regional.cache_clear()
