"""How much a claim can be trusted, from the reasons that speak against it.

A simple rule for now: each reason takes its share; calibration against judged documents will replace the table.
"""

from collections.abc import Iterable

SURE = 0.95
FACTORS = {
    "ambiguous_delta": 0.6,
    "no_indicator": 0.85,
    "head_inherited": 0.9,
    "unit_supplied": 0.8,
    "period_document": 0.9,
    "period_missing": 0.9,
    "region_missing": 0.7,
    "region_ambiguous": 0.6,
}


def find_confidence(reasons: Iterable[str]) -> float:
    """Return the confidence, 0 to 1, of a claim with these reason codes; unknown codes cost nothing."""
    confidence = SURE
    for reason in reasons:
        confidence *= FACTORS.get(reason, 1.0)
    return round(confidence, 3)
