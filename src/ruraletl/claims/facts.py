"""Whether a number is a fact about a place, or why it is none."""

import re
from collections.abc import Iterator, Sequence

from ruraletl.claims.numbers import Number
from ruraletl.text.quantities import Form, Quantity
from ruraletl.text.times import Sort, Time

# Rules on the words right before (B) and right behind (A) the number: "B#A"; the first that fits gives the reason.
# The words behind begin with the unit. Rows are tried in order.
NEARBY = [
    ("doc_no", r"[〔\[【（(]#[〕\]】）)]\s?第?\d*号?|[〔\[【（(]\d{4}[〕\]】）)]\s?第?#号?|(?:文|令|公告|字)第?#号"),
    ("page_no", r"[(（]#[)）]\s*(?:\n|$)|第#页|共#页"),
    ("list_no", r"(?:^|\n|[。；;！？\s])[（(]?#(?:[、)）]|[.．](?!\d))|第#[条章节款项编]|^#\s*$"),
    ("list_no", r"(?:^|[\s（(见])(?:附?表|图|附件|专栏)#"),
    ("name", r"单位[：:]#"),
    ("coordinate", r"(?:北纬|东经|南纬|西经|经度|纬度)[^，。；]{0,14}#|#[°。]?[′ˊ°]|#。[～~]"),
    (
        "id_number",
        r"(?:ICP备|网安备|编号|电话|热线|邮编|证号|代码|索引号|账号|微信|QQ|号码|ISSN|ISBN)[^，。；\u4e00-\u9fff]{0,12}#|#\d{7,}",
    ),
    ("name", r"[A-Za-z]\s?#|#\s?[A-Zα-ω](?![A-Za-z]{2})|#[A-Za-z+](?!m|g|W|w|²)|[+＋]#|#[+＋]"),
    ("name", r"#(?:级(?!指标)|号|线城|时代|版|路公交|频道|高地|中全会|中(?=[，、。和及])|角债)"),
    ("name", r"#(?:[.．、]\d+)?(?:工程|行动|计划|模式|战略|机制|示范(?!区|园|村|点|基地)|创建)"),
    ("slogan", r"[“‘「\"]#[^”’」\"，。]{0,8}[”’」\"]|[“‘「\"][^”’」\"，。；\d]{1,8}#[^”’」\"，。\d]{0,6}[”’」\"]"),
    ("named_set", r"#个?(?:集中连片|少数民族|革命老区|省区市|部委|地级及以上|国家级贫困县之)"),
    ("enumeration", r"#[种类项]主要|#大类"),
    ("name", r"\d{4}[-—–]\d{4}#|#基地建设"),
    ("docname", r"《[^《》]{0,60}#[^《》]{0,60}》"),
    ("docname", r"(?:振兴|发展|改革|管理|建设|新政|意见|政策|措施|办法|规定)#条(?!.{0,4}(?:线|路|河|渠|渠道|措施))"),
    (
        "distance",
        r"(?:距离?|离|相距|相隔|远离|方圆)[^，。；]{0,16}#(?:多|余)?(?:公里|千米|米|里)|#(?:多|余)?(?:公里|千米|里)(?:之外|以外|外|处|路程|远)",
    ),
    ("membership", r"#[^，。；]{1,16}(?<!分)之一"),
    ("per_unit", r"每[\u4e00-\u9fff]{1,3}#[名个户人亩台件起头](?=[\u4e00-\u9fff])"),
    ("date", r"#点(?![位面名击赞评])"),
    ("ordinal", r"前#(?:名|位|强|的)"),
    ("policy_param", r"#分(?![之别钟公店布级类])"),
    ("policy_param", r"(?:最[高低]|上限为?|下限为?|封顶|起步价)(?:不超过|可达|不低于)?#元"),
    ("policy_param", r"#(?:元|亩|平方米|人|户|家|头|只|%|％)?及?以[上下内]的[，、,]"),
    ("policy_param", r"按#(?:拨付|给予|计算|计入|执行|收取|补助|奖补)"),
    ("per_unit", r"每[隔满]?#|每[\u4e00-\u9fff]#(?=[\u4e00-\u9fff]{0,2}(?:补|奖|收))"),
    ("date", r"(?<!\d)(?<!\.)#\s?年(?!级|龄|均|产|货|薪)|[(（]#[)）]年?"),
    (
        "enumeration",
        r"#[个条项大种类]?(?:方面|类型|亮点|特点|特色(?!产|小镇|农|村)|优势(?!产|特)|环节|阶段|体系|原则|步骤|维度|层级|层面|级别|等级|关键|重点(?!村|镇|项|工|产)|问题|难题|目标|任务|字|梯次|转变|结合|坚持|统一|统筹|确保|融合|板块|主题|角度|途径|渠道(?!\d)|抓手|着力点)",
    ),
    (
        "policy_param",
        r"(?:按|按照|按其|参照|依照|不超过|最高)[^，。；]{0,24}#(?:给予|予以|的?(?:比例|标准|奖|补)|[^，。；]{0,16}(?:给予|予以|奖励|补助|补贴|扣除|计入|收取|缴纳))",
    ),
    (
        "policy_param",
        r"(?:给予|予以|奖励|奖补|补助|补贴|罚款|扣减?|加|得|计|赔偿|资助|减免|贴息|补偿)(?:[^，。；、\d]{0,8}(?:不超过|最高|每[\u4e00-\u9fff]{1,3}|一次性))?#(?:元|分|%|％)",
    ),
    (
        "policy_param",
        r"(?:基准地价|标准[为是：:]|补偿标准|基准价|收费|电价|水价|地价|用地|一级[：:]|二级[：:]|三级[：:])[^，。；]{0,8}#元[/每]",
    ),
    ("policy_param", r"(?:占|权重)[^，。；]{0,12}#分|#分(?:钟)?(?:值|以上|以下)"),
    (
        "policy_param",
        r"#(?:元|亩|平方米|人|户|%|％)?(?:[（(]?含[）)]?)?及?以[上下内](?:的|且|，)[^，。；]{0,24}(?:给予|予以|奖励|补助|补贴|项目|按|参照|的$)",
    ),
    ("policy_param", r"(?:联系|包联|包保|帮扶|不少于|至少)#(?:个|名|户|次|天)以上[^。；]{0,20}(?:定期|每[年月周季])"),
]
WINDOW_BEFORE, WINDOW_AFTER = 40, 40
POLICY_HEAD = re.compile(
    r"(?:给予|予以)[^，。；]{0,20}(?:奖励|补助|补贴|贴息|资助)|享受[^，。；]{0,12}(?:奖励|补贴)|投资强度|符合[^，。；]{0,20}条件"
)
PAID = re.compile(r"累计|共计?|已|发放|投入|下达|落实|拨付|兑现|筹")
DURATION_UNITS = frozenset({"time"})
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST = 15  # digits of a number that counts something
YEARS = re.compile(r"(?:19|20)\d\d\D+(?:19|20)\d\d")
SMALL = 20  # a Chinese numeral below it, with a classifier, counts what a text lists
COUNTED = re.compile(
    r"[^，。；、]{0,8}(?:村|县|乡|镇|社区|项目|企业|公司|基地|园区|医院|学校|小学|水库|电站|中心|合作社|市|省|品牌|示范|工厂|车间|景区)"
)
BOUND_BEFORE = re.compile(r"(?:超过?|不低于|不足|低于|高于|满)$")
BOUND_AFTER = re.compile(r"^(?:多|余)?(?:及?以[上下内]|左右|之上)")
ORDER = re.compile(r"(?:居|列|排|位|名|夺|获|跃至|升至|取得)[^，。；]{0,10}$")
ORDER_AFTER = re.compile(r"^(?:位|名)?(?=[，。；、）)”]|$|和|的[^，]{0,6}(?:好|成绩))")
ORDINALS = [
    ("list_no", re.compile(r"[条章节款项编]")),
    ("name", re.compile(r"人民医院|医院|中学|小学|幼儿园|产业|书记|中心")),
]
DELIMITING = frozenset({"money", "area", "area_m2", "mass", "time", "length", "age"})
COUNTED_SET = re.compile(  # 10万元以下的村基本消除: the set stands behind, whether or not it is counted
    r"(?:及?以[上下])的(?:行政|薄弱|经济)?(?:村|县|乡镇|镇|企业|项目|农户|大户|合作社|主体|园区|家庭)"
)
HEADS = frozenset({"person", "household"})  # delimit only with 以上 or 以下


