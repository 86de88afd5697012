"""The disguise: an answer with a good status that is not the page that was asked for."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from ruraletl.crawl.answer import Answer
from ruraletl.errors import FetchError, ParseError
from ruraletl.html.decode import decode
from ruraletl.html.refusals import find_refusal
from ruraletl.html.tree import build_tree
from ruraletl.records import Role

SMALL = 8_192  # bytes of a page that may be nothing but a notice; what is larger is judged when it is read
FEW = 120  # characters that such a page shows
UNSEEN = {"script", "style", "noscript"}
LOGIN = re.compile(
    r"""
    (?:^|[/.?=&_-])                                  # a whole word of host, path or query
    (?: login | signin | sign-in | logon | passport | sso | cas | oauth2? | authserver | logging )
    (?:$|[/.?=&_-])
    """,
    re.VERBOSE | re.IGNORECASE,
)
HOME = re.compile(r"/?(?:(?:index|default|home)\.\w+)?")
SENTENCES = {
    "soft_404": "the page is gone or has moved, though the answer says that all is well",
    "login_wall": "it wants a login; leave it out",
    "forbidden": "the site refuses us; slow down, or leave it out",
    "server_error": "the site has a problem, though the answer says that all is well; the next run tries again",
    "parked": "the domain is for sale, or not in use; look at it in a browser, and take the source out",
    "hijacked": "somebody else has taken the site over; look at it in a browser, and take the source out",
    "redirect": "it only says that another page follows; correct the address where it is linked",
    "browser_check": "the site asks for a browser challenge; leave it out",
}


def check_disguise(answer: Answer, role: Role) -> None:
    """Raise FetchError where an answer is not the page that was asked for: a key of ``SENTENCES``.

    Args:
        answer: with status 200 and a body that can be read.
        role: an article that leads to the home page of its host is gone; a list may well be a home page.
    """
    reason = _find_redirected(answer, role) or _find_said(answer)
    if reason:
        raise FetchError(reason, f"{answer.final_url}: {SENTENCES[reason]}.")


def _find_redirected(answer: Answer, role: Role) -> str | None:
    """Return the reason that the place gives to which a page led."""
    asked, found = urlsplit(answer.url), urlsplit(answer.final_url)
    if (asked.netloc, asked.path) == (found.netloc, found.path):
        return None
    if _is_login(answer.final_url) and not _is_login(answer.url):
        return "login_wall"
    is_home = HOME.fullmatch(found.path) and not found.query
    return "soft_404" if role is Role.ARTICLE and is_home and not HOME.fullmatch(asked.path) else None


def _is_login(url: str) -> bool:
    parts = urlsplit(url)
    return LOGIN.search(f"{parts.netloc}{parts.path}") is not None or "mod=logging" in parts.query


def _find_said(answer: Answer) -> str | None:
    """Return the reason that a page gives which shows little else."""
    if len(answer.body) > SMALL:
        return None
    try:
        tree = build_tree(decode(answer.body, answer.content_type).text)
    except ParseError:
        return None  # the reader says what is wrong with it
    parts = (str(node.text or "") + " " + str(node.tail or "") for node in tree.iter() if node.tag not in UNSEEN)
    words = " ".join(" ".join(islice(parts, FEW)).split())
    return find_refusal(words) if len(words) <= FEW else None
