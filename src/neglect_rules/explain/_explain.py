"""The whole page of a decision, in the order in which people need it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from neglect_rules.evaluation import Decision
from neglect_rules.explain._care import care, footer, words_note
from neglect_rules.explain._open import still_open, to_do
from neglect_rules.explain._page import Page, Section
from neglect_rules.explain._points import answered, points, strengths
from neglect_rules.explain._reports import reports
from neglect_rules.explain._result import headline as headline_of
from neglect_rules.explain._result import top
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._text import text_of
from neglect_rules.explain._why import why
from neglect_rules.explain._words import words
from neglect_rules.model import Ruleset
from neglect_rules.trace import Trace, account

_ORDER: Final[tuple[Callable[[Telling], Iterator[Section]], ...]] = (
    words_note,
    top,
    why,
    strengths,
    still_open,
    to_do,
    points,
    reports,
    answered,
    care,
    footer,
)


def explain(decision: Decision, *, language: str | None = None) -> str:
    """Return a decision in plain English, 80 columns wide, fit to be read aloud.

    The reasons are the ruleset's own words. Where too little was answered nothing is
    said of a low level, and the reasons are never empty. Notes are left out.

    Args:
        decision: The decision.
        language: A language the ruleset has translations for; its own, if not said.

    Raises:
        UnsupportedError: The ruleset has no words in that language.
    """
    return explain_trace(decision.trace, decision.program.ruleset, language)


def explain_trace(
    trace: Trace, ruleset: Ruleset | None = None, language: str | None = None
) -> str:
    """Return a recorded reason in plain English, as `explain` does for a decision.

    Without the ruleset there are no labels and no reasons in words, only ids.

    Args:
        trace: The recorded reason.
        ruleset: The ruleset that it names. Of any other the words would not fit.
        language: A language the ruleset has translations for; its own, if not said.

    Raises:
        UnsupportedError: The ruleset has no words in that language.
    """
    return text_of(page_of(trace, ruleset, language))


def page_of(
    trace: Trace, ruleset: Ruleset | None = None, language: str | None = None
) -> Page:
    """Return all that is said of a recorded reason, for a text or another form."""
    telling = _telling(trace, ruleset, language)
    return Page(tuple(section for part in _ORDER for section in part(telling)))


def headline(trace: Trace, ruleset: Ruleset | None, outcome: str) -> tuple[str, ...]:
    """Return what is recommended on one ladder, then how sure that is."""
    return headline_of(_telling(trace, ruleset, None), outcome)


def notable(trace: Trace, ruleset: Ruleset | None) -> tuple[list[str], int]:
    """Return the answers that give concern, or none, and how many others there are.

    An answer of concern is above the lowest grade of its concern scale, or is open.
    """
    telling = _telling(trace, ruleset, None)
    recorded = [id_ for id_, leaf in telling.leaves.items() if "records" in leaf]
    grave = [id_ for id_ in recorded if telling.is_of_concern(id_)]
    return [telling.told(id_) for id_ in grave], len(recorded) - len(grave)


def _telling(trace: Trace, ruleset: Ruleset | None, language: str | None) -> Telling:
    return Telling(trace, account(trace), words(ruleset, language))
