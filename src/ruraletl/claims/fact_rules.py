"""The rules by which words around a number tell that it is no fact."""

import re
from collections.abc import Iterator

# Rules on the words right before (B) and right behind (A) the number: "B#A"; the first that fits gives the reason.
# The words behind begin with the unit. Rows are tried in order.
NEARBY = [
    ("doc_no", r"[〔\[【（(]#[〕\]】）)]\s?第?\d*号?|[〔\[【（(]\d{4}[〕\]】）)]\s?第?#号?|(?:文|令|公告|字)第?#号"),
    ("page_no", r"[(（]#[)）]\s*(?:\n|$)|第#页|共#页"),
    (
        "list_no",
        r"(?:^|\n|[。；;！？\s])[（(]?#(?:[、)）]|[.．](?!\d))|[：:]#[.．](?!\d)|第#[条章节款项编]|^#\s*$",
    ),
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
    ("enumeration", r"所有#个"),
    ("duration", r"#个?(?:工作日|自然日)"),
    ("date", r"#时(?![代期尚速长间常候节而刻下])"),
    ("id_number", r"[@＠]#|#[.．](?:com|cn|net|org)|#(?:热线|专线)"),
    ("list_no", r"(?:权利要求|步骤|问题)#"),
    ("ordinal", r"第\d+[-—~至]#位"),
    ("name", r"[-－]#[-－]|#(?:楼(?![宇盘房])|单元|号楼)"),
    (
        "policy_param",
        r"(?:罚|处)[^，。；]{0,40}#[^，。；]{0,24}(?:罚款|罚金|树木)|(?:罚款|罚金)[^，。；]{0,8}#|#[^，。；]{0,10}(?:罚款|罚金)",
    ),
    ("policy_param", r"#以上(?:的)?[^，。；、]{0,10}(?:同意|表决|通过|赞成)|(?:年满|未满|须满)#周?岁"),
    ("policy_param", r"标准(?:的?基础)?上(?:增加|提高|上浮|下浮)#"),
    (
        "membership",
        r"(?:列为|列入|入选|评为|成为|跻身|纳入)(?:了)?(?:首批|第[一二三四五]批)?全[国省市][^，。；\d]{0,6}#[个家]",
    ),
    ("named_set", r"全国#个?(?:省|市|县|区)|#个?(?:省区市|省市区|沿海开放城市)"),
    ("slogan", r"#位数"),
    (
        "policy_param",
        r"(?:限额|封顶线|起付线|报销标准|补偿标准|缴费标准|认定标准|低保标准)[^，。；、\d]{0,16}#(?:倍|元|%|％|个)",
    ),
    (
        "name",
        r"#元(?:智能|机|店|级|大关|市场)|#组(?=[路里内的村口])|#斤粮食[^，。；]{0,8}(?:基地建设|工程|行动|计划|规划)",
    ),
    (
        "person",
        r"#岁(?:女童|男童|女性|男性|男子|女子|小伙|女孩|男孩|老汉|大爷|大妈)|#岁的[\u4e00-\u9fff]{2,10}(?:[，说道在]|$)",
    ),
    ("name", r"#次(?:开发|供水|污染|创业|分配|利用|加工|会议)|(?:国道|省道|县道|乡道|波音|空客)#(?=线|等|[，、。])"),
    (
        "per_unit",
        r"(?<!平均)每(?![天日月年周季次晚])[\u4e00-\u9fff]{1,3}#[名个户人亩台件起头块辆](?=[\u4e00-\u9fff])",
    ),
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
        r"#[个条项大种类]?(?:方面|类型|亮点|特点|特色(?!产|小镇|农|村)|优势(?!产|特)|环节|阶段|领域(?!的?项目)|行业|大市场|商圈|体系|原则|步骤|维度|层级|层面|级别|等级|关键|重点(?!村|镇|项|工|产)|问题|难题|目标|任务|字|梯次|转变|结合|坚持|统一|统筹|确保|融合|板块|主题|角度|途径|渠道(?!\d)|抓手|着力点)",
    ),
    (
        "policy_param",
        r"(?:按|按照|按其|参照|依照|不超过|最高)[^，。；]{0,24}#(?:给予|予以|的?(?:比例|标准|奖|补)|[^，。；]{0,16}(?:给予|予以|奖励|补助|补贴|扣除|计入|收取|缴纳|发放|报销|计发))",
    ),
    (
        "policy_param",
        r"(?:给予|予以|奖励|奖补|罚款|扣减?|赔偿|减免|贴息)(?:[^，。；、\d]{0,8}(?:不超过|最高|每[\u4e00-\u9fff]{1,3}|一次性))?#(?:元|分|%|％)|(?:加|得|计)#分|(?:(?<!平均)每|按|最高|标准|的，)[^，。；]{0,12}(?:补助|补贴|资助|补偿)[^，。；、\d]{0,8}#(?:元|%|％)",
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
    (
        "policy_param",
        r"(?:少于|不足|低于|不满|高于|满)#[^，。；]{0,4}的[^，。；]{0,10}(?:不予|予以|给予|免收|免费|减半)",
    ),
    ("policy_param", r"(?:联系|包联|包保|帮扶|不少于|至少)#(?:个|名|户|次|天)以上[^。；]{0,20}(?:定期|每[年月周季])"),
]
WINDOW_BEFORE, WINDOW_AFTER = 40, 40


def find_reasons(before: str, behind: str) -> Iterator[str]:
    """Yield why the words around a number make it no fact, in the order of the rows.

    Args:
        before: the words right before the number.
        behind: the words right behind it, its unit first.
    """
    found = BEHIND.match(behind)
    for (reason, words_before), matched in zip(RULES, found.groups() if found else (), strict=True):
        if matched is not None and (words_before is None or words_before.search(before)):
            yield reason


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


# Each alternative of a row is divided at its number. The words behind, which fail fastest, are all tried in one match.
PARTS = [(reason, *part.split("#")) for reason, pattern in NEARBY for part in _divide(pattern)]
RULES = [(reason, re.compile(f"(?:{before})$") if before else None) for reason, before, _ in PARTS]
BEHIND = re.compile("".join(f"(?=({behind})?)" for _, _, behind in PARTS))
