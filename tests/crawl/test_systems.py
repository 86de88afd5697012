"""Content systems: the list of each is followed to its articles, however its rows and its pager are written."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from ruraletl.crawl.parts import Rows
from ruraletl.crawl.posts import build_post_url
from ruraletl.crawl.rows import read_rows
from ruraletl.records import Role

if TYPE_CHECKING:
    from tests.crawl.conftest import Night, Site

HOST = "http://www.a.example"
JSON = "application/json"


def build_row(path: str, title: str = "村里的事", day: str = "2026-11-20") -> str:
    return f'<li><a href="{path}">{title}</a><span>{day}</span></li>'


TRS = [f"/xw/202611/t20261120_{number}.html" for number in range(4)]
UCAP = [f"/news/202611/{number:032x}.shtml" for number in range(4)]
JCMS = [f"/art/2026/11/20/art_88_{number}.html" for number in range(4)]
VSB = [f"/info/1021/{number}.htm" for number in range(4)]
PEOPLE = [f"/n1/2026/1120/c419842-{number}.html" for number in range(4)]
DEDE = [f"/a/xw/2026/1120/{number}.html" for number in range(4)]
SHANGHAI = [f"/gsgg/20261120/{number:032x}.html" for number in range(4)]
EASY = [f"/web/xw/{number + 1000000}/index.html" for number in range(4)]
PUBLIC = [f"/public/6600/{number}.html" for number in range(4)]
POSTS = [f"/zcjd/content/post_{number}.html" for number in range(4)]
THREADS = [f"/thread-{number}-1-1.html" for number in range(4)]
TIDS = [f"/read.php?tid={number}" for number in range(4)]

# (system, kind, start, pager of the file, pager in the page, second page, articles: two on each page)
LISTS: list[tuple[str, str, str, dict[str, Any] | None, str, str, list[str]]] = [
    ("trs", "list", "/xw/", None, '<script>createPageHTML(2, 0, "index", "html");</script>', "/xw/index_1.html", TRS),
    ("trs", "list", "/xw/", {"template": "index_{n}.html", "first": 0}, "", "/xw/index_1.html", TRS),
    ("trs", "list", "/xw/fzgg.html", {"template": "{stem}_{n}.html", "first": 0}, "", "/xw/fzgg_1.html", TRS),
    (
        "ucap",
        "list",
        "/xw/list.shtml",
        None,
        "<script>createPageHTML('page_div', 2, 1, 'list', 'shtml', 30);</script>",
        "/xw/list_2.shtml",
        UCAP,
    ),
    ("vsb", "list", "/xw.htm", None, '<a href="xw/1.htm">下页</a>', "/xw/1.htm", VSB),
    ("people", "list", "/GB/1/index.html", {"template": "index{n}.html"}, "", "/GB/1/index2.html", PEOPLE),
    ("dedecms", "list", "/a/xw/", None, '<a href="list_7_2.html">下一页</a>', "/a/xw/list_7_2.html", DEDE),
    ("shanghai", "list", "/gsgg/", None, '<a href="index_2.html">下一页</a>', "/gsgg/index_2.html", SHANGHAI),
    ("easysite", "list", "/web/xw/", None, '<a href="?page=2">下一页</a>', "/web/xw/?page=2", EASY),
    ("public-column", "list", "/c?id=7", {"param": "pageIndex"}, "", "/c?id=7&pageIndex=2", PUBLIC),
    ("gkmlpt", "list", "/zcjd/", None, '<a href="index_2.html">下一页</a>', "/zcjd/index_2.html", POSTS),
    (
        "discuz",
        "forum",
        "/forum-2-1.html",
        None,
        '<a class="nxt" href="forum-2-2.html">&gt;</a>',
        "/forum-2-2.html",
        THREADS,
    ),
    ("phpwind", "forum", "/thread.php?fid=2", {"param": "page"}, "", "/thread.php?fid=2&page=2", TIDS),
]


@pytest.mark.parametrize("row", LISTS, ids=lambda row: row[0])
def test_the_list_of_a_system_is_followed(
    site: Site, night: Night, row: tuple[str, str, str, dict[str, Any] | None, str, str, list[str]]
) -> None:
    cms, kind, start, pager, shown, second, articles = row
    night.change_source(kind=kind, cms=cms, start_urls=[HOST + start], links=None, pager=pager)
    other = '<a href="/about.html">关于我们</a>'
    for address, paths, end in ((start, articles[:2], shown), (second, articles[2:], "")):
        rows = "".join(map(build_row, paths))
        site.serve(HOST + address, f"<html>{other}<ul>{rows}</ul>{end}</html>")
    found = {path.removeprefix(HOST): why for path, why in night.outcomes(night.run()).items()}
    assert found == dict.fromkeys(articles, "http_404")


# ---------------------------------------------------------------- 大汉 JCMS


def build_datastore(paths: list[str], following: str = "") -> str:
    records = "".join(f"<record><![CDATA[{build_row(path)}]]></record>" for path in paths)
    group = f'<nextgroup><![CDATA[<a href="{following}"></a>]]></nextgroup>' if following else ""
    return f"<datastore>{group}<recordset>{records}</recordset></datastore>"


def test_rows_in_cdata_are_read_and_the_proxy_asked_for_more(site: Site, night: Night) -> None:
    night.change_source(cms="hanweb-jcms", start_urls=[f"{HOST}/col/col88/index.html"], links=None)
    script = (
        "<script>jpage({perPage:1, proxyUrl:'/module/web/jpage/dataproxy.jsp', "
        "params:{columnid:88, unitid:'4711', webid:1, path:'/', permissiontype:0}});</script>"
    )
    store = f'<script type="text/xml">{build_datastore(JCMS[:2])}</script>'
    site.serve(f"{HOST}/col/col88/index.html", f"<html><div id='4711'>{store}</div>{script}</html>")
    proxy = f"{HOST}/module/web/jpage/dataproxy.jsp?"
    ids = "&columnid=88&unitid=4711&webid=1&path=%2F&permissiontype=0"
    site.serve(f"{proxy}startrecord=3&endrecord=5&perpage=1{ids}", build_datastore(JCMS[2:3]), kind="text/xml")
    site.serve(f"{proxy}startrecord=6&endrecord=8&perpage=1{ids}", build_datastore(JCMS[3:]), kind="text/xml")
    assert {path.removeprefix(HOST) for path in night.outcomes(night.run())} == set(JCMS)


def test_the_next_group_of_rows_may_be_linked(site: Site, night: Night) -> None:
    night.change_source(cms="hanweb-jcms", start_urls=[f"{HOST}/col/col88/index.html"], links=None)
    following = "/module/web/jpage/dataproxy.jsp?page=2&amp;unitid=4711"
    site.serve(f"{HOST}/col/col88/index.html", build_datastore(JCMS[:2], following), kind="text/html")
    site.serve(f"{HOST}/module/web/jpage/dataproxy.jsp?page=2&unitid=4711", build_datastore(JCMS[2:]), kind="text/xml")
    assert {path.removeprefix(HOST) for path in night.outcomes(night.run())} == set(JCMS)


# ---------------------------------------------------------------- JSON


def test_a_json_list_is_paged_by_a_parameter(site: Site, night: Night) -> None:
    rows = {"path": "data.results", "url": "url", "title": "title", "date": "day"}
    start = f"{HOST}/common/search/1?page=1&_isJson=true"
    night.change_source(
        kind="json", start_urls=[start], links={"pattern": r"\.shtml$"}, rows=rows, pager={"param": "page"}
    )
    for number in (1, 2):
        row = {"url": f"/x/{number}.shtml", "title": "<em>乡村</em>", "day": "2026-11-20 10:00:00"}
        answer = {"data": {"results": [row, {"url": "/other.pdf"}]}}
        site.serve(start.replace("page=1", f"page={number}"), json.dumps(answer), kind=JSON)
    assert set(night.outcomes(night.run())) == {f"{HOST}/x/1.shtml", f"{HOST}/x/2.shtml"}


def test_a_list_page_may_come_inside_json(site: Site, night: Night) -> None:
    start = f"{HOST}/build/unit?webId=1"
    night.change_source(
        kind="json",
        cms="hanweb-jpaas",
        start_urls=[start],
        links=None,
        rows={"html": "data.html"},
        pager={"param": "paramJson", "value": '{"pageNo":{n}}'},
    )
    for number in (1, 2):
        address = (
            start if number == 1 else f"{start}&paramJson={quote(json.dumps({'pageNo': 2}, separators=(',', ':')))}"
        )
        page = {"data": {"html": build_row(f"/art/2026/art_{number}.html")}}
        site.serve(address, json.dumps(page), kind="text/plain")
    assert set(night.outcomes(night.run())) == {f"{HOST}/art/2026/art_1.html", f"{HOST}/art/2026/art_2.html"}


def test_a_start_page_may_name_its_lists_in_a_script(site: Site, night: Night) -> None:
    night.change_source(
        kind="json",
        cms="gkmlpt",
        start_urls=[f"{HOST}/gkmlpt/index"],
        links=None,
        rows={"path": "articles", "url": "url"},
        lead={"pattern": r'"id":\s*(\d+)', "template": "/gkmlpt/api/all/{1}?page=1"},
        pager={"param": "page"},
    )
    site.serve(f"{HOST}/gkmlpt/index", '<script>window._CONFIG={"TREE":[{"id": 7},{"id": 8}]}</script>')
    for column, page, post in ((7, 1, 1), (7, 2, 2), (8, 1, 3)):
        rows = {"articles": [{"url": f"/gkmlpt/content/0/1/post_{post}.html"}]}
        site.serve(f"{HOST}/gkmlpt/api/all/{column}?page={page}", json.dumps(rows), kind=JSON)
    crawl = night.run()
    assert set(night.outcomes(crawl)) == {f"{HOST}/gkmlpt/content/0/1/post_{post}.html" for post in (1, 2, 3)}
    assert crawl.problems == ()


def test_a_list_may_be_asked_for_by_post(site: Site, night: Night) -> None:
    post = '{"search": "乡村振兴", "page": {n}}'
    night.change_source(
        kind="json",
        start_urls=[f"{HOST}/msg/index"],
        links={"pattern": r"detail\?id="},
        rows={"path": "data.rows", "url": "/msg/detail?id={id}"},
        post=post,
    )
    for number in (1, 2):
        body = post.replace("{n}", str(number))
        site.serve(f"POST {HOST}/msg/index {body}", json.dumps({"data": {"rows": [{"id": number}]}}), kind=JSON)
    crawl = night.run()
    assert set(night.outcomes(crawl)) == {f"{HOST}/msg/detail?id=1", f"{HOST}/msg/detail?id=2"}
    lists = [fetch for fetch in crawl.fetches if fetch.role is Role.LIST]
    assert all("__wb_method=POST" in fetch.url for fetch in lists)  # the form of pywb: one page for each body


def test_no_page_can_make_us_post(site: Site, night: Night) -> None:
    link = build_post_url("/a/1.html", "delete=all")
    night.change_source(links={"css": "ul.news a"})
    site.serve("http://news.example/list.html", f'<ul class="news"><li><a href="{link}">村</a></li></ul>')
    night.run()
    assert not any(address.startswith("POST") for address in site.asked())


def test_a_json_feed_needs_no_rows(site: Site, night: Night) -> None:
    night.change_source(kind="feed", start_urls=[f"{HOST}/feed.json"], links=None)
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/a/1.html", "title": "村"}]}
    site.serve(f"{HOST}/feed.json", json.dumps(feed), kind="application/feed+json")
    assert set(night.outcomes(night.run())) == {f"{HOST}/a/1.html"}


@pytest.mark.parametrize("body", ["{", '{"data": ', "[" * 100_000])
def test_json_that_cannot_be_read_is_a_problem(site: Site, night: Night, body: str) -> None:
    night.change_source(kind="json", start_urls=[f"{HOST}/list.json"], rows={"url": "url"}, links=None)
    site.serve(f"{HOST}/list.json", body, kind=JSON)
    assert night.reasons(night.run()) == ["bad_json"]


PATHS = [
    # What the file says; what the answer holds; address, title and day of the row.
    ({"url": "URL"}, [{"URL": "a.htm"}], f"{HOST}/a.htm", "", None),
    ({"path": "a.b", "url": "u"}, {"a": {"b": [{"u": "/1"}]}}, f"{HOST}/1", "", None),
    ({"path": "map.*.list", "url": "u"}, {"map": {"x": {"list": [{"u": "/1"}]}, "y": {}}}, f"{HOST}/1", "", None),
    ({"path": "0", "url": "u"}, [{"u": "/1"}, {"u": "/2"}], f"{HOST}/1", "", None),
    ({"url": "/d/{id}?c={c.d}"}, [{"id": 5, "c": {"d": "x"}}], f"{HOST}/d/5?c=x", "", None),
    ({"url": "u", "title": "t"}, [{"u": "/1", "t": "<em>乡村</em>&amp;"}], f"{HOST}/1", "乡村&", None),
    ({"url": "u", "date": "d"}, [{"u": "/1", "d": "2026-11-20 08:00"}], f"{HOST}/1", "", date(2026, 11, 20)),
    ({"url": "u", "date": "d"}, [{"u": "/1", "d": 1795190400000}], f"{HOST}/1", "", date(2026, 11, 21)),
    ({"url": "u", "date": "d"}, [{"u": "/1", "d": "1795190400"}], f"{HOST}/1", "", date(2026, 11, 21)),
    (
        {"url": "u", "date": "d"},
        [{"u": "/t20261120_1.html", "d": None}],
        f"{HOST}/t20261120_1.html",
        "",
        date(2026, 11, 20),
    ),
]


@pytest.mark.parametrize(("rows", "data", "address", "title", "day"), PATHS)
def test_paths_lead_to_what_a_row_says(
    rows: dict[str, str],
    data: Any,  # noqa: ANN401
    address: str,
    title: str,
    day: date | None,
) -> None:
    (found,) = read_rows(Rows.model_validate(rows), data, f"{HOST}/")
    assert (found.url, found.title, found.listed_on) == (address, title, day)


@pytest.mark.parametrize("data", [None, [], {}, "x", 5, [None], [{"u": ""}], [{"v": 1}], {"u": None}])
def test_what_has_no_address_is_no_article(data: Any) -> None:  # noqa: ANN401
    assert list(read_rows(Rows.model_validate({"url": "u"}), data, f"{HOST}/")) == []
