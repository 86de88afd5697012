"""Headers: what stands above a text or opens a paragraph, none of it: title, byline, dateline, number in a list."""

import re

from ruraletl.text.patterns import lazy_regex

# 来源：临江日报 作者：李明 浏览次数：1024; 2024-03-11 09:20; 字号：大 中 小
BYLINE = lazy_regex(
    r"\s*(?:"
    r"[（(【\[]?(?:(?:信息|文章|稿件|新闻)?来源|作者|发布|发文|发表|录入|时间|日期|编辑|责编|责任编辑|记者|通讯员|浏览|阅读|点击|访问|字号|字体|索引号|文号|分享)"
    r"[^，。：:\n]{0,6}[：:][^。\n]{0,80}"
    r"|(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s*\d{1,2}[：:]\d\d(?:[：:]\d\d)?)?[^，。\n]{0,16}"
    r")\s*"
)
# Who published a page, by the line above its text: 来源：昆明日报
PUBLISHER = lazy_regex(
    r"(?<![^\n])[^\S\n]*(?:信息|文章|稿件|新闻)?(?:来源|发布人|发布单位|发布机构|供稿)\s?[：:][\s—-]*(?!本[站网报]|网络|互联网)(?P<name>[\u4e00-\u9fff]{2,20}?)"
    r"(?:日报|晚报|晨报|早报|时报|商报|都市报|新闻网|广播|电视台|信息港|在线|\s|$)",
    re.MULTILINE,
)
# What opens a story without being of it: 本报讯（记者 李明）, 新华社长沙3月1日电, 县融媒体中心讯, （通讯员 李明）.
REPORTERS = r"[（(](?:本[报网台]|特[约派]|全媒体|见习|实习)?(?:记者|通讯员)[^（）()\n]{0,60}[）)]"
DATELINE = lazy_regex(
    rf"""\s*[【〔]?
    (?:
        (?:{REPORTERS}\s*)+
        | [^，。；：“”\n（(]{{0,30}}?
          (?:
              (?:本[报网台刊][^，。；：“”\n（(]{{1,8}}|[本新日晚时早快商][网报站台刊社]|[报网台社站刊]|中心|传媒|频道|客户端|时刻|\d日)讯(?![息号道员])
              | (?:\d日|[社网报]专?)电(?=[\s（(：:】〕\d])
          )
          [】〕]?\s*(?:[（(][^（）()\n]{{0,60}}[）)])?
          (?:\s*(?:本[报网台])?(?:记者|通讯员)[^，。；\n]{{2,12}}?(?:报道|摄影报道))?
    )
    [】〕]?\s*[：:]?\s*""",
    re.VERBOSE,
)
SIGNS = "\u2190-\u21ff\u2460-\u27bf※•·"  # arrows, ①, boxes, geometric and ornamental signs, for a class of characters
# The sign or the number that an item of a list begins with: ▲, （一）, 1., 三、; not 一、二产业.
LABEL = lazy_regex(
    rf"""
    \s*
    (?: [{SIGNS}]
      | [（(][一二三四五六七八九十\d]{{1,3}}[）)]
      | \d{{1,2}}(?:[.．]\d{{1,2}}){{2,3}}[.．]?(?!\d)             # 1.1.6
      | \d{{1,2}}[.．]\d{{1,2}}\s+(?![万亿千百多余个亩元吨公平立人户米斤倍])(?=[\u4e00-\u9fff]{{2}})  # 1.2 目标
      | \d{{1,2}}[.．、](?!\d)
      | [一二三四五六七八九十]{{1,3}}、(?![一二三四五六七八九十]{{1,3}}[、，产类])
    )
    [\s、.．]*(?=[^\s\d])""",
    re.VERBOSE,
)
# What sites put around a title: 【乡村振兴】…, 图解：…, …（政发〔2023〕12号）, …_县政府门户网站
BEFORE_TITLE = lazy_regex(
    r"(?:\s*(?:【[^】]{1,16}】|[^，。：|｜丨《》“”]{2,10}\s?[|｜丨]|(?:图解|一图读懂|视频|快讯|重磅)[：:])\s*)+"
)
BEHIND_TITLE = lazy_regex(
    r"""
    (?: \s*[_|｜-]\s*[^_|｜，。-]{2,24}(?:[网报台站刊社]|政府|门户|频道|中心|平台|公开|客户端)
      | \s*[（(](?:记者|通讯员)[^（）()]{2,20}[）)]
      | \s*[（(]?[^（）()《》\s]{0,8}〔\d{4}〕\d+号[）)]?
    )+\s*$
    """,
    re.VERBOSE,
)
LONGEST = 120  # characters of a line above a text
BRACKETS = re.compile(r"[\s【】《》“”]")


def trim_title(title: str) -> str:
    """Return a title without the name of its site, its column, its number and the quotes around the whole.

    >>> trim_title("【三农】《春耕工作方案》（政发〔2023〕12号）_甲县人民政府门户网站")
    '春耕工作方案'
    """
    start = found.end() if (found := BEFORE_TITLE.match(title)) else 0
    words = BEHIND_TITLE.sub("", title[start:]).strip()
    inner = words[1:-1]
    quoted = words[:1] + words[-1:] in ("《》", "“”") and not set(inner) & set("《》“”")
    return inner if quoted else words


def find_body(text: str, title: str | None) -> int:
    r"""Return where the text begins, behind lines that repeat the title or are a byline and behind the dateline.

    >>> find_body("临江春耕\n来源：本站 作者：李明\n3月里，全县翻地8万亩。", "临江春耕")
    17
    """
    start = 0
    headlines = {BRACKETS.sub("", words) for words in (title or "", trim_title(title or ""))}
    while (end := text.find("\n", start, start + LONGEST)) >= 0:
        line = text[start:end]
        if line.strip() and not BYLINE.fullmatch(line) and BRACKETS.sub("", line) not in headlines:
            break
        start = end + 1
    return skip_dateline(text, 0 if BYLINE.fullmatch(text, start) else start)


def find_headline(text: str, title: str | None) -> range:
    """Return the offsets of the title where a text repeats it in its first line; else range(0)."""
    return range(len(title) if title and text.startswith(f"{title}\n") else 0)


def skip_dateline(text: str, start: int) -> int:
    """Return where the story of a paragraph begins that starts at an offset.

    >>> skip_dateline("本报讯（记者 李明）今年全县种粮8万亩。", 0)
    10
    """
    found = DATELINE.match(text, start)
    return found.end() if found else start


def skip_label(text: str, start: int) -> int:
    """Return where a paragraph or a sentence begins behind the sign or the number of its place in a list.

    >>> skip_label("（一）全县种粮8万亩。", 0)
    3
    """
    found = LABEL.match(text, start)
    return found.end() if found else start


def find_publisher(text: str, title: str | None) -> range:
    r"""Return the offsets of a publisher's name, without 日报 and the like, in a line above a text; else range(0).

    >>> find_publisher("来源：昆明日报\n本周菜价上涨2%。", None)
    range(3, 5)
    """
    found = PUBLISHER.search(text, 0, find_body(text, title))
    return range(*found.span("name")) if found else range(0)
