"""factcheck: where do an article's dates and figures agree with other outlets' reports, where do they contradict them?

    index  = factcheck.open_index("indexes/demo")
    report = factcheck.verify("article.txt", index, published="2024-09-06")
    values = factcheck.extract("نحو 2500 جندي بحلول سبتمبر 2025", published="2024-09-06")

Nothing heavy is imported before it is used.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.build import build_index
    from factcheck.compare import compare
    from factcheck.documents import Document, Statement
    from factcheck.errors import FactcheckError
    from factcheck.index import open_index
    from factcheck.values import dates, extract, numbers
    from factcheck.verify import VerifyOptions, verify

__version__ = "0.1.0"
__all__ = [
    "Document",
    "FactcheckError",
    "Statement",
    "VerifyOptions",
    "__version__",
    "build_index",
    "compare",
    "dates",
    "extract",
    "numbers",
    "open_index",
    "verify",
]

_PLACES = {
    "Document": "factcheck.documents",
    "FactcheckError": "factcheck.errors",
    "Statement": "factcheck.documents",
    "VerifyOptions": "factcheck.verify",
    "build_index": "factcheck.build",
    "compare": "factcheck.compare",
    "dates": "factcheck.values",
    "extract": "factcheck.values",
    "numbers": "factcheck.values",
    "open_index": "factcheck.index",
    "verify": "factcheck.verify",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'factcheck' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """Public names stay the functions that they are documented as.

    ``compare`` and ``verify`` are names of modules too, which Python would put in their place once they are imported.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _PLACES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
