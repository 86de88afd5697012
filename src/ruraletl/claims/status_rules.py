"""The words by which a number is told for a target, a plan, a forecast or a fact; the last before it decides."""

import re

# 将 before a verb is to come; before a noun it only marks the object: 将全市划成…
VERBS = (
    "会|要|再|分别|下|上|新|在|投|建|改|开|推|打造|培|提|增|超|实现|完成|解决|达|实施|支持|安排|组织|启动|发放|下达|拨付|举办|招"
    "|吸引|带来|拥有|形成|覆盖|惠及|连续|每年|全部|基本|选派|引进|扶持|整治|修|续|落|比|占|突破|率先|实时|筹|化解|收|减|降"
    r"|力|适时|按|分期|分批|继续|陆续|逐步|大力|重点|全面|进一步|着力|由(?=[去上今]年|\d|目前|现在)|带动|围绕|依托|通过|于|从|用|对|为|有|由此"
    "|储备|采购|购置|出台|制定|推出|获得|迎来|安置|硬化|铺设|架设|配备|更新|更换|升级|转移|搬迁|聘|同步|不再|首次"
)
# Rows: status, pattern, example of the words before a number. Where two begin at one character, the upper row decides.
ROWS = (
    ("target", r"力争|有望|望达|(?<!为)(?<!为了)确保|期望|有希望|恐怕|努力实现", "力争达到"),
    ("target", r"争取(?=到[今明年\d“]|[在达用使让把再新建完实率突早尽明今全\d]|年|早日)", "争取新建"),
    ("target", r"目标(?:任务)?(?=是|为|[^，。；\d]{0,5}[：:]|$)", "目标很明确：总产"),
    ("target", r"(?<!年初)预期(?!寿命|市场|价格|收益)", "预期增长"),
    ("target", r"要求[^，。；]{0,16}达到?", "要求普及率达到"),
    ("target", r"要(?:把|将|让|使)", "要把面积扩大到"),
    ("target", r"想(?:再|要|把)", "想再种"),
    ("target", r"今后[^，。；]{0,3}年", "今后五年，新建"),
    ("target", r"要(?:少于|多于|高于|低于|超过|控制|不低于|不少于|不超过)", "人口要少于"),
    ("target", r"任务(?:是|为)|下达[^，。；]{0,10}任务", "今年任务是改厕"),
    ("target", r"提出(?=[，,：:全到力要])", "会议提出，到"),
    ("target", r"(?<=[要将底年前])基本实现", "年底前基本实现"),
    ("target", r"将(?:达到?|超过|突破|增至|提高到)", "将达到"),
    ("target", r"预计[^，。；]{0,6}将", "预计产值将"),
    (
        "plan",  # the names of plans are none, nor is the planning of families
        r"(?<!行动|改善|基金|提升|培训|培养|振兴|特岗|西部|雨露)(?<!人)计划(?=[\u4e00-\u9fff\d：:])(?!生育|单列|及|和|的|[下内中书])",
        "计划新建",
    ),
    ("plan", r"拟(?!人|定了)", "拟建温室"),
    ("plan", r"即将(?=[^，]*$)", "即将建成"),
    ("plan", r"规划(?:建设|投资|新建|总投资|用地|$)", "规划建设"),
    ("plan", r"投资估算|估算(?:总?投资|金额)|建设内容(?=[为：:包])", "投资估算为"),
    ("plan", r"设立[^，。；]{0,8}(?:不低于|规模)", "设立总规模"),
    ("plan", r"(?:建成|投产|达产|竣工|完工|投用|运营|投入使用|盛产|盛果期)后[^。；]{0,12}可", "投产后年可加工"),
    ("plan", r"(?<!争取在)(?<!力争)(?<![\d一二三四五六七八九十两几])年内(?!已)", "年内建成"),
    ("plan", r"还?需要?(?=新?建|投入|投资|改造|新增)", "还需建设"),
    ("plan", r"再过[^，。；]{1,3}[年月]|列入[^，。；]{0,8}计划", "再过两年，"),
    ("plan", r"决定(?=[拿投拨新增扩再建]|安排)", "决定拿出"),
    ("plan", r"届时|下一步|接下来", "届时达到"),
    ("plan", r"估计(?=能|可|会|达)", "估计能收"),
    ("plan", r"准备(?=[再投建扩种开把新在引明今])", "准备再种"),
    ("plan", r"探索(?=将)|打算(?=[\u4e00-\u9fff])|听说[^，。；]{0,4}要", "打算种"),
    ("plan", r"重点(?=做好|推进|支持|抓好)", "重点推进"),
    (
        "plan",
        r"要(?:再|新|继续|全面)?(?=完成|实现|新建|建设|达到|力争|新增|建成|培育|改造|治理|整治|发展|保持|稳定|从|由)",
        "要完成",
    ),
    ("plan", rf"(?<!已)将(?={VERBS})", "将新建"),
    ("bound", r"控制在", "失业率控制在"),  # of a year that is over it is what came of it
    ("forecast", r"预计", "预计产粮"),
    (
        "forecast",  # by a day
        r"(?:\d[月日]份?|[月年]?[底末]|季度|\d年)[之以]?前(?![期往后景来提几夕者一二三四五六七八九十])",
        "10月底前完成",
    ),
    ("compared", r"同比|比上年|较上年|比去年", "同比增长"),
    ("actual", r"近年来|年来|以来|目前|截至|截止|曾|如今|现在|从(?=\d)|最终|最后", "近年来新建"),
    ("actual", r"(?<!原)已(?![^，。；、]{1,12}的$)", "已建成"),  # 原已脱贫的100个乡镇: what is counted was so before
    ("actual", r"累计(?!达)", "累计投入"),
    ("actual", r"(?<![由从较])去年|(?<![由从])上年", "去年产粮"),
    ("actual", r"[共现]有|，有(?=\d)|有$", "现有"),
    ("actual", r"实际(?:完成|到位|投入|投资|建成|落实)", "实际投资"),
    ("actual", r"(?:完成|实现|达到|建成|新建|占到)了|(?<![为除排])了$", "结果种了"),
)
# The characters that a cue may begin with: nothing is tried elsewhere.
FIRST = (
    r"[任列再决了还需占\d月年底末季力争目有望确预期控提恐努基将计拟即规安设下探接打听重要准想今届估同比较近以已截累曾去上如现从最共，"
    r"完实达建投竣运盛]"
)
GROUPS = ("target", "plan", "bound", "forecast", "compared", "actual")


def build_cue() -> re.Pattern[str]:
    """Join the rows to one pattern with a group for each status."""
    groups = ("|".join(pattern for status, pattern, _ in ROWS if status == group) for group in GROUPS)
    named = "|".join(f"(?P<{group}>{patterns})" for group, patterns in zip(GROUPS, groups, strict=True))
    return re.compile(f"(?={FIRST})(?:{named})")
