"""Byline: who published a page, wrote it and edited it; as labels around the body, or the head, say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ruraletl.parse.credit import find_name_beside_day, find_reporter
from ruraletl.parse.dates import DAY
from ruraletl.parse.lines import Line
from ruraletl.parse.meta import Meta
from ruraletl.records import Basis, Paragraph, Stated

LABELS = {
    "publisher": r"(?:(?:信息|文章|稿件|新闻|内容|消息|新聞)?(?:来源|來源)[于自]?|稿源|出[处處]|[转轉]自)",
    "author": r"(?:作者|撰稿人?|供稿人|文字记者|本[报网台]记者)",
    "editor": r"(?:责任编辑|責任編輯|责\s?编)",
    "any editor": r"(?:网络编辑|本[期文]编辑|编\s?辑|編輯)",
}
# A quick look before the labels: each has one of these characters.
SIGNS = {
    "publisher": re.compile("[源处處自]"),
    "author": re.compile("[者稿]"),
    "editor": re.compile("[编編]"),
    "any editor": re.compile("[编編]"),
}
# What ends a value: another label, a bracket, a bar, the time, a count of readers.
STOP = re.compile(
    r"""
    \s*(?:
        (?:发布|发表|更新|发稿|發布|發佈)?\s*(?:时间|日期|時間)
      | 浏览 | 阅读 | 点击 | 访问 | 查看 | 人气 | 瀏覽 | 閱讀 | 點擊
      | 字\s?[体号] | 视力 | 保护视力 | 分享 | 打印 | 关闭 | 我要 | 评论 | 收藏 | 举报 | 纠错 | 参与互动 | 手机看
      | 作\s?者 | 编\s?辑 | 责任?编辑 | 責任編輯 | 责编 | 审核 | 校对 | 摄影 | 记者 | 通讯员
      | 来源 | 來源 | 稿源 | 出处 | 出處 | 摘自 | 转自 | 轉自
      | [【\[(（】\])）|｜丨/<>〉》] | (?:19|20)\d{2}\s?[-年/.] | [\U0001F300-\U0001FAFF]
    )""",
    re.VERBOSE,
)
SIGN = re.compile("[:：∶丨]")
COLON = r"\s*[:：∶丨]\s*"
FOREIGN = r"(?<!数据)(?<!图片)(?<!资金)(?<!资料)(?<!資料)"  # the source of something else
PATTERNS = {name: re.compile(f"{FOREIGN}{label}{COLON}") for name, label in LABELS.items()}
# On the line of the day, a blank may stand for the colon: 时间 2015-7-12 来源 某某台; or none: 本文来源于《某某网》.
BLANK = {name: re.compile(rf"(?:(?<!\S){label}[ ]+|本文{label}\s*(?=《))(?=\S)") for name, label in LABELS.items()}
CELL = {name: re.compile(label) for name, label in LABELS.items()}  # in a cell of its own, before that of its value
CELLS = frozenset({"td", "th", "dt"})
# What an author is called, before the name: 本报记者, 见习编辑.
ROLE = re.compile(r"(?:本[报网台刊社]|见习|实习|特约|特派|首席)*(?:记者|記者|通讯员|通訊員|编辑|編輯)\s*(?=[^\s:：])")
NEXT_LABEL = re.compile(r"[^\s:：]{1,6}[:：]")
PADDED = re.compile(
    r"([\u4e00-\u9fff])[ 　]+([\u4e00-\u9fff])(?=[ 　]|$)"
)  # 蒋 凌: a name of two, set as wide as three
APART = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")  # blanks divide names, but not the words of an English one
EMPTY = {"", "无", "暂无", "未知", "null", "none", "-"}
LONGEST = 40  # characters of a name
SPACED = 24
READ = 400  # characters of a line that are read
SHORT = 120  # characters of a line that holds nothing but a byline


def find_publisher(near: Sequence[Line], tail: Sequence[Line], meta: Meta) -> Stated[str] | None:
    """Return 来源: by its label near the headline or at the end, by the name beside the day, or by meta tags."""
    hint = meta.find("contentsource", "source", "article:source", "og:article:source")
    shown = (
        _find_field("publisher", near, hint)
        or find_name_beside_day(near)
        or _find_field("publisher", tail, hint)
    )  # fmt: skip
    if shown:
        return shown
    return Stated(hint, hint, Basis.META) if hint and not hint.startswith("http") else None


def find_author(near: Sequence[Line], tail: Sequence[Line], paragraphs: Sequence[Paragraph]) -> Stated[str] | None:
    """Return 作者, where a label names one, else the reporter that the text names; an editor is not the author."""
    return _find_field("author", near, None) or _find_field("author", tail, None) or find_reporter(near, paragraphs)


def find_editor(near: Sequence[Line], tail: Sequence[Line]) -> Stated[str] | None:
    """Return 责任编辑, else whoever is called an editor."""
    lines = [*tail, *near]
    return _find_field("editor", lines, None) or _find_field("any editor", lines, None)


def _find_field(name: str, lines: Sequence[Line], hint: str | None) -> Stated[str] | None:
    for order, line in enumerate(lines):
        text = line.text[:READ]
        if not SIGNS[name].search(text):
            continue
        marks = list(PATTERNS[name].finditer(text)) if SIGN.search(text) else []
        if not marks and len(text) <= SHORT and DAY.search(text):
            marks = list(BLANK[name].finditer(text))
        if not marks and line.box.tag in CELLS:
            marks = list(filter(None, [CELL[name].fullmatch(text)]))
        for found in marks:
            following = line.text[found.end() :]
            if not following and order + 1 < len(lines) and not NEXT_LABEL.match(lines[order + 1].text):
                following = lines[order + 1].text
            value, words = _cut(following, hint)
            if value:
                return Stated(value, line.text[found.start() : found.end()] + words, Basis.BYLINE)
    return None


def _cut(following: str, hint: str | None) -> tuple[str | None, str]:
    """Return the value at the start of a text and the words it was read from; *hint* is what the head says it is."""
    if hint and following.startswith(hint):
        return hint, hint
    role = ROLE.match(following)
    named = role.end() if role else 0
    quoted = following.find("》", named) + 1 if following.startswith("《", named) else named
    stop = STOP.search(following, quoted)
    end = stop.start() if stop else len(following)
    value = following[named:end]
    if value.startswith("《") and value.rstrip().endswith("》"):
        value = value.strip(" 《》")
    value = PADDED.sub(r"\1\2", value.split("  ")[0].strip(" 　:：，。;；、·-–—"))
    if len(value) > SPACED or " " in value:
        value = APART.split(value)[0]
    is_name = value and len(value) <= LONGEST and value.lower() not in EMPTY and not value.startswith(("http", "www."))
    return (value if is_name else None), following[:end].strip()
