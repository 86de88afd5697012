"""The definition of a source: what one YAML file under ``sources/`` may say.

The description of a field is what its error messages say was expected.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ruraletl.crawl.families import FAMILIES, Family
from ruraletl.crawl.parts import ExpectedArticles, Hours, Lead, Links, Pager, Part, Rows, Text, Url
from ruraletl.reference.regions import find_region

SOURCE_ID = r"^[a-z0-9][a-z0-9-]{0,62}$"  # also the name of a folder in the archive


class SourceKind(StrEnum):
    """How a source announces its articles. What a page is in truth is read from its bytes."""

    LIST = "list"
    FEED = "feed"
    SITEMAP = "sitemap"
    FORUM = "forum"
    JSON = "json"
    SAVED = "saved"  # pages in a folder or a WARC file


# Where an article link of a forum is the same on every board of that software.
FORUM_LINKS = "|".join(f"(?:{FAMILIES[name].links})" for name in ("discuz", "phpwind"))


def _check_family(name: str) -> str:
    if name not in FAMILIES:
        raise ValueError("no content system of that name is known")
    return name


def _check_region(code: str) -> str:
    if find_region(code) is None:
        raise ValueError("there is no region of that code")
    return code


class Source(Part):
    """One site, or one column of a site, that is read every night."""

    id: str = Field(pattern=SOURCE_ID, description="the file's name: lower-case letters, digits and hyphens")
    name: Text = Field(description="the site's own name, such as 丹河新闻网")
    publisher: Text = Field(description="who answers for the site, such as 丹河市融媒体中心")
    home_region: Annotated[str, Field(pattern=r"^\d{6}$"), AfterValidator(_check_region)] | None = Field(
        None, description='the GB/T 2260 code of the place it writes about, six digits in quotes ("140500"), or null'
    )
    kind: SourceKind = Field(description="one of list, feed, sitemap, forum, json, saved")
    cms: Annotated[str, AfterValidator(_check_family)] | None = Field(
        None, description=f"the content system, which says what links look like: {', '.join(FAMILIES)}"
    )
    start_urls: tuple[Url, ...] = Field(
        min_length=1, description="a list of http(s) addresses of list pages, feeds or sitemaps"
    )
    path: Text | None = Field(
        None, description="a WARC file, or a folder of WARC or HTML files, relative to the folder of source files"
    )
    links: Links | None = Field(None, description="css and/or pattern that tell article links from others")
    rows: Rows | None = Field(None, description="path, url, title and date (or html) in the answer of a JSON list")
    lead: Lead | None = Field(None, description="pattern and template that lead from a start page to its list")
    pager: Pager | None = Field(None, description="css, template or param that lead to the next list page")
    post: Text | None = Field(
        None, description="JSON text that list pages are asked for with, by POST; {n} in it is the page number"
    )
    referer: Url | None = Field(None, description="the address that requests name as Referer, where the site wants one")
    max_list_pages: int = Field(20, ge=1, le=10_000, description="a number from 1 to 10000, per start address")
    full_look_days: int = Field(
        1,
        ge=1,
        le=365,
        description="the days (1 to 365) after which lists are followed to their end; between, to where they are known",
    )
    min_relevance: int | None = Field(
        None, ge=1, description="the points that the words of a title must reach (topics.csv), 1 or more, or null"
    )
    delay_s: float | None = Field(
        None,
        ge=0,
        le=3600,
        description="seconds between two requests to one host (0 to 3600); left out: RURALETL_DELAY",
    )
    hours: Hours | None = Field(
        None, description='the hours in China in which it may be asked, such as "22:00-06:00"; left out: all'
    )
    daily_requests: int | None = Field(
        None, ge=1, description="the most requests a day, 1 or more; what is left waits for another day"
    )
    recheck_days: int = Field(
        90,
        ge=0,
        le=365,
        description="the most days (0 to 365) between two looks at a known article; 0: looked at in every run",
    )
    allow_private: bool = Field(
        default=False, description="true where the site stands in your own network (10.x, 192.168.x, localhost)"
    )
    expected_articles: ExpectedArticles = Field(
        ExpectedArticles(min=1, max=None), description="min and/or max number of articles that discovery finds"
    )
    cadence_days: int = Field(1, ge=1, description="the days within which something new should appear, 1 or more")
    licence: Text = Field(description='under which terms its texts stand, or "none stated"')
    enabled: bool = Field(default=True, description="true or false")
    verified: date | Literal["never"] = Field(
        "never", description='the day it was last checked against the live site (2026-08-01), or "never"'
    )
    evidence: str = Field("", description="what the last check found, as `ruraletl source check --write` writes it")
    notes: str = Field("", description="text")

    @model_validator(mode="after")
    def _check_links(self) -> Self:
        if self.kind is SourceKind.LIST and self.links is None and self.cms is None:
            raise ValueError("a source of kind list needs links (css, pattern or both) or cms")
        if self.kind is SourceKind.JSON and self.rows is None:
            raise ValueError("a source of kind json needs rows, which say where its answer keeps the articles")
        if (self.kind is SourceKind.SAVED) != (self.path is not None):
            raise ValueError("kind saved and path go together: path says where the saved pages are")
        if self.rows and self.rows.html and self.links is None and self.cms is None:
            raise ValueError("rows.html is a list page: it needs links (css, pattern or both) or cms")
        return self

    @property
    def family(self) -> Family | None:
        """The content system, if the file names one."""
        return FAMILIES[self.cms] if self.cms else None

    @property
    def link_css(self) -> str | None:
        """CSS selector of article links on list pages; None for every link."""
        return self.links.css if self.links else None

    @property
    def link_pattern(self) -> str | None:
        """Regular expression that article addresses must match; None for every address."""
        if self.links:
            return self.links.pattern
        if self.family:
            return self.family.links
        return FORUM_LINKS if self.kind is SourceKind.FORUM else None
