"""Published: the day of publication, as the lines around the body, the head or the address say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ruraletl.parse.dates import find_days, parse_day, parse_url_day
from ruraletl.parse.lines import Line
from ruraletl.parse.meta import Meta
from ruraletl.records import Basis, Paragraph, Stated

CALLED = r"\s*(?:时间|日期|時間|日|于)?\s*[:：∶]?\s*$"
PUBLISHED = re.compile(r"(?:发布|发表|发稿|刊发|公开|發布|發佈|時間發布|时间发布)" + CALLED)
SOURCED = re.compile(r"(?:来源|來源)\s*[:：].*(?:时间|日期|時間)\s*[:：]\s*$")  # a whole byline, wherever it stands
UPDATED = re.compile(r"(?:更新|修改|生成|打印|当前|今天|截至)" + CALLED)
# Days of another sort: when a document was signed or comes into force, when a letter came or was answered.
OTHER = re.compile(r"(?:成文|印发|发文|制定|施行|实施|生效|废止|失效|截止|来信|来访|受理|回复|答复|办结)" + CALLED)
LABEL_ALONE = re.compile(r"[^:：]{1,6}[:：]\s*$")
DATELINE = re.compile(r"[【（(]?[^。，；【】]{0,30}$")  # what may stand before the day in 石桥新闻网2012年1月11日讯
REPORTED = re.compile(r"[^。，]{0,8}?(?:电|電|讯|訊|消息|报道|報導)")
PARAGRAPH = 160  # characters of a line that tells no more than the byline
LABEL = 8  # characters of the label at the end of the line before
NAMES = (
    "pubdate", "firstpublishedtime", "article:published_time", "publishdate", "publish_date", "og:published_time",
    "og:release_date", "publishtime", "weibo: article:create_at", "datepublished", "createdate", "date",
)  # fmt: skip


def find_published(
    near: Sequence[Line], lines: Sequence[Line], meta: Meta, url: str, paragraphs: Sequence[Paragraph]
) -> Stated[date] | None:
    """Return the day of publication; None where nothing states it.

    What is shown near the headline counts most, then a labelled day anywhere, then the meta tags, the address, and at
    last the dateline that the text opens with.

    Args:
        near: the lines between headline and body.
        lines: every line of the page.
        meta: the head of the page. Its day may be that of a rebuild: the page's own words come first.
        url: the address.
        paragraphs: the body.
    """
    shown = _find_shown(near) or _find_labelled(lines) or _find_meta(meta)
    if shown:
        return shown
    in_url = parse_url_day(url)
    return Stated(in_url[0], in_url[1], Basis.URL) if in_url else _find_dateline(paragraphs)


def _find_shown(near: Sequence[Line]) -> Stated[date] | None:
    """Return a day near the headline: one that is called published, else one without a name, else any."""
    ranked: list[tuple[int, int, Stated[date]]] = []
    for order, (label, stated) in enumerate(_find_labels(near)):
        if not OTHER.search(label):
            rank = 0 if PUBLISHED.search(label) else 2 if UPDATED.search(label) else 1
            ranked.append((rank, order, stated))
    return min(ranked, key=lambda item: item[:2])[2] if ranked else None


def _find_labelled(lines: Sequence[Line]) -> Stated[date] | None:
    labelled = _find_labels(lines, LABEL)
    return next((stated for label, stated in labelled if PUBLISHED.search(label) or SOURCED.search(label)), None)


def _find_labels(lines: Sequence[Line], before: int = 0) -> Iterator[tuple[str, Stated[date]]]:
    """Yield every day in short lines, with the words before it: of its own line, else the end of the line above.

    Args:
        lines: where to look.
        before: characters of the line above that count as a label; 0 if only a line that is a label does.
    """
    for order, line in enumerate(lines):
        if len(line.text) > PARAGRAPH:
            continue
        above = lines[order - 1].text if order else ""
        for day, found in find_days(line.text):
            alone = above[-before:] if before else above if LABEL_ALONE.fullmatch(above) else ""
            yield line.text[: found.start()] or alone, Stated(day, found.group().strip(), Basis.BYLINE)


def _find_meta(meta: Meta) -> Stated[date] | None:
    for name in NAMES:
        day = parse_day(meta.values.get(name, ""))
        if day and not (name == "pubdate" and "生成时间" in meta.values.get("others", "")):
            return Stated(day, meta.values[name], Basis.META)
    return None


def _find_dateline(paragraphs: Sequence[Paragraph]) -> Stated[date] | None:
    """Return the whole day of a dateline: 石桥新闻网2012年1月11日讯; one without the year is not enough."""
    opening = paragraphs[0].text[:PARAGRAPH] if paragraphs else ""
    for day, found in find_days(opening):
        if DATELINE.fullmatch(opening[: found.start()]) and REPORTED.match(opening, found.end()):
            return Stated(day, found.group().strip(), Basis.TEXT)
    return None
