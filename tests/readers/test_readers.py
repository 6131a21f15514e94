from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factcheck.documents import Document
from factcheck.errors import InputError
from factcheck.readers import corpus_files, read_article, read_corpus

BODY = "وصل 12 مهندسا إلى الموقع.\nThe work starts on 3 May 2031."
FULL = Document(
    BODY,
    id="n1",
    title="افتتاح الموقع",
    outlet="صحيفة الساحل",
    url="https://example.org/n1",
    published=date(2031, 5, 2),
    language=None,
)
WITH_TITLE = f"{FULL.title}\n{BODY}"
RECORD = {"id": "n1", "outlet": FULL.outlet, "date": "2031-05-02", "title": FULL.title, "url": FULL.url, "text": BODY}
HEADER = f"id: n1\noutlet: {FULL.outlet}\nDate: 2031-05-02\ntitle: {FULL.title}\nurl: {FULL.url}\n\n"
SAUDI = {
    "source": FULL.outlet,
    "url": "n1",
    "date_extracted": "2031-05-02 00:10:59",
    "title": FULL.title,
    "author": "",
    "content": BODY,
}
PAGE = f"""<!doctype html><html><head><title>x</title><meta property="og:title" content="{FULL.title}">
<meta property="og:site_name" content="{FULL.outlet}"><meta property="og:url" content="{FULL.url}">
<meta property="article:published_time" content="2031-05-02T08:00Z"><style>p {{ color: red }}</style></head>
<body><nav>Home 1 2 3</nav><p>وصل 12  مهندسا إلى الموقع.</p><script>var n = 99;</script>
<p>The work starts on <b>3 May</b> 2031.</p></body></html>"""


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return out.getvalue()


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


FORMATS: dict[str, tuple[str, str | bytes]] = {
    "text": ("a.txt", HEADER + BODY),
    "text without an ending": ("article", HEADER + BODY),
    "text with a byte order mark and CRLF": ("a.txt", b"\xef\xbb\xbf" + (HEADER + BODY).replace("\n", "\r\n").encode()),
    "text in UTF-16": ("a.txt", (HEADER + BODY).encode("utf-16")),
    "markdown": ("a.md", HEADER + BODY),
    "object": ("a.json", json.dumps(RECORD)),
    "array": ("a.json", json.dumps([RECORD], ensure_ascii=False, indent=1)),
    "array in an object": ("a.json", json.dumps({"articles": [RECORD]})),
    "lines": ("a.jsonl", "\n" + json.dumps(RECORD) + "\n\n"),
    "SaudiNewsNet": ("2031-05-02.zip", zipped(a_json=json.dumps([SAUDI]))),
    "page": ("a.html", PAGE),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_report(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, *FORMATS[name])
    [found] = read_corpus([path])
    keeps_title_apart = name.startswith(("text", "markdown", "page"))
    assert found.text == (BODY if keeps_title_apart else WITH_TITLE)
    assert (found.title, found.outlet, found.published) == (FULL.title, FULL.outlet, FULL.published)
    if name == "SaudiNewsNet":
        assert (found.id, found.url) == ("n1", "n1")
    else:
        assert found.url == FULL.url
        assert found.id == (FULL.url if name == "page" else "n1")
    assert read_article(path) == found


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"text": "x 1"}, (None, None)),
        ({"text": "x 1", "outlet": "", "date": None}, (None, None)),
        ({"text": "x 1", "published": "2031/5/2"}, (None, date(2031, 5, 2))),
        ({"text": "x 1", "pubDate": "Fri, 02 May 2031 10:00:00 +0300"}, (None, date(2031, 5, 2))),
        ({"content": "x 1", "source": "Harbour Post"}, ("Harbour Post", None)),
    ],
)
def test_outlet_and_day_may_be_missing(tmp_path: Path, record: dict[str, Any], expected: tuple[Any, Any]) -> None:
    path = write(tmp_path, "a.json", json.dumps(record))
    [found] = read_corpus([path])
    assert (found.outlet, found.published) == expected
    assert found.text == "x 1"
    assert found.id


