"""The verdict on a source: what a check found, written into its file, whose other lines stay as they are."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ruraletl.crawl.sources import load_source
from ruraletl.errors import UsageError
from ruraletl.source_check import GOOD, SourceCheck

FIELD = r"^{name}:.*\n(?:[ \t]+.*\n)*"  # a field of the outermost level, with the lines that it goes on over


def write_verdict(path: Path, check: SourceCheck, day: date) -> None:
    """Write what a check found into the file of its source.

    ``evidence`` says what was found on that day, whatever it was; ``verified`` becomes the day only where it was good.

    Args:
        path: the source file.
        check: of that source.
        day: when it was made.

    Raises:
        UsageError: the file cannot be written, or could not be read any more if it were.
    """
    text = path.read_text("utf-8")
    text = text if text.endswith("\n") else f"{text}\n"
    text = _set_field(text, "evidence", json.dumps(describe(check, day), ensure_ascii=False))
    if check.verdict == GOOD:
        text = _set_field(text, "verified", day.isoformat())
    with TemporaryDirectory(dir=path.parent) as folder:
        written = Path(folder, path.name)
        written.write_text(text, "utf-8")
        source, errors = load_source(written)
        if source is None or source.id != check.source_id:
            raise UsageError(f"{path} was left as it is: the verdict does not fit in ({'; '.join(map(str, errors))}).")
        written.replace(path)


def describe(check: SourceCheck, day: date) -> str:
    """Return what a check found, in a line."""
    read = sum(article.title is not None for article in check.articles)
    missing = sorted({name for article in check.articles for name in article.missing})
    lacks = f", some without {', '.join(missing)}" if missing else ""
    said = f"; {check.problems[0].message}" if check.problems and check.verdict != GOOD else ""
    return (
        f"{day}: {check.verdict}, {check.links} links on {check.list_pages} list pages, "
        f"{read} of {len(check.articles)} articles read{lacks}{said}"
    )


def _set_field(text: str, name: str, value: str) -> str:
    """Put a value into a field of the outermost level; a field that is not there comes last."""
    line = f"{name}: {value}\n"
    found = re.search(FIELD.format(name=name), text, re.MULTILINE)
    return text[: found.start()] + line + text[found.end() :] if found else text + line
