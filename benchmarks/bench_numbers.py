"""Number expressions against gold data and, beside them, the peers that are installed.

    python benchmarks/bench_numbers.py DATA [--forms 20000] [--show]

DATA is a folder with duckling_ar.jsonl, duckling_en.jsonl, ar_number_words.jsonl and recognizers_en_numbers.jsonl;
files that are absent are skipped with a word. A phrase is right where the one value found is the right one and nothing
else is found; of a sentence with several numbers, all values in order. Peers are asked in the way that their manuals
show. ``--show`` prints what is wrong.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import re
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from generate_more_numbers import more_forms, ordinals
from generate_numbers import forms
from quantulum import quantities

import factcheck

Case = tuple[str, list[float], str]
"""Text, the values that it has, language."""
Peer = Callable[[str, str], Sequence[float]]


def _rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        print(f"{path.name}: absent, skipped")
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def duckling(data: Path, language: str, dim: str) -> list[Case]:
    rows = [r for r in _rows(data / f"duckling_{language}.jsonl") if r["dim"] == dim]
    kind = f"{language}:ordinal" if dim == "Ordinal" else language
    return [(r["text"], [] if r["negative"] else [r["value"]["value"]], kind) for r in rows]


def _written(text: str) -> float | None:
    """The value of the written form of a number word ("1 1/2", "6,88", "$7.50", "7%")."""
    text = re.sub(r"[^\d.,/ -]", "", text.replace("ر.س", "").replace("د.ك", "")).replace(",", ".").strip()
    if "/" in text:
        whole, _, part = text.rpartition(" ")
        over, below = part.split("/")
        return float(whole or 0) + int(over) / int(below)
    return float(text) if re.fullmatch(r"-?[\d.]+", text) else None


def number_words(data: Path) -> list[Case]:
    """Cardinals, decimals, fractions, measures; amounts of money with one unit (two units are two numbers)."""
    cases: list[Case] = []
    for row in _rows(data / "ar_number_words.jsonl"):
        value = _written(row["written"])
        if value is None:
            continue
        spoken = row["spoken"]
        if row["kind"] in ("money", "currency"):
            minor = round(value % 1 * 100)
            if any(w in spoken for w in ("سنت", "هلل", "قرش", "فلس", "مليم", "وعشرون")) and row["written"] != "$20":
                if any(w in spoken for w in ("فلس", "مليم")):
                    continue  # its thousandths are written as hundredths
                if minor:
                    cases.append((spoken, [float(int(value)), minor] if value >= 1 else [minor], "ar"))
                    continue
        cases.append((spoken, [value], "ar"))
    return cases


def recognizers(data: Path) -> list[Case]:
    cases: list[Case] = []
    for row in _rows(data / "recognizers_en_numbers.jsonl"):
        if row["kind"] == "number":
            cases.append((row["text"], [float(s["value"]) for s in row["spans"]], "en:cardinal"))
        elif row["kind"] == "ordinal":
            values = [s["value"] for s in row["spans"]]
            if values and all(v.isdigit() for v in values):
                cases.append((row["text"], [float(v) for v in values], "en:ordinal"))
        elif row["kind"] == "percentage":
            values = [s["value"] for s in row["spans"]]
            if "null" not in values:
                cases.append((row["text"], [float(v.rstrip("%")) for v in values], "en"))
    return cases


# ---- who is asked


def ours(text: str, language: str) -> Sequence[float]:
    code, _, kind = language.partition(":")
    found = factcheck.numbers(text, language=code)
    return [float(v.low) for v in found if not kind or v.ordinal == (kind == "ordinal")]


def peers() -> dict[str, tuple[Peer, str]]:
    """Name → (function, languages that it reads), of what is installed."""
    found: dict[str, tuple[Peer, str]] = {}
    if importlib.util.find_spec("pyarabic"):
        from pyarabic.number import text2number

        found["PyArabic"] = (lambda t, _: [text2number(t)] if text2number(t) else [], "ar")
    try:
        found["Maha"] = (_maha(), "ar")
    except ImportError as error:
        print(f"Maha: not asked ({error})")
    if importlib.util.find_spec("duckling"):
        found["Duckling"] = (Duckling().ask, "ar en")
    parse = quantities()
    if parse is not None:
        found["quantulum3"] = (lambda t, _: [q.value for q in parse(t)], "ar en")
    return found


def _maha() -> Peer:
    from maha.parsers.functions import parse_dimension

    def ask(text: str, language: str) -> Sequence[float]:
        del language
        found = parse_dimension(text, numeral=True) or parse_dimension(text, ordinal=True)
        return [float(v.value) for v in found]

    return ask


def _duckling(text: str, language: str, kind: str) -> list[float]:
    import duckling

    zone = duckling.parse_ref_time(duckling.load_time_zones("/usr/share/zoneinfo"), "UTC", 1_360_000_000)
    lang = duckling.parse_lang(language.upper())
    context = duckling.Context(zone, duckling.parse_locale(language.upper(), duckling.default_locale_lang(lang)))
    dims = duckling.parse_dimensions(["ordinal"] if kind == "ordinal" else ["number"])
    return [float(found["value"]["value"]) for found in duckling.parse(text, context, dims)]


class Duckling:
    """Duckling's native port, in a process of its own: it ends the process on some ordinary texts."""

    def __init__(self) -> None:
        self.pool: ProcessPoolExecutor | None = None

    def ask(self, text: str, language: str) -> Sequence[float]:
        """Its values; BrokenProcessPool where it died of the text."""
        code, _, kind = language.partition(":")
        if self.pool is None:
            self.pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        try:
            return self.pool.submit(_duckling, text, code, kind).result(timeout=20)
        except BrokenProcessPool:
            self.pool = None
            raise


