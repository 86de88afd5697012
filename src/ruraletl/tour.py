"""The tour of the demo's release: five findings that a warehouse is for, each asked of its marts."""

from __future__ import annotations

from ruraletl.settings import Settings
from ruraletl.warehouse.query import query

# What to look at, and the query that puts it into a sentence.
STOPS = (
    (
        "A number that independent sources bear out (fct_observation):",
        """
        select format(
            '{} {} {}: {:g} {}, borne out by {}; its evidence: {{command}} explain {}',
            o.region_name, o.indicator_name_zh, o.period, o.value, o.unit,
            string_agg(distinct c.source_id, ' and ' order by c.source_id), o.observation_id
        )
        from fct_observation as o
        inner join fct_claim as c on o.observation_id = c.observation_id
        where o.source_count > 1 and o.conflicting_source_count = 0
        group by o.observation_id, o.region_name, o.indicator_name_zh, o.period, o.value, o.unit, o.source_count
        order by o.source_count desc, count(distinct c.value), o.observation_id
        limit 1
        """,
    ),
    (
        "A number on which texts disagree (mart_conflict):",
        """
        select format(
            '{} {} {}: {}; chosen by {}',
            region_name, indicator_name_zh, period,
            string_agg(format('{:g} {} ({})', value, unit, side_state), ', ' order by side_number), any_value(chosen_by)
        )
        from mart_conflict
        where conflict_kind = 'between_texts'
        group by observation_key, region_name, indicator_name_zh, period
        order by any_value(chosen_by) = 'home_government' desc, observation_key
        limit 1
        """,
    ),
    (
        "A promise beside what came of it (mart_target_vs_actual):",
        """
        select format(
            '{} {}: {:g} {} promised for {}, {:g} {} reached: {}',
            region_name, indicator_name_zh, target_value, unit, target_period, actual_value, unit, state
        )
        from mart_target_vs_actual
        where state = 'missed'
        order by observation_id
        limit 1
        """,
    ),
    (
        "A number that was refused as impossible (fct_claim):",
        """
        select format('{}: {} ({}), in “{}”', region_name, verdict_detail_en, verdict_reason, sentence)
        from fct_claim
        where verdict_reason = 'above_plausible'
        order by claim_id
        limit 1
        """,
    ),
    (
        "A repost, which adds no source (dim_document):",
        """
        select format(
            '《{}》 stands on {} and counts once, for {}',
            any_value(title order by published_on), string_agg(source_id, ' and ' order by published_on),
            any_value(first_publisher)
        )
        from dim_document
        where copy_count > 1
        group by repost_group_id
        order by repost_group_id
        limit 1
        """,
    ),
)


def find_stops(settings: Settings, command: str = "ruraletl") -> list[tuple[str, str]]:
    """Return what to look at in the latest release, each with the finding in a sentence; none where there is none.

    Args:
        settings: where the warehouse is.
        command: how this project is called from here, for what may be tried next.
    """
    asked = ((title, query(settings, statement).rows) for title, statement in STOPS)
    return [(title, str(finding).replace("{command}", command)) for title, rows in asked for (finding,) in rows]
