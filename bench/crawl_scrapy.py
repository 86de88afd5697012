"""The same crawl by Scrapy with a WARC writer, for ``crawl.py`` to run in an environment of its own; prints JSON.

Every page makes a response and a request record, and a line of an index with its hash and its place.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


class Spider(scrapy.Spider):
    """Follows lists and archives every page."""

    name = "peer"

    def __init__(self, hosts: int, folder: Path) -> None:
        super().__init__()
        self._hosts = hosts
        self._file = (folder / "scrapy.warc.gz").open("wb")
        self._writer = WARCWriter(self._file, gzip=True)
        self._index = csv.writer((folder / "index.csv").open("w", encoding="utf-8"))

    async def start(self) -> Any:  # noqa: ANN401 - what Scrapy wants
        """Ask for the first list page of every host."""
        for host in range(self._hosts):
            yield scrapy.Request(f"http://h{host}.example/list1.html", self.read_list)

    def read_list(self, response: Any) -> Iterator[scrapy.Request]:  # noqa: ANN401
        """Ask for what a list page shows."""
        self.keep(response)
        for address in response.css("ul.news a::attr(href)").getall():
            yield scrapy.Request(response.urljoin(address), self.keep)
        following = response.xpath("//a[.='下一页']/@href").get()
        if following:
            yield scrapy.Request(response.urljoin(following), self.read_list)

    def keep(self, response: Any) -> None:  # noqa: ANN401
        """Archive and index a page."""
        place = self._file.tell()
        answer = self._writer.create_warc_record(
            response.url,
            "response",
            payload=io.BytesIO(response.body),
            length=len(response.body),
            http_headers=_build_head(f"{response.status} OK", "HTTP/1.1", response.headers),
        )
        request = response.request
        asked = self._writer.create_warc_record(
            response.url, "request", http_headers=_build_head(f"GET {response.url} HTTP/1.1", "", request.headers)
        )
        self._writer.write_request_response_pair(asked, answer)
        self._index.writerow([response.url, hashlib.sha256(response.body).hexdigest(), place])


def _build_head(line: str, protocol: str, headers: Any) -> StatusAndHeaders:  # noqa: ANN401
    pairs = [(name.decode(), value.decode()) for name, values in headers.items() for value in values]
    return StatusAndHeaders(line, pairs, protocol=protocol, is_http_request=not protocol)


def main() -> None:
    """Crawl, and print pages, seconds, seconds of CPU and the most memory."""
    hosts, at_once, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    process = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "CONCURRENT_REQUESTS": at_once,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_DELAY": 0,
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    crawler = process.create_crawler(Spider)
    process.crawl(crawler, hosts=hosts, folder=folder)
    begun, cpu = time.perf_counter(), time.process_time()
    process.start()
    seconds, spent = time.perf_counter() - begun, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages = crawler.stats.get_value("downloader/response_status_count/200") if crawler.stats else 0
    print(json.dumps({"pages": pages, "seconds": seconds, "cpu_seconds": spent, "peak_mb": peak}))


if __name__ == "__main__":
    main()
