"""The frozen records that cross the borders between stages.

Times are UTC and aware; days are days in China, as pages show them. Offsets are Python character
offsets, end exclusive.
"""

from ruraletl.records.claims import CHANGES, Claim, Mention, Qualifier, Refusal, Status, ValueKind
from ruraletl.records.documents import (
    Attachment,
    Basis,
    Block,
    Completeness,
    Document,
    Header,
    Kind,
    PageLink,
    Paragraph,
    Reply,
    Stated,
)
from ruraletl.records.fetches import GONE, Fetch, KnownPage, Outcome, Role
from ruraletl.records.keys import build_key, name_moment, parse_moment
from ruraletl.records.reviews import Review, ReviewedReading
from ruraletl.records.runs import Account, Ledger, Offer, Order, Problem, RunSummary, Severity, SourceSummary
from ruraletl.records.zone import CHINA

__all__ = [
    "CHANGES",
    "CHINA",
    "GONE",
    "Account",
    "Attachment",
    "Basis",
    "Block",
    "Claim",
    "Completeness",
    "Document",
    "Fetch",
    "Header",
    "Kind",
    "KnownPage",
    "Ledger",
    "Mention",
    "Offer",
    "Order",
    "Outcome",
    "PageLink",
    "Paragraph",
    "Problem",
    "Qualifier",
    "Refusal",
    "Reply",
    "Review",
    "ReviewedReading",
    "Role",
    "RunSummary",
    "Severity",
    "SourceSummary",
    "Stated",
    "Status",
    "ValueKind",
    "build_key",
    "name_moment",
    "parse_moment",
]
