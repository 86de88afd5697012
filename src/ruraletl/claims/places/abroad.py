"""Numbers that are about another country, which has no code: 美国大豆产量[1.2亿]吨."""

from ruraletl.text.patterns import lazy_regex

COUNTRIES = (
    "美国|日本|韩国|朝鲜|德国|法国|英国|意大利|西班牙|荷兰|丹麦|俄罗斯|乌克兰|印度(?![洋尼])|印度尼西亚|印尼|越南|泰国|缅甸|老挝|马来西亚|新加坡|"
    "巴西|阿根廷|墨西哥|加拿大|澳大利亚|新西兰|以色列|哈萨克斯坦|蒙古国|欧盟|欧洲|东盟|非洲|国外(?!内)|国际上"
)
# The country opens the clause, alone or with what is measured there; 美国投资30亿元 and 日本客商30人 are here.
SUBJECT = lazy_regex(
    rf"(?:^|[，。；：“])(?:其中|据悉|目前|而|仅|在|到|\d+[年月]份?|[，\s])*(?:{COUNTRIES})"
    r"(?![族、和与及同对]|的?(?:客商|客户|企业|公司|专家|学者|游客|市场|政府|大使|友人|技术|品种|留学|籍|式|商人|农场主)|[^，。；]{0,8}(?:投资|引进|援|考察|来[华访]|进口|订单))"
    r"(?!.*(?:我国|中国|全国|国内|本[省市县]|我[省市县]|全[省市县]))"
)


def is_abroad(before: str) -> bool:
    """Tell from the sentence up to a number that it is about another country."""
    return SUBJECT.search(before) is not None
