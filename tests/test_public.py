"""The package as a script meets it: names, what they are, what they take."""

from __future__ import annotations

import importlib
import inspect
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import factcheck
from factcheck.index import LocalIndex


def test_every_public_name_is_there_and_listed() -> None:
    assert set(dir(factcheck)) == set(factcheck.__all__)
    for name in factcheck.__all__:
        assert getattr(factcheck, name) is not None


@pytest.mark.parametrize("name", ["compare", "verify"])
def test_a_function_stays_one_when_the_module_of_its_name_is_imported(name: str) -> None:
    code = (
        f"import factcheck, inspect\nbefore = factcheck.{name}\nimport factcheck.{name}\n"
        f"import factcheck.{name} as again\nfrom factcheck import {name} as taken\n"
        f"assert before is factcheck.{name} is again is taken and inspect.isfunction(before)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    function = getattr(factcheck, name)
    assert pickle.loads(pickle.dumps(function)) is function
    assert importlib.import_module(f"factcheck.{name}").__name__ == f"factcheck.{name}"
    assert inspect.getdoc(function)


def test_an_article_may_be_one_long_line(demo: LocalIndex) -> None:
    text = "وتحتفظ الولايات المتحدة بنحو 2500 جندي في العراق. " * 9
    assert factcheck.verify(text, demo, published="2024-09-06").summary["claims"] == 9


def test_a_file_that_is_not_there_is_no_text(demo: LocalIndex) -> None:
    with pytest.raises(factcheck.FactcheckError, match=r"articel\.txt: no such file"):
        factcheck.verify("articel.txt", demo)


def test_one_folder_is_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("5 people died.", "utf-8")
    assert factcheck.build_index(str(tmp_path / "a.txt"), "x", root=tmp_path / "ix").reports == 1
