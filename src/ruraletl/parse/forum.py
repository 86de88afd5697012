"""Forum: the first post of a thread, and the replies apart from it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from lxml import etree

from ruraletl.html.tree import Element, select
from ruraletl.parse.dates import parse_day
from ruraletl.parse.lines import Line, clean
from ruraletl.records import Basis, Reply, Stated

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
LABEL = re.compile(r"(?:作者|楼主|发帖人|樓主)\s*[:：]\s*")
SUBJECT = etree.XPath("//*[@id='thread_subject' or @id='subject_tpc' or contains(@class, 'topic-title')]")
MOST_REPLIES = 2_000


@dataclass(frozen=True, slots=True)
class Software:
    """A row of the table of forum software: a sign in the source of its pages, and where things stand in them."""

    mark: bytes
    body: etree.XPath  # of every post
    author: etree.XPath  # from a post's body
    posted: etree.XPath  # the time of each post


SOFTWARE = tuple(
    Software(row["mark"].encode(), *map(etree.XPath, (row["body"], row["holder"] + row["author"], row["posted"])))
    for row in csv.DictReader(files("ruraletl.parse").joinpath("posts.csv").read_text("utf-8").splitlines())
)


@dataclass(frozen=True, slots=True)
class Thread:
    """The posts of a thread's page, as elements."""

    title: Stated[str] | None
    posted: str | None  # the words that hold the day
    posts: tuple[Element, ...]
    authors: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """The first post of a thread, and the replies to it."""

    lines: tuple[Line, ...]
    title: Stated[str] | None
    author: Stated[str] | None
    posted: str | None  # the words that hold the day
    replies: tuple[Reply, ...]


def tell_software(body: bytes) -> Software | None:
    """Return the software whose sign is in the source of a page: a cheap look before the search of its tree."""
    return next((software for software in SOFTWARE if software.mark in body), None)


def find_thread(tree: Element, software: Software) -> Thread | None:
    """Return the posts of a thread with what is not theirs taken out of the tree; None for any other page."""
    posts = _outermost(select(software.body, tree))
    if not posts:
        return None
    authors = tuple(_find_author(post, software) for post in posts[:MOST_REPLIES])
    for post in posts:
        _take_out_foreign(post)
    subject = select(SUBJECT, tree)
    title = clean("".join(map(str, subject[0].itertext()))) if subject else ""
    stated = Stated(title, title, Basis.TITLE) if title else None
    return Thread(stated, _find_posted(tree, software), tuple(posts), authors)


def read_post(lines: Sequence[Line], thread: Thread) -> Post:
    """Return the first post, and the others as replies, each as one text."""
    posts: dict[Element, list[Line]] = {element: [] for element in thread.posts[:MOST_REPLIES]}
    for line in lines:
        owner = next((box.element for box in line.box.climb() if box.element in posts), None)
        if owner is not None and not WALL.search(line.text) and line.text not in {"x", "X"}:
            posts[owner].append(line)
    first, *others = posts.values()
    replies = tuple(
        Reply(text="\n".join(line.text for line in post), author=thread.authors[floor - 1], floor=floor)
        for floor, post in enumerate(others, start=2)
        if post
    )
    author = thread.authors[0]
    return Post(
        tuple(first), thread.title, Stated(author, author, Basis.BYLINE) if author else None, thread.posted, replies
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


def _find_author(post: Element, software: Software) -> str | None:
    for anchor in select(software.author, post):
        name = LABEL.sub("", clean("".join(map(str, anchor.itertext()))))
        if name:
            return name
    return None


def _find_posted(tree: Element, software: Software) -> str | None:
    """Return the words of the first post's time; a relative one keeps the day in a title."""
    for node in select(software.posted, tree)[:1]:
        for words in _words_of(node):
            if parse_day(words):
                return words
    return None


def _words_of(node: Element) -> Iterator[str]:
    yield clean("".join(map(str, node.itertext())))
    for inner in node.iter():
        yield inner.get("title") or inner.get("datetime") or inner.get("content") or ""
