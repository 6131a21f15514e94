"""Dates and figures in real newspaper sentences, against labels made by hand before the output was looked at.

    python benchmarks/bench_news.py FOLDER [--errors]

FOLDER holds SaudiNewsNet's zips (research licence; none of its text is kept here). ``data/news_values.jsonl`` names
sentences by day, number and offsets (of headline, line feed, text) with every value that a careful reader sees. A value
that readers may label differently is marked ``doubt`` and counts neither way.

The sentences were drawn and labelled in rounds. Each round was read once before anything was changed for it: that first
score (FIRST) is what to expect of newspapers never seen; the scores above it are of sentences learned from since.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newspapers import statement

from factcheck.values import DateValue, FigureValue, Value, extract

FIRST = {
    "2": (0.90, 0.95),
    "3": (0.909, 0.895),
    "4": (0.990, 0.957),
    "5": (0.957, 0.963),
    "6": (0.897, 0.946),
    "7": (0.927, 0.884),
    "8": (0.977, 1.0),
    "9": (0.907, 0.978),
    "10": (0.948, 0.891),
    "11": (0.975, 0.980),
}
"""F1 of figures and dates of each round when it was first read."""
LABELS = Path(__file__).with_name("data") / "news_values.jsonl"
TRIM = " \t\n()[]{}«»\"“”'،,.:؛-–٪"


@dataclass
class Score:
    """Counts of one kind of value."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    """Of the right ones: how many have the right unit, modifier or role."""

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall of span and value."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def line(self) -> str:
        """For the eye."""
        shares = "  ".join(f"{name} {n / max(1, self.right):.3f}" for name, n in sorted(self.parts.items()))
        return f"F1 {self.f1:.3f} ({self.right} right, {self.wrong} wrong, {self.missed} missed)  {shares}"


def sentences(folder: Path, labels: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Text of each labelled sentence, with its label."""
    for label in labels:
        yield statement(folder, label)["text"], label


OPTIONAL = re.compile(r"^(?:بعد|قبل|منذ) (?:مرور |مضي )?(?=\S+ \S)|(?: على الأقل| تقريبا| آخرين| آخرون)$")
"""What readers take into a span or leave out of it."""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without brackets, quotation marks and optional words at its ends."""
    while match := OPTIONAL.search(text[start:end]):
        start, end = (start + match.end(), end) if match.start() == 0 else (start, start + match.start())
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    return start, end


def _same(text: str, gold: Mapping[str, Any], value: Value) -> bool:
    """Whether span and value are the gold's."""
    if _trimmed(text, gold["start"], gold["end"]) != _trimmed(text, value.start, value.end):
        return False
    if isinstance(value, FigureValue):
        low = gold["low"] if gold["low"] is not None else 0
        return _near(low, value.low) and _near(gold["high"], value.high)
    return bool(value.timex == gold["timex"])


def _near(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    return abs(float(one) - float(two)) <= 1e-5 * max(1.0, abs(float(one)))


def _unit(gold: Mapping[str, Any], value: FigureValue) -> bool:
    """Whether the unit is the gold's; the noun of a count is not compared, money of unknown currency neither."""
    mine, theirs = value.unit.split(":")[0], gold["unit"].split(":")[0]
    if mine != theirs:
        return False
    return mine in ("count", "distance") or "?" in gold["unit"] or value.unit == gold["unit"]


def score(folder: Path, labels: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Score], list[str], tuple[int, int]]:
    """Scores by kind, the errors as lines, and of the sentences without a value how many were fired on."""
    scores = {"figure": Score(), "date": Score()}
    errors: list[str] = []
    fired = empty = 0
    for text, label in sentences(folder, labels):
        values = extract(text, published=label["doc"].split(":")[0], language="ar")
        if not label["values"]:
            empty += 1
            fired += bool(values)
        for kind, shape in (("figure", FigureValue), ("date", DateValue)):
            tally = scores[kind]
            gold = [g for g in label["values"] if g["kind"] == kind]
            found = [v for v in values if isinstance(v, shape)]
            for one in gold:
                match = next((v for v in found if _same(text, one, v)), None)
                if match is not None:
                    found.remove(match)
                    if one.get("doubt"):
                        continue
                    tally.right += 1
                    if isinstance(match, FigureValue):
                        tally.parts["unit"] += _unit(one, match)
                        tally.parts["modifier"] += match.modifier == one["modifier"]
                    elif isinstance(match, DateValue):
                        tally.parts["mod"] += match.mod == one["mod"]
                        tally.parts["role"] += match.role == one["role"]
                    _note(errors, text, one, match)
                elif not one.get("doubt"):
                    tally.missed += 1
                    errors.append(f"missed  {text[one['start'] : one['end']]!r}  {_plain(one)}  in {text!r}")
            for value in found:
                if any(g.get("doubt") and g["start"] < value.end and value.start < g["end"] for g in label["values"]):
                    continue
                tally.wrong += 1
                errors.append(f"wrong   {value.text!r}  {_plain(value.to_dict())}  in {text!r}")
    return scores, errors, (fired, empty)


def _plain(value: Mapping[str, Any]) -> str:
    names = ("timex", "mod", "role", "low", "high", "modifier", "unit")
    return " ".join(str(value[n]) for n in names if value.get(n) is not None)


def _note(errors: list[str], text: str, gold: Mapping[str, Any], value: Value) -> None:
    if isinstance(value, FigureValue):
        if not _unit(gold, value):
            errors.append(f"unit    {value.text!r}  {gold['unit']} read as {value.unit}  in {text!r}")
    elif value.mod != gold["mod"] or value.role != gold["role"]:
        mine, theirs = f"{gold['mod']} {gold['role']}", f"{value.mod} {value.role}"
        errors.append(f"role    {value.text!r}  {mine} read as {theirs}  in {text!r}")


def main() -> None:
    """Print the table, and the errors where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="every remaining error in its sentence")
    options = parser.parse_args()
    if not any(options.folder.glob("*.zip")):
        parser.exit(0, f"skipped: no newspapers at {options.folder}\n")
    labels = [json.loads(line) for line in LABELS.read_text("utf-8").splitlines()]
    scores, errors, (fired, empty) = score(options.folder, labels)
    print(f"{len(labels)} sentences of 12 newspapers")
    for kind, tally in scores.items():
        print(f"  {kind:7} {tally.line()}")
    print(f"  without a value: fired on {fired} of {empty} = {fired / max(1, empty):.3f}")
    for number, (figures, dates) in FIRST.items():
        size = sum(str(label.get("round", 1)) == number for label in labels)
        print(f"  round {number}, {size} sentences, when first read: figures F1 {figures:.3f}, dates F1 {dates:.3f}")
    if options.errors:
        print("\n".join(errors))


if __name__ == "__main__":
    main()
