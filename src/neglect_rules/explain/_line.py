"""A decision in one line for each ladder: the level, how sure it is, the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from neglect_rules.explain._audience import View
from neglect_rules.explain._claims import claimed, flags, reason, said, status
from neglect_rules.explain._page import Line, Section
from neglect_rules.explain._telling import Telling

_LONGEST: Final = 199


def line(telling: Telling, view: View) -> Iterator[Section]:
    """Yield one line for each outcome; where there is none, one that says so."""
    lines = [_line(telling, id_, view) for id_ in telling.outcomes]
    if not lines:
        lines = [" ".join([telling.say("line.no_level"), *status(telling)])]
    yield Section(None, tuple(Line(each) for each in lines))


def _line(telling: Telling, id_: str, view: View) -> str:
    """Return the line of an outcome, without its reason where that is too long.

    A reason is never cut short: half of one may say the opposite.
    """
    start = [claimed(telling, id_, "line"), *said(telling, id_, view.people)]
    start += flags(telling, id_)
    end = [*status(telling)]
    why = reason(telling, id_, shows_ids=view.audience != "practitioner")
    whole = " ".join([*start, why, *end])
    return whole if len(whole) <= _LONGEST else " ".join([*start, *end])
