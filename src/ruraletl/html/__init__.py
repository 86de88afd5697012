"""Bytes to tree: decoding, links, pagers."""
