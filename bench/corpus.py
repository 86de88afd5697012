"""A seeded synthetic corpus for the warehouse: articles with claims, some of them reposted."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache

from repost_set import EDITS, Text, edit_text, write_articles

from ruraletl.parse.signature import sign
from ruraletl.records import (
    Basis,
    Claim,
    Document,
    Fetch,
    Header,
    Kind,
    Mention,
    Outcome,
    PageLink,
    Paragraph,
    Role,
    Stated,
    Status,
    build_key,
)
from ruraletl.reference.indicators import load_indicators
from ruraletl.reference.measures import load_measures
from ruraletl.reference.regions import Level, load_regions
from ruraletl.warehouse.staging.articles import ReadArticle, SourceRow

REPOSTED = 0.3  # of the documents are copies
SOURCES = 50
DAYS = 3000
FIRST_DAY = date(2018, 1, 1)
NUMBER = re.compile(r"\d+")
CLAIMS = 10  # a document, at most


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the corpus with what was read on it."""

    text: Text
    fetch: Fetch
    reading: ReadArticle


def list_sources() -> list[SourceRow]:
    """Return the sources of the corpus: every second one a government's."""
    counties = _list_counties()
    return [
        SourceRow(
            source_id=f"s{number:02}",
            name=f"站点{number}",
            publisher=f"第{number}县人民政府" if number % 2 else f"第{number}日报",
            home_region=counties[number * 7],
            kind="list",
            licence="none stated",
            cadence_days=1,
            start_url=f"http://s{number:02}.test/",
        )
        for number in range(SOURCES)
    ]


def make_pages(count: int, seed: int, *, run_id: str = "r1") -> Iterator[Page]:
    """Yield pages: the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - a reproducible corpus, no secret
    recent: list[Text] = []
    articles = write_articles(count, seed)
    for number in range(count):
        if recent and rng.random() < REPOSTED:
            text = edit_text(rng.choice(recent), rng.choice(list(EDITS)), rng)
        else:
            text = next(articles)
            recent = [*recent[-999:], text]
        yield _make_page(text, f"{seed}-{number}", rng, run_id)


def _make_page(text: Text, name: str, rng: random.Random, run_id: str) -> Page:
    source = rng.randrange(SOURCES)
    url = f"http://s{source:02}.test/{name}.html"
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    content_hash, signature = sign(text.title, text.body)
    document = Document(
        source_id=f"s{source:02}",
        url=url,
        kind=Kind.NEWS,
        header=Header(
            title=Stated(text.title, text.title, Basis.META), published=Stated(day, day.isoformat(), Basis.BYLINE)
        ),
        paragraphs=tuple(_place_paragraphs(text.paragraphs)),
        text=text.body,
        pages=(PageLink(1, url),),
        content_hash=content_hash,
        signature=signature,
        parser_version="1",
    )
    claims = tuple(_make_claims(text.body, day, rng))
    mention = Mention(
        start=0,
        end=2,
        text=text.body[:2],
        kind="instrument",
        region_code=rng.choice(_list_counties()),
        measure_id=rng.choice(load_measures()).measure_id,
    )
    sha256 = build_key(url)
    return Page(
        text,
        Fetch(
            run_id=run_id,
            source_id=f"s{source:02}",
            url=url,
            final_url=url,
            role=Role.ARTICLE,
            article_url=url,
            page=1,
            fetched_at=datetime(2026, 11, 20, tzinfo=UTC),
            outcome=Outcome.NEW,
            status=200,
            sha256=sha256,
            warc_file="a.warc.gz",
            warc_offset=1,
        ),
        ReadArticle(
            source_id=f"s{source:02}",
            article_url=url,
            pages_sha256=(sha256,),
            reader_version="1",
            document=document,
            claims=claims,
            mentions=(mention,),
        ),
    )


def _place_paragraphs(paragraphs: tuple[str, ...]) -> Iterator[Paragraph]:
    start = 0
    for paragraph in paragraphs:
        yield Paragraph(text=paragraph, start=start)
        start += len(paragraph) + 1


def _make_claims(body: str, day: date, rng: random.Random) -> Iterator[Claim]:
    region, indicators = rng.choice(_list_counties()), load_indicators()
    for found in list(NUMBER.finditer(body))[:CLAIMS]:
        indicator = rng.choice(indicators)
        target = rng.random() < 0.1  # noqa: PLR2004
        yield Claim(
            start=found.start(),
            end=found.end(),
            text=found.group(),
            sentence_start=body.rfind("。", 0, found.start()) + 1,
            sentence_end=body.find("。", found.end()) + 1,
            value=Decimal(found.group()),
            unit=indicator.unit,
            unit_raw=indicator.unit,
            indicator_id=None if rng.random() < 0.3 else indicator.indicator_id,  # noqa: PLR2004
            region_code=region,
            region_basis="subject",
            phrase="某项数量",
            period=str(day.year + 2 if target else day.year - 1),
            period_basis="explicit",
            status=Status.TARGET if target else Status.ACTUAL,
            confidence=0.9,
        )


@cache
def _list_counties() -> list[str]:
    return sorted({region.code for region in load_regions() if region.level is Level.COUNTY})
