"""Date expressions against gold data, with dateparser's search beside them in the same run.

    python benchmarks/bench_dates.py DATA [--show N] [--no-peers]

DATA is a folder with duckling_ar.jsonl, duckling_en.jsonl and recognizers_en_dates.jsonl; files that are absent are
skipped with a word. How the gold is read:

* Duckling, date part: phrases whose value has the grain of a day or coarser, and the negative ones. Weeks begin on
  Monday and open directions are settled towards the future, as that data expects. Right: first and last day are those
  of the gold (for a value of one grain: the first day). ``exact`` counts only that. The other figure also takes a date
  that holds the gold's day where both mean the same at another precision: "a week ago" is a week to us and a day to
  Duckling, "mid-March" ten days and the 15th; the next two weeks are a run of weeks to us and its last week to
  Duckling; a season is three whole months to us and begins with the solstice to Duckling.
  Phrases that the data marks with a country are read with that country's tag (``en-GB``); those of the United States or
  of no country are also counted apart.
* Feasts by the moon (Jewish, Islamic, Hindu, Buddhist): almanacs differ by a day, some name the evening before; a day
  apart is the same feast, but not exact. Lengths that are not said ("for months") are lengths by TIMEX3 (PXM) and no
  error where Duckling has none; "a few days" (PXD) is three days to Recognizers. A year is 365 days where a length is
  compared in days.
* Recognizers: dates, ranges, durations and sets in sentences, either of its two readings (past, future). Its ranges
  end before the day named last, ours on it; parts (early, late) differ in length and must lie in each other; lengths
  and sets are compared by TIMEX3 value, halves in any unit. "The last three months" are three whole months to us and
  end today to Recognizers: right where the length and the side are the same, but not exact. Values that it leaves
  unresolved and sets with a clock time are left out. "Last Wednesday" said on a Thursday is yesterday to us and of the
  week before to Recognizers; the 15th century begins in 1401 or in 1400; "less than two weeks from today" is the day
  that is named, with its modifier, or all days up to it, and so "to date"; a booking "for the 9th of May for two
  nights" begins that day: right, but not exact. Weekends of a set are written XXXX-WXX-WE here and P1WE there; business
  days are days.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from date_gold import NOW, date_verdict, duckling_verdict, golds_of, same_length

from factcheck.values.dates import find_dates
from factcheck.values.model import DateValue
from factcheck.values.reading import read
from factcheck.values.timex import Amount

COARSE = ("day", "week", "month", "quarter", "year")
Finder = Callable[[str, str, date, str], list[DateValue]]


def ours(text: str, language: str, published: date, prefer: str) -> list[DateValue]:
    reading = read(text, language)
    return [v for v, _, _ in find_dates(replace(reading, pack=replace(reading.pack, week_start=0)), published, prefer)]


def dateparser_finder() -> Finder | None:
    if importlib.util.find_spec("dateparser") is None:
        print("dateparser: not installed, left out")
        return None
    from dateparser.search import search_dates

    def find(text: str, language: str, published: date, prefer: str) -> list[DateValue]:
        settings: dict[str, Any] = {"RELATIVE_BASE": datetime(published.year, published.month, published.day)}
        if prefer == "future":
            settings["PREFER_DATES_FROM"] = "future"
        values, at = [], 0
        for words, moment in search_dates(text, languages=[language[:2]], settings=settings) or ():
            at = max(text.find(words, at), 0)
            day = moment.date()
            values.append(DateValue(words, at, at + len(words), f"DATE {day}", earliest=day, latest=day))
        return values

    return find


def rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        print(f"{path.name}: absent, skipped")
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@dataclass
class Score:
    right: int = 0
    exact: int = 0
    total: int = 0

    def add(self, verdict: str) -> bool:
        self.total += 1
        self.exact += verdict == "exact"
        self.right += bool(verdict)
        return bool(verdict)

    def __str__(self) -> str:
        if not self.total:
            return "-"
        return (
            f"{self.right:5d} of {self.total:5d}  {self.right / self.total:6.1%}   exact {self.exact / self.total:6.1%}"
        )


def duckling(data: Path, language: str, find: Finder, misses: list[str]) -> dict[str, Score]:
    scores = {"Time, date part": Score(), "  without holidays": Score(), "Duration": Score()}
    if language == "en":
        scores["  US or no country"] = Score()
    for row in rows(data / f"duckling_{language}.jsonl"):
        value = row["value"]
        if row["dim"] == "Time" and (value is None or value.get("grain") in COARSE):
            if value and str(value.get("start", value.get("at", ""))).startswith("-"):
                continue  # before the common era: there is no such date here
            country = row["locale"].partition("/")[2]
            found = find(row["text"], f"{language}-{country}" if country else language, NOW, "future")
            verdict = duckling_verdict(value, found, row["text"])
            good = scores["Time, date part"].add(verdict)
            if row["locale"] in ("EN", "EN/US"):
                scores["  US or no country"].add(verdict)
            if not (value and value.get("holiday")):
                scores["  without holidays"].add(verdict)
            if not good:
                misses.append(f"{row['id']} {row['text']!r} {value} {[(v.timex, v.mod) for v in found]}")
        elif row["dim"] == "Duration":
            found = find(row["text"], language, NOW, "tense")
            want = None if value is None else Amount(((value["unit"], float(value["value"])),)).iso()
            got = [v.timex.split()[1] for v in found if v.timex.startswith("DURATION")]
            if want is None:
                got = [g for g in got if "X" not in g]
            right = len(got) == len(found) == 1 and same_length(got[0], want) if want else not got
            verdict = "exact" if right else ""
            if not scores["Duration"].add(verdict):
                misses.append(f"{row['id']} {row['text']!r} {want} {[(v.timex, v.mod) for v in found]}")
    return scores


def recognizers(data: Path, find: Finder, misses: list[str]) -> dict[str, Score]:
    kinds = ("date", "daterange", "duration", "set")
    scores = {kind: Score() for kind in kinds}
    for row in rows(data / "recognizers_en_dates.jsonl"):
        types = [str(r["type"] or "").split(".")[-1] for r in row["results"]]
        if not row["has_values"] or not row["reference"] or row["impossible_date"] or not set(types) <= set(kinds):
            continue
        found = find(row["text"], "en", date.fromisoformat(row["reference"][:10]), "tense")
        for kind, result in zip(types, row["results"], strict=True):
            over = [v for v in found if v.start < result["end"] and v.end > result["start"]]
            if kind in ("date", "daterange"):
                golds = golds_of(result, kind)
                if not golds:
                    continue
                verdict = date_verdict(kind, result, golds, over, date.fromisoformat(row["reference"][:10]))
            else:
                names = [v.get("timex") for v in result.get("values") or ()] + [result.get("timex")]
                wanted = [n for n in names if isinstance(n, str)]
                if not wanted or (kind == "set" and any("T" in n for n in wanted)):
                    continue
                verdict = "exact" if any(same_length(v.timex.split()[1], n) for v in over for n in wanted) else ""
            if not scores[kind].add(verdict):
                misses.append(
                    f"{row['id']} {row['reference'][:10]} {row['text']!r} {result['text']!r} "
                    f"{[(v.text, v.timex, v.mod, str(v.earliest), str(v.latest)) for v in over]}"
                )
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N of our misses of each set")
    parser.add_argument("--no-peers", action="store_true")
    arguments = parser.parse_args()
    finders: dict[str, Finder] = {"factcheck": ours}
    peer = None if arguments.no_peers else dateparser_finder()
    if peer:
        finders["dateparser"] = peer
    for name, find in finders.items():
        for title, run in (
            ("Duckling, Arabic", lambda m, f=find: duckling(arguments.data, "ar", f, m)),
            ("Duckling, English", lambda m, f=find: duckling(arguments.data, "en", f, m)),
            ("Recognizers, English", lambda m, f=find: recognizers(arguments.data, f, m)),
        ):
            misses: list[str] = []
            for label, score in run(misses).items():
                print(f"{name:11} {title:21} {label:19} {score}", flush=True)
            if name == "factcheck" and arguments.show:
                random.Random(1).shuffle(misses)
                print(*misses[: arguments.show], sep="\n")


if __name__ == "__main__":
    main()
