"""Which part of an indicator a number is of, as dimensions: crop, animal, level and the like."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from ruraletl.records import Claim
from ruraletl.reference.facets import Facet, index_facets
from ruraletl.reference.indicators import Indicator, index_indicators
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.words import join_words

# Indicators that are of one crop or animal each; the words before name it once for several.
PARTED = lazy_regex(r"crop_|livestock_|industry_output_value|industry_chain_output|greenhouses")
CARRIED = ("crop", "animal", "product")
BRED, GROWN = "livestock_", "crop_"  # animals are no crop's, nor crops an animal's
# (facet, base unit): the indicator of a phrase that names a crop and no indicator of the catalogue
BY_UNIT = {("crop", "亩"): "crop_area", ("crop", "吨"): "crop_output", ("crop", "kg/亩"): "crop_yield"}
GRAIN = {"吨": "grain_output", "亩": "grain_sown_area"}
OF_GRAIN = lazy_regex(r"^(?:共|累计|总)*(?:[生出]?产|收获|打|种植?|播种)?了?粮食$")  # 产粮食[41]万吨
HEADS = ("头", "只", "羽", "匹")
# 养牛, 家里羊: the animals that somebody has; 母羊, 育肥牛 are told apart for another end.
KEPT = lazy_regex(r"(?:^|家里?|[养有喂])(?:黄|水|奶|肉|生|牦|山|绵|土)?(?:牛|羊|猪|鸡|鸭|鹅|马|驴|兔)$")
BREEDERS = {"能繁母猪": "生猪", "母猪": "生猪", "母牛": "牛", "母羊": "羊"}  # what is slaughtered is not they
NO_CROP = lazy_regex(
    r"收购|交易|受灾|受旱|绝收|成灾|加工|销售|出口|进口|储备|投入|加热|补种|仓|能力|运输|消费|分选|分拣|占|肥|农药"
)
DONE = lazy_regex(r"^(?:共|累计|已)*(?:(?:划分|建成|建立|设立|组建|成立|拥有|现有|有|发展|培育|打造)了?)?")
HERD = lazy_regex(r"(?P<kind>[猪牛羊鸡鸭鹅兔鹿马驴骡鸽])(?:[存出]栏)?(?:总?[数量])?$")  # an animal of one character
ITEM = 12  # characters of a phrase that tell it from another
GUARDS = {"人参": "(?![与加保赛军会观展考选照谋评])", "咖啡": "(?![馆厅店吧屋])"}  # 300余名个人参与 grow no ginseng
FEWEST = 2  # values that contradict each other


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(join_words(index_facets(), GUARDS))


def find_facets(phrase: str, indicator: Indicator | None) -> dict[str, str]:
    """Return the dimensions that a phrase names; what the indicator's own name says is none.

    >>> find_facets("新增省级龙头企业", None)
    {'measure': '新增', 'level': '省级'}
    """
    implied = indicator.name_zh if indicator else ""
    found: dict[str, str] = {}
    for word, facet in find_words(phrase):
        own = facet.facet == "level" and implied.startswith(facet.value.removesuffix("级"))  # 村级 of 村集体经济收入
        if word not in implied and facet.value not in implied and not own:
            found[facet.facet] = facet.value
    return found


def find_words(text: str) -> Iterator[tuple[str, Facet]]:
    """Yield the words of a text that name a facet, in order."""
    return ((word, index_facets()[word]) for word in _pattern().findall(text))


def find_by_unit(phrase: str, unit: str) -> Indicator | None:
    """Return the indicator that a crop and a unit make: 连翘4.6万亩 is an area under a crop."""
    if unit in HEADS and KEPT.search(phrase):
        return index_indicators()["livestock_stock"]
    if unit == "kg/亩" and phrase.endswith("产量"):
        return index_indicators()["crop_yield"]
    if unit in GRAIN and OF_GRAIN.search(phrase):
        return index_indicators()[GRAIN[unit]]
    named = {facet: name for (facet, base), name in BY_UNIT.items() if base == unit}
    if not named or NO_CROP.search(phrase):
        return None
    facets = find_facets(phrase, None)
    return next((index_indicators()[name] for facet, name in named.items() if facet in facets), None)


def carry(
    phrase: str, own: dict[str, str], earlier: Mapping[str, str], indicator: Indicator | None, *, clause: str = ""
) -> dict[str, str]:
    """Give a number the crop or animal that the words before it named, where its indicator is of one.

    Args:
        phrase: of the number.
        own: the dimensions that it names.
        earlier: crop, animal and product named last.
        indicator: of the phrase.
        clause: the words before the number in its clause; where they name others, it is not of the earlier one.
    """
    if indicator is None or not PARTED.match(indicator.indicator_id) or any(facet in own for facet in CARRIED):
        return own
    if indicator.indicator_id.startswith(BRED) and (herd := HERD.search(phrase)):
        return own | {"animal": "生猪" if herd["kind"] == "猪" else herd["kind"]}  # 鸡15万只, after cows
    if any(facet.facet in CARRIED and earlier.get(facet.facet) != facet.value for _, facet in find_words(clause)):
        return own | {"item": phrase[:ITEM]}  # 连翘3万亩。党参、黄芩等人工种植[8万]亩
    alien = {BRED: "crop", GROWN: "animal"}.get(indicator.indicator_id.partition("_")[0] + "_")
    carried = {facet: value for facet, value in earlier.items() if facet in CARRIED and facet != alien}
    if indicator.indicator_id == "livestock_slaughter" and carried.get("animal") in BREEDERS:
        carried["animal"] = BREEDERS[carried["animal"]]
    return own | carried


def tell_apart(claims: Sequence[Claim]) -> list[Claim]:
    """Give claims that would contradict each other the dimension item: what only its own phrase says.

    The one that the indicator's own name tells is the whole and gets none: 合作社1200家（含示范合作社35家）.
    """
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        if claim.indicator_id:
            groups[_key(claim)].append(at)
    result = list(claims)
    for members in groups.values():
        if len({claims[at].value for at in members}) < FEWEST:
            continue
        wholes = {claims[at].value for at in members if _is_whole(claims[at])}
        for at, item in zip(members, _differences([claims[at].phrase for at in members]), strict=True):
            if item and not (len(wholes) == 1 and _is_whole(claims[at])):
                result[at] = replace(claims[at], dimensions={**claims[at].dimensions, "item": item})
    return result


def _is_whole(claim: Claim) -> bool:
    """Tell a phrase that has only words of its indicator's name, behind what is done with it: 划分网格."""
    words = DONE.sub("", claim.phrase, count=1).replace("总", "")
    name = iter(index_indicators()[claim.indicator_id or ""].name_zh)
    return bool(words) and all(word in name for word in words)


def _key(claim: Claim) -> tuple[object, ...]:
    dimensions = tuple(sorted(claim.dimensions.items()))
    return (claim.indicator_id, claim.region_code, claim.period, claim.status, claim.value_kind, claim.unit, dimensions)


def _differences(phrases: Iterable[str]) -> list[str]:
    """Return what is left of each phrase without the words that all begin and all end with."""
    phrases = list(phrases)
    start = _shared(phrases)
    rest = [phrase[start:] for phrase in phrases]
    end = _shared([phrase[::-1] for phrase in rest])
    return [(phrase[:-end] if end else phrase)[:ITEM].strip("…") for phrase in rest]


def _shared(words: Iterable[str]) -> int:
    """Return how many characters all words begin with."""
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False)))
