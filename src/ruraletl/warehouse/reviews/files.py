"""The folder of review files, read into reviews."""

from __future__ import annotations

import reprlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from ruraletl.errors import UsageError
from ruraletl.records import Review, ReviewedReading, Status, ValueKind
from ruraletl.warehouse.reviews.names import Dimensions, IndicatorId, Period, RegionCode

STRICT = ConfigDict(extra="forbid", frozen=True)
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Loader(yaml.SafeLoader):
    """Reads days as text, so that one that no calendar has is the error of its field."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as in its parents
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class _Reading(BaseModel):
    model_config = STRICT
    indicator: IndicatorId | None = Field(None, description="an indicator of the catalogue, such as bus_routes")
    region: RegionCode | None = Field(None, description="a code of GB/T 2260 in quotes, such as '430581'")
    period: Period | None = Field(None, description="a period in quotes, such as '2021'")
    status: Status | None = Field(None, description="actual, target or plan")
    kind: ValueKind | None = Field(None, description="level, change_pct, change_abs, multiple, rank or range")
    dimensions: Dimensions | None = Field(None, description="key=value, such as level=市级, or '' for the whole")
    value: Decimal | None = Field(None, description="a number in the claim's unit")

    def build(self) -> ReviewedReading:
        return ReviewedReading(
            indicator_id=self.indicator,
            region_code=self.region,
            period=self.period,
            status=self.status,
            value_kind=self.kind,
            dimensions=self.dimensions,
            value=self.value,
        )


class _Entry(BaseModel):
    model_config = STRICT
    claim: Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")] = Field(
        description="the claim_key of the claim, 16 digits in quotes"
    )
    page: Words = Field(description="the document_url of the claim")
    sentence: Words = Field(description="the sentence as it was reviewed")
    verdict: Literal["accept", "reject", "correct"] = Field(description="accept, reject or correct")
    expect: _Reading = Field(description="what was read: indicator, region, period, status, kind, dimensions, value")
    correct: _Reading = Field(_Reading(), description="what to read instead, of the same fields")
    reason: Words = Field(description="a sentence")
    reviewer: Words = Field(description="a name")
    day: date = Field(description="the day of the review, such as 2026-11-22")
    golden: bool = Field(default=False, description="true, where no release may lose the figure")

    @field_validator("golden")
    @classmethod
    def _check_golden(cls, golden: bool, info: ValidationInfo) -> bool:  # noqa: FBT001 - the interface of pydantic
        if golden and info.data.get("verdict") == "reject":  # fields are checked in their order
            raise ValueError("what is rejected cannot be golden; remove golden, or accept it")
        return golden

    @model_validator(mode="after")
    def _check_correction(self) -> Self:
        if (self.verdict == "correct") != (self.correct != _Reading()):
            raise ValueError("correct and the verdict 'correct' go together")
        return self


def load_reviews(directory: Path) -> tuple[list[Review], list[UsageError]]:
    """Read every review file of a folder, in the order of their names; a folder that is missing holds none.

    An entry that is wrong yields errors and no review; it never stops the others. Of two entries on one claim the first
    counts, and the other is an error.
    """
    reviews: dict[str, Review] = {}
    errors: list[UsageError] = []
    for path in sorted(directory.glob("*.yaml")):
        file = f"{directory.name}/{path.name}"  # as a person finds it from the project, and marts tell it anywhere
        try:
            root = yaml.compose(path.read_text("utf-8"), _Loader)
        except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
            errors.append(UsageError(f"{file}: cannot be read as YAML: {' '.join(str(error).split())}."))
            continue
        if not isinstance(root, yaml.SequenceNode):
            errors.append(UsageError(f"{file}, line 1: expected a list of reviews, each beginning with '- claim:'."))
            continue
        for node in root.value:
            review, problems = _read_entry(file, node)
            if review and review.claim_key in reviews:
                other = reviews[review.claim_key].place
                problems = [f"{review.place}: claim {review.claim_key} is reviewed in {other} already; keep one."]
            elif review:
                reviews[review.claim_key] = review
            errors += map(UsageError, problems)
    return list(reviews.values()), errors


def _read_entry(file: str, node: yaml.Node) -> tuple[Review | None, list[str]]:
    line = node.start_mark.line + 1
    place = f"{file}, line {line}"
    if not isinstance(node, yaml.MappingNode):
        return None, [f"{place}: expected a review, beginning with 'claim:'."]
    try:
        entry = _Entry.model_validate(_Loader("").construct_document(node))
    except ValidationError as error:
        lines = {"": line} | dict(_find_lines(node))
        return None, [_describe(file, lines, detail) for detail in error.errors(include_url=False)]
    except (yaml.YAMLError, ValueError) as error:
        return None, [f"{place}: {' '.join(str(error).split())}."]
    return Review(
        claim_key=entry.claim,
        page=entry.page,
        sentence=entry.sentence,
        verdict=entry.verdict,
        expect=entry.expect.build(),
        correct=entry.correct.build(),
        reason=entry.reason,
        reviewer=entry.reviewer,
        reviewed_on=entry.day,
        place=place,
        is_golden=entry.golden,
    ), []


def _find_lines(node: yaml.Node, within: str = "") -> Iterator[tuple[str, int]]:
    """Yield the line, from 1, of each field of an entry, as deep as they go."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield f"{within}{key.value}", key.start_mark.line + 1
        yield from _find_lines(value, f"{within}{key.value}.")


def _describe(file: str, lines: dict[str, int], detail: ErrorDetails) -> str:
    """Return one error of pydantic as a sentence: file, line, field, what was given, what was expected."""
    loc = [str(part) for part in detail["loc"]]
    name = ".".join(loc)
    whole = ".".join(loc[:-1])  # what a field that is missing is missing in
    where = f"{file}, line {lines.get(name) or lines.get(whole) or lines['']}"
    model = _Entry if len(loc) <= 1 else _Reading
    if detail["type"] == "value_error":
        said = detail["ctx"]["error"]
        return f"{where}: {name} is {reprlib.repr(detail['input'])}; {said}." if name else f"{where}: {said}."
    if detail["type"] == "extra_forbidden":
        return f"{where}: {name} is no field of a review; the fields are {', '.join(model.model_fields)}."
    field = model.model_fields.get(loc[-1])
    expected = field.description if field else "another value"
    if detail["type"] == "missing":
        return f"{where}: {name} is missing; expected {expected}."
    if detail["input"] is None:
        return f"{where}: {name} is not filled in; expected {expected}."
    return f"{where}: {name} is {reprlib.repr(detail['input'])}; expected {expected}."
