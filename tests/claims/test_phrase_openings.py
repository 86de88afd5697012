"""What no phrase begins or ends with, whatever the sentence: asked of every row of the case tables."""

import csv
import re
from pathlib import Path

from ruraletl.claims import read_claims


def load_texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["text"].replace("[", "", 1).replace("]", "", 1) for row in csv.DictReader(lines)]


TEXTS = [text for path in sorted((Path(__file__).parent / "cases").glob("*.csv")) for text in load_texts(path)]
# A mark, a particle, an adverb that only links, or a conjunction: 就业 and 过夜 are nouns, 过亿 a size.
OPENING = re.compile(
    r"[，。；：、）)》”’·．—\]了也又还却]|就(?![业地餐诊医读近学])|过(?!夜|渡|境|[百千]?[万亿])|因为|因此|以及|并且|同时|此外|虽然|但是|不过|如果"
)
END = re.compile(r"(?:[，。；：、（(《“‘·—\[]|一直|始终|连续|迅速|超过|达到|不到)$")


def test_no_phrase_opens_with_what_only_links() -> None:
    phrases = {claim.phrase for text in TEXTS for claim in read_claims(text)}
    assert len(phrases) > len(TEXTS) / 4
    assert [phrase for phrase in phrases if OPENING.match(phrase) or END.search(phrase)] == []
