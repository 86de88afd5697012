"""Byline: when a page was published, by whom, from which source; as the lines around the body say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ruraletl.parse.dates import find_days, parse_day, parse_url_day
from ruraletl.parse.lines import Line
from ruraletl.parse.meta import Meta
from ruraletl.records import Basis, Stated

LABELS = {
    "publisher": r"(?:(?:信息|文章|稿件|新闻|内容|资料|消息|新聞|資料)?(?:来源|來源)(?:于|自)?|稿源|出处|转自)",
    "author": r"(?:作者|撰稿人?|供稿人|文字记者|本[报网台]记者)",
    "editor": r"(?:责任编辑|責任編輯|责\s?编|网络编辑|本[期文]编辑|编\s?辑|編輯)",
}
# What ends a value: another label, a bracket, a bar, the time, a count of readers.
STOP = re.compile(
    r"""
    \s*(?:
        (?:发布|发表|更新|发稿)?\s*(?:时间|日期|時間)
      | 浏览 | 阅读 | 点击 | 访问 | 查看 | 人气
      | 字\s?[体号] | 视力 | 保护视力 | 分享 | 打印 | 关闭 | 我要 | 评论 | 收藏
      | 作\s?者 | 编\s?辑 | 责任?编辑 | 責任編輯 | 责编 | 审核 | 校对 | 摄影 | 记者 | 来源
      | [【\[(（】\])）|｜丨/<>〉》] | (?:19|20)\d{2}\s?[-年/.] | [\U0001F300-\U0001FAFF]
    )""",
    re.VERBOSE,
)
SIGN = re.compile("[:：∶丨]")
COLON = r"\s*[:：∶丨]\s*"
PATTERNS = {name: re.compile(f"(?<!数据)(?<!图片)(?<!资金){label}{COLON}") for name, label in LABELS.items()}
PUBLISHED = re.compile(
    r"(?:发布|发表|发稿|刊发|公开|發布|發佈|時間發布|时间发布)\s*(?:时间|日期|時間|日)?\s*[:：∶]?\s*$"
)
UPDATED = re.compile(r"(?:更新|修改|生成|打印|当前|今天|截至)(?:时间|日期|于)?\s*[:：∶]?\s*$")
NAME = re.compile(r"[\w·《》“”\-—·（）()、&.]{2,30}")
MEDIA = re.compile(
    r"(?:报|网|社|台|周刊|在线|新闻|财经|娱乐|科技|体育|音乐|杂志|客户端|公众号|观察|之声|融媒|频道|中文站|網|報|中心|消息|时报|办事处|政府|局|办公室)$"
)
LABEL_ALONE = re.compile(r"[^:：]{1,6}[:：]\s*$")
EMPTY = {"", "无", "暂无", "未知", "null", "none", "-", "本站", "网络"} - {"本站", "网络"}
LONGEST = 40  # characters of a name
SPACED = 24


def find_published(near: Sequence[Line], all_lines: Sequence[Line], meta: Meta, url: str) -> Stated[date] | None:
    """Return the day of publication, as shown near the headline, else by meta tags, else by the address.

    Args:
        near: the lines between headline and body.
        all_lines: every line of the page; a labelled day counts wherever it stands.
        meta: the head of the page. Its day may be that of a rebuild: the page's own words come first.
        url: the address.
    """
    shown = _find_shown(near) or _find_labelled(all_lines)
    if shown:
        return shown
    for name in (
        "pubdate", "firstpublishedtime", "article:published_time", "publishdate", "publish_date", "og:published_time",
        "og:release_date", "publishtime", "weibo: article:create_at", "datepublished", "createdate", "date",
    ):  # fmt: skip
        day = parse_day(meta.values.get(name, ""))
        if day and not (name == "pubdate" and "生成时间" in meta.values.get("others", "")):
            return Stated(day, meta.values[name], Basis.META)
    in_url = parse_url_day(url)
    return Stated(in_url[0], in_url[1], Basis.URL) if in_url else None


def find_publisher(near: Sequence[Line], tail: Sequence[Line], meta: Meta) -> Stated[str] | None:
    """Return 来源: by its label near the headline or at the end, by the name beside the day, or by meta tags."""
    hint = meta.find("contentsource", "source", "article:source", "og:article:source")
    shown = _find_field("publisher", near, hint) or _find_unlabelled(near) or _find_field("publisher", tail, hint)
    if shown:
        return shown
    return Stated(hint, hint, Basis.META) if hint and not hint.startswith("http") else None


def find_author(near: Sequence[Line], tail: Sequence[Line]) -> Stated[str] | None:
    """Return 作者, where a label names one; an editor is not the author."""
    return _find_field("author", near, None) or _find_field("author", tail, None)


def find_editor(near: Sequence[Line], tail: Sequence[Line]) -> Stated[str] | None:
    """Return 责任编辑."""
    return _find_field("editor", tail, None) or _find_field("editor", near, None)


def _find_shown(near: Sequence[Line]) -> Stated[date] | None:
    """Return a day near the headline: one that is called published, else one without a name, else any."""
    ranked: list[tuple[int, int, Stated[date]]] = []
    for order, line in enumerate(near):
        if len(line.text) > 160:  # noqa: PLR2004 - a paragraph
            continue
        before = near[order - 1].text if order else ""
        for day, found in find_days(line.text):
            label = line.text[: found.start()] or (before if LABEL_ALONE.fullmatch(before) else "")
            rank = 0 if PUBLISHED.search(label) else 2 if UPDATED.search(label) else 1
            ranked.append((rank, order, Stated(day, found.group().strip(), Basis.BYLINE)))
    return min(ranked, key=lambda item: item[:2])[2] if ranked else None


def _find_labelled(lines: Sequence[Line]) -> Stated[date] | None:
    for order, line in enumerate(lines):
        if len(line.text) > 160:  # noqa: PLR2004
            continue
        for day, found in find_days(line.text):
            label = line.text[: found.start()] or lines[order - 1].text[-8:]
            if PUBLISHED.search(label):
                return Stated(day, found.group().strip(), Basis.BYLINE)
    return None


def _find_field(name: str, lines: Sequence[Line], hint: str | None) -> Stated[str] | None:
    for order, line in enumerate(lines):
        if not SIGN.search(line.text):
            continue
        for found in PATTERNS[name].finditer(line.text[:400]):
            following = line.text[found.end() :]
            if not following and order + 1 < len(lines) and not LABEL_ALONE.fullmatch(lines[order + 1].text):
                following = lines[order + 1].text
            value = _cut(following, hint)
            if value:
                return Stated(value, line.text[found.start() : found.end()] + value, Basis.BYLINE)
    return None


def _cut(following: str, hint: str | None) -> str | None:
    """Return the value at the start of a text; *hint* is what the head says it is."""
    if hint and following.startswith(hint):
        return hint
    stop = STOP.search(following)
    value = following[: stop.start()] if stop else following
    value = value.split("  ")[0].strip(" 　:：，。;；、·-–—")
    if len(value) > SPACED or " " in value:
        value = value.split(" ")[0]
    return value if value and len(value) <= LONGEST and value.lower() not in EMPTY else None


def _find_unlabelled(near: Sequence[Line]) -> Stated[str] | None:
    """Return the name beside the day: 2016年10月14日07:30 某某网."""
    for order, line in enumerate(near):
        days = list(find_days(line.text))
        if len(days) != 1 or len(line.text) > 80:  # noqa: PLR2004
            continue
        title = near[0].text
        for words in _near_words(near, order, days[0][1]):
            if words != title and MEDIA.search(words) and NAME.fullmatch(words) and len(words) <= 16:  # noqa: PLR2004
                return Stated(words, words, Basis.BYLINE)
    return None


def _near_words(near: Sequence[Line], order: int, day: re.Match[str]) -> Iterator[str]:
    line = near[order]
    behind = re.sub(r"^[\s\d:：]+", "", line.text[day.end() :]).strip()
    for part in line.parts:
        if not part[0].isdigit():
            yield part.strip(" |｜-")
    yield behind.split(" ")[0]
    if order + 1 < len(near):
        yield near[order + 1].text.split(" ")[0]
    if order:
        yield near[order - 1].text
