"""Reports made up for the tests of building and of bulk verification: as many as asked for, each passage another."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.documents import Document

__all__ = ["made_up_reports"]

_PLACES = ("الميناء", "المطار", "السوق القديم", "الجسر الشمالي", "محطة القطار", "المصنع", "الوادي", "حي الزهور")
_EVENTS = ("حريق", "انهيار سقف", "تسرب غاز", "اصطدام حافلتين", "عاصفة رملية", "فيضان")
_MAKERS = ("olive presses", "fishing boats", "bus shelters", "water tanks", "bakeries", "weather stations", "bridges")
_TOWNS = ("Northbay", "Eastmoor", "Hillcross", "Lakeside", "Old Quay", "Saltmarsh", "Redfield", "Millbrook", "Ashford")


def made_up_reports(count: int, first: int = 0) -> list[Document]:
    """Reports of two languages with two passages that state a figure and one sentence that states none."""
    return [_report(n) for n in range(first, first + count)]


def _report(n: int) -> Document:
    day = date(2030, 5, 1) + timedelta(days=n % 40)
    if n % 2:
        place, event = _PLACES[n % 8], _EVENTS[n // 8 % 6]
        text = (
            f"قالت الشرطة إن {event} قرب {place} رقم {_word(n)} أدى إلى إصابة {n % 90 + 3} شخصا.\n"
            f"وأغلقت البلدية {n % 7 + 2} طرق تؤدي إلى {place} عند ساحة {_word(n + 1)}.\nولم يذكر البيان سبب الحادث."
        )
    else:
        town, made = _TOWNS[n % 9], _MAKERS[n // 9 % 7]
        text = (
            f"The council of {town} said that {n % 60 + 12} {made} will open near {_word(n)} street.\n"
            f"About {n % 400 + 100} families of {_word(n + 1)} ward asked for more {made}.\nNobody else commented."
        )
    return Document(text, id=f"r{n}", outlet=f"Outlet {n % 5}", published=day, language="ar" if n % 2 else "en")


def _word(n: int) -> str:
    """A name for a number, without digits."""
    return "".join("bdfgklmnrs"[int(c)] + "aeiou"[(n + i) % 5] for i, c in enumerate(str(n * 7919 + 101)))
