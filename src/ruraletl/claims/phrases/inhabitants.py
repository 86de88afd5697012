"""Whether a number counts all the households or all the people of a place."""

from ruraletl.claims.numbers import Number
from ruraletl.claims.phrases.head_rules import VERB
from ruraletl.claims.phrases.inherited_rules import OF_PLACE, SETTLEMENTS, VILLAGE, VISITED, WHOLE
from ruraletl.claims.phrases.phrase import Context


def counts_inhabitants(number: Number, context: Context) -> bool:
    """Tell the households and people of a place: behind its settlements or its area, or both together."""
    if VISITED.search(number.clause_lead):
        return False
    if OF_PLACE.search(number.lead):
        return not goes_on(number, context)
    phrase = context.previous
    settled = SETTLEMENTS.search(phrase) is not None and not VERB.search(phrase)
    paired = number.raw == "户" and phrase.endswith("面积") and [one.unit for one in context.followers[:1]] == ["人"]
    housed = number.raw in ("人", "口人") and phrase.endswith(("总户数", "总住户", "户数"))
    return WHOLE.fullmatch(phrase) is not None or settled or paired or housed


def is_of_village(number: Number, lead: str, context: Context) -> bool:
    """Tell the households or the people of a village that stands before them: 青石村320户1200人, 青石村有480口人."""
    both = number.raw == "户" and [one.unit for one in context.followers[:1]] == ["人"]
    return (number.raw == "口人" or both) and VILLAGE.fullmatch(lead) is not None


def goes_on(number: Number, context: Context) -> bool:
    """Tell people that a list goes on from to what else there is: 仍有7万人、3万台机械奋战在工地."""
    return number.after[:1] == "、" and [one.unit for one in context.followers[:1]] not in (["户"], ["人"])
