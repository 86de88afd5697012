"""The replay flow: staging and marts made again from the archive."""

from __future__ import annotations

from datetime import date

from prefect import flow

from ruraletl.records import RunSummary
from ruraletl.replay import replay
from ruraletl.settings import load_settings


@flow(name="replay")
def replay_archive(
    source_ids: list[str] | None = None,
    since: date | None = None,
    accept_losses: bool = False,  # noqa: FBT001, FBT002 - as Prefect names parameters
) -> RunSummary:
    """Read the archive again and publish what comes of it.

    Args:
        source_ids: only these sources; the whole archive, and staging anew, where none is named.
        since: articles fetched last on an earlier day are not read again.
        accept_losses: publish also what lacks much that the last release had.
    """
    return replay(load_settings(), source_ids=source_ids or (), since=since, accept_losses=accept_losses)


if __name__ == "__main__":
    replay_archive()
