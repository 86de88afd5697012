"""How much a claim can be trusted, from the reasons that speak against it.

The factors are fitted on judged documents by ``bench/claims.py --fit`` and stand in ``confidence.csv``: in its first
row the share right of claims without a doubt, in each other row what a reason takes away. The gravest reason counts:
doubts come together, and their product would be too low.
"""

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("confidence.csv")
SURE = "sure"  # the row of claims without a doubt


@cache
def load_factors() -> dict[str, float]:
    """Return the factor of each reason code, read once."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["reason"]: float(row["factor"]) for row in csv.DictReader(lines)}


def find_confidence(reasons: Iterable[str]) -> float:
    """Return the confidence, 0 to 1, of a claim with these reason codes; codes without a row cost nothing."""
    factors = load_factors()
    return round(factors[SURE] * min((factors.get(reason, 1.0) for reason in reasons), default=1.0), 3)
