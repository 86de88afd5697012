"""The bundled pages: complete, coded as they should be, linked, and written by us."""

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import requests

from ruraletl.crawl.sources import load_source
from ruraletl.errors import SettingsError
from ruraletl.html.links import Link, select_links
from ruraletl.samples import Page, SampleSite, load_sample_pages
from ruraletl.samples.texts import Site

CODINGS = {
    "news.danhe.example": "gb18030",
    "www.duliang.example": "utf-8",
    "bbs.xiangcun.example": "gbk",
    "feed.sannong.example": "utf-8",
}
MISCODED = "http://www.duliang.example/xwzx/202303/t20230316_41322.html"
PDF = "http://www.duliang.example/zcwj/202404/P020240412500001.pdf"
GONE = "http://www.duliang.example/xwzx/202302/t20230214_40971.html"
REPOSTS = [
    ("www.duliang.example/2022-05-bus.yaml", "news.danhe.example/2022-06-wugang-bus-repost.yaml"),
    ("news.danhe.example/2024-05-gaoping-pear.yaml", "feed.sannong.example/2024-05-gaoping-pear.yaml"),
    ("www.duliang.example/2022-04-speech.yaml", "bbs.xiangcun.example/1021-speech.yaml"),
]
SOURCES = {
    "news.danhe.example": "danhe-news",
    "www.duliang.example": "duliang-gov",
    "bbs.xiangcun.example": "xiangcun-bbs",
}
TABLE_FILE = re.compile(r"^\| `(\S+\.example/\S+\.yaml)`", re.MULTILINE)
NOT_WORDS = re.compile(r"[^\w%]+")
SHARED = 14  # characters in a row that two independent texts on the same facts do not share


def decode(page: Page) -> str:
    coding = "gb18030" if page.url == MISCODED else CODINGS[urlsplit(page.url).netloc]
    return page.body.decode(coding)


def find_list_pages(site: Site, pages: dict[str, Page]) -> list[str]:
    """Return the addresses of the list pages of a site, in order."""
    stems = tuple(f"http://{site.host}{chain.rest.partition('{n}')[0].removesuffix('_')}" for chain in site.lists)
    return sorted(url for url in pages if url.startswith(stems))


def read_list(page: Page, root: Path) -> tuple[Link, ...]:
    """Return the links that the source file of a site takes from one of its list pages."""
    source, errors = load_source(root / "sources" / f"{SOURCES[urlsplit(page.url).netloc]}.yaml")
    assert source is not None, errors
    return select_links(decode(page), page.url, source.link_css or "a", source.link_pattern)


def test_there_are_four_sites_and_more_than_forty_articles(sample_sites: dict[str, Site]) -> None:
    assert set(sample_sites) == set(CODINGS)
    assert sum(len(site.articles) for site in sample_sites.values()) >= 48


def test_every_page_is_served(sample_pages: dict[str, Page]) -> None:
    with SampleSite(sample_pages.values()) as site, requests.Session() as session:
        session.trust_env = False
        session.proxies = {"http": site.url}
        for url, page in sample_pages.items():
            answer = session.get(url)
            assert (answer.status_code, answer.content) == (200, page.body), url


def test_every_page_decodes_as_its_site_writes(sample_pages: dict[str, Page]) -> None:
    for page in sample_pages.values():
        assert decode(page), page.url


def test_every_page_says_that_it_is_a_demonstration(sample_pages: dict[str, Page]) -> None:
    for page in sample_pages.values():
        if "<body" in (text := decode(page)):
            assert "演示站点" in text, page.url


def test_every_paragraph_stands_on_its_page(sample_pages: dict[str, Page], sample_sites: dict[str, Site]) -> None:
    for site in sample_sites.values():
        for article in site.articles:
            text = decode(sample_pages[f"http://{site.host}{article.path}"])
            assert article.title in text
            for block in article.pages[0]:
                assert block.text in text, article.path


def test_later_pages_have_their_number_in_the_title_and_links_both_ways(sample_pages: dict[str, Page]) -> None:
    second = decode(sample_pages["http://news.danhe.example/a/20240308/10236_2.html"])
    assert '<h1 class="headline">县域访谈｜晋城怎样用好“千万工程”经验(2)</h1>' in second
    assert '<a href="/a/20240308/10236.html">上一页</a>' in second
    assert '<a href="/a/20240308/10236_3.html">下一页</a>' in second


def test_one_page_holds_a_character_that_only_gb18030_has(sample_pages: dict[str, Page]) -> None:
    page = sample_pages["http://news.danhe.example/a/20210923/04417.html"]
    assert "charset=gb2312" in decode(page)
    assert "䶮" in decode(page)
    with pytest.raises(UnicodeDecodeError):
        page.body.decode("gbk")


def test_one_page_is_not_what_it_declares(sample_pages: dict[str, Page]) -> None:
    page = sample_pages[MISCODED]
    assert "utf-8" in page.content_type
    assert b'<meta charset="utf-8">' in page.body
    with pytest.raises(UnicodeDecodeError):
        page.body.decode("utf-8")


