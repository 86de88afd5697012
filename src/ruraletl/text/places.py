"""Places: the regions that Chinese texts name, as GB/T 2260 codes in force on a day.

The parts: ``place_words`` (reviewed words), ``place_forms`` (forms of a year), ``place_scan`` (forms in a text),
``place_resolve`` (which unit is meant), ``place_scope`` (全市, 我县), ``place_subject`` (what a document is about).
"""

from ruraletl.text.place_find import find_namesakes, find_places
from ruraletl.text.place_resolve import Place, PlaceBasis, PlaceReason
from ruraletl.text.place_scope import Scope, find_scope, find_scopes, resolve_scope
from ruraletl.text.place_subject import Subject, SubjectBasis, find_home, find_subject

__all__ = [
    "Place",
    "PlaceBasis",
    "PlaceReason",
    "Scope",
    "Subject",
    "SubjectBasis",
    "find_home",
    "find_namesakes",
    "find_places",
    "find_scope",
    "find_scopes",
    "find_subject",
    "resolve_scope",
]
