"""The account of a crawl, as a metadata record of the archive holds it: JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ruraletl.records import Account, Ledger, Offer, Problem, Severity

ACCOUNT_TYPE = "application/json"


def format_account(account: Account) -> str:
    """Return an account as JSON."""
    return json.dumps(asdict(account), ensure_ascii=False)


def parse_account(text: str) -> Account:
    """Return the account that JSON holds.

    Raises:
        KeyError, TypeError, ValueError: it is no account of ours.
    """
    told: dict[str, Any] = json.loads(text)
    told["offer"] = told["offer"] and Offer(**told["offer"])
    told["ledger"] = told["ledger"] and Ledger(**told["ledger"])
    told["problems"] = tuple(_parse_problem(**problem) for problem in told["problems"])
    return Account(**told)


def _parse_problem(severity: str, **told: Any) -> Problem:  # noqa: ANN401 - checked by the record
    return Problem(severity=Severity(severity), **told)
