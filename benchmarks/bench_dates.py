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
  Phrases of countries other than the United States (their Labour Day, their Mother's Day) are also counted apart:
  a text does not say which country's English it is.
* Recognizers: dates, ranges, durations and sets in sentences, either of its two readings (past, future). Its ranges
  end before the day named last, ours on it; parts (early, late) differ in length and must lie in each other; lengths
  and sets are compared by TIMEX3 value, halves in any unit. "The last three months" are three whole months to us and
  end today to Recognizers: right where the length and the side are the same, but not exact. Values that it leaves
  unresolved and sets with a clock time are left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from factcheck.values.dates import find_dates
from factcheck.values.model import DateValue
from factcheck.values.reading import read
from factcheck.values.timex import Amount

ONE = timedelta(days=1)
SEASON_COMMON = 55  # days that two definitions of a season have in common
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
        for words, moment in search_dates(text, languages=[language], settings=settings) or ():
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


def day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text and re.match(r"\d{4}-\d\d-\d\d", text) else None


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


def span(found: Sequence[DateValue]) -> tuple[date, date] | None:
    firsts = [v.earliest for v in found if v.earliest]
    lasts = [v.latest for v in found if v.latest]
    return (min(firsts), max(lasts)) if firsts and lasts else None


def duckling_verdict(value: dict[str, Any] | None, found: Sequence[DateValue]) -> str:
    """exact, covers or nothing."""
    if value is None:
        return "" if found else "exact"
    got = span(found)
    if got is None or len(found) > 2:
        return ""
    if value["kind"] == "open_interval":
        start = day(value.get("at"))
        known = len(found) == 1 and (found[0].mod in ("AFTER", "BEFORE") or found[0].role in ("since", "until", "from"))
        return "exact" if known and start == got[0] else ""
    start, end = day(value.get("start")), day(value.get("end_exclusive"))
    if start is None:
        return ""
    if end is not None and re.search(r"^DATE \d{4}-(SP|SU|FA|WI)$", found[0].timex):
        common = min(got[1], end - ONE) - max(got[0], start)
        return "covers" if common.days >= SEASON_COMMON else ""
    if end is not None:
        same = got == (start, end - ONE)
        return "exact" if same else "covers" if found[0].mod and start <= got[0] and got[1] < end else ""
    if len(found) > 1:
        return ""
    if found[0].timex.startswith("DURATION") and got[0] <= start and _last_of(start, value["grain"]) == got[1]:
        return "covers"
    if got[0] == start and (value["grain"] != "day" or got[1] == start):
        return "exact"
    return "covers" if got[0] <= start <= got[1] and (found[0].mod or _counted(found[0])) else ""


def _last_of(first: date, grain: str) -> date:
    """The last day of the unit that begins on ``first``."""
    if grain in ("day", "week"):
        return first + timedelta(days=0 if grain == "day" else 6)
    months = {"month": 1, "quarter": 3, "year": 12}[grain]
    after = first.year * 12 + first.month - 1 + months
    return date(after // 12, after % 12 + 1, 1) - ONE


def _counted(value: DateValue) -> bool:
    """A count of weeks, months or years from now points to that week, month or year."""
    return bool(re.search(r"^DATE \d{4}(-W?\d\d)?$", value.timex))


def duckling(data: Path, language: str, find: Finder, misses: list[str]) -> dict[str, Score]:
    scores = {"Time, date part": Score(), "  without holidays": Score(), "Duration": Score()}
    if language == "en":
        scores["  US or no country"] = Score()
    for row in rows(data / f"duckling_{language}.jsonl"):
        value = row["value"]
        if row["dim"] == "Time" and (value is None or value.get("grain") in COARSE):
            if value and str(value.get("start", value.get("at", ""))).startswith("-"):
                continue  # before the common era: there is no such date here
            found = find(row["text"], language, date(2013, 2, 12), "future")
            verdict = duckling_verdict(value, found)
            good = scores["Time, date part"].add(verdict)
            if row["locale"] in ("EN", "EN/US"):
                scores["  US or no country"].add(verdict)
            if not (value and value.get("holiday")):
                scores["  without holidays"].add(verdict)
            if not good:
                misses.append(f"{row['id']} {row['text']!r} {value} {[(v.timex, v.mod) for v in found]}")
        elif row["dim"] == "Duration":
            found = find(row["text"], language, date(2013, 2, 12), "tense")
            want = None if value is None else Amount(((value["unit"], float(value["value"])),)).iso()
            got = [v.timex.split()[1] for v in found if v.timex.startswith("DURATION")]
            right = len(got) == len(found) == 1 and _same_length(got[0], want) if want else not got
            verdict = "exact" if right else ""
            if not scores["Duration"].add(verdict):
                misses.append(f"{row['id']} {row['text']!r} {want} {[(v.timex, v.mod) for v in found]}")
    return scores


def _same_length(got: str, want: str) -> bool:
    def days(timex: str) -> float | None:
        if not re.fullmatch(r"P(?:[\d.]+[YMWD])*(?:T(?:[\d.]+[HMS])+)?", timex):
            return None
        head, _, clock = timex[1:].partition("T")
        size = {"Y": 360.0, "M": 30.0, "W": 7.0, "D": 1.0, "h": 1 / 24, "m": 1 / 1440, "s": 1 / 86400}
        parts = re.findall(r"([\d.]+)([A-Za-z])", head + clock.lower())
        return round(sum(float(n) * size[u] for n, u in parts), 6)

    return got == want or (days(got) is not None and days(got) == days(want))


def _golds(result: dict[str, Any], kind: str) -> list[tuple[date | None, date | None]]:
    found: list[tuple[date | None, date | None]] = []
    for value in result.get("values") or ():
        found.append(
            (day(value.get("value")), None) if kind == "date" else (day(value.get("start")), day(value.get("end")))
        )
    for side in ("past", "future"):
        value = result.get(side) or {}
        found.append(
            (day(value.get("date")), None)
            if kind == "date"
            else (day(value.get("startDate")), day(value.get("endDate")))
        )
    return [g for g in found if g != (None, None)]


def _range_right(gold: tuple[date | None, date | None], found: Sequence[DateValue]) -> bool:
    got = span(found)
    if got is None:
        return False
    first, end = gold
    ends = {got[1], got[1] + ONE} | {v.earliest for v in found if v.role == "until"}
    if first and end:
        if got[0] == first and end in ends:
            return True
        parts = any(v.mod in ("START", "MID", "END") for v in found)
        inside = (first <= got[0] and got[1] <= end) or (got[0] <= first and end <= got[1] + ONE)
        return parts and inside
    edge = first or end
    return edge in {got[0], got[1] + ONE, got[1]}


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
                golds = _golds(result, kind)
                if not golds:
                    continue
                right = any(_day_right(g[0], over) if kind == "date" else _range_right(g, over) for g in golds)
                verdict = "exact" if right else "covers" if _rolled(result, golds, over) else ""
            else:
                names = [v.get("timex") for v in result.get("values") or ()] + [result.get("timex")]
                wanted = [n for n in names if isinstance(n, str)]
                if not wanted or (kind == "set" and any("T" in n for n in wanted)):
                    continue
                verdict = "exact" if any(_same_length(v.timex.split()[1], n) for v in over for n in wanted) else ""
            if not scores[kind].add(verdict):
                misses.append(
                    f"{row['id']} {row['reference'][:10]} {row['text']!r} {result['text']!r} "
                    f"{[(v.text, v.timex, v.mod, str(v.earliest), str(v.latest)) for v in over]}"
                )
    return scores


def _rolled(
    result: dict[str, Any], golds: Sequence[tuple[date | None, date | None]], found: Sequence[DateValue]
) -> bool:
    """The same length on the same side of today, by whole units here and rolling there."""
    if len(found) != 1 or not found[0].timex.startswith("DURATION") or not found[0].earliest or not found[0].latest:
        return False
    lengths = {str(v.get("timex", "")).rstrip(")").rpartition(",")[2] for v in result.get("values") or ()}
    lengths.add(str(result.get("timex", "")).rstrip(")").rpartition(",")[2])
    if not any(_same_length(found[0].timex.split()[1], length) for length in lengths):
        return False
    return any(a and b and found[0].earliest <= b and a <= found[0].latest for a, b in golds)


def _day_right(gold: date | None, found: Sequence[DateValue]) -> bool:
    got = span(found)
    if gold is None or got is None:
        return False
    return got == (gold, gold) or (len(found) == 1 and got[0] <= gold <= got[1] and _counted(found[0]))


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
