"""Tables: indicator, unit, period and region from the heads."""

from datetime import date
from decimal import Decimal

from ruraletl.claims import read_claims, read_document, read_text
from ruraletl.records import Basis, Document, Header, Kind, PageLink, Paragraph, Stated, Status, ValueKind

YEARS = "指标\t2022年（元）\t2021年（元）\t增长（%）\n农村居民人均可支配收入\t16456\t15308\t7.5"
GROUPS = "表2 2023年收支\n指标\t城镇居民\t农村居民\n人均可支配收入（元）\t34398\t17706\n比上年增长（%）\t4.7\t7.6"
PLACES = "单位：万元\n序号\t地区\t农业总产值\t户籍人口（万人）\n1\t高平市\t123.5\t40.1\n2\t阳城县\t50\t37"
UNITS = "指标\t单位\t2021年产量\t比上年增长（%）\n粮食\t万吨\t41.20\t1.3\n生猪出栏\t万头\t86.30\t28.7"
GOALS = "指标\t2022年\t2024年\n村集体经济总收入（亿元）\t2.36\t3.40"


def test_a_column_may_hold_the_units_of_the_rows_but_not_of_their_changes() -> None:
    grain, growth, pigs, rise = read_claims(UNITS)
    assert (grain.value, grain.unit) == (Decimal(412_000), "吨")
    assert (grain.phrase, grain.indicator_id) == ("粮食产量", "grain_output")  # the column's measure stands behind
    assert (pigs.value, pigs.unit) == (Decimal(863_000), "头")
    assert [(change.value, change.unit, change.value_kind) for change in (growth, rise)] == [
        (Decimal("1.3"), "%", ValueKind.CHANGE_PCT),
        (Decimal("28.7"), "%", ValueKind.CHANGE_PCT),
    ]


def test_a_year_that_has_not_ended_has_a_target_and_no_result() -> None:
    result, goal = read_claims(GOALS, published=date(2023, 2, 24))
    assert (result.period, result.status) == ("2022", Status.ACTUAL)
    assert (goal.period, goal.status) == ("2024", Status.TARGET)


def test_a_column_states_the_period_and_the_unit() -> None:
    level, earlier, change = read_claims(YEARS)
    assert (level.value, level.unit, level.period, level.indicator_id) == (
        Decimal(16456),
        "元",
        "2022",
        "rural_income_pc",
    )
    assert (earlier.value, earlier.period) == (Decimal(15308), "2021")
    assert (change.value, change.value_kind, change.period) == (Decimal("7.5"), ValueKind.CHANGE_PCT, "2022")
    assert change.phrase == "农村居民人均可支配收入"
    assert level.dimensions == {"src": "table"}


def test_both_heads_make_the_phrase_and_the_caption_dates_it() -> None:
    claims = read_claims(GROUPS)
    assert [claim.indicator_id for claim in claims] == ["urban_income_pc", "rural_income_pc"] * 2
    assert {claim.period for claim in claims} == {"2023"}
    assert [claim.value_kind.value for claim in claims] == ["level", "level", "change_pct", "change_pct"]


def test_a_row_head_may_be_a_region_and_serial_numbers_are_refused() -> None:
    reading = read_text(PLACES, published=date(2024, 3, 1), home_region="140500")
    assert [(claim.region_code, claim.value, claim.unit) for claim in reading.claims] == [
        ("140581", Decimal(1_235_000), "元"),
        ("140581", Decimal(401_000), "人"),
        ("140522", Decimal(500_000), "元"),
        ("140522", Decimal(370_000), "人"),
    ]
    assert {refusal.text for refusal in reading.refusals} >= {"1", "2"}


def test_a_document_is_read_with_its_title_and_day() -> None:
    paragraph = "全市建成水厂4座。"
    document = Document(
        url="http://a.example/1.html",
        kind=Kind.NEWS,
        header=Header(
            title=Stated("晋城市加快供水", "晋城市加快供水", Basis.META),
            published=Stated(date(2024, 3, 11), "2024-03-11", Basis.META),
        ),
        paragraphs=(Paragraph(text=paragraph, start=0, speaker="负责人"),),
        text=paragraph,
        pages=(PageLink(1, "http://a.example/1.html"),),
    )
    (claim,) = read_document(document).claims
    assert (claim.region_code, claim.period, claim.unit, claim.speaker) == ("140500", "2024-03", "座", "负责人")


