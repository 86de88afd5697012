"""Forum: the first post of a thread, and the replies apart from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from ruraletl.html.tree import Element, select
from ruraletl.parse.dates import parse_day
from ruraletl.parse.lines import Line, clean
from ruraletl.records import Basis, Reply, Stated

# Discuz names a post postmessage_<id>, phpwind read_tpc and read_<id>.
POSTS = etree.XPath(
    "//*[starts-with(@id, 'postmessage_') or @id='read_tpc'"
    " or (starts-with(@id, 'read_') and number(substring(@id, 6)) > 0)]"
)
# In a post, but not of it: walls, attachments' captions, notes of the system, the words of others, signatures, jammers.
FOREIGN = re.compile(
    r"""(?:^|\s)(?:
    attach_nopermission | locked | pstatus | quote | blockquote | tip | tip_c | aimg_tip | attach_tips | jammer | sign
    | signature | rate | modact | psth | attnm | pattl | tipTop | showhide
    )(?:\s|$)""",
    re.VERBOSE,
)
FOREIGN_TAGS = ("ignore_js_op",)
WALL = re.compile(r"马上注册|您需要\s*(?:登录|登錄)|立即注册|没有帐号|没有账号|注册.{0,10}会员.{0,20}(?:查看|下载)")
SUBJECT = etree.XPath("//*[@id='thread_subject' or @id='subject_tpc']")
POSTED = etree.XPath("(//*[starts-with(@id, 'authorposton')])[1]")
AUTHOR = etree.XPath(
    "ancestor::*[starts-with(@id, 'post_') or starts-with(@id, 'pid') or contains(@class, 'read_t')][last()]"
    "//*[contains(@class, 'authi') or contains(@class, 'readName')]//a"
)
MOST_REPLIES = 2_000


@dataclass(frozen=True, slots=True)
class Thread:
    """The posts of a thread's page."""

    title: Stated[str] | None
    author: Stated[str] | None
    posted: str | None  # the words that hold the day
    posts: tuple[Element, ...]
    authors: tuple[str | None, ...]


def has_posts(text: str) -> bool:
    """Whether the source of a page can hold posts: a cheap look before the search of its tree."""
    return "postmessage_" in text or "read_tpc" in text


def find_thread(tree: Element) -> Thread | None:
    """Return the posts of a thread with what is not theirs taken out of the tree; None for any other page."""
    posts = _outermost(select(POSTS, tree))
    if not posts:
        return None
    authors = tuple(_find_author(post) for post in posts[:MOST_REPLIES])
    for post in posts:
        _take_out_foreign(post)
    subject = select(SUBJECT, tree)
    title = clean("".join(map(str, subject[0].itertext()))) if subject else ""
    first = authors[0]
    return Thread(
        Stated(title, title, Basis.TITLE) if title else None,
        Stated(first, first, Basis.BYLINE) if first else None,
        _find_posted(tree),
        tuple(posts),
        authors,
    )


def take_post(lines: Sequence[Line], post: Element) -> list[Line]:
    """Return the lines of one post without login walls."""
    inside = [line for line in lines if any(box.element is post for box in line.box.climb())]
    return [line for line in inside if not WALL.search(line.text) and line.text not in {"x", "X"}]


def build_replies(lines: Sequence[Line], thread: Thread) -> tuple[Reply, ...]:
    """Return the posts behind the first, each as one text."""
    by_post: dict[Element, list[str]] = {post: [] for post in thread.posts[1:MOST_REPLIES]}
    for line in lines:
        owner = next((box.element for box in line.box.climb() if box.element in by_post), None)
        if owner is not None and not WALL.search(line.text):
            by_post[owner].append(line.text)
    return tuple(
        Reply(text="\n".join(texts), author=thread.authors[floor - 1], floor=floor)
        for floor, texts in enumerate(by_post.values(), start=2)
        if texts
    )


def _outermost(posts: Sequence[Element]) -> list[Element]:
    chosen: set[Element] = set()
    for post in posts:
        if chosen.isdisjoint(post.iterancestors()):
            chosen.add(post)
    return [post for post in posts if post in chosen]


def _take_out_foreign(post: Element) -> None:
    for node in list(post.iter()):
        if node is not post and _is_foreign(node):
            parent = node.getparent()
            if parent is not None:
                _keep_tail(node)
                parent.remove(node)


def _is_foreign(node: Element) -> bool:
    return node.tag in FOREIGN_TAGS or bool(FOREIGN.search(node.get("class") or ""))


def _keep_tail(node: Element) -> None:
    previous, parent = node.getprevious(), node.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + (node.tail or "")
    elif parent is not None:
        parent.text = (parent.text or "") + (node.tail or "")


def _find_author(post: Element) -> str | None:
    for anchor in select(AUTHOR, post):
        name = clean("".join(map(str, anchor.itertext())))
        if name:
            return name
    return None


def _find_posted(tree: Element) -> str | None:
    """Return the words of the first post's time; a relative one keeps the day in a title."""
    for node in select(POSTED, tree):
        for words in _words_of(node):
            if parse_day(words):
                return words
    return None


def _words_of(node: Element) -> Iterator[str]:
    yield clean("".join(map(str, node.itertext())))
    for inner in node.iter():
        yield inner.get("title") or ""
