"""Kind: what sort of article it is."""

from __future__ import annotations

import re

from ruraletl.records import Kind

BULLETIN = re.compile(r"(?:统计公报|普查公报|调查公报|国民经济和社会发展.{0,6}公报|公报(?:[（(].{1,6}[)）])?$)")
POLICY = re.compile(
    r"""
    关于.{2,} 的 (?:                            # 关于…的通知
        通知 | 通告 | 公告 | 意见 | 办法 | 规定 | 决定 | 决议 | 批复 | 复函 | 答复 | 函 | 请示 | 指导意见 | 实施意见
      | 方案 | 实施方案 | 规划 | 细则 | 命令 | 令
    ) (?: [（(].{1,20}[)）] )? $
    | (?:                                      # 某某办法（试行）
        条例 | 管理办法 | 实施办法 | 暂行办法 | 暂行规定 | 管理规定 | 实施细则
      | 实施方案 | 工作方案 | 发展规划 | 行动计划
    ) (?: [（(].{1,20}[)）] )? $
    | ^(?:中华人民共和国).{1,24}法 (?: [（(].{1,20}[)）] )? $     # 中华人民共和国森林法
    | 公告 \s? [（(〔]? 第? \s? \d+ \s? 号       # 公告第12号
    """,
    re.VERBOSE,
)
SHORT = 60  # characters of a text that is no bulletin, whatever its headline says


def tell_kind(title: str, text: str, *, forum: bool, numbered: bool) -> Kind:
    """Return the kind of an article.

    Args:
        title: its headline.
        text: its body.
        forum: whether it is the first post of a thread.
        numbered: whether its header or first line gives a 文号.
    """
    if forum:
        return Kind.FORUM
    if BULLETIN.search(title) and len(text) > SHORT:
        return Kind.BULLETIN
    return Kind.POLICY if numbered or is_policy_title(title) else Kind.NEWS


def is_policy_title(title: str) -> bool:
    """Whether a headline is that of a policy document: 关于…的通知."""
    return POLICY.search(title) is not None
