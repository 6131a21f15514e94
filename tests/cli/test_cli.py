"""The command line as a user meets it: exit statuses, one-line errors, output that pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


def run(
    *arguments: str, stdin: str | bytes | None = None, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "factcheck", *arguments],
        input=data if data is not None else b"",
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **env},
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def _one_line(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2, done
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("factcheck: ")
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in lines[0]


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in ("demo", "index", "verify", "compare", "extract", "scan"):
        assert command in done.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom factcheck.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'torch', 'numpy', 'faiss', 'sentence_transformers', 'pyarrow', 'pandas'} & set(sys.modules)\n"
        "sys.exit(3 if heavy else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_verify_of_one_article_imports_no_torch(indexes: Path, article: Path) -> None:
    code = (
        "import sys\nfrom factcheck.cli import main\n"
        f"arguments = ['verify', {str(article)!r}, '--index', 'demo', '--root', {str(indexes)!r}]\n"
        "try: main(arguments)\nexcept SystemExit: pass\n"
        "sys.exit(3 if 'torch' in sys.modules else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


BAD_ARTICLES = {
    "missing": (None, "no such file"),
    "empty": (b"", "empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a"),
    "latin1": ("Les d\xe9put\xe9s".encode("latin-1"), "UTF-8"),
    "broken.json": (b'{"text": "a",\n "title": \n}', ":3"),
    "broken.jsonl": (b'{"text": "a"}\n{"text": \n', ":2"),
    "list.json": (b'[{"text": "a 5 people"}, {"text": "b 6 people"}]', "more than one"),
    "notext.json": (b'{"title": ""}', "without text"),
    "badday.json": (b'{"text": "a", "published": "yesterday"}', "not a day"),
}


@pytest.mark.parametrize("name", sorted(BAD_ARTICLES))
def test_a_bad_article_is_one_line_with_its_place(name: str, tmp_path: Path, indexes: Path) -> None:
    content, word = BAD_ARTICLES[name]
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    _one_line(run("verify", str(path), "--index", "demo", "--root", str(indexes)), name, word)


def test_a_folder_without_articles_is_one_line(tmp_path: Path, indexes: Path) -> None:
    _one_line(run("verify", str(tmp_path), "--index", "demo", "--root", str(indexes)), "no reports in this folder")


def test_an_unknown_index_names_those_that_exist(article: Path, indexes: Path) -> None:
    _one_line(run("verify", str(article), "--index", "nope", "--root", str(indexes)), "nope", "demo")


def test_an_index_of_another_model_is_refused(article: Path, indexes: Path, tmp_path: Path) -> None:
    _one_line(
        run("verify", str(article), "--index", "demo", "--root", str(indexes), "--model", str(tmp_path / "m")), "model"
    )


def test_full_disk_and_forbidden_folder_leave_nothing(article: Path, indexes: Path, tmp_path: Path) -> None:
    base = ["verify", str(article), "--index", "demo", "--root", str(indexes), "-o"]
    _one_line(run(*base, "/dev/full"), "/dev/full")
    _one_line(run(*base, str(tmp_path / "no" / "such" / "out.txt")), "cannot write")
    _one_line(run(*base, str(tmp_path)), "folder")
    assert list(tmp_path.iterdir()) == []


def test_broken_json_stops_a_build_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "5 people"}\n{oops\n', "utf-8")
    done = run("index", "build", str(tmp_path / "a.jsonl"), "--name", "x", "--root", str(tmp_path / "ix"))
    _one_line(done, "a.jsonl:2")
    assert not (tmp_path / "ix").exists()


def test_records_that_cannot_be_read_are_told_and_the_rest_indexed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "قتل 5 أشخاص."}\n{"title": "", "text": ""}\n', "utf-8")
    done = run("index", "build", str(tmp_path / "a.jsonl"), "--name", "x", "--root", str(tmp_path / "ix"))
    assert done.returncode == 0, done.stderr
    assert "1 report added" in done.stdout
    assert "a.jsonl:2" in done.stderr
    assert "1 report without a day of publication" in done.stderr


def test_a_zip_of_an_array_with_its_own_field_names(tmp_path: Path) -> None:
    record = {
        "source": "o",
        "url": "u",
        "date_extracted": "2015-08-01 10:00:00",
        "title": "ت",
        "author": "",
        "content": "قتل 5 أشخاص.",
    }
    with zipfile.ZipFile(tmp_path / "day.zip", "w") as archive:
        archive.writestr("day.json", json.dumps([record]))
    assert (
        run("index", "build", str(tmp_path / "day.zip"), "--name", "z", "--root", str(tmp_path / "ix")).returncode == 0
    )
    info = run("index", "info", "z", "--root", str(tmp_path / "ix")).stdout
    assert "published 2015-08-01" in info
    assert "o 1" in info


def test_verify_reads_standard_input_and_fails_on_contradictions(article: Path, indexes: Path) -> None:
    text = article.read_text("utf-8")
    done = run(
        "verify",
        "-",
        "--index",
        "demo",
        "--root",
        str(indexes),
        "--format",
        "json",
        "--fail-on",
        "contradicted",
        stdin=text,
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["article"]["published"] == "2024-09-07"


def test_several_articles_keep_their_order_and_one_bad_one_is_not_fatal(
    article: Path, indexes: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("قتل 5 أشخاص.", "utf-8")
    (tmp_path / "b.json").write_text("{", "utf-8")
    (tmp_path / "c.txt").write_text("قتل 6 أشخاص.", "utf-8")
    done = run("verify", str(tmp_path), "--index", "demo", "--root", str(indexes), "--format", "jsonl", "--jobs", "2")
    assert done.returncode == 2
    assert [Path(json.loads(line)["article"]["id"]).name for line in done.stdout.splitlines()] == ["a.txt", "c.txt"]
    assert "b.json:1" in done.stderr


def test_extract_and_compare_need_no_index(tmp_path: Path) -> None:
    done = run(
        "extract", "نحو 2500 جندي بحلول سبتمبر 2025", "--published", "2024-09-06", "--format", "json", cwd=tmp_path
    )
    values = json.loads(done.stdout)
    assert {v["kind"] for v in values} == {"date", "figure"}
    done = run(
        "compare", "تحتفظ أميركا بنحو 2500 جندي في العراق", "تحتفظ أميركا بنحو ٢٬٥٠٠ جندي في العراق", cwd=tmp_path
    )
    assert "agrees" in done.stdout


def test_output_in_a_pipe_has_no_colour(article: Path, indexes: Path) -> None:
    assert "\x1b" not in run("verify", str(article), "--index", "demo", "--root", str(indexes)).stdout


def test_a_command_without_a_word_after_it_shows_its_help_as_it_stands() -> None:
    for arguments in ((), ("index",)):
        done = run(*arguments)
        assert done.returncode == 2
        assert "\n  build " in done.stderr or "\n  verify " in done.stderr


def test_an_old_arabic_encoding_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("أصيب 5 أشخاص في الحادث".encode("cp1256"))
    _one_line(run("extract", str(tmp_path / "old.txt")), "old.txt:1", "iconv -f WINDOWS-1256 -t UTF-8")


def test_a_long_line_of_arabic_is_a_text_and_no_file_name(tmp_path: Path) -> None:
    line = "أصيب 5 أشخاص في الحادث الذي وقع قرب الجسر. " * 12
    assert run("extract", line, cwd=tmp_path).stdout.count("people") == 12
    assert run("compare", line, line, cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("command", ["extract", "compare"])
def test_what_ends_like_a_file_and_is_none_is_told(command: str, tmp_path: Path) -> None:
    more = ("5 people",) if command == "compare" else ()
    _one_line(run(command, "articel.txt", *more, cwd=tmp_path), "articel.txt", "no such file")


def test_days_are_days(article: Path, indexes: Path) -> None:
    base = ("verify", str(article), "--index", "demo", "--root", str(indexes))
    _one_line(run(*base, "--published", "06/09/2024"), "--published", "YYYY-MM-DD")
    _one_line(run(*base, "--published", "2024-02-30"), "2024-02-30")
    _one_line(run(*base, "--since", "2024-09-09", "--until", "2024-09-01"), "--since 2024-09-09", "--until")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_file_without_end_is_refused(indexes: Path) -> None:
    _one_line(run("verify", "/dev/zero", "--index", "demo", "--root", str(indexes)), "/dev/zero", "16 MB")
    _one_line(run("verify", "", "--index", "demo", "--root", str(indexes)), "empty name")


def _shell(command: str, **env: str) -> tuple[int, str]:
    line = f"set -o pipefail; {command.replace('factcheck', f'{sys.executable} -m factcheck', 1)}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, env={**os.environ, **env}, check=False)
    return done.returncode, done.stderr.decode()


def test_a_reader_that_has_gone_is_no_failure_and_no_finding(article: Path, indexes: Path, tmp_path: Path) -> None:
    many = " ".join([str(article)] * 9)
    base = f"factcheck verify {many} --index demo --root {indexes}"
    assert _shell(f"{base} --format jsonl | head -c 10") == (0, "")
    assert _shell(f"{base} --format html --fail-on contradicted | head -c 10") == (1, "")
    assert _shell("factcheck verify nosuch --index x 2>&1 | true") == (2, "")


def test_closed_streams_are_told(article: Path) -> None:
    assert _shell("factcheck extract '5 people' >&-")[0] == 2
    code, errors = _shell("factcheck extract - <&-")
    assert (code, errors.count("\n")) == (2, 1)
    assert _shell(f"factcheck extract {article} 2>&-") == (0, "")


def test_every_choice_of_a_format_is_there() -> None:
    from factcheck.cli.options import FORMATS
    from factcheck.reports import FORMATS as SHOWN

    assert tuple(SHOWN) == FORMATS


def test_an_unknown_engine_is_told_even_where_one_article_needs_none(article: Path, indexes: Path) -> None:
    _one_line(
        run("verify", str(article), "--index", "demo", "--root", str(indexes), "--engine", "foo"), "'foo'", "tcp:"
    )


@pytest.mark.parametrize("name", ["..", "."])
def test_an_index_is_not_put_beside_its_folder(name: str, article: Path, tmp_path: Path) -> None:
    _one_line(run("index", "build", str(article), "--name", name, cwd=tmp_path), repr(name))
    assert list(tmp_path.iterdir()) == []


def test_names_of_outlets_cannot_command_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"text": "5 people died.", "outlet": "Red\x1b[31m\nGreen"}), "utf-8")
    root = str(tmp_path / "ix")
    assert run("index", "build", str(tmp_path / "a.json"), "--name", "x", "--root", root).returncode == 0
    told = run("index", "info", "x", "--root", root).stdout
    assert "Red[31m Green 1" in told
    assert "\x1b" not in told


def test_the_demo_runs_in_a_folder_that_is_empty(tmp_path: Path) -> None:
    done = run("demo", "--format", "html", "-o", "demo.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert 'dir="rtl"' in (tmp_path / "demo.html").read_text("utf-8")
    assert (tmp_path / "indexes" / "demo").is_dir()
    assert run("index", "list", cwd=tmp_path).stdout.startswith("demo\t17 reports\t")


def test_output_is_utf8_whatever_the_locale(indexes: Path, tmp_path: Path) -> None:
    done = run("index", "info", "demo", "--root", str(indexes), PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "وكالة الرافدين للأنباء" in done.stdout
    _one_line(
        run("verify", "مقال.txt", "--index", "demo", "--root", str(indexes), PYTHONIOENCODING="ascii"), "مقال.txt"
    )
