"""Who published a page, wrote it and edited it, and when: one row for each way in which bylines are set."""

import pytest

from ruraletl.parse import parse_page

SAID = "全县卫生厕所普及率达到83.8%，比上年提高4.2个百分点。"
TEXT = f"<p>{SAID}</p><p>截至10月底，全县新建和改造农村公路126公里，开通城乡客运线路98条。</p>"
URL = "http://www.shiqiao.example/xw/8812.html"
HEADLINE = "石桥县整治农村人居环境"

SHOWN = {
    "labels that run into one another": (
        "<div>作者：蒋 凌稿源：石桥日报 2011-12-09 20:05</div>",
        ("2011-12-09", "石桥日报", "蒋凌", None),
    ),
    "an empty label before another": (
        "<div>2012-01-12 18:39 来源: 石桥网作者: 编辑: 毛小九</div>",
        ("2012-01-12", "石桥网", None, "毛小九"),
    ),
    "blanks for colons, on the line of the day": (
        "<div>时间 2015-7-12 17:58:00 来源 石桥县广播电视台 编辑 周小兰</div>",
        ("2015-07-12", "石桥县广播电视台", None, "周小兰"),
    ),
    "a source in its marks": (
        "<div>本文来源于《乡村财经网》 2012年01月12日 19:13</div>",
        ("2012-01-12", "乡村财经网", None, None),
    ),
    "marks around a part of the source": (
        "<div>2012-01-16 来源：《乡村半月谈》内部版</div>",
        ("2012-01-16", "《乡村半月谈》内部版", None, None),
    ),
    "an English name of several words": (
        "<div>2012-01-16 来源：Journal of Peasants 作者：李明</div>",
        ("2012-01-16", "Journal of Peasants", "李明", None),
    ),
    "the role of an author before the name": (
        "<div>2011年12月16日 来源：乡村经济报 作者：实习记者 王小璐</div>",
        ("2011-12-16", "乡村经济报", "王小璐", None),
    ),
    "a name beside the time that begins with a digit": (
        "<div><span>2012年01月12日11:21</span><span>21世纪网</span><span>我要评论(0)</span></div>",
        ("2012-01-12", "21世纪网", None, None),
    ),
    "a name before the time": (
        "<div>台灣鄉報 (2012-01-11 16:58)</div>",
        ("2012-01-11", "台灣鄉報", None, None),
    ),
    "paper and reporter divided by a stroke": (
        "<div>鄉村傳媒╱記者丁小伶／台北報導 2012-01-12 12:01</div>",
        ("2012-01-12", "鄉村傳媒", "丁小伶", None),
    ),
    "paper and reporter in brackets below the day": (
        "<ul><li>2012-01-12</li><li>【鄉村新聞／郭小誠】</li></ul>",
        ("2012-01-12", "鄉村新聞", "郭小誠", None),
    ),
    "the day of the week before the time": (
        "<p>2006年03月05日 星期日 09:12 石桥新闻网</p>",
        ("2006-03-05", "石桥新闻网", None, None),
    ),
    "labels and values in cells of their own": (
        "<table><tr><td>发布时间</td><td>2011-05-06</td><td>信息来源</td><td>县委办</td></tr></table>",
        ("2011-05-06", "县委办", None, None),
    ),
    "the reporter behind the time": (
        "<h5>石桥日报 2019-10-16 10:08:22 记者 周小明</h5>",
        ("2019-10-16", "石桥日报", "周小明", None),
    ),
    "the value of another label is no source": (
        "<div>发布人：<span>石桥农业局</span> 发布时间：<span>2009-7-3 9:12</span></div>",
        ("2009-07-03", None, None, None),
    ),
    "a year of the Republic": (
        "<div>發布日期：109-12-31</div>",
        ("2020-12-31", None, None, None),
    ),
    "the name of a column beside the day is no source": (
        "<div>國內新聞 2022-06-24</div>",
        ("2022-06-24", None, None, None),
    ),
    "the day of signing is not that of publication": (
        "<div>成文日期：2021年6月17日 发布日期：2021年6月28日</div>",
        ("2021-06-28", None, None, None),
    ),
}  # fmt: skip
BELOW = {
    "the source of data is none of the page": ("<p>資料來源：趙小明醫師</p>", (None, None, None, None)),
    "an address is no source": ("<p>新闻来源：http://www.example.cn/t_1.html</p>", (None, None, None, None)),
    "an editor's empty label does not take the next line": (
        "<div>责任编辑：</div><div>平台声明：该文观点仅代表作者本人。</div>",
        (None, None, None, None),
    ),
    "the reporter on a line alone": ("<p>石桥晚报记者 张小楠</p>", (None, None, "张小楠", None)),
    "reporter and correspondent in brackets": (
        "<p>（石桥融媒记者 周小明 通讯员 李强）</p>",
        (None, None, "周小明", None),
    ),
    "words and pictures by two": ("<p>文/余小芬 郑小鹏</p>", (None, None, "余小芬 郑小鹏", None)),
}  # fmt: skip
OPENING = {
    "day and reporter of a dateline": (
        "石桥新闻网2012年1月11日讯（记者 周小明 通讯员 李强）",
        ("2012-01-11", None, "周小明", None),
    ),
    "a dateline without a year is no day": (
        "本报石桥1月11日电（记者周小明、李强）",
        (None, None, "周小明、李强", None),
    ),
    "a day in the first sentence is no dateline": ("2012年1月11日，记者来到石桥县采访。", (None, None, None, None)),
}  # fmt: skip


