"""The crop or animal that a price or a yield is of, where the words before it in the paragraph name it."""

from ruraletl.claims.phrases.facets import CARRIED, find_words
from ruraletl.claims.phrases.phrase import Head
from ruraletl.text.patterns import lazy_regex

REACH = 120  # characters before a number in which its product stands
# A price or a yield says nothing without what is sold or grown.
OF_PRODUCT = lazy_regex(
    r"(?:(?:集贸)?市场|平均|批发|收购|零售|出厂|最[高低]|地头|田头|塘头|销售|综合|保底|上门|一般|目前|预计|[总年户亩]均?|每[斤亩])*"
    r"(?:(?:价格|单价|售价|均价|收购价|批发价|零售价|出厂价|价|[能可要]?[以够]?卖[到出]?)(?:平均)?(?:[每一](?:公?斤|吨|[亩只头株棵枝支盒箱个筐]))?"
    r"|(?:亩产|单产|每亩产?|亩均?(?=.))(?:量|产值|效益|收[入益]|纯收[入益]|净收[入益]|利润)?|(?:种植|播种|栽[种植])面积|产量|总产|销量|[每一]公?斤)"
)
OF_CROP = lazy_regex(r"亩")


def name_product(head: Head, before: str) -> Head:
    """Put what a bare price or yield is of before it: 板栗挂满枝头，…收购价[12]元.

    Args:
        head: of a number.
        before: the paragraph up to the number.
    """
    if not OF_PRODUCT.fullmatch(head.phrase):
        return head
    kinds = ("crop",) if OF_CROP.search(head.phrase) else CARRIED
    named = [word for word, facet in find_words(before[-REACH:]) if facet.facet in kinds]
    return Head(f"{named[-1]}…{head.phrase}", inherited=head.inherited, noun=head.noun) if named else head
