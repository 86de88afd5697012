"""Policy documents, campaigns and governance instruments that a text names."""

import re
from collections.abc import Iterator
from functools import cache

from ruraletl.claims.regions import Atlas
from ruraletl.records import Mention
from ruraletl.reference.measures import load_measures
from ruraletl.text.sentences import Span

DOCUMENT = re.compile(
    r"《(?P<title>[^《》\n]{2,80})》(?:\s?[（(][^（）()\n]{0,10}[〔\[【（(]\d{4}[〕\]】）)]\s?\d+号[）)])?"
)
POLICY = re.compile(
    r"(?:意见|办法|规划|计划|纲要|方案|通知|决定|条例|规定|细则|行动|措施|政策|清单|指南|标准|规范|法|公报|报告|批复|若干.*)(?:[（(][^）)]{0,8}[）)])?$"
)
CAMPAIGN = re.compile(
    r"[“「](?P<name>[^”」，。；“\n]{2,12})[”」](?:工程|行动|计划|工作法|战略|模式|改革)|[“「](?P<inner>[^”」，。；“\n]{2,12}(?:工程|行动|计划))[”」]"
)
PLANNED = re.compile(r"(?:将|拟|计划|探索|下一步|力争)[^，。；]{0,12}$")
PRAISED = re.compile(r"(?:学习|借鉴|运用|推广|考察)[^，。；]{0,12}$")
LOOK_BACK = 16  # characters before a mention that say whether it is planned or praised elsewhere


def find_mentions(text: str, atlas: Atlas) -> list[Mention]:
    """Find what a text names of policy documents, campaigns and instruments, in order."""
    found = sorted([*_documents(text, atlas), *_campaigns(text, atlas), *_instruments(text, atlas)], key=_place)
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


def _documents(text: str, atlas: Atlas) -> Iterator[Mention]:
    for found in DOCUMENT.finditer(text):
        if POLICY.search(found["title"]):
            yield _build(text, found.span(), "document", None, atlas)


def _campaigns(text: str, atlas: Atlas) -> Iterator[Mention]:
    names = _names()
    for found in CAMPAIGN.finditer(text):
        measure = next((names[name] for name in (found[0], found["inner"] or "") if name in names), None)
        yield _build(text, found.span(), "campaign", measure, atlas)


def _instruments(text: str, atlas: Atlas) -> Iterator[Mention]:
    names = _names()
    for found in _pattern().finditer(text):
        yield _build(text, found.span(), "instrument", names[found[0]], atlas)


def _build(text: str, span: tuple[int, int], kind: str, measure_id: str | None, atlas: Atlas) -> Mention:
    start, end = span
    before = text[max(0, start - LOOK_BACK) : start]
    status = "praised" if PRAISED.search(before) else "planned" if PLANNED.search(before) else "adopted"
    region = atlas.find_region(start, Span(start, end))
    return Mention(
        start=start,
        end=end,
        text=text[start:end],
        kind=kind,
        measure_id=measure_id,
        region_code=region.code,
        status=status,
    )


@cache
def _names() -> dict[str, str]:
    return {name: measure.measure_id for measure in load_measures() for name in (measure.name_zh, *measure.aliases)}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    firsts = "".join(sorted({name[0] for name in names}))  # fails fast
    return re.compile(f"(?=[{re.escape(firsts)}])(?:{'|'.join(map(re.escape, names))})")
