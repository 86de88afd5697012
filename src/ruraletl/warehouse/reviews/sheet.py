"""The sheet of the review queue: what waits for a person, as entries to fill in and as a page to read."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import yaml

from ruraletl.settings import Settings
from ruraletl.warehouse.quantity import spell_quantity
from ruraletl.warehouse.query import query

FIND_WAITING = """
    select claim_key, document_url, page_url, sentence, number_text, number_offset, question_en, question_zh,
        detail_en, detail_zh,
        indicator_id, indicator_name_zh, region_code, region_name, period, status, value_kind, dimensions, value, unit
    from mart_review_queue
    qualify row_number() over (partition by claim_key order by question_rank) = 1
    order by question_rank, observation_key, claim_key
    limit {limit:d}
"""
FIND_STATES = """
    select
        if(is_golden and not is_observed, 'golden_lost', review_state) as review_state,
        review_verdict, place, reviewer, review_reason, document_url
    from mart_review
    order by review_state = 'applied', place
"""
HOW_TO = """\
# Fill in, remove what you do not decide, and put the file into reviews/.
# verdict: accept, reject, or correct with the right values under `correct`; reason, reviewer: words; day: 2026-11-22
# correct: {period: '2019'}, or any field of expect; {dimensions: level=市级} tells several values of one text apart
# golden: true, with accept or correct, lets no release lose the figure.
# What asks about an older review takes its place: remove that entry, of which the sheet names file and line.
# The guide is docs/marts.md, Reviews.
"""
STYLE = """
body { font: 16px/1.6 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #222; background: #fff;
  overflow-wrap: anywhere }
article { border-top: 1px solid #ccc; padding: 1em 0 }
h2 { font-size: 1em; margin: 0 }
blockquote { margin: .6em 0; padding: .4em .8em; background: #f6f6f6 }
mark { background: #ffe28a; font-weight: bold }
code { user-select: all }
"""
WORDS = {  # what a reading shows in codes
    "actual": "实际 actual",
    "target": "目标 target",
    "plan": "规划 plan",
    "change_pct": "增减百分比 change in %",
    "change_abs": "增减量 change",
    "multiple": "倍数 multiple",
    "rank": "位次 rank",
    "range": "区间 range",
}


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
    detail_en: str | None
    detail_zh: str | None
    indicator_id: str | None
    indicator_name_zh: str | None
    region_code: str | None
    region_name: str | None
    period: str | None
    status: str
    value_kind: str
    dimensions: str
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
                "kind": one.value_kind,
                "dimensions": one.dimensions,
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
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head>\n<body>\n<h1>Review queue 待审核</h1>\n{sections}\n</body>\n</html>\n"
    )


def _render_section(one: Waiting) -> str:
    start, end = one.number_offset, one.number_offset + len(one.number_text)
    before, number, after = one.sentence[:start], one.sentence[start:end], one.sentence[end:]
    amount = None if one.value is None else f"{spell_quantity(one.value)} {one.unit}"
    codes = (WORDS[one.status], WORDS.get(one.value_kind), one.dimensions)
    parts = (one.region_name, one.indicator_name_zh, one.period, *codes, amount)
    reading = " · ".join(escape(part) for part in parts if part)
    detail = "<br>".join(escape(words) for words in (one.detail_zh, one.detail_en) if words)
    return (
        f'<article id="{one.claim_key}"><h2>{escape(one.question_zh)} {escape(one.question_en)}</h2>\n'
        f"<blockquote>{escape(before)}<mark>{escape(number)}</mark>{escape(after)}</blockquote>\n"
        f"<p>{reading}</p><p>{detail}</p>\n"
        f'<p><code>{one.claim_key}</code> <a href="{escape(one.page_url)}">{escape(one.page_url)}</a></p></article>'
    )
