"""SaudiNewsNet's zips, read by what the labels of ``data/`` name: day, number of the report, offsets.

The text is licensed for research only, so none of it is kept here. Offsets count code points of headline, line feed and
text.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

__all__ = ["load_chance", "load_findings", "load_pairs", "report", "statement"]

PAIRS = Path(__file__).with_name("data") / "pairs.jsonl"
FINDINGS = PAIRS.with_name("findings.jsonl")
CHANCE = PAIRS.with_name("chance.jsonl")


@lru_cache(maxsize=32)
def _day(path: Path) -> list[dict[str, Any]]:
    with zipfile.ZipFile(path) as archive:
        found = json.loads(archive.read(archive.namelist()[0]))
    assert isinstance(found, list)
    return found


def report(folder: Path, doc: str) -> tuple[str, str, str]:
    """Text, outlet and day of the report that ``doc`` (``day:number``) names."""
    day, number = doc.split(":")
    found = _day(folder / f"{day}.zip")[int(number)]
    return f"{found['title'] or ''}\n{found['content'] or ''}", found["source"], day


def statement(folder: Path, place: Mapping[str, Any]) -> dict[str, Any]:
    """The sentence at ``place`` (doc, start, end) with its text, outlet and day of publication."""
    text, outlet, day = report(folder, place["doc"])
    return {**place, "text": text[place["start"] : place["end"]], "outlet": outlet, "published": day}


def load_pairs(source: Path) -> list[dict[str, Any]]:
    """Labelled sentence pairs: a JSON Lines file with their texts, or a folder of newspapers for our own labels."""
    if source.is_file():
        return [json.loads(line) for line in source.read_text("utf-8").splitlines() if line.strip()]
    pairs = []
    for line in PAIRS.read_text("utf-8").splitlines():
        pair = json.loads(line)
        sides = {k: statement(source, pair[k]) for k in ("claim", "evidence")}
        values = []
        for value in pair["values"]:
            spans = {f"{k}_text": sides[k]["text"][slice(*value[k])] for k in sides}
            values.append({"kind": value["kind"], "relation": value["relation"], **spans})
        pairs.append({**pair, **sides, "values": values})
    return pairs


def load_findings(source: Path) -> list[dict[str, Any]]:
    """Contradictions once shown and read by hand as pairs that say whether they contradict, and nothing else.

    Those read last are ``held``: nothing is fitted on them, bench_findings.py measures the threshold on them.
    """
    if source.is_file():
        return []
    pairs = []
    for line in FINDINGS.read_text("utf-8").splitlines():
        found = json.loads(line)
        if found.get("held"):
            continue
        sides = {k: statement(source, found[k]) for k in ("claim", "evidence")}
        label = "contradicts" if found["right"] else "unrelated"
        pairs.append({"id": found["id"], "label": label, "confidence": "high", "only": "contradicts", **sides})
    return pairs


def load_chance(source: Path) -> list[dict[str, Any]]:
    """Sentences of two newspapers that share a value and hardly a word: it is the same by chance.

    Drawn by program, a tenth of them read; they teach what an equal number alone is worth, and are scored nowhere.
    """
    if source.is_file():
        return []
    lines = CHANCE.read_text("utf-8").splitlines()
    pairs = [{**p, **{k: statement(source, p[k]) for k in ("claim", "evidence")}} for p in map(json.loads, lines)]
    return [{**p, "label": "unrelated", "confidence": "high", "only": "agrees"} for p in pairs]
