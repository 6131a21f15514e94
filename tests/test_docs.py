"""The documentation says what is so: commands, names, snippets and links."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

import factcheck
from factcheck.cli.root import cli
from factcheck.index import LocalIndex
from factcheck.reports import FORMATS, Style

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _fences(page: Path, language: str) -> list[str]:
    return [m[2] for m in _FENCE.finditer(page.read_text("utf-8")) if m[1] == language]


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "tools" / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


COMMANDS = dict(_tool().commands())


def test_the_reference_of_commands_is_that_of_the_code() -> None:
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == _tool().page(), "run python tools/make_docs.py"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.opts[-1]}"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_told_of_in_a_page_of_its_task(name: str) -> None:
    tasks = "".join(page.read_text("utf-8") for page in PAGES if page.name != "commands.md")
    assert re.search(rf"{name}\b|`{name.rsplit(' ', 1)[1]}`", tasks), name


def _shown() -> Iterator[tuple[str, str]]:
    """Every command line in a block or between backticks, with its page."""
    for page in PAGES:
        text = page.read_text("utf-8")
        lines = [line for block in _fences(page, "sh") for line in block.splitlines()]
        lines += re.findall(r"`(factcheck [^`\n]+)`", _FENCE.sub("", text))
        for line in lines:
            command = line.split(" #")[0].split(" > ")[0].strip()
            if command.startswith("factcheck ") and "|" not in command:
                yield page.name, command


@pytest.mark.parametrize(("page", "line"), sorted(set(_shown())))
def test_commands_in_the_pages_are_accepted(page: str, line: str) -> None:
    words = shlex.split(line.replace("YYYY-MM-DD", "2024-09-06"))[1:]
    command: click.Command = cli
    while isinstance(command, click.Group):
        if not words:
            return  # a group named as such
        name = words.pop(0)
        assert name in command.commands, f"{page}: {line}"
        command = command.commands[name]
    if words:
        command.make_context(line, list(words))


def test_the_page_of_python_names_what_is_public() -> None:
    named = set()
    for row in re.findall(r"^\| (`.+?) \|", (ROOT / "docs" / "python.md").read_text("utf-8"), re.MULTILINE):
        named |= set(re.findall(r"`(\w+)", row))
    assert named == set(factcheck.__all__)


def _run(code: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "snippet", "exec"), {})
    return out.getvalue()


def test_the_snippet_of_the_readme_prints_what_stands_below_it(indexes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("FACTCHECK_INDEXES", str(indexes))
    page = ROOT / "README.md"
    (code,) = _fences(page, "python")
    assert _run(code) == _fences(page, "")[-1]


@pytest.mark.parametrize("number", range(len(_fences(ROOT / "docs" / "python.md", "python"))))
def test_the_snippets_of_the_page_of_python_print_what_stands_below_them(number: int) -> None:
    page = ROOT / "docs" / "python.md"
    printed = _run(_fences(page, "python")[number])
    assert printed == _fences(page, "")[number]


def test_the_picture_of_the_report_is_what_the_demo_shows(demo: LocalIndex, article: Path) -> None:
    report = FORMATS["text"]([factcheck.verify(article, demo)], Style())
    picture = _fences(ROOT / "README.md", "")[0]
    assert _plain(picture) == _plain(_tool().picture(report)), "run python tools/make_docs.py"


def _plain(picture: str) -> str:
    """Without what a model that is fitted anew may change."""
    return re.sub(r"confidence \d\.\d+", "confidence", picture)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_and_files_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), target
    for path in re.findall(r"`(?:python )?((?:tests|tools|benchmarks|corpora|docs)/[\w./-]+)", text):
        assert (ROOT / path).exists(), path


def test_every_page_is_reached_from_the_readme() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert f"docs/{page.name}" in text, page.name
