"""A seeded set of articles and of what editors make of them when they repost them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

SUBJECTS = [
    "县里",
    "全镇",
    "合作社",
    "村集体",
    "农业部门",
    "供水公司",
    "驻村干部",
    "卫生院",
    "县职教中心",
    "客运公司",
    "农机服务队",
    "种粮大户",
]
VERBS = ["新增", "改造", "建成", "培训", "流转", "覆盖", "补贴", "整治", "收购", "巡查", "登记", "维修"]
OBJECTS = [
    "农田",
    "管网",
    "厕所",
    "冷库",
    "公交线路",
    "大棚",
    "村医",
    "蜂群",
    "药材",
    "公路",
    "路灯",
    "学位",
    "网店",
    "果园",
    "水库",
    "茶园",
]
UNITS = ["亩", "公里", "座", "处", "条", "个", "名", "箱", "户", "吨", "万元", "所"]
ENDS = (
    "带动周边农户增收",
    "群众出行更加方便",
    "年内全部完工并通过验收",
    "比上年多出不少",
    "由村民推选代表监督使用",
    "资金由县乡两级分担",
    "冬季施工暂停，开春后继续",
    "产品销往周边三个省份",
    "技术员每周上门一次",
    "台账每季度公示",
)
YEARLY = 10  # one article in so many is the year after of the one before
PLACES = ["东沟", "西岭", "石桥", "柳湾", "高庙", "上河", "下坝", "青松", "龙泉", "白马", "双塘", "枫林"]


@dataclass(frozen=True, slots=True)
class Text:
    """An article of the set."""

    article: int  # copies of one article share it
    edit: str  # what was done to it
    title: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> str:
        """The paragraphs, as a document joins them."""
        return "\n".join(self.paragraphs)


def write_articles(count: int, seed: int) -> Iterator[Text]:
    """Yield different articles; every tenth is the year after of the one before: the same words, other figures."""
    rng = random.Random(seed)  # noqa: S311 - a reproducible corpus, no secret
    before: Text | None = None
    for number in range(count):
        if before and number % YEARLY == YEARLY - 1:
            yield Text(number, "original", before.title, tuple(_renumber(rng, part) for part in before.paragraphs))
            continue
        paragraphs = tuple(
            "".join(_write_sentence(rng) for _ in range(rng.randint(1, 4))) for _ in range(rng.randint(3, 9))
        )
        before = Text(number, "original", f"{rng.choice(PLACES)}村的{rng.choice(OBJECTS)}", paragraphs)
        yield before


def edit_text(text: Text, edit: str, rng: random.Random) -> Text:
    """Return a copy as an editor would leave it."""
    return replace(EDITS[edit](text, rng), edit=edit)


def _write_sentence(rng: random.Random) -> str:
    return (
        f"{rng.choice(PLACES)}{rng.choice(SUBJECTS)}今年{rng.choice(VERBS)}{rng.choice(OBJECTS)}"
        f"{rng.randint(2, 9800)}{rng.choice(UNITS)}，{rng.choice(ENDS)}，{rng.choice(PLACES)}村"
        f"{rng.choice(VERBS)}{rng.choice(OBJECTS)}{rng.randint(2, 9800)}{rng.choice(UNITS)}。"
    )


def _renumber(rng: random.Random, paragraph: str) -> str:
    return "".join(rng.choice("123456789") if character.isdigit() else character for character in paragraph)


def _cut_tail(text: Text, rng: random.Random) -> Text:
    kept = max(2, round(len(text.paragraphs) * rng.uniform(0.6, 0.9)))
    return replace(text, paragraphs=text.paragraphs[:kept])


def _change_headline(text: Text, rng: random.Random) -> Text:
    return replace(text, title=f"{rng.choice(PLACES)}：{text.title}见闻")


def _add_editor_line(text: Text, rng: random.Random) -> Text:
    line = f"（来源：{rng.choice(PLACES)}日报 编辑：{rng.choice(PLACES)} 审核：{rng.choice(PLACES)}）"
    return replace(text, paragraphs=(*text.paragraphs, line))


def _merge_paragraphs(text: Text, rng: random.Random) -> Text:
    cut = rng.randint(1, len(text.paragraphs))
    return replace(text, paragraphs=("".join(text.paragraphs[:cut]), *text.paragraphs[cut:]))


def _add_lead(text: Text, rng: random.Random) -> Text:
    lead = f"本报讯（记者 {rng.choice(PLACES)}）近日，记者在{rng.choice(PLACES)}了解到以下情况。"
    return replace(text, paragraphs=(lead, *text.paragraphs))


def _mend_words(text: Text, rng: random.Random) -> Text:
    def mend(paragraph: str) -> str:
        return paragraph.replace("今年", rng.choice(("今年", "本年度", "年内")), 1)

    return replace(text, paragraphs=tuple(map(mend, text.paragraphs)))


def _do_several(text: Text, rng: random.Random) -> Text:
    for edit in rng.sample((_change_headline, _add_editor_line, _merge_paragraphs, _add_lead, _mend_words), 3):
        text = edit(text, rng)
    return text


EDITS: dict[str, Callable[[Text, random.Random], Text]] = {
    "cut_tail": _cut_tail,
    "changed_headline": _change_headline,
    "editor_line": _add_editor_line,
    "merged_paragraphs": _merge_paragraphs,
    "added_lead": _add_lead,
    "mended_words": _mend_words,
    "several": _do_several,
}
