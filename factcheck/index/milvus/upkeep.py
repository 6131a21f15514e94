"""Upkeep of an index on Milvus: drop what nothing uses, and find what is wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from factcheck.errors import IndexError_
from factcheck.index.milvus.head import Head, write_head
from factcheck.index.milvus.reader import having
from factcheck.index.milvus.rows import number, passage_of, read_reports
from factcheck.index.milvus.store import Row, Store

if TYPE_CHECKING:
    from factcheck.index.milvus.writer import MilvusWriter

__all__ = ["check", "compact", "stem_row", "sweep"]

_PAGE = 2_000


def stem_row(key: int, born: int, having: int, before: int) -> Row:
    """In how many passages a stem stands since a commit, and before it."""
    return {"id": key, "born": born, "having": having, "before": before, "vector": [0.0, 0.0]}


def sweep(store: Store, head: Head) -> tuple[Head, int]:
    """Drop what an interrupted writer left and the rows of reports that are gone: the head then, and how many vectors.

    Stopped half-way, it is done again by the next writer.
    """
    born = head.commit
    for kind in ("passages", "reports"):
        store.delete(kind, f"born > {born}")
    undone = store.query("stems", f"born > {born}", ("id", "before"))
    store.upsert("stems", [stem_row(row["id"], born, row["before"], row["before"]) for row in undone])
    if not head.gone:
        return head, 0
    dropped = store.delete("passages", f"report in {list(head.gone)}")
    store.delete("reports", f"report in {list(head.gone)}")
    head = replace(head, gone=(), swept=born)
    write_head(store, head)
    return head, dropped


def compact(writer: MilvusWriter) -> int:
    """Drop the rows of reports that are gone, and stems that no passage has; returns how many vectors went."""
    writer.sweep()
    writer.store.delete("stems", "having == 0")
    writer.store.settle()
    return writer.dropped


def check(writer: MilvusWriter) -> list[str]:
    """What is wrong with the index, a line each; empty where nothing is. Reads everything once."""
    store, head = writer.store, writer.head
    wrong: list[str] = []
    reports = passages = tokens = 0
    stems: Counter[int] = Counter()
    for at in range(0, head.report, _PAGE):
        where = f"report >= {at} and report < {at + _PAGE} and {head.counts()}"
        there = {row["report"] for row in store.query("reports", f"part == 0 and {where}", ("report",))}
        reports += len(there)
        fields = ("id", "report", "start", "stop", "shown", "stems")
        by_report: dict[int, list[Row]] = {}
        for row in store.query("passages", where, fields):
            by_report.setdefault(row["report"], []).append(row)
            passages += 1
            words = row["stems"].split(" ") if row["stems"] else []
            tokens += len(words)
            stems.update({number(word) for word in words})
        wrong += [f"report {n} is missing, its passages are there" for n in sorted(set(by_report) - there)]
        for n in sorted(there):
            try:
                [document] = read_reports(store, [n]).values()
            except IndexError_ as error:
                wrong.append(error.what)
                continue
            for row in by_report.get(n, ()):
                passage = passage_of(row, {n: document})
                if not passage.text or document.text[passage.start : passage.end] != passage.text:
                    wrong.append(f"report {document.id} has a passage that is not in its text")
    for what, counted, known in (
        ("reports", reports, head.reports),
        ("passages", passages, head.passages),
        ("stems", tokens, head.tokens),
    ):
        if counted != known:
            wrong.append(f"{counted:,} {what} are there, the head says {known:,}")
    rows = store.query("stems", "having != 0 or before != 0", ("id", "born", "having", "before"))
    counts = {row["id"]: having(row, head.commit) for row in rows}
    off = sum(stems[key] != counts.get(key, 0) for key in stems.keys() | counts.keys())
    if off:
        wrong.append(f"{off:,} stems are counted wrongly")
    return wrong
