"""The village, town or quarter that a number is about: no code has it, so that its name is a dimension."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ruraletl.records import Claim
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.settlements import NAME

# Places below the county, right behind the end of another name, a mark, a verb of place
# or the start; one look behind is half the time of five.
ENTITY = lazy_regex(
    rf"(?:(?<![^，。；：、“（(\s省市县区州旗镇乡年月日在到进于])|(?<=街道))(?!代初|代末)(?P<name>{NAME})"
)
ENTITY_END = lazy_regex(r"[村镇乡]|街道|社区|新区|林场")
SAME = lazy_regex(
    r"(?:[全我该](?P<kind>[村镇乡])|(?P<inside>[村镇])里|(?<![和与及、])社区里|的小山?(?P<small>村)|这个(?P<this>[村镇]))(?!级)"
)
WIDE = lazy_regex(r"全[国省市县区州旗]|我[国省市县区州]")
# Words that do not tell which one is meant, and how the name of any such ends.
UNNAMED = {"全村": "村", "全镇": "镇", "全乡": "乡", "全社区": "社区"}


def find_entity(before: str, earlier: str | None) -> str | None:
    """Return the village, town or quarter that a number is about: the last one named before it, or the earlier one.

    Where it has no name (村里), 全村 stands for it: its figures are not the county's.

    Args:
        before: the sentence up to the number.
        earlier: of the number before, in the same paragraph.
    """
    if ENTITY_END.search(before) and (named := list(ENTITY.finditer(before))):
        return None if WIDE.search(before, named[-1].end()) else named[-1]["name"]
    if not (same := list(SAME.finditer(before))) or WIDE.search(before, same[-1].end()):
        return None
    kind = next(filter(None, same[-1].groups()), "社区")
    return earlier or f"全{kind}"


def list_entities(before: str) -> list[str]:
    """Return the villages, towns and quarters named before the numbers of a list, in order."""
    return [found["name"] for found in ENTITY.finditer(before)] if ENTITY_END.search(before) else []


def name_entities(claims: Sequence[Claim], text: str, title: str | None) -> list[Claim]:
    """Give the village of which a text says 全村 its name: that of the title, else the only one that the text has."""
    said = {claim.dimensions.get("entity", "") for claim in claims} & UNNAMED.keys()
    own = {word: name for word in said if (name := _find_own(UNNAMED[word], text, title))}
    return [_name(claim, own) for claim in claims]


def _name(claim: Claim, own: Mapping[str, str]) -> Claim:
    name = own.get(claim.dimensions.get("entity", ""))
    return replace(claim, dimensions={**claim.dimensions, "entity": name}) if name else claim


def _find_own(end: str, text: str, title: str | None) -> str | None:
    for words in (title or "", text):
        names = {name for name in list_entities(words) if name.endswith(end)}
        if names:
            return names.pop() if len(names) == 1 else None
    return None
