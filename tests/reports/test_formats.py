"""Every format on the sample's report, and on text that means harm."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import jsonschema
import pytest

import factcheck.reports
from factcheck.documents import Document
from factcheck.index import LocalIndex
from factcheck.languages.pack import languages, load_pack
from factcheck.reports import FORMATS, Style
from factcheck.results import Attribution, Claim, Evidence, Finding, IndexInfo, Report, Verdict
from factcheck.values.model import FigureValue
from factcheck.verify import VerifyOptions, verify

SET_ASIDE = (
    "other_scope",
    "other_place",
    "other_period",
    "other_event",
    "part_of_whole",
    "other_unit",
    "low_confidence",
)
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
    assert "\u2067\u2068The Harbor Courier\u2069" in text, "an Arabic reason that begins with an English name"
    _assert_isolates_are_closed(text)


def _assert_isolates_are_closed(text: str) -> None:
    for line in text.splitlines():
        depth = 0
        for c in line:
            depth += (c in "\u2066\u2067\u2068") - (c == "\u2069")
            assert depth >= 0, line
        assert depth == 0, line


def test_corpus_text_cannot_turn_a_line_around(hostile: Report) -> None:
    turned = replace(hostile, article=Document("5", title="\u202eabc\u2069\u2069 \u2067def"))
    _assert_isolates_are_closed(FORMATS["text"]([turned], Style()))
    for name in FORMATS:
        if name not in ("json", "jsonl", "claimreview"):
            assert "\u202e" not in FORMATS[name]([turned], Style()), name


class _Tags(HTMLParser):
    """Checks that every tag is closed in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _tags(page: str) -> list[str]:
    parser = _Tags()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    return parser.seen


def test_the_page_is_well_formed_and_loads_nothing(hostile: Report, demo: LocalIndex, article: Path) -> None:
    for reports in ([hostile], [hostile, verify(article, demo, options=VerifyOptions(explain=True))]):
        seen = _tags(FORMATS["html"](reports, Style()))
        assert not {"script", "img", "link", "iframe", "base", "form"} & set(seen)


def test_the_page_speaks_the_language_of_the_article_and_is_read_in_its_direction(
    demo: LocalIndex, article: Path
) -> None:
    page = FORMATS["html"]([verify(article, demo)], Style())
    assert '<html lang="ar" dir="rtl">' in page
    assert "مختلف فيه" in page
    assert '<p class="meta" dir="rtl"><bdi>The Harbor Courier</bdi> (' in page
    english = verify("The United States keeps 900 troops in Syria.", demo, published="2024-09-07")
    page = FORMATS["html"]([english], Style())
    assert '<html lang="en" dir="ltr">' in page
    assert "no other report" in page or "agree" in page


def test_the_page_shows_what_was_set_aside_and_notes_on_the_article(demo: LocalIndex, article: Path) -> None:
    report = verify(article, demo, options=VerifyOptions(explain=True))
    assert "<details" in FORMATS["html"]([report], Style(explain=True))
    odd = verify("عقد الاجتماع يوم الأحد 3 سبتمبر 2024.", demo, published="2024-09-07")
    assert odd.notes
    for name in ("html", "markdown", "text"):
        assert "يوم الأسبوع" in FORMATS[name]([odd], Style()), name


def test_every_language_with_labels_has_them_all() -> None:
    english = set(load_pack("en").table("labels"))
    for code in languages():
        assert set(load_pack(code).table("labels")) in (english, set()), code
    keys = set(get_args(Verdict)) | set(SET_ASIDE) | {"agrees", "contradicts", "earlier", "later"}
    assert keys <= english
