"""The wide form of the observations: a row per place and period, a column per indicator."""

from __future__ import annotations

from ruraletl.reference.indicators import Indicator, load_indicators
from ruraletl.warehouse.release.marts import Mart, MartColumn, Wording

WIDE = "mart_indicators_wide"
TALL = "fct_observation"
KEY = ("region_code", "period", "status")
NAMING = ("region_name", "province_name", "prefecture_name", "period_start", "period_end")  # follow from the key


def describe_wide(marts: tuple[Mart, ...]) -> Mart:
    """Return the mart that spreadsheets and BI tools chart without a pivot of their own.

    It has a column for every indicator of the catalogue, whether anything is known of it yet or not, so that what was
    built on one release works on the next. A column has one unit, the catalogue's; what stands in another is left to
    the tall form, as are changes, ranges, and parts of the whole.
    """
    columns = {column.name: column for mart in marts if mart.name == TALL for column in mart.columns}
    indicators = load_indicators()
    return Mart(
        name=WIDE,
        grain="one row per region, period and status (region_code, period, status).",
        meaning=Wording(
            f"The levels of {TALL} for places as a whole, side by side: a column per indicator, in the unit of the "
            "catalogue, empty where nothing is known. Facts, targets and plans stand in rows of their own.",
            "指标宽表：每个地区、时期和状态一行，每个指标一列，取该地整体的水平值，单位以指标目录为准，未知则为空；"
            "实际、目标、规划各占一行。",
        ),
        key=KEY,
        order=("region_code", "status", "period_start", "period_end", *KEY),
        columns=(*(columns[name] for name in (*KEY, *NAMING)), *map(_describe_column, indicators)),
        origin=_build_pivot(indicators),
        is_operational=False,
    )


def _describe_column(indicator: Indicator) -> MartColumn:
    name = indicator.name_en[0].upper() + indicator.name_en[1:]
    meaning = Wording(
        f"{name}: {indicator.definition_en.rstrip('.')}.", f"{indicator.name_zh}：{indicator.definition_zh}"
    )
    return MartColumn(name=indicator.indicator_id, type="double", meaning=meaning, unit=indicator.unit)


def _build_pivot(indicators: tuple[Indicator, ...]) -> str:
    names = ", ".join((*KEY, *NAMING))
    ids = ", ".join(f"'{indicator.indicator_id}'" for indicator in indicators)
    return f"""(
        pivot (
            select {names}, tall.indicator_id, tall.value
            from marts.{TALL} as tall
            inner join marts.dim_indicator as indicator
                on tall.indicator_id = indicator.indicator_id and tall.unit = indicator.unit
            where tall.value_kind = 'level' and tall.dimensions = ''
        )
        on indicator_id in ({ids})
        using any_value(value) -- there is one: what tells observations apart is here either the same or a name
        group by {names}
    )"""  # noqa: S608 - our own names