def _compile() -> Iterator[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]]:
    """Divide each alternative of a row at its number, so that the words behind, which fail fastest, come first."""
    for reason, pattern in NEARBY:
        for alternative in _divide(pattern):
            before, _, behind = alternative.partition("#")
            yield (
                reason,
                re.compile(f"(?:{before})$") if before else None,
                re.compile(behind) if behind else None,
            )


def _divide(pattern: str) -> list[str]:
    """Divide a pattern at the bars outside of all brackets."""
    parts, depth = [""], 0
    for char in pattern:
        depth += (char in "([") - (char in ")]")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


RULES = list(_compile())


def refuse(number: Number, times: Sequence[Time]) -> str | None:
    """Return why a number is no fact, by the guideline's types; None for a fact."""
    quantity = number.quantity
    if reason := _refuse_time(quantity, times):
        return reason
    if quantity.form is Form.ORDINAL:
        return None if is_rank(number) else _refuse_ordinal(number)
    before = number.before[-WINDOW_BEFORE:]
    behind = _unit_words(quantity) + number.after[:WINDOW_AFTER]
    for reason, words_before, words_behind in RULES:
        if words_behind is not None and not words_behind.match(behind):
            continue
        if words_before is not None and not words_before.search(before):
            continue
        if reason != "policy_param" or not PAID.search(number.whole_lead):
            return reason
    return _refuse_form(number) or _refuse_policy(number)


