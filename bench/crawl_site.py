"""The site of the crawl's benchmark: a server in a process of its own that plays every host, and costs next to nothing.

It is asked as a proxy. Each host has list pages of 100 links and articles of one size with an ETag, and nothing else.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import resource
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

PER_LIST = 100
VARIANTS = 50  # bodies, which articles take in turn
WORDS = "乡村振兴公路厕所供水村民亩吨万元户增长全市县镇年月日建设项目完成新建改造"


def build_pages(size: int) -> list[bytes]:
    """Return some pages of *size* bytes: with navigation, script and text like those of a portal, always the same."""
    shuffled = random.Random(20261122)  # noqa: S311 - the same pages each time
    return [_build_page(shuffled, size) for _ in range(VARIANTS)]


def _build_page(shuffled: random.Random, size: int) -> bytes:
    parts = [f"<!DOCTYPE html><html><head><title>{_say(shuffled, 12)}</title><script>"]
    parts += [
        f"var v{n}={{id:{shuffled.getrandbits(40)},k:'{shuffled.getrandbits(64):x}'}};" for n in range(size // 300)
    ]
    parts.append("</script></head><body><ul class='nav'>")
    parts += [
        f"<li><a href='/c{n}/{shuffled.getrandbits(24)}.html' target='_blank'>{_say(shuffled, 8)}</a></li>"
        for n in range(100)
    ]
    parts.append("</ul><div id='zoom' class='TRS_Editor'>")
    length = sum(len(part.encode()) for part in parts)
    while length < size:
        parts.append(f"<p style='text-indent:2em'>{_say(shuffled, 150)}{shuffled.randint(1, 9999)}亩。</p>\n")
        length += len(parts[-1].encode())
    return "".join(parts).encode()[:size].decode("utf-8", "ignore").encode() + b"</div></body></html>"


def _say(shuffled: random.Random, length: int) -> str:
    return "".join(shuffled.choices(WORDS, k=length))


class _Conversation(asyncio.Protocol):
    """Answers the requests of one connection."""

    def __init__(self, pages: list[bytes], per_host: int) -> None:
        self._pages = pages
        self._per_host = per_host
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            self._transport.writelines(self._answer(head))  # type: ignore[attr-defined]

    def _answer(self, head: bytes) -> tuple[bytes, ...]:
        path = b"/" + head.split(b" ", 2)[1].removeprefix(b"http://").partition(b"/")[2]
        name = path.rpartition(b"/")[2].partition(b".")[0]
        if path.startswith(b"/a/"):
            body = self._pages[int(name) % len(self._pages)] + name
        elif path.startswith(b"/list"):
            body = self._build_list(int(name.removeprefix(b"list")))
        else:
            return (b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno",)
        etag = b'"%d-%s"' % (len(body), name)
        if b"If-None-Match: " + etag in head:
            return (b"HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n" % etag,)
        kind = b"Content-Type: text/html; charset=utf-8\r\n"
        return (b"HTTP/1.1 200 OK\r\nETag: %s\r\n%sContent-Length: %d\r\n\r\n" % (etag, kind, len(body)), body)

    def _build_list(self, number: int) -> bytes:
        first = (number - 1) * PER_LIST
        shown = range(first, min(first + PER_LIST, self._per_host))
        rows = "".join(f'<li><a href="/a/{n}.html">新闻</a></li>' for n in shown)
        following = f'<a href="/list{number + 1}.html">下一页</a>' if number * PER_LIST < self._per_host else ""
        return f'<html><ul class="news">{rows}</ul>{following}</html>'.encode()


def _serve(listening: socket.socket, per_host: int, size: int, told: Connection) -> None:
    def tell_cpu() -> None:
        told.recv()
        used = resource.getrusage(resource.RUSAGE_SELF)
        told.send(used.ru_utime + used.ru_stime)

    async def forever() -> None:
        pages = build_pages(size)
        loop = asyncio.get_running_loop()
        loop.add_reader(told.fileno(), tell_cpu)
        server = await loop.create_server(lambda: _Conversation(pages, per_host), sock=listening)
        await server.serve_forever()

    asyncio.run(forever())


class Site:
    """A running site."""

    def __init__(self, address: str, asked: Connection) -> None:
        self.address = address
        self._asked = asked

    def read_cpu(self) -> float:
        """Return the seconds of CPU that the server has used so far."""
        self._asked.send(None)
        return float(self._asked.recv())


@contextmanager
def serving(per_host: int, size: int) -> Iterator[Site]:
    """Give a site whose hosts have so many articles of so many bytes each."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=128)
    here, there = multiprocessing.Pipe()
    context = multiprocessing.get_context("fork")
    process = context.Process(target=_serve, args=(listening, per_host, size, there), daemon=True)
    process.start()
    try:
        yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", here)
    finally:
        process.terminate()
        process.join()
        listening.close()
