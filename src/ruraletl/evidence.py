"""The evidence of a number: the claims behind it, each held against the page that the archive keeps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ruraletl.crawl.archived import read_body, read_fetches
from ruraletl.errors import ArchiveError, ParseError, UsageError
from ruraletl.parse import parse_page
from ruraletl.settings import Settings
from ruraletl.warehouse.query import query

HOLDS = "the sentence stands there"
KEY = re.compile(r"[0-9a-f]{16}")
FIND_CLAIMS = """
    with asked as (
        select claim_id, observation_id from fct_claim
        where '{key}' in (claim_id, claim_key, observation_id)
    )
    select
        c.observation_id, c.number_text, c.sentence,
        concat_ws(
            '; ',
            format(
                '{{}} {{}} {{}}',
                coalesce(c.indicator_name_zh, '“' || c.phrase || '”'),
                coalesce(rtrim(rtrim(format('{{:,.4f}}', c.value), '0'), '.'), '?'),
                coalesce(c.unit, '')
            ),
            coalesce(c.region_name || ' (' || coalesce(c.region_basis, '?') || ')', 'no place'),
            coalesce(c.period || ' (' || coalesce(c.period_basis, '?') || ')', 'no period'),
            concat_ws(', ', c.status, c.value_kind, nullif(c.qualifier, 'eq'), nullif(c.dimensions, '')),
            format('confidence {{:.2f}}', c.confidence),
            nullif(replace(c.reasons, ';', ', '), '')
        ) as reading,
        c.exclusion_reason, c.verdict_detail_en, c.claim_state,
        c.document_url, c.page_url, c.page_number,
        d.title, d.source_id, d.publisher, d.published_on, d.warc_file, d.warc_offset,
        o.claim_id is not null as is_chosen,
        c.value is not distinct from max(o.value) over (partition by c.observation_id) as is_same,
        coalesce(d.first_document_id <> c.document_id, false) as is_copy
    from fct_claim as c
    inner join dim_document as d on c.document_id = d.document_id
    left join fct_observation as o on c.claim_id = o.claim_id
    where
        c.claim_id in (select claim_id from asked)
        or c.observation_id in (select observation_id from asked)
    order by is_chosen desc, c.published_on, c.claim_id
"""
FIND_OBSERVATION = """
    select
        format(
            '{{}} {{}} {{}} ({{}}): {{}} {{}}, chosen by {{}}; independent sources: {{}} for it, {{}} against it',
            region_name, indicator_name_zh, period, concat_ws(', ', status, value_kind, nullif(dimensions, '')),
            rtrim(rtrim(format('{{:,.4f}}', value), '0'), '.'), unit, chosen_by, source_count, conflicting_source_count
        )
    from fct_observation
    where observation_id = '{key}'
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A claim with its page."""

    observation_id: str | None
    number_text: str
    sentence: str
    reading: str  # what the number was taken to say: of what, how much, where, when, in what sense, how surely
    exclusion_reason: str | None  # why it is part of no observation
    verdict_detail_en: str | None
    claim_state: str
    document_url: str
    page_url: str
    page_number: int
    title: str
    source_id: str
    publisher: str | None
    published_on: date | None
    warc_file: str
    warc_offset: int  # of the first page of its document
    is_chosen: bool
    is_same: bool  # whether it has the value that was chosen
    is_copy: bool  # whether its document is a repost

    @property
    def headline(self) -> str:
        """The claim in a line: its number, the part it plays and why, what became of it, source, 来源, day."""
        figure = "same figure" if self.is_same else "other figure"
        part = "chosen" if self.is_chosen else self.exclusion_reason or figure
        detail = self.verdict_detail_en and f"({self.verdict_detail_en})"
        copy = "a copy" if self.is_copy else None
        state = None if self.claim_state == "standing" else self.claim_state
        told = (part, detail, copy, state, self.source_id, self.publisher, self.published_on)
        return f"{self.number_text}: {', '.join(str(word) for word in told if word)}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a number rests on."""

    observation: str | None  # a sentence; None where the claim is part of none
    evidence: tuple[Evidence, ...]  # the chosen claim first


def explain(settings: Settings, key: str) -> Explanation:
    """Return what stands behind a claim or an observation of the latest release.

    Args:
        settings: where the warehouse is.
        key: a claim_id, a claim_key or an observation_id: 16 hex digits.

    Raises:
        UsageError: nothing has that key.
        ReleaseError: there is no release yet.
    """
    if not KEY.fullmatch(key):
        raise UsageError(f"{key} is no key; give the 16 digits of a claim_id, a claim_key or an observation_id.")
    answer = query(settings, FIND_CLAIMS.format(key=key))
    found = tuple(Evidence(**dict(zip(answer.columns, row, strict=True))) for row in answer.rows)  # type: ignore[arg-type]
    if not found:
        raise UsageError(f"The latest release has no claim and no observation {key}; look for it in fct_claim.")
    told = query(settings, FIND_OBSERVATION.format(key=found[0].observation_id)).rows
    return Explanation(str(told[0][0]) if told else None, found)


def check_archive(settings: Settings, evidence: Evidence) -> str:
    """Read the archived page of a claim again and say whether its sentence stands there."""
    place = f"{evidence.warc_file}, byte {evidence.warc_offset}"
    try:
        offset = _find_offset(settings, evidence)
        place = f"{evidence.warc_file}, byte {offset}"
        body, content_type = read_body(settings.archive_dir, evidence.warc_file, offset)
        text = parse_page(body, evidence.page_url, content_type=content_type).text
    except (ArchiveError, ParseError, OSError) as error:
        return f"archived in {place}, where it cannot be read: {error}"
    return f"archived in {place}: {HOLDS if evidence.sentence in text else 'its sentence is missing there'}"


def _find_offset(settings: Settings, evidence: Evidence) -> int:
    """Return where the page of a claim is; marts tell of the first page, the file itself of those behind it."""
    if evidence.page_number == 1:
        return evidence.warc_offset
    for fetch in read_fetches(settings.archive_dir / evidence.warc_file):
        is_page = fetch.article_url == evidence.document_url and fetch.page == evidence.page_number
        if is_page and fetch.warc_offset is not None:
            return fetch.warc_offset
    raise ArchiveError(f"page {evidence.page_number} of {evidence.document_url} is not in this file.")
