"""JSON, JSON Lines, CSV and ClaimReview."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from factcheck.reports.base import Style, clean, value_of
from factcheck.results import Report

__all__ = ["as_claimreview", "as_csv", "as_json", "as_jsonl"]


def _dump(data: Any, indent: int | None) -> str:
    return json.dumps(data, ensure_ascii=False, indent=indent)


def as_json(reports: Sequence[Report], style: Style) -> str:
    """The contract: one object for one article, an array for several."""
    data = [r.to_dict() for r in reports]
    return _dump(data[0] if len(data) == 1 else data, 1) + "\n"


def as_jsonl(reports: Sequence[Report], style: Style) -> str:
    """The contract, one object a line."""
    return "".join(_dump(r.to_dict(), None) + "\n" for r in reports)


_COLUMNS = [
    "article",
    "published",
    "claim",
    "verdict",
    "modality",
    "value",
    "kind",
    "relation",
    "revision",
    "confidence",
    "voice",
    "outlet",
    "day",
    "evidence_value",
    "evidence",
    "reason",
    "report",
    "url",
]


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else clean(str(value))
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def as_csv(reports: Sequence[Report], style: Style) -> str:
    """One row a finding; claims without one have a row of their own."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for report in reports:
        for claim in report.claims:
            head = [
                report.article.title or report.article.id,
                report.article.published,
                claim.text,
                claim.verdict,
                claim.modality,
            ]
            if not claim.findings:
                writer.writerow([_cell(v) for v in [*head, *[None] * (len(_COLUMNS) - len(head))]])
            for f in claim.findings:
                value = value_of(claim, f.claim_value)
                e = f.evidence
                row = [
                    *head, value.text, f.kind, f.relation, f.revision, f"{f.confidence:.3f}", e.voice, e.outlet,
                    e.published, f.evidence_value.text, e.text, f.reason, e.report, e.url,
                ]  # fmt: skip
                writer.writerow([_cell(v) for v in row])
    return out.getvalue()


def as_claimreview(reports: Sequence[Report], style: Style) -> str:
    """schema.org ClaimReview, one object a claim that has findings.

    ``alternateName`` of the rating is the verdict between outlets; there is no number: the tool does not judge truth.
    """
    reviews = []
    for report in reports:
        for claim in report.claims:
            if not claim.findings:
                continue
            appearance: dict[str, Any] = {"@type": "CreativeWork"}
            if report.article.url:
                appearance["url"] = report.article.url
            if report.article.published:
                appearance["datePublished"] = report.article.published.isoformat()
            reviews.append(
                {
                    "@context": "https://schema.org",
                    "@type": "ClaimReview",
                    "claimReviewed": claim.text,
                    "inLanguage": report.article.language,
                    "author": {"@type": "SoftwareApplication", "name": report.generator},
                    "itemReviewed": {
                        "@type": "Claim",
                        "appearance": appearance,
                        **(
                            {"author": {"@type": "Organization", "name": report.article.outlet}}
                            if report.article.outlet
                            else {}
                        ),
                    },
                    "reviewRating": {
                        "@type": "Rating",
                        "alternateName": claim.verdict,
                        "ratingExplanation": " ".join(f.reason for f in claim.findings),
                    },
                }
            )
    return _dump(reviews, 1) + "\n"
