"""What sets a pair of values aside, and what does not, whatever confidence the model gives it."""

from __future__ import annotations

import pytest

from factcheck import Statement
from factcheck.compare.align import pairings
from factcheck.compare.side import read_side

MARCH = "انطلقت من ساحة بلدة السنابل {} مسيرة الخيول للفارس سالم، لتنطلق إلى مدينة الواحة على ظهور الجمال."
BASE = "تقع قاعدة الهضبة العسكرية على بعد {} شمال ميناء اللؤلؤ، وهي محاصرة."
FIGHT = "قتل {} في اشتباكات مدينة الوادي يوم الثلاثاء."
FAIR = "تستضيف شركة الغيث معرض النخيل في مركز الواحة في الفترة بين {} بمشاركة واسعة."


@pytest.mark.parametrize(
    ("template", "one", "two", "days", "expected"),
    [
        (MARCH, "أمس الأول", "أمس", (6, 6), {None}),
        (MARCH, "اليوم", "أمس", (6, 6), {"other_period"}),  # told at night, and printed for the morning
        (MARCH, "أمس", "أمس الأول", (5, 6), {"none"}),  # one day
        (MARCH, "أمس", "أمس", (5, 6), {"other_period"}),  # pages are dated by the day that they were fetched
        (BASE, "60 كيلومترا", "20 كيلومترا من الوادي و40 كيلومترا", (6, 6), {None}),
        (FIGHT, "17 مسلحا من الحوثيين", "13 عنصرا من الحوثيين و4 من سكانها", (6, 6), {"other_scope", "part_of_whole"}),
        (FAIR, "15 وحتى 17 نوفمبر 2024", "15 وحتى 17 فبراير 2024", (6, 6), {None, "other_scope", "other_period"}),
    ],
)
def test_reason(template: str, one: str, two: str, days: tuple[int, int], expected: set[str | None]) -> None:
    sides = [
        read_side(Statement(template.format(text), f"2024-09-{day:02}", outlet, "ar"))
        for text, day, outlet in zip((one, two), days, "AB", strict=True)
    ]
    apart = {p.reason for p in pairings(*sides) if p.related.distance and not p.a.sums and not p.b.sums}
    assert (apart or {"none"}) == expected
