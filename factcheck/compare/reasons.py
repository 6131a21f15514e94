"""The reason of a finding, one sentence in the article's language, by the templates of its pack."""

from __future__ import annotations

from datetime import date

from factcheck.languages.pack import load_pack

__all__ = ["note_reason", "reason"]

_MANNERS = {"rounding": "rounded", "hedge": "rounded"} | dict.fromkeys(("covers", "range", "vague", "bound"), "wider")


def reason(
    relation: str,
    how: str,
    revision: str | None,
    mine: str,
    theirs: str,
    outlet: str | None,
    day: date | None,
    language: str,
) -> str:
    """Why the values agree or contradict, naming the other outlet, its day and both values as they stand.

    ``how`` is the rule of :mod:`factcheck.compare.relate`; a language without templates is served in English.
    """
    table = load_pack(language).table("reasons") or load_pack("en").table("reasons")
    key = f"{relation}_{revision}" if revision else relation
    if relation == "agrees" and how in _MANNERS:
        key = f"agrees_{_MANNERS[how]}"
    return str(table[key]).format(
        outlet=outlet or table["unknown_outlet"],
        day=day.isoformat() if day else table["unknown_day"],
        mine=" ".join(mine.split()),
        theirs=" ".join(theirs.split()),
    )


def note_reason(kind: str, language: str, **values: str) -> str:
    """Why a note is made of an article's own values; a language without templates is served in English."""
    table = load_pack(language).table("reasons")
    key = f"note_{kind}"
    template = table.get(key) or load_pack("en").table("reasons")[key]
    return str(template).format(**{k: " ".join(v.split()) for k, v in values.items()})