def is_rank(number: Number) -> bool:
    """Tell a competitive rank (居全省第一) from a mere ordinal (第一责任人)."""
    return number.quantity.form is Form.ORDINAL and bool(
        ORDER.search(number.before) and ORDER_AFTER.match(number.after)
    )


def is_threshold(number: Number) -> bool:
    """Tell whether a number only delimits what a later number counts: 年收入30万元以上的村达75%."""
    following = number.following
    after = BOUND_AFTER.match(number.after)
    if number.dimension in DELIMITING and COUNTED_SET.match(number.after):
        return True
    if following is None or following.start > number.clause.end:
        return False
    if number.dimension in DELIMITING:
        bounded = bool(after or BOUND_BEFORE.search(number.before))
    else:
        bounded = number.dimension in HEADS and after is not None
    return bounded and BOUND_AFTER.sub("", number.after).startswith("的")


def _refuse_time(quantity: Quantity, times: Sequence[Time]) -> str | None:
    for time in times:
        if time.start < quantity.end and quantity.start < time.end:
            return "duration" if time.sort in (Sort.DURATION, Sort.VAGUE, Sort.COMING, Sort.AGO) else "date"
    return None


def _refuse_ordinal(number: Number) -> str:
    return next((reason for reason, behind in ORDINALS if behind.match(number.after)), "ordinal")


def _unit_words(quantity: Quantity) -> str:
    if quantity.unit is None or quantity.text.endswith(quantity.unit.word):
        return "多" if quantity.more and quantity.unit is None else ""
    return quantity.unit.word + (f"/{quantity.per}" if quantity.per else "")


def _refuse_form(number: Number) -> str | None:
    quantity = number.quantity
    if quantity.form is Form.VAGUE:
        return "vague"
    if number.dimension in DURATION_UNITS:
        return "duration"
    if quantity.form is Form.CHINESE and quantity.value < SMALL and number.dimension in ("count", "event"):
        return None if COUNTED.match(number.tail) else "enumeration"
    if quantity.form is Form.RANGE and YEARS.fullmatch(quantity.text):
        return "date"
    if quantity.unit is None and not quantity.magnitude and quantity.form is Form.ARABIC:
        return "date" if YEAR.fullmatch(quantity.text) else "id_number" if len(quantity.text) > LONGEST else None
    return None


def _refuse_policy(number: Number) -> str | None:
    sentence = number.before + number.after
    if POLICY_HEAD.search(sentence) and not PAID.search(number.before) and number.dimension in ("money", "share", ""):
        return "policy_param"
    return None
