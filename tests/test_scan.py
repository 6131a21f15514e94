"""A whole index searched for contradictions between outlets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from factcheck.build import prepare
from factcheck.documents import Document
from factcheck.embedding import load_encoder
from factcheck.index import IndexWriter, open_index
from factcheck.scan import scan

REPORTS = (
    ("A", "أسفر انفجار في سوق بلدة السنابل عن مقتل 27 شخصا، وقالت الشرطة إن التحقيق مستمر."),
    ("B", "قتل 31 شخصا في انفجار سوق بلدة السنابل، وفق حصيلة جديدة للشرطة."),
    ("B", "أسفر انفجار في سوق بلدة السنابل عن مقتل 29 شخصا، بحسب شهود."),
    ("C", "افتتح الوزير معرض الزيتون في قاعة الواحة بحضور 40 عارضا."),
)


def test_conflicts_of_one_event_stand_together(tmp_path: Path) -> None:
    with IndexWriter(tmp_path / "news", load_encoder()) as writer:
        writer.add(
            prepare(Document(text, id=f"r{i}", outlet=outlet, published=date(2024, 9, 6), language="ar"))
            for i, (outlet, text) in enumerate(REPORTS)
        )
    with open_index(tmp_path / "news") as index:
        told: list[int] = []
        events = scan(index, progress=told.append)
        assert sum(told) == index.info.passages
        assert len(events) == 1
        pairs = {frozenset((c.one.report, c.two.report)) for c in events[0].conflicts}
        assert pairs == {frozenset(("r0", "r1")), frozenset(("r0", "r2"))}, "one outlet does not contradict itself"
        sure = [c.confidence for c in events[0].conflicts]
        assert sure == sorted(sure, reverse=True)
        for conflict in events[0].conflicts:
            for passage, value in ((conflict.one, conflict.one_value), (conflict.two, conflict.two_value)):
                assert passage.text[value.start : value.end] == value.text
            assert conflict.reason
