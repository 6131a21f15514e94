"""quantulum3 as the benchmarks ask it, whatever is wrong with its installation."""

from __future__ import annotations

import importlib.util
import warnings
from typing import Any

__all__ = ["quantities"]


def quantities() -> Any:
    """Its ``parse``; None, with a word, where it is absent or does not run.

    Where its trained model cannot be loaded by the scikit-learn that is installed, it is asked without it, which its
    manual allows too. A text on which it fails has no answer.
    """
    if not importlib.util.find_spec("quantulum3"):
        print("quantulum3: not installed, left out")
        return None
    from quantulum3 import classifier, parser

    warnings.filterwarnings("ignore", module="sklearn")
    try:
        parser.parse("5 pounds")
    except Exception as error:
        print(f"quantulum3: asked without its classifier ({type(error).__name__}: {error})")
        classifier.USE_CLF = False
    try:
        parser.parse("5 pounds")
    except Exception as error:
        print(f"quantulum3: does not run, left out ({type(error).__name__}: {error})")
        return None

    def parse(text: str) -> Any:
        try:
            return parser.parse(text)
        except Exception:
            return []

    return parse
