"""The resolvers that can be asked alone."""

from datetime import date

import pytest

from ruraletl.claims.confidence import SURE, find_confidence, load_weights
from ruraletl.claims.periods.calendars import build_calendar
from ruraletl.claims.periods.sections import Section, is_heading, read_section
from ruraletl.claims.periods.statuses import is_forecast, read_status
from ruraletl.claims.phrases.catalogue import find_indicator, fits
from ruraletl.records import Status, ValueKind


@pytest.mark.parametrize(
    ("before", "status"),
    [
        ("力争普及率达到", "target"),
        ("计划新建水厂", "plan"),
        ("已建成水厂", "actual"),
        ("项目目标明确，建成", "actual"),
    ],
)
def test_status_rests_on_the_last_cue(before: str, status: str) -> None:
    assert read_status(before) == status


def test_a_standing_status_gives_way_only_to_another_plan() -> None:
    assert read_status("生产总值增长", standing=Status.TARGET) is Status.TARGET


def test_a_forecast_is_told_from_a_plan() -> None:
    assert is_forecast("全年预计实现")
    assert not is_forecast("全年计划实现")


@pytest.mark.parametrize(
    ("phrase", "unit", "indicator"),
    [
        ("农村卫生厕所普及率", "%", "sanitary_toilet_rate"),
        ("粮食总产量", "吨", "grain_output"),
        ("粮食总产量", "亩", None),
        ("地区生产总值", "元", "gdp"),
        ("风铃声", "个", None),
    ],
)
def test_an_indicator_needs_its_name_and_its_unit(phrase: str, unit: str, indicator: str | None) -> None:
    found = find_indicator(phrase, unit, ValueKind.LEVEL)
    assert (found.indicator_id if found else None) == indicator


def test_a_change_in_per_cent_fits_every_indicator() -> None:
    assert fits("元", "%", ValueKind.CHANGE_PCT)
    assert fits("%", "百分点", ValueKind.CHANGE_ABS)
    assert not fits("元", "百分点", ValueKind.CHANGE_ABS)


def test_doubts_lower_the_confidence() -> None:
    first, second, *_ = (reason for reason in load_weights() if reason != SURE)
    assert find_confidence([]) > find_confidence([second]) > find_confidence([first, second]) > 0


@pytest.mark.parametrize(
    ("text", "title", "published", "review", "horizon"),
    [
        ("", "武冈市2021年国民经济和社会发展统计公报", date(2022, 3, 30), 2021, None),
        ("2014年，全市上下齐心协力。", "稳步发展", date(2015, 1, 1), 2014, None),
        ("2017年以来，湖面变清。", "湖区见闻", date(2021, 1, 1), None, None),
        ("", "2025年政府工作报告", date(2025, 1, 14), None, (2025, 2025)),
        ("", "某市第十四个五年规划纲要", date(2021, 2, 1), None, (2021, 2025)),
        ("", "“十三五”规划", date(2016, 2, 1), None, (2016, 2020)),
    ],
)
def test_a_document_names_the_year_it_reviews_or_plans_for(
    text: str, title: str, published: date, review: int | None, horizon: tuple[int, int] | None
) -> None:
    calendar = build_calendar(text, title, published)
    assert (calendar.review, calendar.horizon) == (review, horizon)


def test_without_a_date_the_last_past_year_of_the_text_counts() -> None:
    assert build_calendar("2020年起步，2021年见效，到2035年实现。", None, None).year == 2021


def test_a_heading_gives_its_section_a_year_and_a_status() -> None:
    calendar = build_calendar("", "政府工作报告", date(2025, 1, 14))
    review = read_section("一、2024年工作回顾", Section(calendar), calendar)
    assert (review.calendar.review, review.standing) == (2024, Status.ACTUAL)
    plan = read_section("二、2025年工作安排", review, calendar)
    assert (plan.horizon, plan.standing) == ((2025, 2025), Status.PLAN)
    assert read_section("（一）夯实产业", plan, calendar) == plan
    assert not is_heading("全年建成水厂4座，投入资金2亿元。")
    ahead = "做好2025年工作，要重点抓好以下方面："
    assert is_heading(ahead)
    assert read_section(ahead, review, calendar) == plan
    assert not is_heading("过去一年，我们重点抓好了以下工作：")
    assert read_section("三、“十五五”时期主要目标", review, calendar).horizon == (2026, 2030)
    assert read_section("（二）今后三年的目标任务", review, calendar).horizon == (2025, 2027)
    assert read_section("一、“十四五”规划完成情况", plan, calendar).standing is Status.ACTUAL
    assert read_section("2025年重点工作", review, calendar) == plan
    assert read_section("2024年主要工作", plan, calendar) == review
