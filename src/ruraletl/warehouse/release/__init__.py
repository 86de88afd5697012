"""Releases: the marts as files with their descriptions, checked, published, compared."""
