"""What the model weighs of a pair that nothing forbids, each a number of about 0 to 2, alike for both sides."""

from __future__ import annotations

import math
from collections.abc import Mapping

from factcheck.compare.lattice import place_relation, unit_relation
from factcheck.compare.names import ALIGNED, Shared, near, shared_names, specific, unknown
from factcheck.compare.relate import Related
from factcheck.compare.side import Mention, Side
from factcheck.compare.times import is_human, length, one_occasion
from factcheck.text.view import fold
from factcheck.values import DateValue, FigureValue

__all__ = ["digits", "signals", "telling"]

LARGE = 1.5
"""Decimal logarithm of a toll (some thirty) from which it is of an event that has few like it: accidents and attacks
with three dead are many in every week, in one town as well."""


def telling(a: Mention, b: Mention, related: Related) -> float:
    """How unlikely the two are to be equal by chance, 0…2."""
    value = a.value
    if isinstance(value, DateValue):
        assert isinstance(b.value, DateValue)
        if max(length(value), length(b.value)) >= 40:
            return 0.2
        # "yesterday" on both sides is a habit; "yesterday" and "last Tuesday" that come to one day are an agreement
        told = (a.explicit and b.explicit) or fold(value.text) != fold(b.value.text)
        return 0.8 if told else 0.3
    if related.how != "equal" or value.high != value.low:
        return 0.1
    return min(2.0, {1: 0.3 if value.low < 10 else 0.7, 2: 1.2}.get(digits(value), 2.0))


def digits(value: FigureValue) -> int:
    """How many digits a number has, without zeros at its end."""
    return len(f"{float(value.low):g}".replace(".", "").rstrip("0"))


def signals(
    x: Mention,
    y: Mention,
    related: Related,
    a: Side,
    b: Side,
    shared: Shared,
    others: float,
    crowd: int,
    cosine: float | None,
) -> dict[str, float]:
    """The signals of a pair. ``others``: equal values beside it; ``crowd``: other values that either could be meant."""
    one, two = x.value, y.value
    around = near(x, y) if a.language == b.language else 0.8 * shared.dice
    places = place_relation(x.places, y.places)
    found = {
        "near": around,
        "wide": shared.dice,
        "contained": shared.contained,
        "bits": min(8.0, shared.bits),
        "wanting": min(8.0, shared.lost),
        "cosine": 0.0 if cosine is None or math.isnan(cosine) else max(-1.0, min(1.0, 10 * (cosine - 0.87))),
        "place_same": float(places == "same"),
        "place_within": float(places == "within"),
        "others": others,
        "telling": telling(x, y, related),
        "days": min(2.0, abs((a.published - b.published).days) / 7) if a.published and b.published else 0.3,
        "another": float(a.another or b.another),
        "market": float(a.market and b.market),
        "crowd": math.log1p(crowd),
        "loose": {"bound": 1.0, "vague": 1.0, "rounding": 0.5, "hedge": 0.5}.get(related.how, 0.0),
    }
    if a.language == b.language:
        found["named"] = min(6.0, shared_names(a, b))
        mine, theirs = a.names & x.near.keys(), b.names & y.near.keys()
        found["specific"] = min(4.0, specific(a, b))
        found["strange"] = min(3.0, unknown(mine, b.words), unknown(theirs, a.words))
    if isinstance(one, FigureValue) and isinstance(two, FigureValue) and x.counts and y.counts:
        units = unit_relation(x.counts, y.counts)
        events = one.scope.event, two.scope.event
        human = is_human(x) and is_human(y)
        found["unit_same"] = float(units == "same")
        found["unit_open"] = float(units == "open")
        found["scope_same"] = float(events[0] is not None and events[0] == events[1])
        found["scope_other"] = float(None not in events and events[0] != events[1])
        found["small"] = float(one.low <= 3 and two.low <= 3)
        found["distance"] = min(3.0, related.distance)
        toll = x.counts.state is not None and y.counts.state is not None
        found["counted"] = float(one.unit.startswith("count:"))
        alike = one.scope.actor is not None and one.scope.actor == two.scope.actor
        anchored = found["scope_same"] and (alike or places == "same" or found.get("named", 0.0) >= 2)
        anchored = anchored and not crowd and _one_thing(found)
        found["anchored"] = float(anchored and not toll)
        found["human"] = float(human)
        found["toll"] = float(toll)
        found["dated"] = float(toll and one_occasion(x, y))  # a programme of one day has many numbers, an attack one
        found["toll_wide"] = shared.dice if toll else 0.0
        found["large"] = min(1.0, math.log10(1 + float(min(one.low, two.low))) / LARGE) if toll else 0.0
        found["copy"] = 0.0 if toll else max(0.0, (shared.dice - 0.7) / 0.3)
        found["by_one"] = float(human and one.low == one.high and two.low == two.high and abs(one.low - two.low) == 1)
        found["part"] = float(bool(one.scope.part_of) != bool(two.scope.part_of))
        found["recurring"] = float(human and a.recurring and b.recurring)
    elif isinstance(one, DateValue) and isinstance(two, DateValue):
        found["date"] = 1.0
        found["date_near"] = around
        settled = all(m.explicit or m.weekday for m in (x, y))  # "yesterday" hangs on a day that is rarely exact
        found["copy"] = max(0.0, (shared.dice - 0.7) / 0.3) if settled else 0.0
        found["scope_same"] = float(bool(x.events & y.events))
        found["scope_other"] = float(one.role != two.role and {one.role, two.role} != {"by", "until"})
        deadline = "by" in (one.role, two.role) and {one.role, two.role} <= {"by", "until"}
        deadline = deadline and not (_is_over(one, a) and _is_over(two, b))  # ends of a report's periods
        found["apart"] = 0.0 if deadline else min(3.0, math.log1p(related.distance) / 2)
        found["deadline"] = float(deadline)
        found["coarse"] = float(not deadline and max(length(one), length(two)) > 40)
        found["part"] = float(x.saying or y.saying)
    return found


def _one_thing(found: Mapping[str, float]) -> bool:
    """Whether no name by either value is strange to the other side, or a quantity stands among words much alike."""
    return not found.get("strange") or (found["near"] >= ALIGNED and not found["counted"])


def _is_over(value: DateValue, side: Side) -> bool:
    """Whether the date lay behind when the statement came out."""
    return value.latest is not None and side.published is not None and value.latest < side.published
