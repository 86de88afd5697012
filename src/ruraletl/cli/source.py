"""Commands of a source: look at it, draft its file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruraletl.errors import UsageError
from ruraletl.settings import Settings, load_settings

if TYPE_CHECKING:
    from ruraletl.crawl.sources import Source

app = typer.Typer(no_args_is_help=True, help="Look at a source before it is collected, or draft its file.")


@app.command("check")
def check_source(
    name: Annotated[str, typer.Argument(metavar="FILE|ID", help="A source file, or the id of one in sources/.")],
    limit: Annotated[int, typer.Option(min=1, help="Articles to read.")] = 5,
    write: Annotated[bool, typer.Option("--write", help="Write the verdict and its evidence into the file.")] = False,
) -> None:
    """Look at a source without collecting it: links found, fields read, what is missing."""
    from ruraletl.records import CHINA
    from ruraletl.source_check import GOOD
    from ruraletl.source_check import check_source as look_at_source
    from ruraletl.source_verdict import write_verdict
    from ruraletl.terminal import say, show_text

    settings = load_settings()
    path = _find_file(settings, name)
    check = look_at_source(_load_file(path), settings, limit)
    show_text(str(check))
    if write:
        write_verdict(path, check, datetime.now(CHINA).date())
        say(f"written to {path}")
    if check.verdict != GOOD:
        raise typer.Exit(1)


@app.command("add")
def add_source(
    url: Annotated[str, typer.Argument(help="A list page, a feed or a sitemap.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print the file.")] = False,
) -> None:
    """Draft the file of a source from one of its list pages, show what it would collect, and write it to sources/."""
    from ruraletl.source_draft import draft_source
    from ruraletl.terminal import say

    settings = load_settings()
    draft = draft_source(url, settings)
    for line in (*(f"- {finding}" for finding in draft.findings), *map(str, draft.articles)):
        say(line)
    print(draft.yaml, end="")
    if dry_run:
        return
    path = settings.sources_dir / f"{draft.source_id}.yaml"
    if path.exists():
        raise UsageError(f"{path} exists and was not overwritten; remove it first, or use --dry-run.")
    path.write_text(draft.yaml, "utf-8")
    say(f"written to {path}; look at it, then try: ruraletl source check {draft.source_id}")


def _find_file(settings: Settings, name: str) -> Path:
    """Return the file that is named, or that of an id."""
    path = Path(name) if name.endswith(".yaml") else settings.sources_dir / f"{name}.yaml"
    if not path.is_file():
        raise UsageError(f"There is no source file {path}. Name a file, or the id of one in {settings.sources_dir}.")
    return path


def _load_file(path: Path) -> Source:
    """Return the source of a file; what is wrong with it is the error."""
    from ruraletl.crawl.sources import load_source

    source, errors = load_source(path)
    if source is None:
        raise UsageError("\n".join(map(str, errors)))
    return source
