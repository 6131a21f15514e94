"""Many articles: in order, whoever does the work; a bad one is told and the others go on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from factcheck.build import add_reports
from factcheck.bulk import Job, article_paths, verify_many
from factcheck.cli.root import cli
from factcheck.errors import FactcheckError, InputError
from factcheck.results import Report
from factcheck.verify import VerifyOptions
from tests.newsroom import made_up_reports

COUNT = 20
BROKEN = {3: b'{"text": "half an obj', 7: b"\xff\xfe\x00not text", 11: b"[]"}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("indexes") / "news"
    add_reports(made_up_reports(60), folder, jobs=1)
    return folder


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that repeat reports of the index under another outlet's name, three files of them broken."""
    folder = tmp_path_factory.mktemp("articles")
    for number, report in enumerate(made_up_reports(COUNT)):
        text = f"{report.text}\nThis is the second edition."  # the very text would be taken for the article itself
        fields = {"text": text, "outlet": "Another", "date": str(report.published), "id": f"a{number}"}
        raw = BROKEN.get(number) or json.dumps(fields, ensure_ascii=False).encode()
        (folder / f"{number:02}.json").write_bytes(raw)
    return folder


def outcomes(articles: Path, index: Path, jobs: int, engine: str | None) -> list[Report | FactcheckError]:
    return list(verify_many([str(articles)], Job(index, VerifyOptions(all_time=True)), jobs, engine))


@pytest.fixture(scope="module")
def alone(articles: Path, index: Path) -> list[Report | FactcheckError]:
    return outcomes(articles, index, 1, None)


def findings(outcome: Report | FactcheckError) -> object:
    """What an editor sees, without the last digits of likeness, which depend on the order of additions."""
    if isinstance(outcome, FactcheckError):
        return type(outcome), outcome.where
    return [
        (c.text, c.verdict, [(f.relation, f.reason, f.evidence.report, f.evidence.text) for f in c.findings])
        for c in outcome.claims
    ]


def test_each_article_has_its_outcome_in_its_place(alone: list[Report | FactcheckError]) -> None:
    assert len(alone) == COUNT
    for number, outcome in enumerate(alone):
        if number in BROKEN:
            assert isinstance(outcome, InputError)
            assert f"{number:02}.json" in str(outcome)
        else:
            assert isinstance(outcome, Report)
            assert outcome.article.id == f"a{number}"
            assert any(c.verdict == "agreed" for c in outcome.claims)


@pytest.mark.parametrize(("jobs", "engine"), [(2, None), (1, "local:2")])
def test_others_find_the_same(
    articles: Path, index: Path, alone: list[Report | FactcheckError], jobs: int, engine: str | None
) -> None:
    if engine:
        pytest.importorskip("distributed")
    assert [findings(o) for o in outcomes(articles, index, jobs, engine)] == [findings(o) for o in alone]


def test_the_index_may_change_between_runs(index: Path, articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    add_reports(made_up_reports(1, first=50), folder, jobs=1)
    before = outcomes(articles, folder, 1, None)
    add_reports(made_up_reports(2), folder, jobs=1)
    after = outcomes(articles, folder, 1, None)
    assert findings(before[0]) != findings(after[0])


def test_json_lines_come_as_they_are_done(articles: Path, index: Path) -> None:
    call = ["verify", str(articles), "--index", str(index), "--jobs", "2", "--all-time", "--format", "jsonl"]
    result = CliRunner().invoke(cli, call)
    ids = [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()]
    assert ids == [f"a{n}" for n in range(COUNT) if n not in BROKEN]
    assert [f"{n:02}.json" in result.stderr for n in range(COUNT)] == [n in BROKEN for n in range(COUNT)]
    assert isinstance(result.exception, InputError)
    assert f"3 of {COUNT} articles" in str(result.exception)


def test_paths(articles: Path) -> None:
    assert article_paths(["-", str(articles), "x.txt"]) == ["-", *map(str, sorted(articles.iterdir())), "x.txt"]
    with pytest.raises(InputError):
        article_paths([str(articles.parent / "empty")] if (articles.parent / "empty").mkdir() is None else [])
