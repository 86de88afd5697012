"""Where a clause passes from its subject to its predicate: 驻村工作队|共实施惠民工程, 早稻|插秧已近九成."""

from ruraletl.claims.phrases.head_rules import VERBS
from ruraletl.text.patterns import lazy_regex

# What nouns end in that act or have something.
DOERS = (
    "[户者民生师工众员人童妇队团班家国省市县区镇乡村屯组旗州厂场社店校院站所库]|干部|企业|公司|集团|机构|组织|平台|单位|人口"
    "|部门|中心|银行|协会|商会|基地|园区|城市|省份|地区|社区|街道|项目|工程|机组|大棚|隧道|高铁|高速|大桥|铁路|公路|运河|书屋|书记|学员|代表|家庭|群众"
)
# What begins a predicate wherever it stands: adverbs and the like are a closed class.
ADVERBS = (
    "争相|纷纷|自发|至今|已经?|正在|即将|将|要(?![求素点道])|随处|都(?![市江])|全部|全都|也|仍然?|还|再|曾|先后|陆续|相继|累计|平均|每[年月天日人户]|年?(?:均|人均(?!耕)|户均)|约占|约|超过?"
    "|被(?![子征])|共(?![同享建有产青识富])|至少|一直|始终|昼夜|集中|主动|联合|共同|自愿|积极|踊跃|分别|普遍|至今|由于|因(?!子)"
)
# Verbs that those of VERBS do not name.
MORE = (
    "分赴|实施|实现|收到|购买|对接|汇集|落实|报销|补充|划分|执飞|养育|解决|输送|出现|遭受|遭遇|进行|签署|启动|开工|达到|入围|入选|列入|纳入|占"
    "|属于|处[于在]|越过|摆脱|告别|产生|集中|获得?|受灾|受益|受损|无|没有|来自|通过|取得|拿到|领到|收入|增收|吸收|面临|利用|采取|连接?|贯穿|穿越|采用|使用|参与|参加|加入|享受|完成|承担"
    "|到(?!村|户|位|期|账)|在(?![建校职岗册])|与(?!会|$)|向|对(?!口)|为(?![主民农])|从(?!业)|由|把|被|使(?!用)|让|给|以(?![上下内外])|(?<!国)有(?!机|限|效)|是|自"
)
# Deeds done and adverbs, which no noun holds: what stands before them is a subject whatever it is.
PLAIN = (
    f"(?:{VERBS}|{MORE})[到起上出成]?了|年?[人户]均(?!耕)|已经?(?![婚故])|正在|(?<![人户亩村年])均(?![衡价值等匀])"
    "|全部|即将|陆续|先后|被(?![子征])"
)
BOUNDARY = lazy_regex(
    rf"(?P<subject>[^，。；：、的]*?(?:[^，。；：、的]的[^，。；：、]*?)?(?:{DOERS}|(?={PLAIN})))(?:[（(][^（）()]*[）)])?"
    rf"(?P<predicate>(?:{ADVERBS}|(?:{VERBS}|{MORE})(?![额量率价值])).*)"
)

# What stands behind a number whose noun is left out: 已通过验收, 配备了设备, 获得认定; and no noun (种植大户).
PREDICATE_ALONE = lazy_regex(
    r"(?:(?:已经?(?!婚)|正在|均|都|全部|先后|陆续|也|仍然?|基本|顺利|成功)+(?=..)(?!为)|(?=(?![村户家人市县区镇乡民农群])[\u4e00-\u9fff]{1,5}?了)"
    r"|(?=进行|参加|参与|从事|享受|加入|通过|完成|实现|达到|获得?(?!奖)|取得|纳入|列入|入选|被(?!子)|脱贫|受益|摘[掉帽]|没有|尚未|[住搬]进|通[上了水电路车]|[用喝]上|告别|因(?!子)|属于|处于))"
    r"(?P<deed>[^，。；：、（）\d]+)"
)


def find_predicate(words: str) -> int | None:
    """Return where the predicate of a clause begins, behind a subject that can act; None where none is seen.

    >>> find_predicate("驻村工作队共实施惠民工程")
    5
    >>> find_predicate("农产品加工企业") is None
    True
    """
    found = BOUNDARY.match(words)
    return found.start("predicate") if found else None
