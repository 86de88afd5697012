"""Scripted: words that a page writes by script, put where a reader would see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ruraletl.html.parts import Parts

SET = re.compile(
    r"""
    \b(?:var|let|const) \s+ (?P<name>\w{1,40}) \s*=\s*  # var DOCSOURCE =
    (?: \w{1,20} \( \s* )?                              # htmlDecode(
    (?: "(?P<double>[^"\\\n]{0,200})" | '(?P<single>[^'\\\n]{0,200})' )
    """,
    re.VERBOSE,
)
WRITE = re.compile(r"document\.write(?:ln)?\(\s*(?P<what>[^();]{1,300}?)\s*\)")
TERM = re.compile(r"\s*(?:\"(?P<double>[^\"\\]*)\"|'(?P<single>[^'\\]*)'|(?P<name>\w+))\s*(?:\+|$)")
TAG = re.compile(r"<[^<>]*>")
CODE = 3_000  # characters of a script at most that writes words; longer ones are programs
WRITES = "document.write"
MOST_WRITES = 4  # in a script; more make a calendar or an advertisement
PROGRAM = ("else", "%3C", "Date(", "<script", "<iframe")  # signs of a script that does more than write words
WORDS = 100  # characters of what is written at most


def writes(text: str) -> bool:
    """Whether the source of a page writes words by script: a cheap look before the search of its tree."""
    return WRITES in text


def write_out(parts: Parts) -> None:
    """Put what short scripts in the body write into the tree, as text behind them.

    Only sums of literals and of variables that the page sets to a literal are understood. A script that chooses
    between two texts writes neither.
    """
    scripts = [(node, code) for node, code in parts.scripts if len(code) <= CODE]
    writing = [(node, code) for node, code in scripts if WRITES in code and not any(sign in code for sign in PROGRAM)]
    values = dict(pair for _, code in scripts for pair in find_values(code)) if writing else {}
    for node, code in writing:
        if code.count(WRITES) <= MOST_WRITES:
            written = "".join(_evaluate(found["what"], values) for found in WRITE.finditer(code))
            words = TAG.sub("", written).strip()
            if 0 < len(words) <= WORDS:
                node.tail = words + (node.tail or "")


def find_values(code: str) -> Iterator[tuple[str, str]]:
    """Yield the variables that a script sets to a literal, with what they are set to."""
    for found in SET.finditer(code):
        yield found["name"], (found["double"] or found["single"] or "").strip()


def _evaluate(expression: str, values: Mapping[str, str]) -> str:
    """Return what a sum comes to; nothing if a term is empty or unknown, as pages then write nothing either."""
    terms, position = [], 0
    while position < len(expression):
        term = TERM.match(expression, position)
        if not term:
            return ""
        literal = term["double"] if term["double"] is not None else term["single"]
        value = literal if literal is not None else values.get(term["name"], "")
        if not value and literal is None:
            return ""
        terms.append(value)
        position = term.end()
    return "".join(terms)
