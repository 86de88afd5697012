"""The words by which a number takes over the phrase of an earlier one, or of the clause before it."""

from ruraletl.claims.verbs import HELPS
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.person_nouns import PERSON

# What is done with things that an earlier number counted.
DONE = lazy_regex(
    r"新?(?:整改|整治|办结|处置|调解|化解|修复|拆除|更换|卖|卖出|售出|出售|销售|开工|完工|竣工|建成|投用|投产|改造|新建|在建|开业"
    r"|签约|落地|启动|成交|通过验收|验收)"
)
BENEFITS = lazy_regex(rf"(?:受益|{HELPS})了?(?:群众|居民|村民|人口)?")  # 建设住房59万套，惠及[140万]人
RATIO = lazy_regex(r"与[^，。；\d]{2,14}之比")  # 研发经费500亿元，与生产总值之比为2%
# A class of the things before: 龙头企业53家，其中[省级]15家.
RANK = lazy_regex(
    r"(?:(?:国家|省部?|市州?|县区?|区|乡镇?|镇|村)级|城镇|城市|城区|乡村|农村|男性?|女性?|国有|集体|民营|私营|新增|[大中小微]型|大中型|中小型|规模(?:以上)?|限额(?:以上)?|规上|限上)(?:（[^（）]*）)?"
)
# 医院[2100]张, 小学[3.1万]人: what the one before counted, in a part of the places.
HOUSES = lazy_regex(r"(?:医院|卫生院|卫生室|诊所|小学|初中|高中|中学|幼儿园|中职|学校|高校|幼儿)$")
# 家畜存栏60万头，其中猪[7166]头
HERDS = lazy_regex(r"(?:猪|牛|羊|鸡|鸭|鹅|兔|鹿|驴|马|骡|禽|家畜|肉兔|鸽)(?:类)?$")
HERD_UNITS = ("头", "只", "羽", "匹", "头只")
HERDING = lazy_regex(r"(?:年[末内]?|全年|累计)?(?:存栏|出栏|饲养|养(?=[猪牛羊鸡鸭鹅兔鹿蜂]))(?!量|数)")
HERDED = lazy_regex(r"(?:年[末内]?|全年|累计)?(?:存栏|出栏|饲养)(?:总?量|总?数)?$")
PLACE_PART = lazy_regex(r"(?:其中)?[\u4e00-\u9fff]{1,4}(?:[镇乡](?:区域|境内)?|林场)")
PLACE_WHOLE = lazy_regex(r"(?<![镇乡])[\u4e00-\u9fff]{0,8}(?:总?量|面积|产量|产值|规模|收入|人口|能力|投资)$")
HOUSED_UNITS = ("人", "名", "张")
HOUSED = lazy_regex(r"(?:床位|病床|在校学生|在校生|学生|教师|教职工|卫生技术人员|医师|护士)(?=数?$)")
# 约占全国的80%、全球[33%]: of the same thing in a wider whole.
OF_WHOLE = lazy_regex(r"[、，和]?(?P<whole>全[国省市县区州球]|世界|[\u4e00-\u9fff]{2,8}[省市县区州])的?(?:近|约)?")
PART = lazy_regex(r"(?:其中)?占?(?:比|比重|比例)")  # of the thing before, not that thing
# 已播1.8亿亩，完成意向面积的[52%]: of what has been done.
FULFILS = lazy_regex(
    r"(?:超额)?(?:完成|实现|占)了?(?:全年|年度|年|当年|总)?(?:意向面积|(?:目标)?任务|计划|预算(?:总额)?|目标)"
)
LENGTH = lazy_regex(r"全长|总长度?")
COPULA = lazy_regex(r"(?P<what>[\u4e00-\u9fff]{2,10}?)[为是]")  # 清河为辽河的源头，全长[20]公里
DROUGHT = lazy_regex(r"[轻中重特]旱|干枯|绝收")  # of what is dry: 受旱面积90万亩，其中重旱[30万]亩
DRY = lazy_regex(r"受[旱灾](?:面积)?$")
COURSE = lazy_regex(r"(?:由|从|自|经|[至到](?!\d)|途经|流经|穿|[东南西北]起|起[于自点])")  # 三河由甲村入境，全长[8]公里
# Households and people behind a count of settlements are all of them: 辖6个村民小组，318户1256人.
SETTLEMENTS = lazy_regex(r"(?:小组|村委会|居委会|(?<![进驻])村|社|社区|乡|镇|街道|组|屯|自然庄)$")
WHOLE = lazy_regex(r"(?:总|国土|区域|土地|幅员|行政区划)总?面积|总人口|总户数")  # of a place itself
# Who was visited is not all that there are: 走了6个村312户.
VISITED = lazy_regex(r"走[了访进]|调查|抽查|抽样|排查|检查|回访|涉及|覆盖|惠及|受益")
VILLAGE = lazy_regex(r"[\u4e00-\u9fff]{1,8}(?:村|组|屯|寨|庄|社区|镇|乡)")
INHABITANTS = {"户": "总户数", "人": "总人口", "口人": "总人口"}
ALONE = {**INHABITANTS, "口人": "口人"}  # where nothing at all is said of them
# 贡献率为60%，拉动经济增长[3]个百分点: the same pulls.
PULLS = lazy_regex(r"(?:拉动|推动)(?:[全我本][国省市县区州])?(?:经济|GDP|地区生产总值)?")
OF_PLACE = lazy_regex(
    r"(?:[全我该本][市县省区州旗镇乡村]|[村镇乡县]里)(?:现|共|总共|一共|共计|仅|还|原|曾|只)?有?(?:约|近)?$"
)  # 全村[1200]人 are its people
TOGETHER = lazy_regex(r"(?:共计?|合计)$")
PER_HEAD = lazy_regex(r"年?[人户]均.*[入出]$")  # 人均收入 is of people, whatever was counted before
EXTREME = lazy_regex(
    r"(?P<what>[\u4e00-\u9fff]{2,10}?)最[大小多少高低长短]的?(?:是|为|属|当属)"
)  # 面积最大的是甲县，为[900]
# 粮食产量稳步增长，年均[9.7%]: what has grown.
GROWN = lazy_regex(
    r"(?:年来|以来|^|全[国省市县区州]|[，,])(?P<what>[\u4e00-\u9fff]{2,14}?)(?:稳步|持续|快速|平稳|连续|逐年|大幅|较快|明显|稳定)+(?:增长|提高|上升|下降|增加|减少|提升|回升|回落|攀升|走高|走低|改善)$|^(?P<most>(?!(?:提升|下降|上升|增长|回落)?幅度)[\u4e00-\u9fff]{2,14}?)最[高低大快]$|^(?P<pace>[\u4e00-\u9fff]{2,14}?)(?:增长|增速|增幅|涨幅)(?:显著|明显|持续|逐步|有所|稳步|继续|大幅)*(?:加快|放缓|回升|回落|提速|减缓|收窄)$"
)
# 全社会劳动生产率，平均每年提高[3.5%]: a clause that names a measure alone is of what grows behind it.
MEASURED_ALONE = lazy_regex(
    r"(?P<what>(?![^，]*(?:[加较更]快|[一二三四五六七八九十]是|达到?|实现|完成|提高|增加(?!值)|增长|扩大|优化|带动|促进))[\u4e00-\u9fff、]{2,20}(?:产值|增加值|总量|产量|面积|收入|支出|[效比概]?率|比重|水平|投资|[销零]售?额|总额|价格|人口|规模|利润|税金))"
)
# 村里有一片桃园，[100]亩: what a clause brings in.
BROUGHT_IN = lazy_regex(
    r"(?:(?:有|建[了起成]?|开[了起]?|种[了下]?)一[个片条座家处栋口]"
    r"|(?:下达|安排|拨付|设立|发放|发行)了?(?=[^，]*(?:资金|预算|贷款|基金|债券)$))(?P<what>[\u4e00-\u9fff]{2,14})$"
)
# What a clause does to a size that the next one gives: 严格控制[建设用地规模]，由A减到B.
SIZED = lazy_regex(
    r"(?:控制|压[减缩]|扩大|提[高升]|增加|降低|减少)(?P<what>[\u4e00-\u9fff]{2,12}(?:规模|面积|总量|比例|比重|水平|标准|能力|率))$"
)
MOVES_ON = lazy_regex(r"[由从][^，]{0,8}$|[减降增升扩提][少低加大高]?[到至]$")
EARNERS = lazy_regex(r"(?:企业|公司|产业|集群|园区|单位)$")  # 企业80家，实现[增加值]9亿元
MONEY = lazy_regex(
    r"(?:资产|资本|资金|贷款|存款|补贴|支出|成本|费用|土地|社员|人员|职工|员工|党员|人口|劳动力|剂型|文号|商标|专利|证书|称号|荣誉|协议|合同|岗位|床位|客房|(?:药品|准字号|独家|拥有)品种)$"
)  # has no income of its own
OF_RESIDENTS = lazy_regex(r"(?<=居民)(?:人均|家庭)?[^，]{2,8}$")  # 全体居民人均可支配收入8万元，城镇居民[9万]元
AT_WORK = lazy_regex(
    rf"年(?:产|加工|处理|生产)|[^，]?{PERSON}[^，]{{2,}}|[^，]{{1,6}}?{PERSON}[正忙]"
)  # 村民忙着疏果，产量…
# A site or a house has its own; nothing counted before it has: 客房285间，建筑面积…
OWN_AREA = lazy_regex(r"(?:总?建筑|占地|经营|营业)总?面积")
# 果树类主要种植梨、李等作物，共[6807]亩; 烤烟为传统产业，现有[1257]亩: of what the clause before is about.
WHOLE_OF = lazy_regex(
    r"(?:^|[，；。：“])(?:其中)?(?P<what>[\u4e00-\u9fff]{2,8}?)(?:主要|以(?=[^，；。]*为主)|分为|为(?=[^，；。]*产业))"
    r"[^，；。]*，(?:共计?|[共现]有|总计|合计)$"
)
POINT = lazy_regex(r"^[一二三四五六七八九十]{1,2}是")  # 一是青石山庄，投资[500万]元
TO_RUN = lazy_regex(r"项目(?:全部)?(?:建成|投[产用运]|达[产标效]|投入运营)+后$")  # 项目投产后，年收入…
PERFORMS = lazy_regex(r"(?:^[区县市园]内)?(?:完成|实现)(?=..|$)")
TOPIC_END = lazy_regex(r"(?:生产|产业|种植业?|养殖业?)$")  # 粮食[生产]实现丰收，总产量…
PROJECT = lazy_regex(
    r"(?:工程|项目|水系|水库|公路|大道|国道|高速|铁路|大桥|电站|水厂|基金|林场|园区|基地|中心|水?厂|[一二三]期|公益林|场馆|学校|医院)$"
)
# 粮食连年丰收，产量…
CROP = lazy_regex(
    r"(?:[夏秋早]?粮食?|小麦|[早中晚]?水?稻|玉米|大豆|油菜|油料|糖料|甘蔗|花生|烤烟|烟叶|肉类|禽蛋|奶类|水产品|棉花|油茶|蔬菜|水果|茶叶|生猪)"
)
# 砂糖橘喜获丰收，产量…: what befalls a crop tells one that no list names
HARVESTED = lazy_regex(r"(?:喜?获|连年|再[次获迎]|实现|大|再)丰[收产]|上市|采[收摘]|开园|挂果|开镰|收获|长势|畅销|热销")
TOTAL = lazy_regex(r"总数|总量|总计|合计|累计|总共|总额")
ADDED = lazy_regex(r"^(?:新增|新建|新登记|新注册|新设立|新成立|新发展|新培育|新认定|新创建|净增|改造|扩建|新改建)")
# Clauses that open a sentence without naming what is counted.
NO_SUBJECT = lazy_regex(
    r"\d|居|[年月日]|投入(?:生产|使用|运营)|投产|开业|(?:基础|前提|情况|条件|背景)之?[上下]|相比|同期|目前|截至|统计|显示|了解|介绍|表示|数据|来看|方面|其中|同时|此外|期间|以来|按照|根据|通过|随着|为了?|是|了|所在地|[“”：]"
)
BRACKETED = lazy_regex(r"[（(](?:[^（）()。；]*[、，])?[\u4e00-\u9fff]{2,6}$")  # 播种面积9万亩（水田[3万]亩
OUTER = lazy_regex(r"[\u4e00-\u9fff]{0,2}(?:面积|产量|产值|收入|人口|投资)$")
BOUND_ALONE = lazy_regex(
    r"(?:其中[，：]?)?(?P<bound>\d[\d.]*万?[\u4e00-\u9fff]{1,3}以[上下内]|\d+[-—~～至到]\d+岁)的?(?:有|为|达|占|共)*$"
)  # 5公里以上的有[8]条
BOUNDED_BEFORE = lazy_regex(
    r"(?:年龄(?:结构)?[是为])?\d[\d.]*(?:[-—~～至到]\d+)?岁(?:以[上下])?$|^\d[\d.]*(?:[-—~～至到]\d+)?岁(?:以[上下])?的?"
)  # the bound of the number before
OPENING_TIME = lazy_regex(r"^(?:[今去前明]年|\d{4}年|全年|[上下]半年|[一二三四]季度|前三季度|\d+月份?|[，,])+")
# A number in a bracket, or behind one that only says who is meant: 梯田茶园（约[120]亩）, 儿童（0—14岁）[234]人.
BEFORE_BRACKET = lazy_regex(
    r"(?:^|[，。；：、]|[为是有共])(?P<what>[\u4e00-\u9fff]{2,12})(?:[（(](?:约|近|共|计|超过?|占比?)*|[（(][^（）()]{1,60}[）)](?:有|共|约)*)$"
)
# （一）铁矿：年末保有[4万]吨: what is kept stands as a label.
KEPT = lazy_regex(r"(?:累计)?(?:保有|查明|探明)(?:资源)?(?:储量|量)?")
LABEL = lazy_regex(
    r"(?:[（(][一二三四五六七八九十\d]+[）)]|[\d一二三四五六七八九十]+[、.．])?(?P<what>[\u4e00-\u9fff]{1,10})(?:[（(][^（）()]*[）)])?[：:]"
)
FOUNDED = lazy_regex(
    r"(?P<what>[\u4e00-\u9fff]{2,14}?)(?:始建于|建于|建成于|成立于|创办于|创建于|位于|坐落于|坐落在|地处)"
)
SUBJECT_END = lazy_regex(
    r"(?:(?:发生|出现)[在于]|水平相当|持平|居(?=全|首|第)|位居|位列|名列|位于|地处|坐落|隶属|属于|创下|再?创(?![业建意]|新(?![高低]))|再迎|喜获|连年|丰收|迎来|克服|经受|战胜|遭遇|大幅|持续|快速|不断|陆续|稳步|明显|显著|继续|加紧|进展|推进|有序|正式|开工|竣工|启动|动工|开建|(?<![用基由对关])于(?![都田洪潜])|取得|突破|翻[番倍一两]|实现|得到|呈现?|则|逐年|迈|保持|进一步|全面(?!小康)|全部|已经?|正|将)"
)
# A number that the one before is compared with is of the same thing: 稳居首位，低于9月的11483亿美元.
COMPARES = lazy_regex(r"高于|低于|好于|差于|优于|比|较|同期|相比|预期|约?合")
# 工业企业产品销售率98%。…利税总额[6亿]元: of those that earn it, and of nobody else
PROFITS = lazy_regex(r"(?:利税|利润|税金|税收)总额|主营业务")
EARNER = lazy_regex(r".*(?:企业|公司|集团|工业|产业|园区|农场|合作社)")
EARNING = lazy_regex(r"企业|公司|集团|工业|产业|园区|农场|合作社")
NO_START = lazy_regex(r"\d|相比|同期|统计|显示|表示|数据|方面|期间|以来|根据|通过|随着|为了|因此|[“”：]")
OF_OWN = lazy_regex(
    r"[^，。；\d]{0,8}?(?:全[县市省区州镇乡村]|[县市镇乡村]里|[\u4e00-\u9fff]{1,4}[县市省区州镇乡村])(?!级)"
)  # a place of its own
AMONG_ALL = lazy_regex(r"在?(?P<what>[\u4e00-\u9fff]{2,12})[之当]?中，")
AMONG = lazy_regex(r"在?(?P<what>[^，]{2,}?)(?:之中|当中|中)")
STARTS = lazy_regex(r"要?[由从](?![^，。；]{0,3}(?:增加|提高|上升))")
HEADS = lazy_regex(r"[人户]均")
DAILY = lazy_regex(r"[日月]均")
# 标牌统供率达80%，其中杂交品种达[100%]: a part has the rate of the whole.
RATE = lazy_regex(r"[^的率、…]{2,5}率$")
SUBSET = lazy_regex(r"(?![^，]*(?:占|增|降|率|比[重例]|完成|实现|提高))[\u4e00-\u9fff]{2,10}")
WHOLLY = lazy_regex(r"(?<=..)(?:全部|均已|都已|已经|正在|即将)(?=..)")
