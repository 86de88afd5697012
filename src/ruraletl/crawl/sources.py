"""The folder of source files, read into sources."""

from __future__ import annotations

import difflib
import reprlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ruraletl.crawl.source import Source
from ruraletl.errors import SourceFileError

__all__ = ["Source", "load_source", "load_sources"]

Location = tuple[int | str, ...]  # of a value in a file: ("pager", "css"), ("start_urls", 0)
DEPTH = 2  # of the format: a field, and a field or an entry of it


def load_sources(directory: Path) -> tuple[list[Source], list[SourceFileError]]:
    """Read every source file of a folder, in the order of their names.

    A file that is wrong yields errors and no source; it never stops the others. A folder without any source file
    is an error as well. Sources that are not enabled are returned too.
    """
    if not directory.is_dir():
        return [], [SourceFileError(f"{directory} is no folder; set RURALETL_SOURCES to the folder of source files.")]
    sources: list[Source] = []
    errors: list[SourceFileError] = []
    for path in sorted(directory.glob("*.y*ml")):
        source, found = load_source(path)
        errors += found
        if source is not None:
            sources.append(source)
    if not sources and not errors:
        errors.append(
            SourceFileError(f"{directory} holds no source file; write one, such as {directory}/my-site.yaml.")
        )
    return sources, errors


def load_source(path: Path) -> tuple[Source | None, list[SourceFileError]]:
    """Read one source file: the source, or None and every error that was found in it."""
    if path.suffix != ".yaml":
        return None, [SourceFileError(f"{path}: the name must end in .yaml; rename the file.", path.stem)]
    try:
        root = yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, OSError) as error:
        return None, [SourceFileError(_describe_unreadable(path, error), path.stem)]
    if not isinstance(root, yaml.MappingNode):
        message = f"{path}, line 1: expected fields such as 'id: {path.stem}', found none."
        return None, [SourceFileError(message, path.stem)]
    lines = dict(_find_lines(root))
    problems = [f"{path}, line {line}: {name} is given twice; keep one." for name, line in _find_repeated(root)]
    try:
        source = Source.model_validate(yaml.SafeLoader("").construct_document(root))
    except (yaml.YAMLError, ValueError) as error:  # pydantic's is a ValueError; so is a day that no calendar has
        details = error.errors(include_url=False) if isinstance(error, ValidationError) else []
        problems += [_describe(path, lines, detail) for detail in details] or [f"{path}: {error}"]
    else:
        problems += list(_check_name(path, lines, source))
    if problems:
        return None, [SourceFileError(problem, path.stem) for problem in dict.fromkeys(problems)]
    return source, []


def _check_name(path: Path, lines: dict[Location, int], source: Source) -> Iterator[str]:
    if source.id != path.stem:
        other = path.with_stem(source.id)
        taken = f" ({other.name} has that id already)" if other.exists() else ""
        yield f"{path}, line {lines['id',]}: id is {source.id!r}; it must be the file's name, {path.stem!r}{taken}."


def _describe_unreadable(path: Path, error: Exception) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        where = f"line {error.problem_mark.line + 1}, column {error.problem_mark.column + 1}"
        return f"{path}, {where}: not valid YAML: {error.problem}; check the indentation, the quotes and the colons."
    if isinstance(error, UnicodeDecodeError):
        return f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8."
    return f"{path}: cannot be read: {error}."


def _find_lines(node: yaml.Node, at: Location = ()) -> Iterator[tuple[Location, int]]:
    """Yield the line, from 1, of every value of a mapping or sequence, as deep as the format is."""
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode) and len(at) < DEPTH:
        for key, value in node.value:
            yield from _find_lines(value, (*at, str(key.value)))
            yield (*at, str(key.value)), key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode) and len(at) < DEPTH:
        for number, value in enumerate(node.value):
            yield from _find_lines(value, (*at, number))


def _find_repeated(root: yaml.MappingNode) -> Iterator[tuple[str, int]]:
    """Yield the fields that are given twice; YAML itself would keep the last one silently."""
    for mapping in [root, *(value for _, value in root.value if isinstance(value, yaml.MappingNode))]:
        seen = set()
        for key, _ in mapping.value:
            if key.value in seen:
                yield str(key.value), key.start_mark.line + 1
            seen.add(key.value)


def _describe(path: Path, lines: dict[Location, int], detail: ErrorDetails) -> str:
    """Return one error of pydantic as a sentence: file, line, field, what was given, what was expected."""
    loc = detail["loc"]
    at = next(loc[:length] for length in range(len(loc), -1, -1) if loc[:length] in lines)
    field = ".".join(map(str, at))
    where = f"{path}, line {lines[at]}"
    if detail["type"] == "extra_forbidden":
        return f"{where}: {field} is no field of a source file{_suggest(loc)}."
    expected = _find_expected(loc)
    if detail["type"] == "missing":
        return f"{where}: {'.'.join(map(str, loc))} is missing; expected {expected}."
    if detail["type"] == "value_error":
        reason = str(detail["ctx"]["error"])
        if isinstance(detail["input"], dict):
            return f"{where}: {field + ': ' if field else ''}{reason}."
        return f"{where}: {field} is {reprlib.repr(detail['input'])}: {reason}; expected {expected}."
    return f"{where}: {field} is {reprlib.repr(detail['input'])}; expected {expected}."


def _find_model(loc: Location) -> type[BaseModel]:
    """Return the model that a field belongs to."""
    model: type[BaseModel] = Source
    for part in loc[:-1]:
        field = model.model_fields.get(str(part))
        inner: list[Any] = [field.annotation, *get_args(field.annotation)] if field else []
        model = next((kind for kind in inner if isinstance(kind, type) and issubclass(kind, BaseModel)), model)
    return model


def _find_expected(loc: Location) -> str:
    """Return the description of the innermost field of a location."""
    for length in range(len(loc), 0, -1):
        field = _find_model(loc[:length]).model_fields.get(str(loc[length - 1]))
        if field is not None and field.description:
            return field.description
    return "what docs and examples show"


def _suggest(loc: Location) -> str:
    known = list(_find_model(loc).model_fields)
    close = difflib.get_close_matches(str(loc[-1]), known, n=1, cutoff=0.6)
    return f"; did you mean {close[0]}?" if close else f"; the fields are {', '.join(known)}"
