"""Relevance: how much the title of a list row has to do with the countryside."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files


def score_title(title: str) -> int:
    """Return the points of a title: the weights of the topic words in it, each once, the longest where two overlap.

    >>> score_title("乡村振兴看晋城：村集体经济年收入超50万元")
    6
    >>> score_title("上海楼市新政")
    0
    """
    weights, words = _load_topics()
    return sum(weights[word] for word in set(words.findall(title)))


@cache
def _load_topics() -> tuple[dict[str, int], re.Pattern[str]]:
    text = files("ruraletl.crawl").joinpath("topics.csv").read_text("utf-8")
    weights = {row["word"]: int(row["weight"]) for row in csv.DictReader(text.splitlines())}
    longest_first = sorted(weights, key=len, reverse=True)
    return weights, re.compile("|".join(map(re.escape, longest_first)))
