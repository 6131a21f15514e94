"""What ``pip install`` takes along: a language without its tables would read nothing, and say so to nobody."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

import pytest

from factcheck import sample
from factcheck.errors import InputError

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "factcheck"


def _settings() -> ConfigParser:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", "utf-8")
    return settings


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()]


def test_every_file_of_the_package_is_packed() -> None:
    patterns = _listed(_settings()["options.package_data"]["*"])
    left_out = []
    for path in PACKAGE.rglob("*"):
        if path.is_dir() or path.suffix in (".py", ".pyc"):
            continue
        home = next(folder for folder in path.parents if (folder / "__init__.py").exists())
        if not any(path in home.glob(pattern) for pattern in patterns):
            left_out.append(str(path.relative_to(ROOT)))
    assert left_out == []
    assert all((p.parent / "__init__.py").exists() for p in PACKAGE.rglob("*.py")), "a folder that find: passes over"


def test_the_sample_is_packed() -> None:
    packed = {
        path for text in _settings()["options.data_files"].values() for g in _listed(text) for path in ROOT.glob(g)
    }
    assert set((ROOT / "corpora" / "demo").rglob("*.txt")) <= packed


class _File(str):
    def match(self, pattern: str) -> bool:
        return Path(self).match(pattern)

    def locate(self) -> str:
        return self


def test_an_installation_has_the_sample_in_its_shared_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "share" / "factcheck" / "demo"
    folder.mkdir(parents=True)
    (folder / "article.ar.txt").write_text("5", "utf-8")
    monkeypatch.setattr(sample, "__file__", str(tmp_path / "site-packages" / "factcheck" / "sample.py"))
    monkeypatch.setattr(sample.metadata, "files", lambda name: [_File(folder / "article.ar.txt")])
    assert sample.reports_path() == folder / "reports"
    monkeypatch.setattr(sample.metadata, "files", lambda name: None)
    with pytest.raises(InputError, match="sample"):
        sample.article_path()
