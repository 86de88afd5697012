"""Files: what a source links to that is no page, remembered so that no PDF is downloaded every night."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Self

NAME = "files.json"
KEPT_DAYS = 30  # then it is looked at again: an address may become a page


class Files:
    """The files that a source linked to; a context manager that keeps them in the source's folder of the archive."""

    def __init__(self, archive_dir: Path, source_id: str) -> None:
        self._path = archive_dir / source_id / NAME
        self._seen = _load(self._path)  # day of the last look, by canonical address
        self._changed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._changed:
            written = self._path.with_suffix(".new")
            written.write_text(json.dumps(self._seen, ensure_ascii=False, indent=0, sort_keys=True), "utf-8")
            written.replace(self._path)

    def find(self, address: str, today: date) -> date | None:
        """Return the day on which an address was found to be a file, if that need not be looked at again yet."""
        seen = self._seen.get(address)
        day = date.fromisoformat(seen) if seen else None
        return day if day and 0 <= (today - day).days < KEPT_DAYS else None

    def add(self, address: str, today: date) -> None:
        """Remember a file."""
        self._seen[address] = today.isoformat()
        self._changed = True


def _load(path: Path) -> dict[str, str]:
    """Return what was remembered; a memory that is damaged costs a download, no more."""
    try:
        found = json.loads(path.read_text("utf-8"))
        return {str(address): date.fromisoformat(day).isoformat() for address, day in found.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