def test_one_link_is_a_pdf_and_one_is_gone(sample_pages: dict[str, Page]) -> None:
    assert sample_pages[PDF].content_type == "application/pdf"
    assert sample_pages[PDF].body.startswith(b"%PDF-")
    assert GONE not in sample_pages


@pytest.mark.parametrize("host", SOURCES)
def test_the_source_file_finds_every_article_in_the_lists_and_nothing_else(
    host: str, sample_pages: dict[str, Page], sample_sites: dict[str, Site], root: Path
) -> None:
    site = sample_sites[host]
    listed = {link.url for url in find_list_pages(site, sample_pages) for link in read_list(sample_pages[url], root)}
    paths = [article.path for article in site.articles] + [link.path for link in site.links]
    assert listed == {f"http://{host}{path}" for path in paths}
    assert listed - set(sample_pages) <= {GONE}


@pytest.mark.parametrize(
    ("host", "css"), [("news.danhe.example", "div.pages a.next"), ("bbs.xiangcun.example", "a.nxt")]
)
def test_list_pages_are_chained(
    host: str, css: str, sample_pages: dict[str, Page], sample_sites: dict[str, Site]
) -> None:
    at, seen = urljoin(f"http://{host}/", sample_sites[host].lists[0].first), []
    while at:
        seen.append(at)
        at = next((link.url for link in select_links(decode(sample_pages[at]), at, css)), "")
    assert seen == find_list_pages(sample_sites[host], sample_pages)


def test_the_second_list_page_of_the_portal_is_number_one(sample_pages: dict[str, Page]) -> None:
    second = decode(sample_pages["http://www.duliang.example/xwzx/index_1.html"])
    assert 'createPageHTML(2, 1, "index", "html")' in second


def test_the_feed_names_a_part_of_what_the_sitemap_names(sample_pages: dict[str, Page]) -> None:
    feed = decode(sample_pages["http://feed.sannong.example/feed.xml"])
    sitemap = decode(sample_pages["http://feed.sannong.example/sitemap.xml"])
    announced = set(re.findall(r"<link>(\S+?)\?utm_source=rss</link>", feed))
    mapped = set(re.findall(r"<loc>(\S+\.html)</loc>", sitemap))
    assert announced < mapped
    assert mapped - set(sample_pages) == {"http://feed.sannong.example/about.html"}


@pytest.mark.parametrize(("original", "repost"), REPOSTS)
def test_a_repost_has_the_same_body(original: str, repost: str, root: Path) -> None:
    def body_of(name: str) -> str:
        text = (root / "samples" / name).read_text("utf-8")
        return text[text.index("body:") :].partition("replies:")[0]

    assert body_of(original) == body_of(repost)


def test_the_readme_names_every_article(root: Path) -> None:
    named = TABLE_FILE.findall((root / "samples" / "README.md").read_text("utf-8"))
    files = {f"{path.parent.name}/{path.name}" for path in (root / "samples").glob("*.example/*.yaml")}
    assert sorted(named) == sorted(files - {f"{host}/site.yaml" for host in CODINGS})


def test_no_sentence_is_taken_from_the_seed_documents(sample_sites: dict[str, Site], root: Path) -> None:
    seeds = root.parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("the seed documents are not beside this checkout")
    taken = {
        words[at : at + SHARED]
        for path in seeds.iterdir()
        for words in [NOT_WORDS.sub("", path.read_text("utf-8"))]
        for at in range(len(words) - SHARED + 1)
    }
    ours = (block.text for site in sample_sites.values() for article in site.articles for block in article.body)
    for words in (NOT_WORDS.sub("", text) for text in ours):
        assert not {words[at : at + SHARED] for at in range(len(words) - SHARED + 1)} & taken


def test_a_wrong_file_is_named_with_its_field(tmp_path: Path, root: Path) -> None:
    host = tmp_path / "a.example"
    host.mkdir()
    site = (root / "samples" / "feed.sannong.example" / "site.yaml").read_text("utf-8")
    (host / "site.yaml").write_text(site.replace("family:", "famly:"), "utf-8")
    with pytest.raises(SettingsError, match=r"(?s)site\.yaml.*famly"):
        load_sample_pages(tmp_path)


def test_an_empty_folder_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="holds no sample site"):
        load_sample_pages(tmp_path)


def test_rendering_twice_gives_the_same_bytes(sample_pages: dict[str, Page], root: Path) -> None:
    assert {page.url: page for page in load_sample_pages(root / "samples")} == sample_pages


def test_changes_are_dated_in_utc(sample_pages: dict[str, Page]) -> None:
    page = sample_pages["http://news.danhe.example/a/20240308/10236.html"]
    assert page.last_modified.isoformat() == "2024-03-08T01:12:00+00:00"


def test_lists_are_newest_first(sample_pages: dict[str, Page]) -> None:
    text = decode(sample_pages["http://news.danhe.example/sannong/list_1.html"])
    days = re.findall(r"<li><span>(\d{4}-\d\d-\d\d)</span>", text)
    assert all(first >= second for first, second in pairwise(days))
    assert len(days) == 8
