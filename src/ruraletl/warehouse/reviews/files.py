"""The folder of review files, read into reviews."""

from __future__ import annotations

import reprlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

from ruraletl.errors import UsageError
from ruraletl.records import Review, ReviewedReading, Status

STRICT = ConfigDict(extra="forbid", frozen=True)
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Reading(BaseModel):
    model_config = STRICT
    indicator: str | None = Field(None, description="an indicator of the catalogue, such as bus_routes")
    region: str | None = Field(None, description="a code of GB/T 2260 in quotes, such as '430581'")
    period: str | None = Field(None, description="a period in quotes, such as '2021'")
    status: Status | None = Field(None, description="actual, target or plan")
    value: Decimal | None = Field(None, description="a number in the claim's unit")

    def build(self) -> ReviewedReading:
        return ReviewedReading(
            indicator_id=self.indicator,
            region_code=self.region,
            period=self.period,
            status=self.status,
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
    expect: _Reading = Field(description="what was read: indicator, region, period, status, value")
    correct: _Reading = Field(_Reading(), description="what to read instead, of the same fields")
    reason: Words = Field(description="a sentence")
    reviewer: Words = Field(description="a name")
    day: date = Field(description="the day of the review, such as 2026-11-22")

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
        try:
            root = yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
        except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
            errors.append(UsageError(f"{path}: cannot be read as YAML: {' '.join(str(error).split())}."))
            continue
        if not isinstance(root, yaml.SequenceNode):
            errors.append(UsageError(f"{path}, line 1: expected a list of reviews, each beginning with '- claim:'."))
            continue
        for node in root.value:
            review, problems = _read_entry(path, node)
            if review and review.claim_key in reviews:
                other = reviews[review.claim_key].place
                problems = [f"{review.place}: claim {review.claim_key} is reviewed in {other} already; keep one."]
            elif review:
                reviews[review.claim_key] = review
            errors += map(UsageError, problems)
    return list(reviews.values()), errors


def _read_entry(path: Path, node: yaml.Node) -> tuple[Review | None, list[str]]:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        return None, [f"{path}, line {line}: expected a review, beginning with 'claim:'."]
    lines = {str(key.value): key.start_mark.line + 1 for key, _ in node.value}
    try:
        entry = _Entry.model_validate(yaml.SafeLoader("").construct_document(node))
    except ValidationError as error:
        return None, [_describe(path, lines, line, detail) for detail in error.errors(include_url=False)]
    except (yaml.YAMLError, ValueError) as error:
        return None, [f"{path}, line {line}: {' '.join(str(error).split())}."]
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
        place=f"{path.name}, line {line}",
    ), []


def _describe(path: Path, lines: dict[str, int], line: int, detail: ErrorDetails) -> str:
    """Return one error of pydantic as a sentence: file, line, field, what was given, what was expected."""
    loc = [str(part) for part in detail["loc"]]
    where = f"{path}, line {lines.get(loc[0], line) if loc else line}"
    name = ".".join(loc)
    if detail["type"] == "value_error":
        return f"{where}: {detail['ctx']['error']}."
    if detail["type"] == "extra_forbidden":
        known = (_Entry if len(loc) == 1 else _Reading).model_fields
        return f"{where}: {name} is no field of a review; the fields are {', '.join(known)}."
    model = _Entry if len(loc) == 1 else _Reading
    expected = model.model_fields[loc[-1]].description if loc[-1] in model.model_fields else "another value"
    if detail["type"] == "missing":
        return f"{where}: {name} is missing; expected {expected}."
    return f"{where}: {name} is {reprlib.repr(detail['input'])}; expected {expected}."
