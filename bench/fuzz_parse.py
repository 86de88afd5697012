"""Fuzz: damaged pages against the reader of pages, for as long as is wanted."""

from __future__ import annotations

import argparse
import gzip
import random
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ruraletl.errors import ParseError
from ruraletl.parse import join_pages, parse_page
from ruraletl.records import Document

MOST_SECONDS = 2.0  # of CPU for one page
MOST_MEGABYTES = 500
LONGEST = 4_000_000  # bytes of a page that is made
TAGS = (
    "div", "p", "span", "td", "tr", "table", "li", "ul", "a", "b", "h1", "h2", "br", "section", "font", "center",
    "form", "dl", "dd", "dt", "th", "script", "style", "title", "meta", "head", "body", "html", "iframe", "textarea",
    "select", "option", "noscript", "template", "svg", "math", "frameset", "blockquote", "pre", "ucapcontent",
)  # fmt: skip
WORDS = (
    "来源：", "发布时间：2024-02-30", "2024年3月1日", "索引号：", "发文字号：", "（5）", "记者：", "问：", "责任编辑：",
    "本文是在", "上的发言", "上一页", "下一页", "全市完成投资3.2亿元，同比增长8.5%。", "&#x110000;", "&nbsp;", "\0",
    "\ufffe", "𠮷", "１２", "<!--", "-->", "]]>", "<![CDATA[", "createPageHTML(3, 0, \"t1\", \"html\")", "附件1.doc",
    "postmessage_1", "<base href='http://['>", "<meta charset=utf-16>", "document.write('", "声明：",
)  # fmt: skip
ATTRIBUTES = (
    "id=postmessage_{n}", "id=read_{n}", "class=content", "class='nav foot'", "style='display:none'", "hidden",
    "href=t_{n}.html", "href='?page={n}'", "colspan={n}000", "rowspan={n}", "name=ArticleTitle content='题目{n}'",
    "http-equiv=Content-Type content='text/html; charset=gb2312'",
)  # fmt: skip
ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16", "shift_jis", "latin-1")


def main() -> None:
    """Fuzz until the time is up; print each find with the seed that makes it again."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=Path, help="a folder of saved pages, *.html or *.html.gz, to damage")
    parser.add_argument("--keep", type=Path, help="where to save the pages that were finds")
    options = parser.parse_args()
    saved = [_load(path) for path in sorted(options.pages.rglob("*.html*"))] if options.pages else []
    end, seed, finds = time.monotonic() + 60 * options.minutes, options.seed, 0
    while time.monotonic() < end:
        body = build_page(random.Random(seed), saved)  # noqa: S311 - repeatable, not secret
        problem = find_problem(body)
        if problem:
            finds += 1
            print(f"seed {seed}: {problem}", flush=True)
            if options.keep:
                (options.keep / f"{seed}.html").write_bytes(body)
        seed += 1
    print(f"{seed - options.seed} pages, {finds} finds, {_read_megabytes():.0f} MB at most")
    sys.exit(1 if finds else 0)


def find_problem(body: bytes) -> str | None:
    """Return what is wrong with how a page is read: an error that is not typed, time, memory, a broken promise."""
    started, before = time.process_time(), _read_megabytes()
    try:
        document = parse_page(body, "http://www.example.cn/a/t_1.html")
        join_pages([document])
    except ParseError:
        return None
    except Exception as error:  # noqa: BLE001 - finding these is the point
        return f"{type(error).__name__}: {error}"
    used, memory = time.process_time() - started, _read_megabytes()
    if used > MOST_SECONDS or memory > max(before, MOST_MEGABYTES):
        return f"{used:.1f} s, {memory:.0f} MB"
    return find_broken_promise(document)


def find_broken_promise(document: Document) -> str | None:
    """Return what a document promises and does not keep."""
    if any(document.text[block.start : block.end] != block.text or not block.text for block in document.paragraphs):
        return "a paragraph is not at its offset"
    try:
        repr(document).encode()
    except UnicodeEncodeError:
        return "text that cannot be saved"
    return None


def build_page(chance: random.Random, saved: Sequence[bytes]) -> bytes:
    """Return a page: a saved one, damaged, or one made of tags and words."""
    body = chance.choice(saved) if saved and chance.random() < 0.7 else _generate(chance).encode()  # noqa: PLR2004
    for _ in range(chance.randrange(6)):
        body = chance.choice(DAMAGES)(body, chance)
    return body[:LONGEST]


def _generate(chance: random.Random) -> str:
    return "".join(_generate_piece(chance) * chance.choice((1, 1, 1, 3, 40)) for _ in range(chance.randrange(1, 200)))


def _generate_piece(chance: random.Random) -> str:
    tag, kind = chance.choice(TAGS), chance.random()
    if kind < 0.4:  # noqa: PLR2004
        return chance.choice(WORDS)
    if kind < 0.6:  # noqa: PLR2004
        return f"</{tag}>"
    number = chance.randrange(20)
    attributes = " ".join(chance.choices(ATTRIBUTES, k=chance.randrange(3))).format(n=number)
    return f"<{tag} {attributes}>"


def _cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _flip(body: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.randrange(1, 60) if body else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _repeat(body: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(body) + 1)
    part = body[start : start + chance.choice((5, 50, 2_000))]
    return body[:start] + part * chance.choice((3, 50, 3_000)) + body[start:]


def _insert(body: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(body) + 1)
    return body[:place] + _generate(chance).encode() + body[place:]


def _drop(body: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(body) + 1)
    return body[:start] + body[start + chance.randrange(5_000) :]


def _recode(body: bytes, chance: random.Random) -> bytes:
    return body.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def _drop_ends(body: bytes, chance: random.Random) -> bytes:
    return body.replace(f"</{chance.choice(TAGS)}>".encode(), b"")


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _flip, _repeat, _insert, _drop, _recode, _drop_ends,
)  # fmt: skip


def _load(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _read_megabytes() -> float:
    """Return the most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
