"""The verbs of the field: each is named here once, for all the rules that ask what is done or how a value moves."""

# How a value moves. Pieces of patterns: a root with the words it combines with.
RISE = "[递猛激陡剧骤倍净]增|增[长加多]|[提上攀飙跃爬回抬猛陡蹿]升|[上猛飙]涨|提高|上[浮调扬]|回[暖弹]|反弹|扩大|走高"
FALL = "[递锐骤剧削缩压]减|减少|[下骤锐压]降|降低|下[滑跌浮调探挫]|回落|[滑跌]落|萎缩|缩[小水短]|压缩|精简|走低"
SPEEDS = "加快|放缓|收窄|加大|转为"  # how a rate moves

# What is done, by its object. A verb with one of these behind it has reached it: 盖起, 修成, 卖出, 种下.
REACHED = (
    "[建盖搭筑砌修办]起|[建修盖筑办做创养育种]成|[建修办种]好|[建修打开接]通|[卖售产派拿腾]出"
    "|[种栽摘拿租吃住用喝搬]上|[种栽租买摘]下|[住搬迁]进"
)
BUILDS = (
    "[新改扩重复援续兴修筹在][建修]|新[改扩]建|建[设造立]|兴办|打造|搭建|铺[设筑]|[架敷埋]设|硬化|[开疏]浚"
    "|开[通辟挖凿垦]|浇筑"
)
SPENDS = "投[入放]|[斥注筹融出集捐拨垫]资|筹[集措得]|募集|整合|统筹|安排|拨付|[下划]拨|落实|支付|兑现"
GROWS = "种植|[栽播套间轮复扩补]种|栽[植培]|播[种撒]|[移定补]植"
KEEPS = "养[殖护]|[饲喂放散圈]养"
REAPS = "收[获割储]|采[收摘挖]|[抢机]收|捕捞|出产"
HELPS = "带[动领活]|辐射|惠及|覆盖|吸纳|联[结农]|帮[助扶带]|服务|安置|扶持|资助|救助|慰问|走访|结对"
SELLS = "销售|[外热展代]销|出售|收购|加工"
TEACHES = "[培轮集]训|培[养育]|孵化|选[派聘拔]|招[聘募录]|聘请"
HOLDS = "举[办行]|[开承主协创]办|召开|开展|组织"
LEASES = "流转|承[包租]|租[赁用]|托管|发包"
MENDS = (
    "改[造良]|整[治修改]|治理|修[复缮]|维[修护]|升级|翻[新修]|加固|[绿亮美]化|清[理除淤运退]|拆[除迁]"
    "|关[停闭]|取缔|淘汰|更[换新]"
)
GIVES = "发放|[派下颁印]发|捐[赠献助]|赠送|[补发]放"
BRINGS = "引[进入来]|招引|吸引|接待|迎来|签[约订]|落户"
SETS_UP = "[安加]装|布设|配[备置]|[设创建]立|设置|组建|成立|创[办建]|开设|挂牌|认定|评[选定]"
BUYS = "购[置买进入]|采购|添置"
SETTLES = "解决|化解|调[处解]|办结|受理|查[处封获]|排查|转移|搬迁"
ACTS = "|".join(
    (
        *(REACHED, BUILDS, SPENDS, GROWS, KEEPS, REAPS, HELPS, SELLS, TEACHES, HOLDS, LEASES),
        *(MENDS, GIVES, BRINGS, SETS_UP, BUYS, SETTLES),
    )
)
