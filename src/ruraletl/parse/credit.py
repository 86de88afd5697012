"""Credit: names that stand without a label: the paper beside the day, the reporter of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ruraletl.parse.dates import find_days
from ruraletl.parse.lines import Line
from ruraletl.records import Basis, Paragraph, Stated

NAME = re.compile(r"[\w·《》“”\-—（）()、&.]{2,30}")
MEDIA = re.compile(
    r"""(?:
        报|網|网|報|社|台|视|視|周刊|週刊|杂志|雜誌|在线|新闻|新聞|财经|娱乐|科技|体育|音乐|客户端|公众号|观察|之声
      | 融媒|传媒|傳媒|电视|電視|频道|中文站|中心|消息|快訊|速報|即時|办事处|政府|局|办公室|\.(?:com|cn|net|org)|AFP
    )$""",
    re.VERBOSE,
)
# Names of columns, which end like those of papers.
COLUMN = re.compile(
    r"(?:国内|国际|國內|國際|社会|社會|地方|本地|综合|綜合|最新|热点|熱點|今日|图片|视频)(?:新闻|新聞|频道|頻道|消息|快訊)"
)
LONGEST = 16  # characters of a paper's name
LINE = 80  # characters of a line that holds nothing but a byline
EDGES = " 　|｜-–—:：，,·【】[]()（）〔〕"
TIME = re.compile(
    r"(?:\s*[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?\s*(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"  # 星期日 09:12
)
TIME_ONLY = re.compile(r"[\s\d:：年月日/.()（）\-星期周週一二三四五六天]+")
SLASH = re.compile(r"[╱／]")  # 某某傳媒╱記者某某某／台北報導
REPORTER = r"(?:记者|記者|通讯员|通訊員)"
PERSON = rf"(?!{REPORTER}|摄影|攝影|报道|報導|实习|见习|特约)[\u4e00-\u9fff·]{{2,4}}"
PEOPLE = rf"{PERSON}(?:[ 、　]+{PERSON})*"
NAMED = re.compile(REPORTER)
BESIDE = re.compile(
    rf"""
    (?P<paper> [^╱／。，]{{2,16}} ) [╱／] \s* {REPORTER}? \s*   # 某某傳媒╱記者
    (?P<who> {PERSON} ) (?= [╱／】）)\s] | $ )
    """,
    re.VERBOSE,
)
ENDING = re.compile(rf"{REPORTER}[ 　:：]+(?P<who>{PEOPLE})$")
ALONE = re.compile(
    rf"""
    [（(【\[]?
    (?: [\u4e00-\u9fff]{{0,8}}? {REPORTER} [ 　:：/／|｜]+ | 文 \s* [/／|｜:：] \s* )  # 某某日报记者, 文/
    (?P<who> {PEOPLE} ) (?: \s* {REPORTER} [ 　:：] [^）)】\]]{{2,30}} )?
    [）)】\]]?
    """,
    re.VERBOSE,
)
IN_DATELINE = re.compile(
    rf"""
    [^。，]{{0,40}}? [（(] [\u4e00-\u9fff]{{0,6}}? {REPORTER} \s*   # 本报石桥1月11日电（记者
    (?P<who> {PEOPLE} ) (?: \s* {REPORTER} [^）)]* | [ 　][^）)]* )? [）)]
    """,
    re.VERBOSE,
)
BYLINES = 2  # paragraphs at either end of a text that may be no more than a reporter's name
OPENING = 120  # characters of the first paragraph in which a dateline stands


def find_name_beside_day(near: Sequence[Line]) -> Stated[str] | None:
    """Return the name of a paper beside the day: 2016年10月14日07:30 某某网, or 某某報 (2012-01-11 16:58)."""
    title = near[0].text if near else ""
    for order, line in enumerate(near):
        days = list(find_days(line.text)) if len(line.text) <= LINE else []
        if len(days) != 1:
            continue
        for words in _list_beside(near, order, days[0][1]):
            name = SLASH.split(words.strip(EDGES))[0].strip(EDGES)
            if name != title and _is_paper(name):
                return Stated(name, words.strip(), Basis.BYLINE)
    return None


def _list_beside(near: Sequence[Line], order: int, day: re.Match[str]) -> Iterator[str]:
    """Yield what stands beside a day: in nodes of its own, behind it, before it, on the line below, above."""
    line = near[order]
    parts = line.parts
    for before, part in zip(("", *parts), parts, strict=False):
        if not TIME_ONLY.fullmatch(part) and not before.endswith((":", "：")):  # the value of another label
            yield part
    behind = TIME.sub("", line.text[day.end() :], count=1).strip(EDGES)
    yield behind.split(" ")[0]
    yield line.text[: day.start()]
    if order + 1 < len(near):
        yield near[order + 1].text.split(" ")[0]
    if order:
        yield near[order - 1].text


def find_reporter(near: Sequence[Line], paragraphs: Sequence[Paragraph]) -> Stated[str] | None:
    """Return the reporter that a page names without a label: beside the paper, on a line alone, in the dateline.

    Args:
        near: the lines between headline and body.
        paragraphs: the body.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    beside = [line.text for line in near if len(line.text) <= LINE]
    found = (
        _find_first(_match_beside, beside)
        or _find_first(ALONE.fullmatch, [*beside, *texts[:BYLINES], *texts[-BYLINES:]])
        or _find_first(IN_DATELINE.match, [text[:OPENING] for text in texts[:BYLINES]])
    )
    return Stated(found["who"], found.group(), Basis.TEXT) if found else None


def _find_first(match: Callable[[str], re.Match[str] | None], texts: Sequence[str]) -> re.Match[str] | None:
    return next((found for text in texts if (found := match(text))), None)


def _match_beside(text: str) -> re.Match[str] | None:
    """Match a paper and its reporter, on a line that is told apart from a menu by a bracket, a role or a day."""
    found, named = BESIDE.match(text), NAMED.search(text)
    if not found and not named:
        return None
    has_day = next(find_days(text), None) is not None
    if found and (has_day or named or text[0] in "【（(") and _is_paper(found["paper"].strip(EDGES)):
        return found
    return ENDING.search(text) if has_day else None


def _is_paper(name: str) -> bool:
    if len(name) > LONGEST or name.startswith("www.") or COLUMN.fullmatch(name):
        return False
    return bool(MEDIA.search(name)) and NAME.fullmatch(name) is not None
