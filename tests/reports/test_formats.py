"""Every format on the sample's report, and on text that means harm."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import factcheck.reports
from factcheck.documents import Document
from factcheck.index import LocalIndex
from factcheck.reports import FORMATS, Style
from factcheck.results import Attribution, Claim, Evidence, Finding, IndexInfo, Report
from factcheck.values.model import FigureValue
from factcheck.verify import VerifyOptions, verify

HOSTILE = '=2+5 <script>alert("x")</script> \x1b[31mred\x07 [a](javascript:x) ‮ | `code`'


@pytest.fixture
def hostile() -> Report:
    figure = FigureValue("5", 0, 1, 5, 5, "people")
    evidence = Evidence("r", HOSTILE, date(2024, 1, 1), "javascript:alert(1)", HOSTILE, "7 " + HOSTILE, 0, 2, 0.5, 1)
    finding = Finding("contradicts", "figure", "c1.v1", 0.9, None, HOSTILE, evidence, replace(figure, text="7"))
    claim = Claim(
        "c1", "5 " + HOSTILE, 0, 2, Attribution(HOSTILE, None), "asserted", (figure,), "contradicted", (finding,)
    )
    return Report(Document("5 " + HOSTILE, title=HOSTILE), IndexInfo("i", 1, 1, "m"), (claim,), "factcheck 0")


@pytest.mark.parametrize("explain", [False, True])
def test_json_follows_the_shipped_schema(demo: LocalIndex, article: Path, explain: bool) -> None:
    schema = json.loads((Path(factcheck.reports.__file__).parent / "report.schema.json").read_text("utf-8"))
    report = verify(article, demo, options=VerifyOptions(explain=explain))
    data = json.loads(FORMATS["json"]([report], Style()))
    jsonschema.Draft202012Validator(schema).validate(data)
    assert data["summary"]["claims"] == len(data["claims"]) > 0
    assert ("considered" in data["claims"][0]) is explain


def test_jsonl_is_one_object_a_line(demo: LocalIndex, article: Path) -> None:
    report = verify(article, demo)
    lines = FORMATS["jsonl"]([report, report], Style()).splitlines()
    assert [json.loads(line)["schema"] for line in lines] == ["factcheck.report/1"] * 2


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_format_lets_control_characters_through(hostile: Report, name: str) -> None:
    output = FORMATS[name]([hostile], Style())
    assert "\x1b" not in output
    assert "\x07" not in output


def test_html_escapes_corpus_text_and_drops_unsafe_links(hostile: Report) -> None:
    page = FORMATS["html"]([hostile], Style())
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "href=" not in page


def test_markdown_escapes_markup(hostile: Report) -> None:
    text = FORMATS["markdown"]([hostile], Style())
    assert "[a](" not in text
    assert "<script>" not in text


def test_csv_cells_are_no_formulas(hostile: Report) -> None:
    rows = list(csv.reader(io.StringIO(FORMATS["csv"]([hostile], Style()))))
    assert len(rows) == 2
    assert all(not cell.startswith(("=", "+", "-", "@")) for cell in rows[1])


def test_claimreview_judges_no_truth(demo: LocalIndex, article: Path) -> None:
    reviews = json.loads(FORMATS["claimreview"]([verify(article, demo)], Style()))
    assert reviews
    assert all("ratingValue" not in r["reviewRating"] for r in reviews)
    assert {r["@type"] for r in reviews} == {"ClaimReview"}


def test_the_terminal_report_names_outlet_day_passage_and_reason(demo: LocalIndex, article: Path) -> None:
    text = FORMATS["text"]([verify(article, demo)], Style())
    for piece in ("صوت الضفتين", "2024-09-06", "‹نحو 2000 جندي›", "voices:", "contradicts"):
        assert piece in text
    assert text.count("\u2068") == text.count("\u2069")
