"""The files of a release: one Parquet file per mart, and a database with all of them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from ruraletl.errors import ReleaseError
from ruraletl.warehouse.release.manifest import FileColumn, MartFile
from ruraletl.warehouse.release.marts import TERMS, Mart

DATABASE = "ruraletl.duckdb"
MARTS = "marts"  # folder of the files, schema in the database
READ_ONLY = 0o444
OPTIONS: dict[str, str | bool | int | float | list[str]] = {  # as the models are built with
    "memory_limit": "3GiB",
    "block_allocator_memory": "2GiB",
}


def write_marts(folder: Path, built: Path, marts: tuple[Mart, ...]) -> tuple[MartFile, ...]:
    """Write the marts into a folder, each in its order, described; a mart may build on those before it.

    Args:
        folder: folder to make.
        built: database that the SQL models were built into; it stays as it is.
        marts: those that were built, and those that the release adds.
    """
    (folder / MARTS).mkdir(parents=True)
    path = folder / DATABASE
    with ThreadPoolExecutor(max_workers=1) as disk:
        copied = disk.submit(_copy_database, built, path)  # while the processors pack the Parquet files
        with duckdb.connect(built, read_only=True, config=OPTIONS) as db:
            for mart in marts:
                if mart.origin is None:
                    db.execute(_build_export(mart, _find_file(folder, mart)))
        copied.result()
    with duckdb.connect(path, config=OPTIONS) as db:
        for mart in marts:
            if mart.origin is not None:
                db.execute(_build_copy(mart))
                db.execute(_build_export(mart, _find_file(folder, mart)))
            db.execute(_build_comments(mart))
    path.chmod(READ_ONLY)
    return tuple(_describe_file(folder, mart) for mart in marts)


def share_files(folder: Path, files: tuple[MartFile, ...], previous: Path) -> frozenset[str]:
    """Put hard links to the files of the release before in the place of files with the same bytes; name them."""
    shared = set()
    for file in files:
        name = Path(MARTS, f"{file.name}.parquet")
        ours, theirs = folder / name, previous / name
        if _has_size(theirs, file.size_bytes) and hash_file(theirs) == file.sha256:
            spare = ours.with_suffix(".link")
            os.link(theirs, spare)
            spare.replace(ours)
            shared.add(file.name)
    return frozenset(shared)


def check_files(folder: Path, marts: tuple[Mart, ...], files: tuple[MartFile, ...]) -> None:
    """Open every mart again, as a reader would.

    Raises:
        ReleaseError: the two copies differ in their rows, or a key is empty or taken twice.
    """
    with duckdb.connect(folder / DATABASE, read_only=True, config=OPTIONS) as db:
        for mart, file in zip(marts, files, strict=True):
            in_database = _count_rows(db, f"marts.{mart.name}")
            in_file = _count_rows(db, f"read_parquet({quote(_find_file(folder, mart))})")
            if not in_database == in_file == file.rows:
                raise ReleaseError(
                    f"{mart.name} has {in_database} rows in {DATABASE}, {in_file} in its Parquet file and {file.rows} "
                    "in the manifest; the last release stays. Run again, and check the disk if it comes back."
                )
            _check_key(db, mart)


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def flush(path: Path) -> None:
    """Have the kernel write a file or folder out, so that a power cut cannot publish half of it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def quote(text: object) -> str:
    """Return the text as an SQL literal; statements that create things take no parameters."""
    return "'" + str(text).replace("'", "''") + "'"


def _has_size(path: Path, size: int) -> bool:
    """Tell whether there is a file of that size: to hash gigabytes that must differ would be idle."""
    return path.is_file() and path.stat().st_size == size


def _copy_database(built: Path, path: Path) -> None:
    """Copy a database onto the disk, with its log where it has one."""
    for source, copy in ((built, path), (_find_log(built), _find_log(path))):
        if source.exists():
            shutil.copyfile(source, copy)
            flush(copy)


def _find_log(database: Path) -> Path:
    """Return where DuckDB keeps what the database itself does not hold yet."""
    return database.with_name(f"{database.name}.wal")


def _find_file(folder: Path, mart: Mart) -> Path:
    return folder / MARTS / f"{mart.name}.parquet"


# The statements below are put together from names in our SQL project and from quoted text.


def _build_copy(mart: Mart) -> str:
    columns = ", ".join(column.name for column in mart.columns)
    return f"create table marts.{mart.name} as select {columns} from {mart.origin} order by {', '.join(mart.order)}"  # noqa: S608


def _build_comments(mart: Mart) -> str:
    """Return a script of one transaction: each comment on its own would be flushed to disk on its own."""
    comments = [
        f"comment on table marts.{mart.name} is {quote(mart.description)}",
        *(f"comment on column marts.{mart.name}.{column.name} is {quote(column.meaning)}" for column in mart.columns),
    ]
    return "; ".join(("begin", *comments, "commit"))


def _build_export(mart: Mart, path: Path) -> str:
    told = {
        "description": mart.description,
        "key": json.dumps(mart.key),
        "columns": json.dumps({column.name: str(column.meaning) for column in mart.columns}, ensure_ascii=False),
        "units": json.dumps({column.name: column.unit for column in mart.columns if column.unit}, ensure_ascii=False),
        "terms": str(TERMS),
    }
    metadata = ", ".join(f"{name}: {quote(text)}" for name, text in told.items())
    return (
        f"copy marts.{mart.name} to {quote(path)} "  # it was filled in its order
        "(format parquet, compression zstd, compression_level 1, "  # level 3: no smaller
        f"bloom_filter_false_positive_ratio 0.1, kv_metadata {{{metadata}}})"  # of 1 % they take twice the room
    )


def _describe_file(folder: Path, mart: Mart) -> MartFile:
    path = _find_file(folder, mart)
    with duckdb.connect() as db:
        rows = _count_rows(db, f"read_parquet({quote(path)})")
        columns = db.execute(f"describe from read_parquet({quote(path)})").fetchall()
    return MartFile(
        name=mart.name,
        rows=rows,
        size_bytes=path.stat().st_size,
        sha256=hash_file(path),
        is_operational=mart.is_operational,
        columns=tuple(FileColumn(name=column[0], type=column[1].lower()) for column in columns),
    )


def _count_rows(db: duckdb.DuckDBPyConnection, table: str) -> int:
    found = db.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
    return int(found[0]) if found else 0


def _check_key(db: duckdb.DuckDBPyConnection, mart: Mart) -> None:
    key = ", ".join(mart.key)
    empty = " or ".join(f"{name} is null" for name in mart.key)
    wrong = _count_rows(db, f"(select {key} from marts.{mart.name} group by all having count(*) > 1 or {empty})")  # noqa: S608
    if wrong:
        raise ReleaseError(
            f"{mart.name} has {wrong} keys ({key}) that are empty or taken twice; the last release stays. "
            "The SQL tests of that mart must name its key."
        )
