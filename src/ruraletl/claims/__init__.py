"""Document to claims: which number says what about where and when."""

from ruraletl.claims.reader import READER_VERSION, Reading, read_claims, read_document, read_mentions, read_text

__all__ = ["READER_VERSION", "Reading", "read_claims", "read_document", "read_mentions", "read_text"]
