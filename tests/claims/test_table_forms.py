"""A table says the same however it is written: tabs, spaces or a line for each cell; units in heads, rows or cells."""

from datetime import date

import pytest

from ruraletl.claims import read_claims

FIGURES = [
    ("香菇总产量", "万吨", "23.4", "25.6"),
    ("农村居民人均可支配收入", "元", "21098", "23456"),
    ("森林覆盖率", "%", "63.2", "65.1"),
    ("农家书屋", "家", "126", "180"),
]
YEARS = ["2020年", "2021年"]
Rows = list[list[str]]
LAYOUTS: dict[str, Rows] = {
    "units in brackets": [["指标", *YEARS], *([f"{name}（{unit}）", *ends] for name, unit, *ends in FIGURES)],
    "units behind a slash": [["指标", *YEARS], *([f"{name}/{unit}", *ends] for name, unit, *ends in FIGURES)],
    "a column of units": [["指标", "单位", *YEARS], *([name, unit, *ends] for name, unit, *ends in FIGURES)],
    "units in the cells": [
        ["指标", *YEARS],
        *([name, first + unit, last + unit] for name, unit, first, last in FIGURES),
    ],
    "bare years": [["指标", "2020", "2021"], *([f"{name}({unit})", *ends] for name, unit, *ends in FIGURES)],
    "numbered rows": [
        ["序号", "指标", "单位", *YEARS],
        *([str(at), name, unit, *ends] for at, (name, unit, *ends) in enumerate(FIGURES, start=1)),
    ],
    "a remark behind": [
        ["指标", *YEARS, "属性"],
        *([f"{name}（{unit}）", *ends, "预期性"] for name, unit, *ends in FIGURES),
    ],
    "years down the side": [
        ["年份", *(f"{name}（{unit}）" for name, unit, *_ in FIGURES)],
        *([year, *(row[2 + at] for row in FIGURES)] for at, year in enumerate(YEARS)),
    ],
}
WAYS = {"tabs": ("\t", "\n"), "spaces": (" ", "\n"), "a line each": ("\n", "\n"), "empty lines": ("\n\n", "\n\n")}


def read(text: str) -> set[tuple[str, ...]]:
    claims = read_claims(text, published=date(2023, 5, 10))
    return {(f"{claim.value.normalize():f}", claim.unit or "", claim.phrase, claim.period or "") for claim in claims}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_is_read_in_any_form(layout: str, way: str) -> None:
    cell, row = WAYS[way]
    wanted = read("".join(f"2020年，{name}为{first}{unit}。" for name, unit, first, _ in FIGURES))
    wanted |= read("".join(f"2021年，{name}为{last}{unit}。" for name, unit, _, last in FIGURES))
    assert read("主要指标\n" + row.join(cell.join(cells) for cells in LAYOUTS[layout]) + "\n") == wanted
