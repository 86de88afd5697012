"""The staging table of reviews: what people decided of claims."""

from __future__ import annotations

from ruraletl.records import Review
from ruraletl.warehouse.staging.columns import DAY, EXACT, FLAG, TEXT, Column, Table
from ruraletl.warehouse.staging.readings import find_bounds, store

REVIEWS: Table[Review] = Table(
    "reviews",
    ("claim_key",),
    (
        Column("claim_key", TEXT, lambda review: review.claim_key),
        Column("page_url", TEXT, lambda review: review.page),
        Column("sentence", TEXT, lambda review: review.sentence),
        Column("verdict", TEXT, lambda review: review.verdict),
        Column("reason", TEXT, lambda review: review.reason),
        Column("reviewer", TEXT, lambda review: review.reviewer),
        Column("place", TEXT, lambda review: review.place),
        Column("expected_indicator_id", TEXT, lambda review: review.expect.indicator_id),
        Column("expected_region_code", TEXT, lambda review: review.expect.region_code),
        Column("expected_period", TEXT, lambda review: review.expect.period),
        Column("expected_status", TEXT, lambda review: review.expect.status),
        Column("expected_value_kind", TEXT, lambda review: review.expect.value_kind),
        Column("expected_dimensions", TEXT, lambda review: review.expect.dimensions),
        Column("expected_value", EXACT, lambda review: store(review.expect.value)),
        Column("indicator_id", TEXT, lambda review: review.correct.indicator_id),
        Column("region_code", TEXT, lambda review: review.correct.region_code),
        Column("period", TEXT, lambda review: review.correct.period),
        Column("status", TEXT, lambda review: review.correct.status),
        Column("value_kind", TEXT, lambda review: review.correct.value_kind),
        Column("dimensions", TEXT, lambda review: review.correct.dimensions),
        Column("value", EXACT, lambda review: store(review.correct.value)),
        Column("period_start", DAY, lambda review: find_bounds(review.correct.period)[0]),
        Column("period_end", DAY, lambda review: find_bounds(review.correct.period)[1]),
        Column("is_golden", FLAG, lambda review: review.is_golden),
        Column("reviewed_on", DAY, lambda review: review.reviewed_on),
    ),
)
