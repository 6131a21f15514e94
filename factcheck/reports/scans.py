"""The result of a scan: contradictions between outlets, grouped by event."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from factcheck.reports.base import clean, many, marked

__all__ = ["show_scan"]


def show_scan(events: Sequence[Mapping[str, Any]], format_name: str) -> str:
    """Events (their ``to_dict``) as text, JSON, or JSON Lines."""
    if format_name == "json":
        return json.dumps(list(events), ensure_ascii=False, indent=1) + "\n"
    if format_name == "jsonl":
        return "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in events)
    lines: list[str] = []
    for number, event in enumerate(events, 1):
        lines.append(f"{number}. {many(len(event['conflicts']), 'contradiction')}")
        for conflict in event["conflicts"]:
            revision = f", {conflict['revision']} count" if conflict["revision"] else ""
            lines.append(f"   ≠ confidence {conflict['confidence']:.2f}{revision}")
            for side in conflict["sides"]:
                value = side["value"]
                piece = "".join(marked(side["text"], [(value["start"], value["end"])], "‹", "›"))
                where = f"{clean(side['outlet'] or 'unknown outlet')}, {side['published'] or 'undated'}"
                lines.append(f"     \u2068{where}\u2069: \u2068{piece}\u2069")
        lines.append("")
    return "\n".join(lines or ["no contradictions found"]).rstrip() + "\n"
