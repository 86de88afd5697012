"""Bytes to tree: decoding, links, pagers."""

from ruraletl.html.decode import Decoded, decode
from ruraletl.html.links import Link, find_links, select_links
from ruraletl.html.next import find_next_list_page
from ruraletl.html.pager import find_siblings
from ruraletl.html.tree import build_tree

__all__ = [
    "Decoded",
    "Link",
    "build_tree",
    "decode",
    "find_links",
    "find_next_list_page",
    "find_siblings",
    "select_links",
]
