"""The troubles of a crawl: what goes wrong with a source besides pages that cannot be had."""

from __future__ import annotations

from ruraletl.errors import ArchiveError, PauseError
from ruraletl.records import Problem, Severity

OURS = "This is an error of ours; please report it."


def describe_pause(source_id: str, pause: PauseError) -> Problem:
    """Return the warning that the rest of a source is left for another night."""
    return Problem(
        source_id=source_id, stage="fetch", reason=pause.reason, message=str(pause), severity=Severity.WARNING
    )


def describe_error(source_id: str, url: str, error: Exception) -> Problem:
    """Return the failure that an article is lost to an error that no one foresaw."""
    message = f"{url}: {type(error).__name__}: {error}. {OURS}"
    return Problem(source_id=source_id, stage="fetch", reason="crawler_error", message=message, url=url)


def describe_break(source_id: str, error: Exception, pages: int) -> Problem:
    """Return the failure that a crawl ended before its end, after so many pages were archived."""
    when = f"after {pages} pages, which are kept" if pages else "before its first page"
    what_to_do = OURS
    if isinstance(error, OSError | ArchiveError):
        what_to_do = "Look at the disk of the archive: its free space, owner and mode."
    message = (
        f"{source_id}: the crawl broke off {when}: {type(error).__name__}: {error}. {what_to_do} "
        "The next run goes on where this one ended."
    )
    return Problem(source_id=source_id, stage="fetch", reason="crawl_error", message=message)
