"""The manifest of a release: which files it holds, with their rows, columns and hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from ruraletl import __version__
from ruraletl.errors import ReleaseError
from ruraletl.records import name_moment
from ruraletl.warehouse.staging.version import SCHEMA_VERSION

MANIFEST = "manifest.json"
MOMENT = "%Y-%m-%dT%H:%M:%SZ"  # of a time in UTC
HASH_SHOWN = 8  # digits of the content hash in a release's name


@dataclass(frozen=True, slots=True, kw_only=True)
class FileColumn:
    """A column as the file holds it."""

    name: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MartFile:
    """A mart's Parquet file."""

    name: str  # of the mart
    rows: int
    size_bytes: int
    sha256: str
    is_operational: bool
    columns: tuple[FileColumn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a release holds and what it was made by."""

    release_id: str
    previous_id: str | None  # of the release that readers saw before this one
    run_id: str
    started_at: str  # of that run; UTC, ISO 8601
    built_at: str  # UTC, ISO 8601
    content_hash: str  # over the files of all marts but operational ones
    code_version: str
    staging_version: int
    duckdb_version: str
    files: tuple[MartFile, ...]


def build_manifest(
    files: tuple[MartFile, ...], *, previous_id: str | None, run_id: str, started_at: datetime, built_at: datetime
) -> Manifest:
    """Return the manifest of some files; the release is named by when it was built and by its content."""
    content_hash = hash_content(files)
    return Manifest(
        release_id=f"{name_moment(built_at)}-{content_hash[:HASH_SHOWN]}",
        previous_id=previous_id,
        run_id=run_id,
        started_at=f"{started_at:{MOMENT}}",
        built_at=f"{built_at:{MOMENT}}",
        content_hash=content_hash,
        code_version=__version__,
        staging_version=SCHEMA_VERSION,
        duckdb_version=duckdb.__version__,
        files=files,
    )


def hash_content(files: Iterable[MartFile]) -> str:
    """Return one hash over the marts that change only when what is known changes.

    Equal rows give equal bytes as long as DuckDB is of one version, whatever the number of threads.
    """
    lines = (f"{file.name} {file.sha256}\n" for file in files if not file.is_operational)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest into the folder of its release."""
    write_json(folder / MANIFEST, asdict(manifest))


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a release.

    Raises:
        ReleaseError: it is missing or damaged.
    """
    try:
        given = json.loads((folder / MANIFEST).read_text("utf-8"))
        files = tuple(
            MartFile(**{**file, "columns": tuple(FileColumn(**column) for column in file["columns"])})
            for file in given.pop("files")
        )
        # Before these two were kept, a release was named by the start of its run, and so was its built_at.
        return Manifest(**{"previous_id": None, "started_at": given["built_at"], **given}, files=files)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ReleaseError(
            f"{folder / MANIFEST} cannot be read ({error}). Remove that release's folder and run again."
        ) from error


def write_json(path: Path, content: object) -> None:
    """Write JSON that a person can read too."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
