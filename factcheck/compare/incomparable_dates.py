"""Why two dates that look alike are not meant to be the same day: the rules that set a pair aside."""

from __future__ import annotations

import re

from factcheck.compare.incomparable import BY, HALF, TOLD
from factcheck.compare.lattice import place_relation
from factcheck.compare.names import acquainted, near, retold, strangers
from factcheck.compare.relate import Related
from factcheck.compare.side import Mention, Side
from factcheck.compare.stated import other_ordinal
from factcheck.compare.times import SHORT, bulletins, forecasts, has_weekday, length, past_days
from factcheck.text.view import fold
from factcheck.values import DateValue

__all__ = ["dates_apart"]

WEEK = 7
MONTH = 31
_ODD = re.compile(r"DURATION PT?\d\d")  # twelve days: not the length of everything


def dates_apart(x: Mention, y: Mention, a: Side, b: Side, related: Related, shared: float) -> str | None:
    """The reason for which two dates say nothing of each other, or None."""
    one, two = x.value, y.value
    assert isinstance(one, DateValue)
    assert isinstance(two, DateValue)
    if related.relation is None:
        return "other_period"
    if x.feast and y.feast:
        return "other_event"
    if x.feast != y.feast and related.how == "covers" and max(length(one), length(two)) > SHORT:
        return "other_scope"  # a feast in a month, both in both
    told = related.how == "equal" and shared >= TOLD
    if a.market and b.market and max(length(one), length(two)) >= SHORT and not told:
        return "other_scope"  # the month of delivery of a contract, the year of a record
    places = place_relation(x.places, y.places)
    if places == "other":
        return "other_place"
    if (a.modality == "denied") != (b.modality == "denied"):
        return "low_confidence"
    if other_ordinal(a, b):
        return "other_event"
    roles = {one.role, two.role}
    if (
        len(roles) == 2
        and roles != {"on", "from"}
        and (related.relation == "contradicts" or roles == {"from", "until"})
    ):
        return "other_scope"
    if related.relation != "contradicts":
        told_of_one = a.language != b.language or shared >= TOLD or near(x, y) >= BY
        months = all(m.explicit or length(v) > SHORT or _ODD.match(v.timex) for m, v in ((x, one), (y, two)))
        months = months and acquainted(a, b)
        return None if told_of_one or months or (x.explicit and y.explicit) else "other_event"  # much is on a Tuesday
    deadline = one.role == two.role == "by"
    if x.saying or y.saying or bulletins(a, b):
        return "other_event"  # what an office says of its work of every day
    if not x.explicit and not y.explicit and fold(one.text) == fold(two.text):
        return "other_period"  # "by the end of Thursday" on both sides
    if deadline and ((near(x, y) < BY and shared < HALF) or forecasts(x, y, a, b)):
        return "other_event"  # by 2022 and by 2030: two things are to be done
    if x.weekday and y.weekday and related.distance % WEEK == 0:
        return "other_period"  # "Saturday" and "next Saturday": which week a bare name means is a guess
    if has_weekday(b, x) or has_weekday(a, y):
        return "other_scope"  # Tuesday, Wednesday and Thursday on both sides
    told = (x.weekday and y.weekday) or (x.explicit and y.explicit) or past_days(x, y, a, b)
    if not deadline and not told:
        return "other_period"  # "Friday" and "tomorrow" hang on days of publication that are rarely exact
    if length(one) > 9 * length(two) or length(two) > 9 * length(one):
        return "other_period"
    if places == "within":
        return "part_of_whole"
    if {one.mod, two.mod} & {"BEFORE", "AFTER"} and one.mod != two.mod:
        return "other_scope"
    if not deadline and max(length(one), length(two)) > MONTH:
        return "other_period"  # reports set their year against another one
    if not deadline and (not retold(x, y, shared) or a.market or b.market):
        return "other_event"  # incidents, verdicts and results are told in one template with other dates
    if strangers(x, y, a, b):
        return "other_event"
    return None
