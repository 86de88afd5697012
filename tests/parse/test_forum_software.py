"""Forum software: the first post and the replies, by the marks of each program."""

import pytest

from ruraletl.parse import parse_page
from ruraletl.records import Kind

FIRST, SECOND = "村口的桥去年修好了，长36米，车能过。", "我们村的桥还在修。"
PAGES = {
    "phpBB": f"""<div class="post"><p class="author">由 <a class="username">岭上云</a> » 2023-05-06 08:00</p>
        <div class="postbody"><div class="content">{FIRST}</div></div></div>
        <div class="post"><p class="author"><a class="username">溪水</a></p>
        <div class="postbody"><div class="content">{SECOND}</div></div></div><p>Powered by phpBB</p>""",
    "vBulletin": f"""<table id="post11"><tr><td class="thead">2023-05-06, 08:00</td></tr>
        <tr><td><a class="bigusername">岭上云</a><div id="post_message_11">{FIRST}</div></td></tr></table>
        <table id="post12"><tr><td><a class="bigusername">溪水</a>
        <div id="post_message_12">{SECOND}</div></td></tr></table>""",
    "XenForo": f"""<article class="message"><a class="username">岭上云</a>
        <time datetime="2023-05-06T08:00:00+0800">周六</time>
        <div class="bbWrapper">{FIRST}</div><div class="signature">签名</div></article>
        <article class="message"><a class="username">溪水</a><div class="bbWrapper">{SECOND}</div></article>""",
    "schema.org": f"""<div itemscope itemtype="https://schema.org/DiscussionForumPosting">
        <span itemprop="author">岭上云</span>
        <time itemprop="datePublished" datetime="2023-05-06">周六</time><div itemprop="text">{FIRST}</div></div>
        <div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">溪水</span>
        <div itemprop="text">{SECOND}</div></div>""",
}


@pytest.mark.parametrize("software", PAGES)
def test_the_first_post_is_the_document(software: str) -> None:
    page = f"<title>村口的桥</title><h1>村口的桥</h1>{PAGES[software]}"
    document = parse_page(page.encode(), "http://bbs.example.cn/t/1")
    assert (document.kind, document.text, document.author) == (Kind.FORUM, FIRST, "岭上云")
    assert str(document.published) == "2023-05-06"
    assert [(reply.author, reply.floor, reply.text) for reply in document.replies] == [("溪水", 2, SECOND)]


def test_comments_under_an_article_are_no_thread() -> None:
    comments = "<div><b>1楼</b> 溪水 2023-05-07 好事</div><div><b>2楼</b> 老李 2023-05-07 顶</div>"
    page = (
        f"<title>村口的桥</title><h1>村口的桥</h1><div><p>{FIRST}</p><p>{FIRST[:9]}，大家都说好。</p></div>{comments}"
    )
    document = parse_page(page.encode(), "http://www.example.cn/n/1")
    assert (document.kind, document.replies) == (Kind.NEWS, ())
    assert document.text.startswith(FIRST)
