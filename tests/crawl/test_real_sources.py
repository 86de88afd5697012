"""The source files of real sites: each is whole, off, unverified, and takes articles of the form its site has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ruraletl.crawl.families import FAMILIES, find_family
from ruraletl.crawl.source import Source
from ruraletl.crawl.sources import load_sources

FOLDER = Path(__file__).parents[2] / "sources"
SOURCES, ERRORS = load_sources(FOLDER)
REAL = [source for source in SOURCES if not source.start_urls[0].split("/")[2].endswith(".example")]

# An address of the form that the site's articles have; the numbers are invented.
ARTICLES = """
agri-cn                http://www.agri.cn/zx/zxdt/202601/t20260105_8860000.htm
beijing-agri           https://nyncj.beijing.gov.cn/nyj/zwgk/tzgg/743700001/index.html
cctv-sannong           https://sannong.cctv.com/2026/01/05/ARTIabc123XYZ260105.shtml
ce-district            http://district.ce.cn/newarea/roll/202601/05/t20260105_1234000.shtml
chinanews-rss          https://www.chinanews.com.cn/sh/2026/01-05/10178000.shtml
chongqing-agri         https://nyncw.cq.gov.cn/zwxx_161/tzgg/202601/t20260105_14000001.html
cnr-country            https://country.cnr.cn/gundong/20260105/t20260105_525600001.shtml
crnews                 https://www.crnews.net/zt/jjzjx/xccyfz/964000_20260105092845.html
dianbai-gov            http://www.dianbai.gov.cn/zwgk/zcjd/content/post_1234000.html
farmer-daily           https://www.farmer.com.cn/2026/01/05/99966000.html
fujian-agri            https://nynct.fujian.gov.cn/xxgk/tzgg/202601/t20260105_7000001.htm
gaozhou-gov            http://www.gaozhou.gov.cn/zcjd/content/post_1234001.html
gov-cn-bumen-difang    https://www.gov.cn/lianbo/difang/202601/content_7001000.htm
gov-cn-library         https://www.gov.cn/zhengce/zhengceku/202601/content_6938000.htm
gov-cn-yaowen          https://www.gov.cn/yaowen/liebiao/202601/content_7072000.htm
gov-cn-zuixin          https://www.gov.cn/zhengce/content/202601/content_6934000.htm
guangdong-agri         https://dara.gd.gov.cn/gkmlpt/content/4/4123/post_4123000.html
guangxi-agri           https://nynct.gxzf.gov.cn/xwdt/gxlb/yl/t27692000.shtml
heilongjiang-agri      https://nynct.hlj.gov.cn/nynct/c115394/202601/c00_31000.shtml
heilongjiang-gov-json  https://www.hlj.gov.cn/hlj/c108371/202601/c00_31001.shtml
huazhou-gov            http://www.huazhou.gov.cn/syzl/zcjd/content/post_1234002.html
hubei-agri-news        https://nyt.hubei.gov.cn/bmdt/yw/mtksn/202601/t20260105_3590000.shtml
hubei-agri-policy      https://nyt.hubei.gov.cn/zfxxgk/zc_GK2020/gfxwj_GK2020/202601/t20260105_5895000.shtml
hunan-agri             https://agri.hunan.gov.cn/agri/xxgk/tzgg/202601/t20260105_34025000.html
hunan-gov              http://www.hunan.gov.cn/zqt/zcsd/202601/t20260105_33979000.html
jiangsu-agri           https://nynct.jiangsu.gov.cn/art/2026/1/5/art_12433_9876000.html
jincheng-gov           https://www.jcgov.gov.cn/dtxx/jcdt/202601/t20260105_2359000.shtml
mala-bbs               https://www.mala.cn/thread-15432000-1-1.html
mianzhu-gov            https://www.mz.gov.cn/gk/xxgkml/1000.htm
moa-news               http://www.moa.gov.cn/xw/bmdt/202601/t20260105_6484000.htm
moa-policy             http://www.moa.gov.cn/gk/zcjd/202601/t20260105_6448000.htm
mof-zcfb               https://nys.mof.gov.cn/zhengcefabu/202601/t20260105_3934000.htm
mohurd-wjk             https://www.mohurd.gov.cn/gongkai/zc/wjk/art/2026/art_17339_776000.html
mwr                    http://www.mwr.gov.cn/zw/slzx/slyw/202601/t20260105_1234000.html
ndrc-rural             https://www.ndrc.gov.cn/fggz/nyncjj/njxx/202601/t20260105_1363000.html
ningxia-agri           https://nynct.nx.gov.cn/xwzx/zwdt/202601/t20260105_5000001.html
people-country         http://country.people.com.cn/n1/2026/0105/c419842-40340000.html
qingdao-gov            https://www.qingdao.gov.cn/ywdt/zwyw/202601/t20260105_9000001.shtml
rednet-baixing         https://rapi.rednet.cn/front/msg/detail?id=4710000
rednet-bbs             https://bbs.rednet.cn/thread-48400000-1-1.html
rednet-news            https://hn.rednet.cn/content/646754/67/13190000.html
sfa                    https://www.forestry.gov.cn/lyj/1/lczc/20260105/623000.html
shanghai-agri          https://nyncw.sh.gov.cn/gsgg/20260105/0123456789abcdef0123456789abcdef.html
shanxi-gov             https://www.shanxi.gov.cn/zfxxgk/zfxxgkml/szfbgt/202601/t20260105_9618000.shtml
shaoyang-gov           https://www.shaoyang.gov.cn/shaoyang/syyw/202601/0123456789abcdef0123456789abcdef.shtml
stats-zxfb             https://www.stats.gov.cn/sj/zxfb/202601/t20260105_1946000.html
thepaper               https://m.thepaper.cn/detail/26636000
wugang-gov             https://www.wugang.gov.cn/wugang/nswdt/202601/0123456789abcdef0123456789abcdef.shtml
xinhua-xczx            https://xczx.news.cn/2026-01/05/c_1212288000.htm
xinyi-gov              http://www.xinyi.gov.cn/zwgk/zcjd/content/post_1234003.html
xizang-agri            https://nynct.xizang.gov.cn/xwzx/xzsn/202601/t20260105_400000.html
zgxcfx                 https://www.zgxcfx.com/sannonglunjian/120000.html
"""
ARTICLE_OF = dict(line.split() for line in ARTICLES.strip().splitlines())


def test_every_file_can_be_read() -> None:
    assert ERRORS == []
    assert {source.id for source in REAL} == ARTICLE_OF.keys()


@pytest.mark.parametrize("source", REAL, ids=lambda source: source.id)
def test_a_real_source_is_off_until_somebody_has_looked(source: Source) -> None:
    assert source.verified != "never" or not source.enabled
    assert re.search(r"Evidence of 20\d\d(-\d\d)*, confidence (high|medium|low)\.", source.notes)
    assert not source.allow_private


@pytest.mark.parametrize("source", REAL, ids=lambda source: source.id)
def test_its_rule_takes_an_article_and_leaves_its_own_lists(source: Source) -> None:
    assert source.link_pattern
    assert re.search(source.link_pattern, ARTICLE_OF[source.id])
    lists = [url for url in source.start_urls if re.search(source.link_pattern, url)]
    assert lists == (list(source.start_urls) if source.id == "mianzhu-gov" else [])  # its selector tells them apart


@pytest.mark.parametrize("key", FAMILIES)
def test_a_family_knows_its_articles_and_its_signs(key: str) -> None:
    family = FAMILIES[key]
    assert re.search(family.links, f"http://www.a.example{family.example}")
    assert find_family(f"<html>{' '.join(family.signs)}</html>") == key


def test_a_page_without_signs_has_no_family() -> None:
    assert find_family("<html><p>乡村</p></html>") is None
