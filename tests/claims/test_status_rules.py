"""Each row of the words that tell a status: its own example."""

import re

import pytest

from ruraletl.claims.periods.status_rules import ROWS, build_cue

CUE = build_cue()


@pytest.mark.parametrize(("status", "pattern", "example"), ROWS)
def test_a_row_is_found_in_its_example_and_decides(status: str, pattern: str, example: str) -> None:
    found = list(CUE.finditer(example))
    assert found
    assert found[-1].lastgroup == status
    assert re.search(pattern, example)
