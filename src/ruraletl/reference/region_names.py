"""The short names of regions: 晋城市 → 晋城, 景东彝族自治县 → 景东."""

from __future__ import annotations

import re

PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|"
    "京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
BARE_PEOPLES = "蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔|裕固"  # written without 族 in some names
SUFFIX = re.compile(
    rf"""
    (?P<peoples>(?:(?:{PEOPLES})族|{BARE_PEOPLES})+|各族|民族)?   # 拉祜族佤族布朗族傣族
    (?:自治(?:区|州|县|旗)
     | 特别行政区
     | 地区 | 林区 | 新区 | 特区 | 矿区 | 行政区
     | [省市县区旗盟])$
    """,
    re.VERBOSE,
)
KEPT = {  # names that the pattern would cut too far, or into the name of a neighbour
    "井陉矿区": "井陉矿区",
    "内蒙古自治区": "内蒙古",
    "东乡族自治县": "东乡",
    "鄂温克族自治旗": "鄂温克",
    "鄂伦春自治旗": "鄂伦春",
}
MIN_LENGTH = 2  # a name of one character (寿县) has no short form


def build_short_name(name: str) -> str:
    """Return the name without the word for its kind, or the whole name where nothing usable would stay.

    >>> [build_short_name(name) for name in ("晋城市", "景东彝族自治县", "内蒙古自治区", "寿县", "阿拉善左旗")]
    ['晋城', '景东', '内蒙古', '寿县', '阿拉善左旗']
    """
    if name in KEPT:
        return KEPT[name]
    if name.endswith(("左旗", "右旗", "前旗", "中旗", "后旗", "联合旗")):
        return name
    for short in (SUFFIX.sub("", name), name[:-1]):  # 金林区 is no 林区
        if len(short) >= MIN_LENGTH:
            return short
    return name
