"""The sections of each layer, for each audience."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

from neglect_rules.explain._audience import Audience, Layer, View
from neglect_rules.explain._care import care, footer, words_note
from neglect_rules.explain._checks import exactness, places, weights
from neglect_rules.explain._claims import opening
from neglect_rules.explain._family import family
from neglect_rules.explain._full import fingerprints, parts, sources
from neglect_rules.explain._line import line
from neglect_rules.explain._open import still_open, to_do
from neglect_rules.explain._page import Page, Section
from neglect_rules.explain._paragraph import paragraph
from neglect_rules.explain._people import people
from neglect_rules.explain._points import answered, points, strengths
from neglect_rules.explain._reports import reports
from neglect_rules.explain._result import top
from neglect_rules.explain._rules import rules
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._why import why

Maker: TypeAlias = Callable[[Telling, View], Iterator[Section]]


def _told(make: Callable[[Telling], Iterator[Section]]) -> Maker:
    """Return a maker of what is the same for everybody."""
    return lambda telling, _: make(telling)


_TOP: Final = (_told(words_note), _told(top), people)
_BODY: Final = tuple(
    _told(make) for make in (why, strengths, still_open, to_do, points, reports)
)
_END: Final = (_told(answered), _told(care), _told(footer))

_LAYERS: Final[Mapping[Layer, tuple[Maker, ...]]] = {
    "line": (line,),
    "paragraph": (_told(words_note), _told(opening), paragraph),
    "page": (*_TOP, *_BODY, *_END),
    "full": (*_TOP, *_BODY, parts, rules, *_END, sources, fingerprints),
}
_ALSO: Final[Mapping[Audience, tuple[Maker, ...]]] = {
    "practitioner": (),
    "auditor": (exactness, places, fingerprints),
    "policy": (rules, weights),
}
_WHOLE: Final = frozenset({"page", "full"})
"""The layers that have room for what an audience is shown as well."""


def laid_out(telling: Telling, view: View) -> Page:
    """Return a page as a view wants it: each kind of section once, in one order."""
    if view.is_for_family:
        return Page(tuple(family(telling, view)))
    also = _ALSO[view.audience] if view.layer in _WHOLE else ()
    makers = dict.fromkeys((*_LAYERS[view.layer], *also))
    return Page(tuple(section for make in makers for section in make(telling, view)))