def test_columns_that_spaces_set_apart_are_a_table() -> None:
    text = "2022年果蔬\n种类 产量(吨) 同比增长(%)\n蔬菜 51300 -1.2\n其中:番茄 8460 2.7\n"
    claims = read_text(text, published=date(2023, 4, 1)).claims
    assert [(str(claim.value), claim.unit, claim.value_kind.value, claim.period) for claim in claims] == [
        ("51300", "吨", "level", "2022"),
        ("-1.2", "%", "change_pct", "2022"),
        ("8460", "吨", "level", "2022"),
        ("2.7", "%", "change_pct", "2022"),
    ]


def test_one_of_them_may_hold_the_units_and_their_heads_may_be_years() -> None:
    claims = read_claims("指标 计量单位 2021年 2022年\n粮食产量 万吨 35.2 36\n自来水普及率 % 86.5 90")
    assert [(claim.value, claim.unit, claim.period) for claim in claims] == [
        (Decimal(352_000), "吨", "2021"),
        (Decimal(360_000), "吨", "2022"),
        (Decimal("86.5"), "%", "2021"),
        (Decimal(90), "%", "2022"),
    ]


def test_lines_of_words_with_spaces_are_no_table() -> None:
    text = "新建 水厂 两座\n改造 管网 3公里\n"
    assert not [claim for claim in read_text(text).claims if claim.dimensions.get("src") == "table"]


def test_the_noun_of_a_column_tells_its_unit_before_the_caption_does() -> None:
    text = "资金安排（单位：万元）\n乡镇\t资金规模\t受益户数\n青石镇\t120\t56\n白水乡\t86.5\t123"
    assert [(str(claim.value), claim.unit) for claim in read_claims(text)] == [
        ("1200000", "元"),
        ("56", "户"),
        ("865000.0", "元"),
        ("123", "户"),
    ]


def test_a_cell_may_bring_its_unit_and_a_table_may_have_no_heads() -> None:
    text = "2023年完成情况\n新建公路\t86公里\n改造危房\t1.2万户"
    road, houses = read_claims(text, published=date(2024, 3, 1))
    assert (road.text, road.value, road.unit, road.phrase) == ("86", Decimal(86), "km", "新建公路")
    assert (houses.text, houses.value, houses.unit, houses.period) == ("1.2万", Decimal(12000), "户", "2023")


def test_a_column_of_goals_holds_targets_and_one_of_standards_no_facts() -> None:
    goal, result = read_claims("项目\t目标值\t完成值\n农村公路（公里）\t100\t86")
    assert (goal.status, result.status, goal.phrase) == (Status.TARGET, Status.ACTUAL, "农村公路")
    assert not read_claims("类别\t补助标准\n大棚\t5000元/亩\n冷库\t200元/立方米")


def test_sentences_in_cells_are_read_as_sentences() -> None:
    text = "姓名\t事迹\n老周\t带领村民建成大棚60座，户均增收3000元；修路3公里，安装路灯120盏。\n老陈\t种茶多年"
    assert [claim.value for claim in read_claims(text)] == [60, 3000, 3, 120]


def test_the_cells_of_a_table_may_stand_one_a_line() -> None:
    text = "表1 主要指标\n指标\n2020年基期值\n2025年目标值\n香菇产量（万吨）\n2.4\n≥3\n林地面积（万亩）\n45\n46.5\n"
    claims = read_claims(text, published=date(2021, 5, 10))
    assert [
        (str(claim.value), claim.unit, claim.period, claim.status, claim.qualifier.value, claim.phrase)
        for claim in claims
    ] == [
        ("24000.0", "吨", "2020", Status.ACTUAL, "eq", "香菇产量"),
        ("30000", "吨", "2025", Status.TARGET, "ge", "香菇产量"),
        ("450000", "亩", "2020", Status.ACTUAL, "eq", "林地面积"),
        ("465000.0", "亩", "2025", Status.TARGET, "eq", "林地面积"),
    ]


def test_their_units_may_have_a_line_and_their_heads_two() -> None:
    text = (
        "类别\n\n指标名称\n\n单位\n\n2020\n基期值\n\n2025\n目标值\n\n属性\n\n"
        "产出\n\n香菇产量\n\n万吨\n\n2.4\n\n3\n\n预期性\n\n生态\n\n森林覆盖率\n\n%\n\n63.2\n\n65\n\n约束性\n"
    )
    assert [
        (str(claim.value), claim.unit, claim.period) for claim in read_claims(text, published=date(2021, 5, 10))
    ] == [
        ("24000.0", "吨", "2020"),
        ("30000", "吨", "2025"),
        ("63.2", "%", "2020"),
        ("65", "%", "2025"),
    ]


def test_figures_on_lines_without_a_head_for_names_are_no_table() -> None:
    text = "点击量\n120\n35\n分享\n130\n36\n"
    assert not [claim for claim in read_claims(text) if claim.dimensions.get("src") == "table"]
