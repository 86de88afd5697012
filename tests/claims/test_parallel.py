"""Members of a class side by side: the second has the measure of the first, whatever the class."""

from itertools import pairwise

import pytest

from ruraletl.claims import read_text
from ruraletl.claims.phrases.parallel import BUDGET, CLASSES

PAIRS = [pair for row in CLASSES if row is not BUDGET for pair in pairwise(row)]
FRAMES = (
    "全县{0}增加值增长9%，{1}增长[7%]。",
    "去年，{0}就业人数3万人；{1}[2]万人。",
    "{0}投资达到2亿元，{1}为[3亿]元。",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_a_member_takes_over_the_measure(pair: tuple[str, str], frame: str) -> None:
    first, second = pair
    text = frame.format(first, second).replace("[", "").replace("]", "")
    one, other = read_text(text).claims
    assert first in one.phrase
    assert other.phrase == one.phrase.replace(first, second)
