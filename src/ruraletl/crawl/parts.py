"""The parts of a source definition: links, rows of JSON, pagers, expectations.

The description of a field is what its error messages say was expected.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Self
from urllib.parse import urlsplit

import soupsieve
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

PLACEHOLDER = re.compile(r"\{([^{}\"'\s]*)\}")  # {n}, {stem}; the braces of JSON hold quotes or blanks


def _check_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it is not an http or https address")
    if parts.username or parts.password:
        raise ValueError("it holds a user name or password, which would be archived with every page")
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
    names = PLACEHOLDER.findall(template)
    if names.count("n") != 1 or not {*names} <= {"n", "stem"}:
        raise ValueError("it must hold {n} once, where the page number goes, and may hold {stem}")
    return template


def parse_hours(hours: str) -> tuple[time, time]:
    """Return the two ends of hours.

    >>> parse_hours("22:00-06:30")
    (datetime.time(22, 0), datetime.time(6, 30))

    Raises:
        ValueError: they have another form.
    """
    opens, _, closes = hours.partition("-")
    return time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())


def _check_hours(hours: str) -> str:
    opens, closes = parse_hours(hours)
    if opens == closes:
        raise ValueError("its two ends are the same")
    return hours


Hours = Annotated[str, AfterValidator(_check_hours)]
Url = Annotated[str, AfterValidator(_check_url)]
Css = Annotated[str, AfterValidator(_check_css)]
Pattern = Annotated[str, AfterValidator(_check_pattern)]
Template = Annotated[str, AfterValidator(_check_template)]
Text = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """What all parts share: unknown fields are errors, and nothing changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Links(Part):
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


class Rows(Part):
    """Where a JSON list keeps its articles."""

    path: Text = Field("$", description="names joined by dots that lead to the rows, * for every member; $ for all")
    url: Text | None = Field(None, description="the path of the address in a row, or an address with {path} in it")
    title: Text | None = Field(None, description="the path of the title in a row")
    date: Text | None = Field(None, description="the path of the day in a row, as text or as seconds since 1970")
    html: Text | None = Field(
        None, description="the path of a text that holds a list page; links and pager say what it holds"
    )

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if (self.url is None) == (self.html is None):
            raise ValueError("exactly one of url and html must be given")
        return self


class Lead(Part):
    """How a start page names the address of its list in a script."""

    pattern: Pattern = Field(description="a regular expression with a group, found in the text of the start page")
    template: Text = Field(description="the address of the list, with {1} for the first group of the pattern")

    @model_validator(mode="after")
    def _check_groups(self) -> Self:
        wanted = {int(name) for name in PLACEHOLDER.findall(self.template) if name.isdigit()}
        if not wanted or max(wanted) > re.compile(self.pattern).groups:
            raise ValueError("template must hold {1}, and the pattern as many groups as the template names")
        return self


class Pager(Part):
    """Where the next list page is. Without it, 下一页 and the pagers of the common systems are recognised."""

    css: Css | None = Field(None, description='a CSS selector of the link to the next page, such as "a.next"')
    template: Template | None = Field(
        None,
        description="an address with {n} for the page number and {stem} for the name of the start page, such as "
        '"index_{n}.html"',
    )
    param: Text | None = Field(None, description="the query parameter that holds the page number, such as page")
    value: Template = Field("{n}", description="what the query parameter holds, with {n} for the page number")
    first: int = Field(
        1, ge=0, description="the number of the first list page, 0 or 1; the second page takes the next one"
    )

    @model_validator(mode="after")
    def _check_one(self) -> Self:
        if [self.css, self.template, self.param].count(None) != 2:  # noqa: PLR2004 - all but one
            raise ValueError("exactly one of css, template and param must be given")
        return self


class ExpectedArticles(Part):
    """How many articles one discovery should offer."""

    min: int = Field(1, ge=1, description="a number of articles, 1 or more; fewer is a failure")
    max: int | None = Field(None, ge=1, description="a number of articles, or nothing; more is a warning")

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.max is not None and self.max < self.min:
            raise ValueError(f"max ({self.max}) is below min ({self.min})")
        return self
