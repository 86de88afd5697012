"""The definition of a source: what one YAML file under ``sources/`` may say.

The description of a field is what its error messages say was expected.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

import soupsieve
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

SOURCE_ID = r"^[a-z0-9][a-z0-9-]{0,62}$"  # also the name of a folder in the archive


class SourceKind(StrEnum):
    """How a source announces its articles. What a page is in truth is read from its bytes."""

    LIST = "list"
    FEED = "feed"
    SITEMAP = "sitemap"
    FORUM = "forum"


# Where an article link of a forum is the same on every board of that software.
FORUM_LINKS = r"thread-\d+-1-\d+\.html|mod=viewthread&(?:.*&)?tid=\d+|read\.php\?tid=\d+"  # Discuz, Discuz, phpwind


def _check_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it is not an http or https address")
    return url


def _check_css(css: str) -> str:
    try:
        soupsieve.compile(css)
    except soupsieve.SelectorSyntaxError as error:
        raise ValueError(str(error).splitlines()[0]) from None
    return css


def _check_pattern(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{error.msg} at character {error.pos}") from None
    return pattern


def _check_template(template: str) -> str:
    if template.count("{n}") != 1 or template.count("{") != 1:
        raise ValueError("it must hold {n} once, where the page number goes")
    return template


Url = Annotated[str, AfterValidator(_check_url)]
Css = Annotated[str, AfterValidator(_check_css)]
Pattern = Annotated[str, AfterValidator(_check_pattern)]
Template = Annotated[str, AfterValidator(_check_template)]
Text = Annotated[str, Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Links(_Part):
    """Which links of a list page are articles; a link must satisfy whatever is given."""

    css: Css | None = Field(None, description='a CSS selector of the links, such as "ul.news-list li a"')
    pattern: Pattern | None = Field(
        None, description=r"a regular expression found in the address, such as '/t20\d{6}_\d+\.html$'"
    )

    @model_validator(mode="after")
    def _check_given(self) -> Self:
        if self.css is None and self.pattern is None:
            raise ValueError("neither css nor pattern is given")
        return self


class Pager(_Part):
    """Where the next list page is. Without it, 下一页 and the pagers of the common systems are recognised."""

    css: Css | None = Field(None, description='a CSS selector of the link to the next page, such as "a.next"')
    template: Template | None = Field(
        None, description='an address with {n} for the page number, such as "index_{n}.html"'
    )
    first: int = Field(
        1, ge=0, description="the number of the first list page, 0 or 1; the second page takes the next one"
    )

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if (self.css is None) == (self.template is None):
            raise ValueError("exactly one of css and template must be given")
        return self


class ExpectedArticles(_Part):
    """How many articles one discovery should offer."""

    min: int = Field(1, ge=1, description="a number of articles, 1 or more; fewer is a failure")
    max: int | None = Field(None, ge=1, description="a number of articles, or nothing; more is a warning")

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.max is not None and self.max < self.min:
            raise ValueError(f"max ({self.max}) is below min ({self.min})")
        return self


class Source(_Part):
    """One site, or one column of a site, that is read every night."""

    id: str = Field(pattern=SOURCE_ID, description="the file's name: lower-case letters, digits and hyphens")
    name: Text = Field(description="the site's own name, such as 丹河新闻网")
    publisher: Text = Field(description="who answers for the site, such as 丹河市融媒体中心")
    home_region: Annotated[str, Field(pattern=r"^\d{6}$")] | None = Field(
        None, description='the GB/T 2260 code of the place it writes about, six digits in quotes ("140500"), or null'
    )
    kind: SourceKind = Field(description="one of list, feed, sitemap, forum")
    start_urls: tuple[Url, ...] = Field(
        min_length=1, description="a list of http(s) addresses of list pages, feeds or sitemaps"
    )
    links: Links | None = Field(None, description="css and/or pattern that tell article links from others")
    pager: Pager | None = Field(None, description="css or template that lead to the next list page")
    max_list_pages: int = Field(20, ge=1, le=10_000, description="a number from 1 to 10000, per start address")
    delay_s: float | None = Field(
        None,
        ge=0,
        le=3600,
        description="seconds between two requests to one host (0 to 3600); left out: RURALETL_DELAY",
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
    notes: str = Field("", description="text")

    @model_validator(mode="after")
    def _check_links(self) -> Self:
        if self.kind is SourceKind.LIST and self.links is None:
            raise ValueError("a source of kind list needs links (css, pattern or both)")
        return self

    @property
    def link_css(self) -> str | None:
        """CSS selector of article links on list pages; None for every link."""
        return self.links.css if self.links else None

    @property
    def link_pattern(self) -> str | None:
        """Regular expression that article addresses must match; None for every address."""
        if self.links is None and self.kind is SourceKind.FORUM:
            return FORUM_LINKS
        return self.links.pattern if self.links else None