def right(ask: Peer, case: Case) -> bool:
    try:
        found = list(ask(case[0], case[2]))
    except Exception:
        return False
    return len(found) == len(case[1]) and all(
        abs(a - b) <= 1e-9 * max(1.0, abs(b)) for a, b in zip(found, case[1], strict=True)
    )


def report(name: str, cases: Sequence[Case], others: dict[str, tuple[Peer, str]], show: bool) -> tuple[int, int]:
    """Print the line of one set; how many are right, and of how many."""
    if not cases:
        return 0, 0
    begun = time.perf_counter()
    wrong = [case for case in cases if not right(ours, case)]
    took = time.perf_counter() - begun
    line = f"{name:34} {len(cases) - len(wrong):6} of {len(cases):6}  {1 - len(wrong) / len(cases):7.2%}  {took:5.1f} s"
    for peer, (ask, languages) in others.items():
        if cases[0][2][:2] in languages:
            sample = cases[:: max(1, len(cases) // 500)]
            line += f"  {peer} {sum(right(ask, c) for c in sample) / len(sample):.1%}"
    print(line, flush=True)
    if show:
        for case in wrong[:80]:
            print("    ", case[0], "|", case[1], "|", list(ours(case[0], case[2])))
    return len(cases) - len(wrong), len(cases)


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--forms", type=int, default=20_000)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--alone", action="store_true", help="ask no peers")
    options = parser.parse_args(arguments if arguments is None else list(arguments))
    others = {} if options.alone else peers()
    print(f"peers: {', '.join(others) or 'none'} (asked some 500 of each set, evenly drawn)")
    data = options.data
    report("Duckling Arabic Numeral", duckling(data, "ar", "Numeral"), others, options.show)
    report("Duckling Arabic Ordinal", duckling(data, "ar", "Ordinal"), others, options.show)
    report("Arabic number words", number_words(data), others, options.show)
    generated = [(text, [float(value)], "ar") for text, value in forms(options.forms)]
    report("generated Arabic forms", generated, others, options.show)
    report("generated Arabic halves, mixtures", [(t, [float(v)], "ar") for t, v in more_forms()], others, options.show)
    report("generated Arabic ordinals", [(t, [float(v)], "ar:ordinal") for t, v in ordinals()], others, options.show)
    english = [
        report("Duckling English Numeral", duckling(data, "en", "Numeral"), others, options.show),
        report("Duckling English Ordinal", duckling(data, "en", "Ordinal"), others, options.show),
        report("Recognizers English", recognizers(data), others, options.show),
    ]
    right_, all_ = sum(r for r, _ in english), sum(n for _, n in english)
    print(f"{'English, all of both':34} {right_:6} of {all_:6}  {right_ / max(all_, 1):7.2%}")


if __name__ == "__main__":
    main()
