"""What all tests share: the sample index, built once with the real model."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factcheck.build import build_index
from factcheck.index import LocalIndex, open_index
from factcheck.sample import article_path, reports_path

os.environ["FACTCHECK_CACHE"] = "off"  # nothing is read from or left in the user's folders


@pytest.fixture(scope="session")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of indexes with the sample's in it."""
    root = tmp_path_factory.mktemp("indexes")
    build_index([reports_path()], "demo", root=root)
    return root


@pytest.fixture
def demo(indexes: Path) -> LocalIndex:
    return open_index("demo", root=indexes)


@pytest.fixture(scope="session")
def article() -> Path:
    return article_path()
