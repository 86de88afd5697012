"""Header: what a page states about itself, gathered from all places where it may stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ruraletl.parse.byline import find_author, find_editor, find_publisher
from ruraletl.parse.dates import parse_day
from ruraletl.parse.forum import Post
from ruraletl.parse.kind import is_policy_title
from ruraletl.parse.lines import Line
from ruraletl.parse.meta import Meta
from ruraletl.parse.policy import find_doc_number, read_policy_header
from ruraletl.parse.published import find_published
from ruraletl.parse.signoff import find_signoff
from ruraletl.parse.speech import find_speech
from ruraletl.parse.summary import find_summary
from ruraletl.parse.view import View
from ruraletl.records import Basis, Header, Paragraph, Stated


def build_header(view: View, meta: Meta, url: str, paragraphs: Sequence[Paragraph]) -> Header:
    """Return the header fields of a page; a post has an author and a day of its own, and no 来源.

    Args:
        view: the page laid flat.
        meta: its head.
        url: its address.
        paragraphs: its body.
    """
    near, tail, post = view.near, [*view.tail, *view.over], view.post
    policy = read_policy_header(view.above)
    title = (post.title if post else None) or view.headline.stated
    named = title.value if title else ""
    speaker, occasion = find_speech(named, paragraphs)
    doc_number = policy.fields.get("doc_number") or _find_first_number(near, paragraphs)
    is_policy = not post and (doc_number is not None or is_policy_title(named))
    issuer, issued_on = find_signoff(paragraphs) if is_policy else (None, None)
    published = _find_posted(post) or find_published(near, view.lines, meta, url, paragraphs)
    return Header(
        title=title,
        published=policy.days.get("published") or published,
        publisher=None if post else find_publisher(near, tail, meta),
        author=post.author if post else find_author(near, tail, paragraphs),
        editor=find_editor(near, tail),
        summary=find_summary(near, meta),
        speaker=speaker,
        occasion=occasion,
        index_number=policy.fields.get("index_number"),
        issuer=policy.fields.get("issuer") or issuer,
        doc_number=doc_number,
        issued_on=policy.days.get("issued_on") or issued_on,
        topic=policy.fields.get("topic"),
        validity=policy.fields.get("validity"),
    )


def _find_posted(post: Post | None) -> Stated[date] | None:
    words = post.posted if post else None
    day = parse_day(words) if words else None
    return Stated(day, words, Basis.BYLINE) if day and words else None


def _find_first_number(near: Sequence[Line], paragraphs: Sequence[Paragraph]) -> Stated[str] | None:
    """Return the 文号 that stands alone on a line between headline and body, or on one of the body's first."""
    texts = [*(line.text for line in near), *(paragraph.text for paragraph in paragraphs[:3])]
    return next((found for text in texts if (found := find_doc_number(text))), None)
