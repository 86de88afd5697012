"""The sheet of the review queue: what waits for a person, as entries to fill in and as a page to read."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import yaml

from ruraletl.settings import Settings
from ruraletl.warehouse.quantity import spell_quantity
from ruraletl.warehouse.query import query

FIND_WAITING = """
    select claim_key, document_url, page_url, sentence, number_text, number_offset, question_en, question_zh, detail,
        indicator_id, indicator_name_zh, region_code, region_name, period, status, value, unit
    from mart_review_queue
    qualify row_number() over (partition by claim_key order by question_rank) = 1
    order by question_rank, observation_key, claim_key
    limit {limit:d}
"""
FIND_STATES = """
    select review_state, review_verdict, place, reviewer, review_reason, document_url
    from mart_review
    order by review_state = 'applied', place
"""
HOW_TO = """\
# Fill in, remove what you do not decide, and put the file into reviews/.
# verdict: accept, reject, or correct with the right values under `correct`; reason, reviewer: words; day: 2026-11-22
# The guide is docs/marts.md, Reviews.
"""
STYLE = """
body { font: 16px/1.6 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #222; background: #fff }
article { border-top: 1px solid #ccc; padding: 1em 0 }
h2 { font-size: 1em; margin: 0 }
blockquote { margin: .6em 0; padding: .4em .8em; background: #f6f6f6 }
mark { background: #ffe28a; font-weight: bold }
code { user-select: all }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A claim about which a person is asked, with the most pressing question."""

    claim_key: str
    document_url: str
    page_url: str
    sentence: str
    number_text: str
    number_offset: int  # in the sentence
    question_en: str
    question_zh: str
    detail: str | None
    indicator_id: str
    indicator_name_zh: str
    region_code: str | None
    region_name: str | None
    period: str | None
    status: str
    value: float | None
    unit: str


def find_waiting(settings: Settings, limit: int) -> tuple[Waiting, ...]:
    """Return what waits for a person in the latest release, the most pressing first.

    Raises:
        ReleaseError: there is no release yet.
    """
    answer = query(settings, FIND_WAITING.format(limit=limit))
    return tuple(Waiting(**dict(zip(answer.columns, row, strict=True))) for row in answer.rows)  # type: ignore[arg-type]


def render_entries(waiting: tuple[Waiting, ...]) -> str:
    """Return the entries of a review file, without the verdict, the reason, the reviewer and the day."""
    entries = [
        {
            "claim": one.claim_key,
            "page": one.document_url,
            "sentence": one.sentence,
            "expect": {
                "indicator": one.indicator_id,
                "region": one.region_code,
                "period": one.period,
                "status": one.status,
                "value": int(one.value) if one.value is not None and one.value.is_integer() else one.value,
            },
            "verdict": None,
            "reason": None,
            "reviewer": None,
            "day": None,
        }
        for one in waiting
    ]
    return HOW_TO + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=10_000)


def render_sheet(waiting: tuple[Waiting, ...]) -> str:
    """Return the page: a section per claim, its number marked in the sentence; it needs no script and no network."""
    sections = "\n".join(map(_render_section, waiting)) or "<p>Nothing waits. 无待审核项。</p>"
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>Review queue 待审核</title>'
        f"<style>{STYLE}</style></head>\n<body>\n<h1>Review queue 待审核</h1>\n{sections}\n</body>\n</html>\n"
    )


def _render_section(one: Waiting) -> str:
    start, end = one.number_offset, one.number_offset + len(one.number_text)
    before, number, after = one.sentence[:start], one.sentence[start:end], one.sentence[end:]
    amount = None if one.value is None else f"{spell_quantity(one.value)} {one.unit}"
    reading = " · ".join(
        escape(part) for part in (one.region_name, one.indicator_name_zh, one.period, one.status, amount) if part
    )
    detail = f"<p>{escape(one.detail)}</p>" if one.detail else ""
    return (
        f'<article id="{one.claim_key}"><h2>{escape(one.question_zh)} {escape(one.question_en)}</h2>\n'
        f"<blockquote>{escape(before)}<mark>{escape(number)}</mark>{escape(after)}</blockquote>\n"
        f"<p>{reading}</p>{detail}\n"
        f'<p><code>{one.claim_key}</code> <a href="{escape(one.page_url)}">{escape(one.page_url)}</a></p></article>'
    )
