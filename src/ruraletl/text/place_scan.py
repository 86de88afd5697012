"""The scan of a text for written forms of regions: the longest form that starts first, in one pass."""

from __future__ import annotations

from collections.abc import Iterator

from ruraletl.records.value import value
from ruraletl.reference.regions import Level
from ruraletl.text.patterns import lazy_regex
from ruraletl.text.place_forms import HEAD, Form, Gazetteer
from ruraletl.text.place_words import load_place_words
from ruraletl.text.surnames import EVERYDAY, IN_PLACES, PLAIN

DIGITS = "0123456789０１２３４５６７８９.几数"
CLASSIFIERS = "名个户家口"  # 500名山区群众 does not name 名山, 一个旧厂 not 个旧
COUNTING = "一二三四五六七八九十百千万亿"  # 5万安置房 does not name 万安
COUNTED_BY = f"{DIGITS}{COUNTING}两多余这那每各"
# A reporter or an official called like a place: 记者冉永平, （孟西安）, 许广平等人.
NAMED = lazy_regex(
    r"(?:记者|通讯员|摄影|编辑)[\u4e00-\u9fff]?$"
    r"|(?:[、（，。：\s]|^|书记|主任|[局县市省校院部会]长|主席|教授|委员|村民|农民|老师)"
    rf"[{IN_PLACES}{EVERYDAY}][\u4e00-\u9fff]?$"
)
NAMED_AFTER = lazy_regex(
    r"[、）]|说|报道|摄|等人|同志|先生|女士|告诉|介绍|表示|从[^，。]{2,12}(?:获悉|了解)|[\u4e00-\u9fff]?(?:[、）]|报道|摄影)"
)
TOWN = "城区"  # of any county
NEAR = 6  # characters before a form that tell a person


@value()
class Match:
    """A form found in a text."""

    start: int
    end: int
    form: Form
    barred: bool = False  # stands in another name: only an adjacent parent could save it


def find_matches(text: str, gazetteer: Gazetteer) -> Iterator[Match]:
    """Yield the forms in a text, in order and without overlap; everyday words that hide names are left out.

    A longer form that starts inside a shorter one wins (中|山东省), except inside that of a province or where it is
    the end of that and 城区 (唐山|城区); so does any form behind a word that only links (从|江苏).
    """
    forms = gazetteer.forms
    linking = load_place_words().linking
    done = 0  # offset behind the last match
    spots = [at for spot in gazetteer.opening.finditer(text) if text[(at := spot.start()) : at + HEAD] in forms]
    for start in spots:
        if start < done or (form := _read_form(text, start, gazetteer)) is None:
            continue
        end = start + len(form.text)
        if form.regions and form.widest > Level.PROVINCE and _is_overlapped(text, start, end, gazetteer):
            continue
        named = form.full and form.regions  # neither a short name nor a word such as 处长
        if not named and linking.match(text, start) and _read_form(text, start + 1, gazetteer):
            continue
        done = end
        if form.regions or form.gone:
            yield Match(start, end, form, _is_barred(text, start, end, form))


def _read_form(text: str, start: int, gazetteer: Gazetteer) -> Form | None:
    """Return the longest form at an offset, None if there is none."""
    for form in gazetteer.forms.get(text[start : start + HEAD], ()):
        if text.startswith(form.text, start) and not (
            form.full and form.regions and len(form.text) > HEAD and _is_cut(text, start + len(form.text) - 1)
        ):
            return form
    return None


def _is_cut(text: str, last: int) -> bool:
    """Tell whether the last character of a form belongs to the word behind it: 吉林|市场."""
    return load_place_words().cut.match(text, last) is not None


def _is_overlapped(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    spots = gazetteer.opening.finditer(text, start + 1, end + 1)
    forms = (_read_form(text, spot.start(), gazetteer) for spot in spots)
    return any(form and len(form.text) > end - start and not form.text.endswith(TOWN) for form in forms)


def _is_barred(text: str, start: int, end: int, form: Form) -> bool:
    """Whether the form is part of a longer name, or of a number."""
    if text[start] in COUNTING and start and text[start - 1] in DIGITS:
        return True
    if text[start] in CLASSIFIERS and start and text[start - 1] in COUNTED_BY:
        return True
    if form.full:
        return False
    if form.widest is Level.COUNTY and start and text[start - 1] in PLAIN:
        return True
    if NAMED_AFTER.match(text, end) and NAMED.search(text, max(0, start - NEAR), start):
        return True
    words = load_place_words()
    tail = words.tail if form.widest is Level.PROVINCE else words.local_tail
    return tail.match(text, end) is not None
