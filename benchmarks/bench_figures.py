"""Figures with their units against gold data and, beside them in the same run, quantulum3 where it is installed.

    python benchmarks/bench_figures.py DATA [--alone] [--show]

DATA is a folder with duckling_ar.jsonl, duckling_en.jsonl and recognizers_en_units.jsonl; files that are absent are
skipped with a word.

* Duckling: a phrase is right where the one figure found has the right bounds and nothing else is found; the same amount
  in another unit of the same kind is right (Duckling turns kilograms into grams). A negative phrase is right where
  nothing is found. Phrases that stand in the data for several countries count once. A quantity without a unit is no
  figure of ours and is left out; coins by their nicknames ("a grand", "a dime") are a line of their own.
* Recognizers: every value in order, among the figures of the kind that is asked (money; temperatures; other measures);
  of an open bound ("over 5 miles") the number said is compared, of a range the last one. Ages and units without a
  number, no figures by our definition, are left out.
* "unit": of the phrases with the right value, those whose unit is right too, where the unit has a name in our set.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quantulum import quantities

import factcheck

Bounds = tuple[float, "float | None"]
Found = tuple[Bounds, str]
"""Bounds and unit of a figure."""

DIMENSIONS = ("AmountOfMoney", "Quantity", "Volume", "Distance", "Temperature")
NEAR = 1e-6
# Names of units in the gold data; a name that is not here is not compared.
UNITS = {
    "Dollar": "money:USD",
    "Cent": "money:cent",
    "Gram": "mass:g",
    "Ounce": "mass:oz",
    "Litre": "volume:l",
    "Millilitre": "volume:ml",
    "Hectolitre": "volume:hl",
    "Gallon": "volume:gal",
    "Cup": "volume:cup",
    "Kilometre": "distance:km",
    "Metre": "distance:m",
    "Centimetre": "distance:cm",
    "Millimetre": "distance:mm",
    "Mile": "distance:mi",
    "Inch": "distance:in",
    "Foot": "distance:ft",
    "Celsius": "temperature:c",
    "Fahrenheit": "temperature:f",
    "Degree": "temperature:deg",
    "C": "temperature:c",
    "F": "temperature:f",
    "Kilogram": "mass:kg",
    "Kilometer": "distance:km",
    "Meter": "distance:m",
    "Metric ton": "mass:t",
}
MEASURES = {"temperature": "TemperatureModel", "money": "CurrencyModel"}


# Grams, litres and metres: the amounts by which a value in another unit of its kind is compared.
SIZES = {
    "mass:mg": 0.001,
    "mass:g": 1,
    "mass:kg": 1000,
    "distance:km": 1000,
    "distance:m": 1,
    "distance:cm": 0.01,
    "distance:mi": 1609.344,
    "distance:yd": 0.9144,
    "distance:ft": 0.3048,
    "distance:in": 0.0254,
}
NICKNAMES = ("grand", "dime", "nickel", "quarter")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text, what must be found in it, and which of the figures found are asked for."""

    text: str
    bounds: tuple[Bounds, ...]
    units: tuple[str | None, ...]
    language: str
    kind: str | None = None


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        print(f"{path.name}: absent, skipped")
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _unit(name: str | None) -> str | None:
    if name and len(name) == 3 and name.isupper():
        return f"money:{name}"
    return UNITS.get(name or "")


def duckling(data: Path, language: str, dimension: str, nicknames: bool = False) -> list[Phrase]:
    """The phrases of one dimension, each once; of money, either those with nicknames of coins or the others."""
    phrases = []
    seen = set()
    for row in _rows(data / f"duckling_{language}.jsonl"):
        if row["dim"] != dimension or (row["value"] or {}).get("unit") == "Unnamed":
            continue
        coins = dimension == "AmountOfMoney" and any(word in row["text"] for word in NICKNAMES)
        if row["text"] in seen or coins != nicknames:
            continue
        seen.add(row["text"])
        gold = row["value"]
        if gold is None:
            phrases.append(Phrase(row["text"], (), (), language))
            continue
        value, relation = gold["value"], gold["rel"]
        bounds: Bounds = (
            (value[0], value[1])
            if relation == "between"
            else (value, None)
            if relation == "above"
            else (0, value)
            if relation == "under"
            else (value, value)
        )
        phrases.append(Phrase(row["text"], (bounds,), (_unit(gold.get("unit")),), language))
    return phrases


def recognizers(data: Path, model: str) -> list[Phrase]:
    """The sentences of one model, with the values that have a number."""
    phrases = []
    for row in _rows(data / "recognizers_en_units.jsonl"):
        if row["kind"] != model:
            continue
        spans = [s["resolution"] for s in row["spans"] if s["resolution"].get("value") not in (None, "null")]
        values = [float(s["value"]) for s in spans]
        units = tuple(_unit(s.get("isoCurrency") or s.get("unit")) for s in spans)
        phrases.append(Phrase(row["text"], tuple((v, v) for v in values), units, "en", model))
    return phrases


# ---- who is asked


