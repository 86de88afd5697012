"""The names of villages, towns and quarters, told by how they look: no table has them."""

from ruraletl.text.patterns import lazy_regex

NUMERALS = "一二三四五六七八九十百千万两"
HAN = r"\u4e00-\u9fff"
# No name holds these; before a kind of place they tell of places, not which one.
NEVER = "的占为在到和及与各跨聘邻管置让把每几多全本该此这那我其个上中进近有"
# Words before a kind of place that tell what sort it is: 行政村, 示范镇.
SORTS = (
    "行政|自然|贫困|脱贫|建制|文明|示范|试点|重点|生态|传统|空壳|专业|特色|美丽|旅游|薄弱|先进|移民|城市|农业|小康|历史|文化|中心"
    "|和谐|智慧|整个|所有|偏远|城郊|返乡|小山|穷山|远山|困山|下乡|入乡|家乡|老乡|故乡|他乡|之乡|还乡"
)
# What acts upon places or is said of them; no name begins so.
BEFORE = (
    "[使带让驻从由对向级仅就还也只又将不]|[建完]成|带动|惠及|覆盖|辐射|流转|推进|发展|实施|改造|整治|打造|培育|成立|组织|选派|规划|采取|配合|面对|支持|安排"
    "|新[修建开]|开[通工设]|[投接]送|已|并|农村|乡村|城市|[县市区镇](?=[县市区镇村])|[县市区]级|[百千]?[万亿]元|当时|今年|去年"
)
# Ends of names, but where the character belongs to the word behind or before it: 村民, 农村, 返乡.
KINDS = (
    r"(?:(?<![农驻入进到通村乡整])村(?![道史医容貌级民庄里内外集卫镇乡干支委官两企]|规民|村(?![民级集卫委务干里内道小]))"
    r"|(?<![城乡集小])镇(?![上区级里民街企域]|村(?![级集卫]))"
    r"|(?<![城返入家老回之县茶水侨故通下])乡(?![村镇级亲贤土里民企])"
    r"|街道(?![办级两硬])|社区(?![居民服卫级工])|新区|林场|苏木|嘎查)"
)
# A numeral begins a name before what nothing is counted in: 三合村, 九里镇; or a classifier with a noun: 三棵树镇.
NUMBERED = (
    r"(?:[一二三四五六七八九]{2}(?=[村镇乡社街])|"  # a day to remember: 五一村, 七一社区
    rf"[{NUMERALS}]++(?:(?![个名位户家座条所处批类种级期大小新老旧强贫重省市县区乡镇村社街行自余来岁年月天日亩元斤吨公][{HAN}]?)[{HAN}]{{1,2}}"
    rf"|[棵眼道座条家户里][^大小新旧老中空山示\W]))"
)
ORGANISATIONS = "公司|集团|(?<!农民|专业)合作社|联合社|(?<!家庭|国有)农场|林场|牧场|农庄|超市|酒店|[中小]学|医院|卫生院"
NUMBERED_NAME = lazy_regex(NUMBERED + KINDS)
FIRST, LATER = rf"[^\W\d_a-zA-Z{NEVER}{NUMERALS}]", rf"[^\W\d_a-zA-Z{NEVER}县市区旗]"
NAME = rf"(?!{BEFORE})(?:{NUMBERED}|{FIRST}{LATER}{{1,4}}?)(?<!{SORTS}){KINDS}"
ORGANISATION = rf"(?!{BEFORE})[^，。；：、\W\d的与和及在以为给把]{{2,14}}?(?:{ORGANISATIONS})"
CHAIN = lazy_regex(f"(?:{NAME}){{1,2}}")