def test_above_the_headline() -> None:
    over = f"<div>来源：石桥新闻网 时间：2020-10-27</div><h1>{HEADLINE}</h1>"
    page = f"<html><title>{HEADLINE}</title><body>{over}<div>{TEXT}</div></body></html>"
    document = parse_page(page.encode(), URL)
    assert (str(document.published), document.publisher) == ("2020-10-27", "石桥新闻网")


def test_what_was_read_is_kept_as_it_stands() -> None:
    page = f"<html><body><h1>{HEADLINE}</h1><div>作者：实习记者 蒋 凌 2011-12-09</div><div>{TEXT}</div></body></html>"
    author = parse_page(page.encode(), URL).header.author
    assert author is not None
    assert (author.value, author.raw) == ("蒋凌", "作者：实习记者 蒋 凌")


@pytest.mark.parametrize("tagged", ["<i>原创</i>{}", "{} <i>转载</i>"])
def test_a_tag_beside_the_headline_is_none_of_it(tagged: str) -> None:
    page = f"<html><title>{HEADLINE}</title><body><h1>{tagged.format(HEADLINE)}</h1><div>{TEXT}</div></body></html>"
    assert parse_page(page.encode(), URL).title == HEADLINE


def read(head: str, text: str, tail: str) -> tuple[str | None, ...]:
    body = f"<h1>{HEADLINE}</h1>{head}<div>{text}{tail}</div>"
    document = parse_page(f"<html><title>{HEADLINE}</title><body>{body}</body></html>".encode(), URL)
    assert SAID in document.text
    published = str(document.published) if document.published else None
    return (published, document.publisher, document.author, document.editor)


@pytest.mark.parametrize("case", SHOWN)
def test_between_headline_and_text(case: str) -> None:
    head, expected = SHOWN[case]
    assert read(head, TEXT, "") == expected


@pytest.mark.parametrize("case", BELOW)
def test_below_the_text(case: str) -> None:
    tail, expected = BELOW[case]
    assert read("", TEXT, tail) == expected


@pytest.mark.parametrize("case", OPENING)
def test_at_the_opening_of_the_text(case: str) -> None:
    opening, expected = OPENING[case]
    assert read("", TEXT.replace("<p>", f"<p>{opening}", 1), "") == expected
