"""Commands of health: how the sources fared, and whether this machine is fit for a night."""

from __future__ import annotations

from datetime import UTC, datetime

import typer

from ruraletl.settings import load_settings

# A person is told days and hours in China, eight hours ahead of the moments in the marts.
LAST_RUNS = """
    select
        source_id as source,
        state,
        strftime(started_at + interval 8 hours, '%m-%d %H:%M') as "run (China)",
        (last_new_at + interval 8 hours)::date as "last new",
        pages_new as new,
        pages_failed as failed,
        postponed_count as "left"
    from mart_source_health
    qualify row_number() over (partition by source_id order by started_at desc) = 1
    order by source_id
"""
OPEN_PROBLEMS = """
    select
        source_id,
        format(
            '{} {} in {}: {}, since {} (runs: {})',
            severity, reason, source_id, problem_count, (opened_at + interval 8 hours)::date, run_count
        ),
        substr(message, if(starts_with(message, source_id || ': '), length(source_id) + 3, 1))
    from mart_source_problem
    where is_open
    order by severity, source_id, reason
"""


def status() -> None:
    """Show how each source fared last, and what is wrong since when; exit status 1 where one failed or was cut off.

    Days and hours are those of China. A source whose file is gone is no longer asked, and so left out.
    """
    from ruraletl import terminal
    from ruraletl.warehouse.query import query as answer_query
    from ruraletl.warehouse.release.release import find_latest
    from ruraletl.warehouse.reviews.lapsed import find_lapsed

    settings = load_settings()
    answer = answer_query(settings, LAST_RUNS)
    release = find_latest(settings)
    terminal.say(f"release {release.name if release else 'none'} in {settings.warehouse_dir}")
    described = {path.stem for path in settings.sources_dir.glob("*.y*ml")}
    known = {str(row[0]) for row in answer.rows}
    gone = known - described if known & described else set()  # else the folder is that of another warehouse
    rows = [row for row in answer.rows if row[0] not in gone]
    terminal.show_table(answer.columns, rows)
    if gone:
        terminal.say(f"without a file in {settings.sources_dir}, and so left out: {', '.join(sorted(gone))}")
    if lapsed := find_lapsed(settings):
        terminal.say("reviews that do not hold any more:")
        terminal.show_notes([(f"{one.severity} {one.reason}", one.message) for one in lapsed.values()])
    problems = [row[1:] for row in answer_query(settings, OPEN_PROBLEMS).rows if row[0] not in gone]
    if problems:
        terminal.say("open problems:")
        terminal.show_notes(problems)
    if any(row[1] in {"failed", "cut_off"} for row in rows):
        raise typer.Exit(1)


def doctor() -> None:
    """Look whether this machine and its settings are fit for a night, without the network; exit status 1 if not."""
    from ruraletl.doctor import examine
    from ruraletl.records import Severity
    from ruraletl.terminal import show_table

    findings = examine(load_settings(), datetime.now(UTC))
    show_table(("", "subject", "found"), [(one.severity or "ok", one.subject, one.told) for one in findings])
    if any(one.severity is Severity.FAILURE for one in findings):
        raise typer.Exit(1)
