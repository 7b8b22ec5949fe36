"""A decision in words, as much of it as is wanted and for whom."""

from __future__ import annotations

from neglect_rules.evaluation import Decision
from neglect_rules.explain._audience import (
    Audience,
    Layer,
    People,
    Sharing,
    View,
    refuse_what_cannot_be,
)
from neglect_rules.explain._layers import laid_out
from neglect_rules.explain._page import Line, Page
from neglect_rules.explain._phrases import Phrases
from neglect_rules.explain._result import headline as headline_of
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._text import text_of
from neglect_rules.explain._words import words
from neglect_rules.model import Ruleset
from neglect_rules.trace import Trace, account


def explain(  # noqa: PLR0913 - one argument for each thing that a reader may choose
    decision: Decision,
    *,
    layer: Layer = "page",
    audience: Audience = "practitioner",
    language: str | None = None,
    phrases: Phrases | None = None,
    cleared_for_sharing: bool = False,
    sharing: Sharing | None = None,
    people: People | None = None,
) -> str:
    """Return a decision in plain English, 80 columns wide, fit to be read aloud.

    The reasons are the ruleset's own words. Where too little was answered nothing is
    said of a low level, and the reasons are never empty. Notes are left out.

    Args:
        decision: The decision.
        layer: `line`, one line for each outcome, as long as it is; `paragraph`, for a
            case note; `page`; `full`, with every rule, the sources and fingerprints.
        audience: `practitioner`; `auditor`, with ids, places and fingerprints;
            `policy`, with every rule and the weights; `family`, a page of its own.
        language: A language the ruleset has translations for; its own, if not said.
        phrases: The library's own sentences; English, if not said.
        cleared_for_sharing: Somebody has made sure that a family may be told. Telling
            a carer can put a child or an adult in danger, so it is never assumed.
        sharing: What of the case a family may read, and what must be kept from it.
        people: What `standing` or `decide` returned for this decision.

    Raises:
        UnsupportedError: The ruleset has no words in that language; there is no such
            layer or audience; a family's page was not cleared for sharing.
        PersonError: NR714, `people` is about another decision.
    """
    return explain_trace(
        decision.trace,
        decision.program.ruleset,
        language,
        layer=layer,
        audience=audience,
        phrases=phrases,
        cleared_for_sharing=cleared_for_sharing,
        sharing=sharing,
        people=people,
    )


def explain_trace(  # noqa: PLR0913 - as `explain`
    trace: Trace,
    ruleset: Ruleset | None = None,
    language: str | None = None,
    *,
    layer: Layer = "page",
    audience: Audience = "practitioner",
    phrases: Phrases | None = None,
    cleared_for_sharing: bool = False,
    sharing: Sharing | None = None,
    people: People | None = None,
) -> str:
    """Return a recorded reason in plain English, as `explain` does for a decision.

    Without the ruleset there are no labels and no reasons in words, only ids.

    Args:
        trace: The recorded reason.
        ruleset: The ruleset that it names. Of any other the words would not fit.
        language: As `explain` has it.
        layer: The same.
        audience: The same.
        phrases: The same.
        cleared_for_sharing: The same.
        sharing: The same.
        people: The same.

    Raises:
        UnsupportedError: As `explain` does.
        PersonError: As `explain` does.
    """
    page = page_of(
        trace,
        ruleset,
        language,
        layer=layer,
        audience=audience,
        phrases=phrases,
        cleared_for_sharing=cleared_for_sharing,
        sharing=sharing,
        people=people,
    )
    return unwrapped(page) if layer == "line" else text_of(page)


def page_of(  # noqa: PLR0913 - as `explain`
    trace: Trace,
    ruleset: Ruleset | None = None,
    language: str | None = None,
    *,
    layer: Layer = "page",
    audience: Audience = "practitioner",
    phrases: Phrases | None = None,
    cleared_for_sharing: bool = False,
    sharing: Sharing | None = None,
    people: People | None = None,
) -> Page:
    """Return all that is said of a recorded reason, for a text or another form.

    Raises:
        UnsupportedError: As `explain` does.
        PersonError: As `explain` does.
    """
    view = View(
        layer=layer,
        audience=audience,
        language=language,
        phrases=phrases,
        cleared_for_sharing=cleared_for_sharing,
        sharing=sharing,
        people=people,
    )
    refuse_what_cannot_be(view, trace, ruleset)
    return laid_out(_telling(trace, ruleset, language, phrases), view)


def unwrapped(page: Page) -> str:
    """Return a page of lines with each on one line, however long."""
    texts = [
        block.text
        for section in page.sections
        for block in section.blocks
        if isinstance(block, Line)
    ]
    return "\n".join(texts) + "\n"


def headline(trace: Trace, ruleset: Ruleset | None, outcome: str) -> tuple[str, ...]:
    """Return what is recommended on one ladder, then how sure that is."""
    return headline_of(_telling(trace, ruleset), outcome)


def notable(trace: Trace, ruleset: Ruleset | None) -> tuple[list[str], int]:
    """Return the answers that give concern, or none, and how many others there are.

    An answer of concern is above the lowest grade of its concern scale, or is open.
    """
    telling = _telling(trace, ruleset)
    recorded = [id_ for id_, leaf in telling.leaves.items() if "records" in leaf]
    grave = [id_ for id_ in recorded if telling.is_of_concern(id_)]
    return [telling.told(id_) for id_ in grave], len(recorded) - len(grave)


def _telling(
    trace: Trace,
    ruleset: Ruleset | None,
    language: str | None = None,
    phrases: Phrases | None = None,
) -> Telling:
    return Telling(trace, account(trace), words(ruleset, language, phrases))
