"""View: a page laid flat, with its body chosen and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ruraletl.html.tree import Element
from ruraletl.parse.body import SENTENCE_END, choose_body
from ruraletl.parse.floors import find_floors, find_lone_post
from ruraletl.parse.forum import Post, Thread, read_post
from ruraletl.parse.lines import Line, flatten, has_hidden
from ruraletl.parse.meta import Meta
from ruraletl.parse.title import WEAK_SCORE, Headline, find_title, find_title_above, is_byline

FEW, LEAST = 150, 20  # characters of body below which hidden elements are read too; of what these must hold
HEADLINE = 60  # characters of a headline that is known by its place only, at most
BEFORE, BEHIND = 14, 15  # lines around the body in which a byline may stand
OVER = 4  # lines above the headline in which it may


@dataclass(frozen=True, slots=True)
class View:
    """A page laid flat, with its body chosen."""

    lines: Sequence[Line]
    headline: Headline
    body: Sequence[Line]
    post: Post | None = None  # the first one, on a forum

    @property
    def size(self) -> int:
        """Characters of the body."""
        return sum(len(line.text) for line in self.body)

    @property
    def title(self) -> str:
        """Words of the headline; empty where there is none."""
        return self.headline.stated.value if self.headline.stated else ""

    @property
    def above(self) -> Sequence[Line]:
        """The lines before the body, and a few of it."""
        return self.lines[: self._first + 6]

    @property
    def near(self) -> Sequence[Line]:
        """The lines between headline and body."""
        title, first = self.headline.line, self._first
        start = title.index if title and title.index < first else first - BEFORE
        return self.lines[max(0, start, first - 3 * BEFORE) : first]

    @property
    def over(self) -> Sequence[Line]:
        """The lines above the headline, where some pages have the byline."""
        title = self.headline.line
        return self.lines[max(0, title.index - OVER) : title.index] if title else ()

    @property
    def tail(self) -> Sequence[Line]:
        """The lines in and behind the body that are not of it, and its last ones."""
        if not self.body:
            return ()
        own = {line.index for line in self.body}
        last = self.body[-1].index
        return [line for line in self.lines[self._first : last + BEHIND] if line.index not in own] + list(
            self.body[-2:]
        )

    @property
    def _first(self) -> int:
        return self.body[0].index if self.body else len(self.lines)


def look(tree: Element, meta: Meta, thread: Thread | None, *, floors: bool) -> View:
    """Lay a page flat and choose its body, among hidden elements too if there is none in sight.

    Args:
        tree: root of the page.
        meta: its head.
        thread: the posts that the software of its forum marks.
        floors: whether to look for posts that are counted as floors.
    """
    view = _choose(flatten(tree), meta, thread, floors=floors)
    if view.size < FEW and has_hidden(tree):
        with_hidden = _choose(flatten(tree, with_hidden=True), meta, thread, floors=floors)
        if with_hidden.size > 3 * max(view.size, LEAST):
            return with_hidden
    return view


def _choose(lines: Sequence[Line], meta: Meta, thread: Thread | None, *, floors: bool) -> View:
    headline = find_title(lines, meta)
    post = read_post(lines, thread) if thread else find_floors(lines) if floors else None
    if post is not None:
        return View(lines, headline, post.lines, post)
    chosen = choose_body(lines, headline)
    body = chosen.lines if chosen else ()
    if body and headline.score < WEAK_SCORE:
        shorter = _skip_headline(lines, body)
        above = find_title_above(lines, shorter[0].index, headline)
        if shorter is not body and above.line is not body[0]:
            above, shorter = find_title_above(lines, body[0].index, headline), body
        headline, body = above, shorter
    return View(lines, headline, body, find_lone_post(lines, body) if floors else None)


def _skip_headline(lines: Sequence[Line], body: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return a body without a headline, known by the byline below it, that was taken for its first line."""
    first = body[0]
    behind = lines[first.index + 1] if first.index + 1 < len(lines) else first
    if len(first.text) > HEADLINE or SENTENCE_END.search(first.text) or not is_byline(behind):
        return body
    return tuple(line for line in body[1:] if line is not behind) or body