def test_other_names_of_fields(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", json.dumps([{"Nachricht": "x 1", "Blatt": "Kurier", "text": "no"}]))
    [found] = read_corpus([path], {"text": "Nachricht", "outlet": "Blatt"})
    assert (found.text, found.outlet) == ("x 1", "Kurier")


BAD: dict[str, tuple[str, str | bytes, str]] = {
    "empty text": ("a.txt", "", "a.txt: the file is empty"),
    "only white space": ("a.txt", " \n\t\n", "a.txt: the file is empty"),
    "header alone": ("a.txt", "outlet: x\n\n", "a.txt: a header without a text"),
    "binary": ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff", "a.txt: not a text file"),
    "another encoding": ("a.txt", "سطر\n".encode() + "خبر".encode("cp1256"), r"a.txt:2: not valid UTF-8"),
    "day that is none": ("a.txt", "date: 31 أيار\n\nنص", "a.txt: not a day: '31 أيار'"),
    "day out of the calendar": ("a.txt", "date: 2031-02-30\n\nنص", "a.txt: not a day: '2031-02-30'"),
    "broken JSON": ("a.json", '[\n{"text": "x"},\n{"text" "y"}\n]', "a.json:3: not valid JSON"),
    "empty JSON": ("a.json", "", "a.json: the file is empty"),
    "JSON of no report": ("a.json", "12", "a.json: expected an object or an array"),
    "record of no report": ("a.json", '[{"text": "x"}, 7]', "a.json#1: not an object"),
    "record without text": ("a.json", '[{"text": "x"}, {"title": ""}]', "a.json#1: a report without text"),
    "text that is a number": ("a.json", '[{"text": 12}]', "a.json#0: field 'text' is not text"),
    "nested too deeply": ("a.json", "[" * 200_000, "a.json: JSON nested too deeply"),
    "broken line": ("a.jsonl", '{"text": "x"}\n\n{"text": ', "a.jsonl:3: not valid JSON"),
    "line without text": ("a.jsonl", '{"text": "x"}\n{}', "a.jsonl:2: a report without text"),
    "no archive": ("a.zip", "PK not a zip", "a.zip: not a readable zip archive"),
    "archive without reports": ("a.zip", zipped(a_png="x"), "a.zip: an archive without JSON or text files"),
    "broken JSON in an archive": ("a.zip", zipped(a_json='[\n\n{"a"'), r"a.zip!a.json:3: not valid JSON"),
    "page without text": ("a.html", "<html><script>1</script></html>", "a.html: a page without text"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_name_the_place(tmp_path: Path, name: str) -> None:
    file, content, message = BAD[name]
    path = write(tmp_path, file, content)
    with pytest.raises(InputError) as caught:
        list(read_corpus([path]))
    assert f"{tmp_path}/{message}" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_cut_off_archive(tmp_path: Path) -> None:
    whole = bytearray(zipped(a_json=json.dumps([SAUDI] * 50)))
    whole[60:90] = bytes(30)
    with pytest.raises(InputError, match="not a readable zip archive"):
        list(read_corpus([write(tmp_path, "a.zip", bytes(whole))]))


def test_bad_records_are_collected_and_the_rest_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"text": "x"}\n{}\n{"text": "y", "date": "soon"}\n{"text": "z"}')
    problems: list[InputError] = []
    assert [d.text for d in read_corpus([path], None, problems)] == ["x", "z"]
    assert [p.where for p in problems] == [f"{path}:2", f"{path}:3"]


def test_folders_and_globs(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.json", "README.md", ".hidden.txt", "b/.git/x.txt", "picture.png"):
        write(tmp_path, name, '{"text": "x"}' if name.endswith("json") else "نص")
    names = [p.relative_to(tmp_path).as_posix() for p in corpus_files([tmp_path])]
    assert names == ["a.json", "b/1.txt", "b/2.txt"]
    assert [p.name for p in corpus_files([f"{tmp_path}/b/*.txt", tmp_path / "b" / "2.txt"])] == ["1.txt", "2.txt"]
    for bad, message in (("nothing", "no such file or folder"), ("x*.txt", "no such file"), ("b/.git", "no reports")):
        if bad == "b/.git":
            (tmp_path / "empty").mkdir()
            bad = "empty"
        with pytest.raises(InputError, match=message):
            corpus_files([tmp_path / bad])


def test_one_article_a_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", '[{"text": "x"}, {"text": "y"}]')
    with pytest.raises(InputError, match="more than one article"):
        read_article(path)
    with pytest.raises(InputError, match="no article"):
        read_article(write(tmp_path, "b.json", "[]"))
    with pytest.raises(InputError, match="is a folder"):
        read_article(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        read_article(tmp_path / "missing.txt")


@pytest.mark.parametrize("kind", ["text", "object", "page"])
def test_standard_input(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = FORMATS[kind][1]
    assert isinstance(content, str)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    found = read_article("-", published="2031-06-01", language="ar")
    assert (found.outlet, found.published, found.language) == (FULL.outlet, date(2031, 6, 1), "ar")


def test_text_that_no_file_could_hold(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", '{"text": "a\\ud800b\\u0000c", "outlet": "\\udfff"}')
    [found] = read_corpus([path])
    assert (found.text, found.outlet) == ("a\ufffdb c", "\ufffd")
    found.text.encode()
