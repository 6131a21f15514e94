"""The cases of a language pack: texts with what must be read in them, and texts in which nothing must be.

    [[case]]
    id = "hundreds-fused"                  # unique in the file
    text = "وصل ثلاثمئة جندي"
    published = 2024-09-06                 # for relative dates; may stand once at the head of the file
    expect = ["300"]                       # [] where nothing must be found

The name of the file says what is read: ``numbers*.toml``, ``dates*.toml``, ``figures*.toml``. What is expected is a
line for each value, in the order of the text; only what the line names is compared:

    numbers   15 · 200..999 · 20.. · 3 ordinal
    dates     DATE 2025-09 · DATE 2025-09 mod=ON_OR_BEFORE role=by 2025-09-01..2025-09-30
    figures   2500 personnel · 30.. killed at_least · 200..999 personnel hundreds actor=US place=IQ

and each may end in ``span="…"``, the words of the value as they stand in the text.

The runner is public, so that a pack of another distribution can test itself: see docs/languages.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from factcheck.errors import PackError
from factcheck.languages.pack import Pack, load_toml

__all__ = ["Case", "check", "load_cases"]

_KINDS = ("numbers", "dates", "figures")
_KEYS = {"id", "text", "published", "expect", "prefer"}
_NEAR = 1e-9  # of floats that say the same number
_SPAN = re.compile(r'\s*span="([^"]*)"\s*$')


@dataclass(frozen=True, slots=True)
class Case:
    """One text and what must be read in it."""

    language: str
    kind: str
    """numbers, dates or figures."""
    id: str
    text: str
    expect: tuple[str, ...]
    published: date | None = None
    prefer: str = "tense"
    """For dates: what settles a date that the tense leaves open."""

    def __str__(self) -> str:
        return f"{self.language}:{self.kind}:{self.id}"


def load_cases(pack: Pack) -> tuple[Case, ...]:
    """Every case of a pack; a PackError names the file and the case that is not as it should be."""
    cases: list[Case] = []
    seen: set[tuple[str, str]] = set()
    for path in sorted((pack.folder / "cases").glob("*.toml")):
        kind = next((k for k in _KINDS if path.stem.startswith(k)), None)
        if kind is None:
            raise PackError(f"a file of cases begins with {', '.join(_KINDS)}", where=str(path))
        table = load_toml(path)
        for number, row in enumerate(table.get("case", ()), 1):
            where = f"{path}: case {row.get('id', number)!r}"
            unknown = set(row) - _KEYS
            if unknown or not {"id", "text", "expect"} <= set(row):
                raise PackError(
                    "needs id, text and expect" if not unknown else f"unknown {min(unknown)!r}", where=where
                )
            if (path.stem, row["id"]) in seen:
                raise PackError("two cases of one id", where=where)
            seen.add((path.stem, row["id"]))
            cases.append(
                Case(
                    language=pack.code,
                    kind=kind,
                    id=row["id"],
                    text=row["text"],
                    expect=tuple(row["expect"]),
                    published=_day(row.get("published", table.get("published")), where),
                    prefer=row.get("prefer", table.get("prefer", "tense")),
                )
            )
    return tuple(cases)


def _day(given: Any, where: str) -> date | None:
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise PackError(f"not a day: {given!r}", where=where) from None


def check(case: Case, values: Sequence[Any]) -> str | None:
    """What is wrong with the values read in the text of a case; None where they are as expected.

    ``values`` are those of ``factcheck.numbers``, ``factcheck.dates``, or the figures of ``factcheck.extract``.
    """
    shown = "; ".join(_shown(case.kind, v) for v in values) or "nothing"
    for value in values:
        if case.text[value.start : value.end] != value.text:
            return f"{case}: {value.text!r} is not at {value.start}..{value.end} of {case.text!r}"
    if len(values) != len(case.expect):
        return f"{case}: expected {len(case.expect)} in {case.text!r}, found {shown}"
    for value, line in zip(values, case.expect, strict=True):
        span = _SPAN.search(line)
        rest = _SPAN.sub("", line)
        if span and value.text != span[1]:
            return f"{case}: expected the words {span[1]!r}, found {value.text!r}"
        wrong = _COMPARE[case.kind](value, rest.split())
        if wrong:
            return f"{case}: expected {line}, found {shown} in {case.text!r} ({wrong})"
    return None


def _shown(kind: str, value: Any) -> str:
    if kind == "dates":
        return f"{value.timex} mod={value.mod} role={value.role} {value.earliest}..{value.latest} [{value.text}]"
    bounds = f"{value.low}" if value.low == value.high else f"{value.low}..{'' if value.high is None else value.high}"
    if kind == "numbers":
        return f"{bounds}{' ordinal' if value.ordinal else ''} [{value.text}]"
    return f"{bounds} {value.unit} {value.modifier} {value.scope} [{value.text}]"


def _bounds(value: Any, word: str) -> str | None:
    first, dots, last = word.partition("..")
    try:
        low = float(first or 0)
        high = (float(last) if last else None) if dots else low
    except ValueError:
        return f"cannot read the bounds {word!r}"
    return None if _same(low, value.low) and _same(high, value.high) else word


def _same(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return abs(one - two) <= _NEAR * max(1.0, abs(one))


def _number(value: Any, words: Sequence[str]) -> str | None:
    wrong = _bounds(value, words[0])
    return wrong or (None if value.ordinal == ("ordinal" in words[1:]) else "ordinal")


def _date(value: Any, words: Sequence[str]) -> str | None:
    if value.timex != " ".join(words[:2]):
        return str(value.timex)
    for word in words[2:]:
        name, sign, wanted = word.partition("=")
        if sign:
            if (getattr(value, name) or "None") != wanted:
                return word
        elif f"{value.earliest or ''}..{value.latest or ''}" != word:
            return word
    return None


def _figure(value: Any, words: Sequence[str]) -> str | None:
    wrong = _bounds(value, words[0])
    if wrong:
        return wrong
    for number, word in enumerate(words[1:]):
        name, sign, wanted = word.partition("=")
        if sign:
            if str(getattr(value.scope, name)) != wanted:
                return word
        elif word != (value.unit if number == 0 else value.modifier):
            return word
    return None


_COMPARE: dict[str, Callable[[Any, Sequence[str]], str | None]] = {
    "numbers": _number,
    "dates": _date,
    "figures": _figure,
}
