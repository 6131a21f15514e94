"""The sample's findings are exactly those that an editor would accept (corpora/demo/expected.toml)."""

from __future__ import annotations

from pathlib import Path

from factcheck.index import LocalIndex
from factcheck.languages.pack import load_toml
from factcheck.verify import verify


def _expected(folder: Path) -> set[tuple[str, ...]]:
    rows = load_toml(folder / "expected.toml")["finding"]
    return {(r["value"], r["report"], r["evidence"], r["relation"], r.get("revision", "")) for r in rows}


def test_the_sample_has_the_expected_findings_and_no_other(demo: LocalIndex, article: Path) -> None:
    report = verify(article, demo)
    found = {
        (
            claim.values[int(f.claim_value.rsplit(".v", 1)[1]) - 1].text,
            Path(f.evidence.report).name,
            f.evidence_value.text,
            f.relation,
            f.revision or "",
        )
        for claim in report.claims
        for f in claim.findings
    }
    expected = _expected(article.parent)
    assert found - expected == set(), "findings that no editor would accept"
    assert expected - found == set(), "findings that are missing"


def test_a_copied_agency_text_is_one_voice(demo: LocalIndex, article: Path) -> None:
    claim = next(c for c in verify(article, demo).claims if "2025" in c.text)
    copies = [f for f in claim.findings if f.claim_value.endswith(".v1")]
    assert len(copies) == 4, "three copies and an English report"
    assert len({f.evidence.voice for f in copies if f.evidence.outlet != "Plateau Post"}) == 1
    assert claim.voices["agree"] == 2


def test_every_quotation_is_word_for_word(demo: LocalIndex, article: Path) -> None:
    report = verify(article, demo)
    text = report.article.text
    for claim in report.claims:
        assert text[claim.start : claim.end] == claim.text
        for value in claim.values:
            assert text[value.start : value.end] == value.text
        for f in claim.findings:
            source = demo.report(f.evidence.report).text
            assert source[f.evidence.start : f.evidence.end] == f.evidence.text
            assert source[f.evidence_value.start : f.evidence_value.end] == f.evidence_value.text
