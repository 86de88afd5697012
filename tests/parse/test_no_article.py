"""Texts that come in the place of an article are told by what they are, and have no paragraphs."""

import pytest

from ruraletl.parse import parse_page
from ruraletl.records import Kind

SAID = "全县卫生厕所普及率达到83.8%，比上年提高4.2个百分点，农村生活污水治理率达到42%。"
FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- made by night -->
<rss version="2.0"><channel><title>石桥新闻</title>
<item><title>改厕</title><link>http://x.example/1</link><description><![CDATA[{SAID}]]></description></item>
</channel></rss>"""
ATOM = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>改厕</title><summary>{SAID}</summary></entry></feed>'
SITEMAP = '<?xml version="1.0"?><urlset><url><loc>http://x.example/1</loc><lastmod>2023-05-01</lastmod></url></urlset>'
FAILED = """<html><title>运行时错误</title><body><h1>应用程序中的服务器错误。</h1><b>说明：</b>服务器上出现错误。
当前的自定义错误设置禁止远程查看详细信息（出于安全原因），但可以在本地服务器上的浏览器中查看。</body></html>"""
WALL = """<html><title>访问拦截</title><body><p>您的请求带有不合法的参数，已被网站管理员设置拦截！</p>
<p>可能的原因：您提交的内容包含危险的攻击请求。</p><p>如何解决：检查提交的内容，或者联系网站管理员。</p></body></html>"""
GONE = "<html><title></title><body><div><h2>链接已过期</h2></div></body></html>"
TAKEN_DOWN = "<html><title></title><body><div>此内容因违规无法查看</div><div>此内容由用户投诉处理</div></body></html>"
MOVED = "<html><title>石桥县</title><body>页面正在跳转，请稍候，或者<a href='/i.html'>点击这里</a>。</body></html>"
ROWS = {
    "a feed": (FEED, Kind.LIST, "feed"),
    "a feed of the other sort": (ATOM, Kind.LIST, "feed"),
    "a sitemap": (SITEMAP, Kind.LIST, "sitemap"),
    "data": (f'{{"code":200,"data":{{"content":"{SAID}"}}}}', Kind.NOT_ARTICLE, "data"),
    "data in a call": (f'jQuery17201([{{"content":"{SAID}"}}])', Kind.NOT_ARTICLE, "data"),
    "a program that failed, at length": (FAILED, Kind.NOT_ARTICLE, "server_error"),
    "a wall, at length": (WALL, Kind.NOT_ARTICLE, "forbidden"),
    "a link that has ended": (GONE, Kind.NOT_ARTICLE, "soft_404"),
    "a text that was taken down": (TAKEN_DOWN, Kind.NOT_ARTICLE, "soft_404"),
    "a notice that another page follows": (MOVED, Kind.NOT_ARTICLE, "redirect"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_is_told(case: str) -> None:
    text, kind, reason = ROWS[case]
    document = parse_page(text.encode(), "http://www.shiqiao.example/x")
    assert (document.kind, reason in document.reasons, document.paragraphs) == (kind, True, ())


@pytest.mark.parametrize("title", ["关于政务服务网系统维护的通知", "石桥县查处403起违规案件"])
def test_a_short_article_on_a_bare_page_stays_one(title: str) -> None:
    page = f"<html><title>{title}</title><body><h1>{title}</h1><p>{SAID}</p><p>{SAID[:30]}。</p></body></html>"
    assert parse_page(page.encode(), "http://www.shiqiao.example/x").kind in {Kind.NEWS, Kind.POLICY}
