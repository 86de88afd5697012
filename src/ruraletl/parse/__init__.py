"""Tree to Document: body, header fields, policy headers, forums, articles of several pages."""

from ruraletl.parse.join import join_pages
from ruraletl.parse.page import PARSER_VERSION, parse_page
from ruraletl.parse.signature import count_different_bits

__all__ = ["PARSER_VERSION", "count_different_bits", "join_pages", "parse_page"]
