"""What is right of a date found, by the gold of Duckling and Recognizers; bench_dates.py says how it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from factcheck.values.model import DateValue
from factcheck.values.timex import Amount

__all__ = ["NOW", "date_verdict", "duckling_verdict", "golds_of", "same_length"]

NOW = date(2013, 2, 12)
PRESENT = "DATE PRESENT_REF"
MOON = re.compile(
    r"rama[dz]|ramzan|ramathan|eid|islamic|hijri|arabic new|breaking the fast|id ul|sacrifice|bakr|ashura|mawlid|mi'raj"
    r"|qadr|kadr|arafa|jumu|jamat|passover|pesach|han+uk|chanuk|rosh|kippur|atonement|suk+ot|succos|ingathering|booths"
    r"|shavuot|purim|omer|baomer|tisha|torah|atzeret|haatz|ha'atz|sho+ah|holocaust|bishvat|diwali|deepavali|lakshmi|holi"
    r"|dussehra|dasara|dashami|ganesh|ashtami|shivarat|rakhi|raksha|navami|onam|nav[a]?rat|durga|panchami|chaturd|chaudas"
    r"|jayanti|purnima|vesak|buddha|vaisakh|chhath|puja|dooj|dhanteras|chauth|ugadi|padwa",
    re.IGNORECASE,
)
"""Names of feasts that the moon dates."""
ONE = timedelta(days=1)
SEASON_COMMON = 55  # days that two definitions of a season have in common


def day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text and re.match(r"\d{4}-\d\d-\d\d", text) else None


def span(found: Sequence[DateValue]) -> tuple[date, date] | None:
    firsts = [v.earliest for v in found if v.earliest]
    lasts = [v.latest for v in found if v.latest]
    return (min(firsts), max(lasts)) if firsts and lasts else None


def duckling_verdict(value: dict[str, Any] | None, found: Sequence[DateValue], text: str = "") -> str:
    """exact, covers or nothing."""
    if value is None:
        return "" if found else "exact"
    got = span(found)
    if value.get("grain") == "day" and day(value.get("start")) == NOW and [v.timex for v in found] == [PRESENT]:
        return "covers"
    if got is not None and value.get("holiday") and MOON.search(text) and len(found) == 1:
        first, after = day(value.get("start")), day(value.get("end_exclusive"))
        near = first is not None and abs(first - got[0]) <= ONE and (not after or abs(after - ONE - got[1]) <= ONE)
        if near and first != got[0]:
            return "covers"
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


def same_length(got: str, want: str) -> bool:
    def days(timex: str, year: float) -> float | None:
        if not re.fullmatch(r"P(?:[\d.]+[YMWD])*(?:T(?:[\d.]+[HMS])+)?", timex):
            return None
        head, _, clock = timex[1:].partition("T")
        size = {"Y": year, "M": 30.0, "W": 7.0, "D": 1.0, "h": 1 / 24, "m": 1 / 1440, "s": 1 / 86400}
        parts = re.findall(r"([\d.]+)([A-Za-z])", head + clock.lower())
        return round(sum(float(n) * size[u] for n, u in parts), 6)

    want = want.replace("BD", "D")
    if got == want or (got == "XXXX-WXX-WE" and want == "P1WE"):
        return True
    if got.startswith(("PX", "PTX")):
        return got.replace("X", "3") == want
    return any(days(got, year) is not None and days(got, year) == days(want, year) for year in (360.0, 365.0))


def golds_of(result: dict[str, Any], kind: str) -> list[tuple[date | None, date | None]]:
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


def date_verdict(
    kind: str,
    result: dict[str, Any],
    golds: Sequence[tuple[date | None, date | None]],
    found: Sequence[DateValue],
    now: date,
) -> str:
    if any(_day_right(g[0], found) if kind == "date" else _range_right(g, found) for g in golds):
        return "exact"
    if _rolled(result, golds, found) or any(_other_habit(result["text"], g, found, now) for g in golds):
        return "covers"
    return ""


def _other_habit(text: str, gold: tuple[date | None, date | None], found: Sequence[DateValue], now: date) -> bool:
    """Right by our reading of what Recognizers reads by another; see the head."""
    first, end = gold
    if len(found) != 1:
        return False
    if found[0].timex == PRESENT:
        return first is None and end == now
    value, (low, high) = found[0], (found[0].earliest, found[0].latest)
    vague = re.fullmatch(r"DURATION PX([DWMY])", value.timex)
    if vague:  # three of them before or after now
        amount = Amount((({"D": "day", "W": "week", "M": "month", "Y": "year"}[vague[1]], 3.0),))
        return bool({first, end} & {amount.move(now, -1), amount.move(now, 1)})
    if low is None or high is None:
        return False
    if MOON.search(text):
        return first is not None and abs(first - low) <= ONE
    if re.match(r"(last|previous)", text, re.IGNORECASE) and low == high:
        return first is not None and low - first == timedelta(days=7)
    if "century" in text:
        return first is not None and 0 <= (low.year - first.year) <= 1 and end is not None
    if value.mod == "LESS_THAN":
        return end == low
    if value.mod in ("START", "MID", "END") and (first is None or end is None):
        edge = first or end
        return edge is not None and low - timedelta(days=31) <= edge <= high
    return value.timex.startswith("DURATION") and end is None and first == low


def _rolled(
    result: dict[str, Any], golds: Sequence[tuple[date | None, date | None]], found: Sequence[DateValue]
) -> bool:
    """The same length on the same side of today, by whole units here and rolling there."""
    if len(found) != 1 or not found[0].timex.startswith("DURATION") or not found[0].earliest or not found[0].latest:
        return False
    lengths = {str(v.get("timex", "")).rstrip(")").rpartition(",")[2] for v in result.get("values") or ()}
    lengths.add(str(result.get("timex", "")).rstrip(")").rpartition(",")[2])
    if not any(same_length(found[0].timex.split()[1], length) for length in lengths):
        return False
    return any(a and b and found[0].earliest <= b and a <= found[0].latest for a, b in golds)


def _day_right(gold: date | None, found: Sequence[DateValue]) -> bool:
    got = span(found)
    if gold is None or got is None:
        return False
    return got == (gold, gold) or (len(found) == 1 and got[0] <= gold <= got[1] and _counted(found[0]))
