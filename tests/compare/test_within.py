"""What an article says against itself."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck import Document
from factcheck.claims import statements
from factcheck.compare import read_side
from factcheck.compare.within import notes
from factcheck.documents import Statement

CASES = [
    ("weekday", "وصل الوفد يوم الأحد 3 سبتمبر 2024 إلى العاصمة.", "weekday"),
    ("weekday-right", "وصل الوفد يوم الثلاثاء 3 سبتمبر 2024 إلى العاصمة.", None),
    ("rise-of-another-size", "ارتفعت أرباح المصنع بنسبة 50% إلى 120 مليون دولار مقابل 100 مليون دولار.", "arithmetic"),
    ("rise-of-this-size", "ارتفعت أرباح المصنع بنسبة 20% إلى 120 مليون دولار مقابل 100 مليون دولار.", None),
    ("longer-than-its-days", "يقام المعرض من 3 إلى 5 سبتمبر 2024 ويستمر عشرة أيام.", "arithmetic"),
    ("as-long-as-its-days", "يقام المعرض من 3 إلى 5 سبتمبر 2024 ويستمر ثلاثة أيام.", None),
    (
        "two-tolls-of-one-accident",
        "قتل 27 شخصا في انفجار سوق بلدة السنابل.\nوكان انفجار سوق بلدة السنابل أسفر عن مقتل 31 شخصا.",
        "itself",
    ),
    (
        "dead-and-wounded",
        "قتل 27 شخصا في انفجار سوق بلدة السنابل.\nوكان انفجار سوق بلدة السنابل أسفر عن إصابة 31 شخصا.",
        None,
    ),
]


@pytest.mark.parametrize(("name", "text", "kind"), CASES, ids=[c[0] for c in CASES])
def test_notes(name: str, text: str, kind: str | None) -> None:
    document = Document(text, published=date(2024, 9, 6), language="ar")
    claims = statements(document)
    sides = [read_side(Statement(c.text, document.published, None, "ar"), c.values, c.start) for c in claims]
    found = notes(claims, sides)
    assert [n.kind for n in found] == ([kind] if kind else [])
    ids = {f"{c.id}.v{i + 1}" for c in claims for i in range(len(c.values))}
    assert all(set(n.values) <= ids and n.reason for n in found)
