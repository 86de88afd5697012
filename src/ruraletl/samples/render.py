"""The pages of the sample site, rendered from its texts and templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ruraletl.errors import SettingsError
from ruraletl.records import CHINA
from ruraletl.samples.site import Page
from ruraletl.samples.texts import Article, File, Link, ListPages, Site, load_sites

if TYPE_CHECKING:
    from jinja2 import Environment

RELATED = 4  # links under an article to others of its column


@dataclass(frozen=True, slots=True)
class Sheet:
    """The place of one page among its siblings, for the pager."""

    number: int  # 1-based
    paths: tuple[str, ...]  # of all the pages, in order

    @property
    def path(self) -> str:
        """Path of this page."""
        return self.paths[self.number - 1]

    @property
    def previous(self) -> str | None:
        """Path of the page before."""
        return self.paths[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """Path of the page after."""
        return self.paths[self.number] if self.number < len(self.paths) else None


def load_sample_pages(folder: Path) -> list[Page]:
    """Render every page of the sample site.

    Args:
        folder: ``samples/`` of the project, with ``templates/`` and one folder per host.

    Raises:
        SettingsError: the folder holds no site, or one of its files has the wrong form.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only the demo needs it

    environment = Environment(
        loader=FileSystemLoader(folder / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages = [page for site in load_sites(folder) for page in _Renderer(environment, site).render()]
    if not pages:
        raise SettingsError(f"{folder} holds no sample site (no <host>/site.yaml). Restore the folder samples/.")
    return pages


class _Renderer:
    """All pages of one host."""

    def __init__(self, environment: Environment, site: Site) -> None:
        self.environment = environment
        self.site = site
        self.newest = max(article.published for article in site.articles)

    def render(self) -> Iterator[Page]:
        for article in self.site.articles:
            yield from self.render_article(article)
        for chain in self.site.lists:
            yield from self.render_lists(chain)
        for file in self.site.files:
            yield self.render_file(file)

    def render_article(self, article: Article) -> Iterator[Page]:
        paths = tuple(self.build_article_path(article, n) for n in range(1, len(article.pages) + 1))
        for number, blocks in enumerate(article.pages, start=1):
            text = self.fill(
                f"{article.layout}.html.j2",
                article=article,
                blocks=blocks,
                sheet=Sheet(number, paths),
                related=self.find_related(article),
            )
            yield self.build_page(paths[number - 1], text, article.published, encoding=article.encoding)

    def render_lists(self, chain: ListPages) -> Iterator[Page]:
        everything: list[Article | Link] = [*self.site.articles, *self.site.links]
        entries = sorted(
            (entry for entry in everything if entry.column == chain.column), key=lambda e: e.published, reverse=True
        )
        shares = [entries[at : at + self.site.per_page] for at in range(0, len(entries), self.site.per_page)]
        later = (chain.rest.format(n=number + chain.offset) for number in range(2, len(shares) + 1))
        paths = (chain.first, *later)
        for number, share in enumerate(shares, start=1):
            text = self.fill("list.html.j2", chain=chain, entries=share, sheet=Sheet(number, paths))
            yield self.build_page(paths[number - 1], text, self.newest)

    def render_file(self, file: File) -> Page:
        text = self.fill(file.template)
        return self.build_page(file.path, text, self.newest, encoding=file.encoding, content_type=file.content_type)

    def fill(self, template: str, **values: object) -> str:
        return self.environment.get_template(f"{self.site.family}/{template}").render(site=self.site, **values)

    def find_related(self, article: Article) -> list[Article]:
        """Return neighbours in the same column, as the related links under an article."""
        column = [other for other in self.site.articles if other.column == article.column]
        at = column.index(article)
        return [*column[at + 1 :], *column[:at]][:RELATED]

    def build_article_path(self, article: Article, number: int) -> str:
        if number == 1:
            return article.path
        path = PurePosixPath(article.path)
        stem = str(path.with_suffix(""))
        return self.site.later_page.format(stem=stem, n=number, suffix=path.suffix)

    def build_page(
        self, path: str, text: str, changed: datetime, *, encoding: str | None = None, content_type: str | None = None
    ) -> Page:
        return Page(
            url=urljoin(f"http://{self.site.host}/", path),
            body=text.encode(encoding or self.site.encoding),
            content_type=content_type or self.site.content_type,
            last_modified=changed.replace(tzinfo=CHINA).astimezone(UTC),
        )
