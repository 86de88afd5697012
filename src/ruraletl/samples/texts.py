"""The texts of the sample site, as their YAML files hold them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ruraletl.errors import SettingsError

T = TypeVar("T", bound=BaseModel)


class _Strict(BaseModel):
    """A part of a file: nothing unknown in it, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _read_block(value: object) -> object:
    """Turn the short forms of the files, ``text`` and ``kind: text``, into the fields of a block."""
    if isinstance(value, str):
        return {"kind": "p", "text": value}
    if isinstance(value, dict) and len(value) == 1:
        [(kind, content)] = value.items()
        return {"kind": kind, "rows" if kind == "table" else "text": content}
    return value


class Block(_Strict):
    """One piece of a body."""

    kind: Literal["p", "h", "q", "note", "sign", "image", "table", "page"]  # page: the next page starts here
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


class Reply(_Strict):
    """An answer in a thread."""

    author: str
    at: datetime  # China Standard Time
    text: str
    signature: str = ""


class Attachment(_Strict):
    """A file that a page offers."""

    name: str
    path: str


class Article(_Strict):
    """One article of a site, on one page or several."""

    path: str  # of its first page
    layout: str = "article"  # template in the folder of the site's family
    column: str
    title: str
    published: datetime  # China Standard Time
    publisher: str = ""  # 来源
    author: str = ""
    editor: str = ""  # 责任编辑
    summary: str = ""
    keywords: str = ""
    views: int = 0
    header: dict[str, str] = Field(default_factory=dict)  # of a policy document: label to value
    body: tuple[Annotated[Block, BeforeValidator(_read_block)], ...]
    attachments: tuple[Attachment, ...] = ()
    signature: str = ""  # below a forum post
    replies: tuple[Reply, ...] = ()
    encoding: str | None = None  # where the bytes are not what the site declares
    in_feed: bool = True

    @property
    def pages(self) -> tuple[tuple[Block, ...], ...]:
        """The body, divided at the page marks."""
        pages: list[list[Block]] = [[]]
        for block in self.body:
            if block.kind == "page":
                pages.append([])
            else:
                pages[-1].append(block)
        return tuple(map(tuple, pages))


class ListPages(_Strict):
    """A chain of list pages over one column."""

    column: str
    title: str
    first: str  # path of the first page
    rest: str  # of page number n
    offset: int = 0  # what the site adds to a page's number: -1 where page 2 is called index_1


class Link(_Strict):
    """An entry in a list that is no article of ours: a file, or a page that is gone."""

    column: str
    title: str
    path: str
    published: datetime


class File(_Strict):
    """Anything served beside articles and lists: robots.txt, feeds, a PDF."""

    path: str
    template: str
    content_type: str
    encoding: str = "utf-8"


class Site(_Strict):
    """One host."""

    host: str
    family: str  # folder of templates
    name: str
    owner: str  # 主办单位
    code: str = ""  # 网站标识码
    encoding: str
    content_type: str  # header of its pages
    per_page: int  # entries on a list page
    later_page: str = "{stem}_{n}{suffix}"  # path of an article's page n
    lists: tuple[ListPages, ...]
    links: tuple[Link, ...] = ()
    files: tuple[File, ...] = ()
    articles: tuple[Article, ...] = ()  # newest first


def load_sites(folder: Path) -> Iterator[Site]:
    """Read each ``<host>/site.yaml`` under *folder* with the articles beside it.

    Raises:
        SettingsError: a file does not have the form described here.
    """
    for path in sorted(folder.glob("*/site.yaml")):
        texts = sorted(file for file in path.parent.glob("**/*.yaml") if file != path)
        articles = sorted((_load(file, Article) for file in texts), key=lambda article: article.published, reverse=True)
        yield _load(path, Site).model_copy(update={"articles": tuple(articles)})


def _load(path: Path, model: type[T]) -> T:
    try:
        return model.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise SettingsError(f"{path} is no {model.__name__.lower()} of the sample site: {error}") from error
