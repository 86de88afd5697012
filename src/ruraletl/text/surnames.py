"""Surnames, by what else their character says in a text."""

# They end no common word: before the short name of a county they make it a person's given name (卢新宁).
PLAIN = (
    "王李张刘陈杨赵周吴徐孙朱胡郭罗宋郑韩唐冯董萧曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎潘杜戴汪姜姚谭廖邹熊郝崔邱秦侯邵孟雷汤尹乔贺赖龚霍"
)
# They begin names of counties: 许昌 may be a person where the words around say so.
IN_PLACES = "高孟许谢石马江林夏梁金龙白史康"
# They do too, and are everyday words: 农户|成本 tells nobody's name.
EVERYDAY = "齐安方易时温常成"
# They end or begin other words.
IN_WORDS = "黄何余范钟任田陆韦段孔毛顾武严钱施牛洪农覃侬蒙岑"
SURNAMES = PLAIN + IN_PLACES + IN_WORDS  # of people who are told by their trade or office
