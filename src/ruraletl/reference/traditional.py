"""Traditional characters and the simplified ones that stand for them, one to one.

The pairs follow the table TSCharacters of OpenCC (Apache-2.0), for the characters in common use in Big5. Characters
that simplified text uses as well (乾, 著) are left out: they would change words that are right as they stand.
"""

import csv
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("traditional.csv")


@cache
def load_traditional() -> dict[int, str]:
    """Return the table as one for str.translate; read once."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {ord(row["traditional"]): row["simplified"] for row in csv.DictReader(lines)}
