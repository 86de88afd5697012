"""How much a claim can be trusted, from the reasons that speak against it.

The weights are log-odds, fitted by ``bench/claims.py --fit`` on first readings, of documents whose errors nobody had
seen; they stand in ``confidence.csv``: in its first row those of a claim without a doubt, in each other row what a
reason takes away. Doubts that come together are fitted together, so that their sum does not count one thing twice.
"""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from pathlib import Path

TABLE = Path(__file__).with_name("confidence.csv")
SURE = "sure"  # the row of claims without a doubt


@cache
def load_weights() -> dict[str, float]:
    """Return the weight of each reason code, in log-odds, read once."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["reason"]: float(row["weight"]) for row in csv.DictReader(lines)}


def find_confidence(reasons: Iterable[str], weights: Mapping[str, float] | None = None) -> float:
    """Return the confidence, 0 to 1, of a claim with these reason codes; codes without a row cost nothing.

    Args:
        reasons: the codes.
        weights: by code, in log-odds; those of the table where none are given.
    """
    weights = load_weights() if weights is None else weights
    odds = weights[SURE] + sum(weights.get(reason, 0.0) for reason in reasons)
    return round(1 / (1 + exp(-odds)), 3)