def ours(phrase: Phrase) -> list[Found]:
    """Our figures, of the kind that is asked."""
    found = factcheck.extract(phrase.text, published="2024-09-06", language=phrase.language)
    figures = [((float(v.low), v.high), v.unit) for v in found if v.kind == "figure"]
    if phrase.kind is None:
        return figures
    dimensions = {unit.split(":")[0] for unit in UNITS.values()} | {"area", "speed", "data", "energy", "money"}
    return [
        f
        for f in figures
        if (d := f[1].split(":")[0]) in dimensions and MEASURES.get(d, "DimensionModel") == phrase.kind
    ]


def quantulum() -> Callable[[Phrase], list[Found]] | None:
    """quantulum3; bounds are its values and its spread, dimensionless numbers left out."""
    parse = quantities()
    if parse is None:
        return None

    def ask(phrase: Phrase) -> list[Found]:
        found = []
        for q in parse(phrase.text):
            entity = q.unit.entity.name
            spread = q.uncertainty or 0
            kind = {"currency": "CurrencyModel", "temperature": "TemperatureModel"}.get(entity, "DimensionModel")
            if entity != "dimensionless" and phrase.kind in (None, kind):
                found.append(((q.value - spread, q.value + spread), q.unit.name))
        return found

    return ask


# ---- what is right


def _same(one: Bounds, two: Bounds) -> bool:
    return all(
        a is b is None or (a is not None and b is not None and abs(a - b) <= NEAR * max(1.0, abs(b)))
        for a, b in zip(one, two, strict=True)
    )


def right(found: Sequence[Found], phrase: Phrase) -> bool:
    """Whether the bounds found are those of the phrase, no more and no fewer."""
    if len(found) != len(phrase.bounds):
        return False
    for (bounds, unit), wanted, gold in zip(found, phrase.bounds, phrase.units, strict=True):
        said = bounds
        if phrase.kind is not None:
            number = bounds[0] if bounds[1] is None else bounds[1]
            said = (number, number)
        if not _same(said, wanted) and not (phrase.kind is None and _same_amount(bounds, unit, wanted, gold)):
            return False
    return True


def _same_amount(bounds: Bounds, unit: str, wanted: Bounds, gold: str | None) -> bool:
    if unit not in SIZES or gold not in SIZES or unit.split(":")[0] != gold.split(":")[0]:
        return False
    share = SIZES[unit] / SIZES[gold]
    return _same((bounds[0] * share, None if bounds[1] is None else bounds[1] * share), wanted)


def report(
    name: str, phrases: Sequence[Phrase], peer: Callable[[Phrase], list[Found]] | None, show: bool
) -> tuple[int, int]:
    """Print the line of one set; how many are right, and of how many."""
    if not phrases:
        return 0, 0
    answers = [ours(p) for p in phrases]
    good = [right(a, p) for a, p in zip(answers, phrases, strict=True)]
    named = fitting = 0
    for answer, phrase, ok in zip(answers, phrases, good, strict=True):
        for (_, unit), wanted in zip(answer, phrase.units, strict=False):
            if ok and wanted and not (unit in SIZES and wanted in SIZES):
                named += 1
                fitting += unit == wanted
    line = f"{name:34} {sum(good):4} of {len(good):4}  {sum(good) / len(good):7.2%}"
    line += f"  unit {fitting}/{named}" if named else ""
    if peer is not None:
        line += f"  quantulum3 {sum(right(peer(p), p) for p in phrases) / len(phrases):.1%}"
    print(line, flush=True)
    if show:
        for answer, phrase, ok in zip(answers, phrases, good, strict=True):
            units = [u for _, u in answer]
            if not ok or any(w and w != u for w, u in zip(phrase.units, units, strict=False)):
                print("    " if ok else "   x", phrase.text, "|", phrase.bounds, phrase.units, "|", answer)
    return sum(good), len(good)


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("--alone", action="store_true", help="ask no peer")
    options = parser.parse_args(arguments if arguments is None else list(arguments))
    peer = None if options.alone else quantulum()
    for language, title in (("ar", "Arabic"), ("en", "English")):
        total = [
            report(f"Duckling {title} {d}", duckling(options.data, language, d), peer, options.show) for d in DIMENSIONS
        ]
        hits, all_ = sum(t[0] for t in total), sum(t[1] for t in total)
        print(f"{f'Duckling {title}, all':34} {hits:4} of {all_:4}  {hits / max(all_, 1):7.2%}")
    coins = report(
        "Duckling English, nicknames", duckling(options.data, "en", "AmountOfMoney", True), peer, options.show
    )
    more = [
        report(f"Recognizers {m}", recognizers(options.data, m), peer, options.show)
        for m in ("CurrencyModel", "DimensionModel", "TemperatureModel")
    ]
    hits, all_ = sum(t[0] for t in more), sum(t[1] for t in more)
    print(f"{'Recognizers English, all':34} {hits:4} of {all_:4}  {hits / max(all_, 1):7.2%}")
    english = [*total, coins, *more]
    hits, all_ = sum(t[0] for t in english), sum(t[1] for t in english)
    print(f"{'English, all of both':34} {hits:4} of {all_:4}  {hits / max(all_, 1):7.2%}")


if __name__ == "__main__":
    main()
