"""The reason of a finding, one sentence in the article's language, by the templates of its pack."""

from __future__ import annotations

from datetime import date

from factcheck.compare.relate import Relation
from factcheck.languages.pack import load_pack

__all__ = ["reason"]


def reason(
    relation: Relation,
    revision: str | None,
    mine: str,
    theirs: str,
    outlet: str | None,
    day: date | None,
    language: str,
) -> str:
    """Why the values agree or contradict, naming the other outlet, its day and both values as they stand."""
    table = load_pack(language).table("reasons") or load_pack("en").table("reasons")
    if relation.relation == "contradicts":
        key = f"contradicts_{revision}" if revision else "contradicts"
    else:
        key = "agrees" if relation.manner == "same" else f"agrees_{relation.manner}"
    return str(table[key]).format(
        outlet=outlet or table["unknown_outlet"],
        day=day.isoformat() if day else table["unknown_day"],
        mine=" ".join(mine.split()),
        theirs=" ".join(theirs.split()),
    )
