"""Pages that answer what people ask of a decision: why, why not more, what next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from neglect_rules.errors import UnsupportedError
from neglect_rules.evaluation import Decision
from neglect_rules.explain._audience import AUDIENCES, Audience
from neglect_rules.explain._care import footer, words_note
from neglect_rules.explain._claims import opening
from neglect_rules.explain._page import Line, Page, Section
from neglect_rules.explain._phrases import Phrases
from neglect_rules.explain._reasons_next import next_sections
from neglect_rules.explain._reasons_not import not_sections
from neglect_rules.explain._reasons_trial import trial_sections
from neglect_rules.explain._reasons_why import why_sections
from neglect_rules.explain._reasons_words import Reader
from neglect_rules.explain._telling import Telling
from neglect_rules.explain._words import words
from neglect_rules.reasons import (
    BUDGET,
    Answer,
    how_close,
    still_possible,
    what_if,
    what_next,
    what_would_change,
    why,
    why_not,
)
from neglect_rules.trace import account


def page_of_why(
    decision: Decision,
    outcomes: Sequence[str] | None = None,
    *,
    audience: Audience = "practitioner",
    language: str | None = None,
    phrases: Phrases | None = None,
    budget: int = BUDGET,
) -> Page:
    """Return why a level is certain: the answers that are enough, and how firm it is.

    Args:
        decision: The decision.
        outcomes: The ladders that are asked about; all of them, if not said.
        audience: Who reads: `practitioner`, `policy` or `auditor`.
        language: A language the ruleset has translations for; its own, if not said.
        phrases: The library's own sentences; English, if not said.
        budget: How many steps each search may take.

    Raises:
        KeyError: The ruleset has no outcome of such an id.
        UnsupportedError: The page is not for this audience, or the ruleset has no
            words in that language.
    """
    reader = _reader(decision, outcomes, audience, language, phrases)
    asked = reader.outcomes
    sections = why_sections(
        reader,
        [why(decision, each, budget=budget) for each in asked],
        [still_possible(decision, each, budget=budget) for each in asked],
        [how_close(decision, each) for each in asked],
    )
    return _page(reader, sections)


def page_of_why_not(
    decision: Decision,
    outcomes: Sequence[str] | None = None,
    *,
    audience: Audience = "practitioner",
    language: str | None = None,
    phrases: Phrases | None = None,
    budget: int = BUDGET,
) -> Page:
    """Return the rules for more that are not met, with what each of them lacks.

    Only those who look after the rules are told what would lower a level.

    Args:
        decision: The decision.
        outcomes: The ladders that are asked about; all of them, if not said.
        audience: Who reads: `practitioner`, `policy` or `auditor`.
        language: As `page_of_why` has it.
        phrases: As `page_of_why` has it.
        budget: How many steps each search may take.

    Raises:
        KeyError: As `page_of_why` does.
        UnsupportedError: As `page_of_why` does.
    """
    reader = _reader(decision, outcomes, audience, language, phrases)
    asked = reader.outcomes
    sections = not_sections(
        reader,
        [why_not(decision, each, budget=budget) for each in asked],
        [
            what_would_change(decision, each, audience=audience, budget=budget)
            for each in asked
        ],
    )
    return _page(reader, sections)


def page_of_what_next(
    decision: Decision,
    outcomes: Sequence[str] | None = None,
    *,
    audience: Audience = "practitioner",
    language: str | None = None,
    phrases: Phrases | None = None,
    budget: int = BUDGET,
) -> Page:
    """Return what to ask next, of whom, and what the answers could bring.

    Args:
        decision: The decision.
        outcomes: The ladders that are asked about; all of them, if not said.
        audience: Who reads: `practitioner`, `policy` or `auditor`.
        language: As `page_of_why` has it.
        phrases: As `page_of_why` has it.
        budget: How many steps each search may take.

    Raises:
        KeyError: As `page_of_why` does.
        UnsupportedError: As `page_of_why` does.
    """
    reader = _reader(decision, outcomes, audience, language, phrases)
    found = [what_next(decision, each, budget=budget) for each in reader.outcomes]
    return _page(reader, next_sections(reader, found))


def page_of_what_if(
    decision: Decision,
    answers: Mapping[str, Answer],
    outcomes: Sequence[str] | None = None,
    *,
    audience: Audience = "practitioner",
    language: str | None = None,
    phrases: Phrases | None = None,
) -> Page:
    """Return what would come out if some answers were others: a trial.

    Args:
        decision: The decision.
        answers: For each indicator the answer it would have, as `what_if` takes it.
        outcomes: The ladders that are asked about; all of them, if not said.
        audience: Who reads: `practitioner`, `policy` or `auditor`.
        language: As `page_of_why` has it.
        phrases: As `page_of_why` has it.

    Raises:
        CaseError: An answer does not fit the ruleset.
        KeyError: As `page_of_why` does.
        UnsupportedError: As `page_of_why` does.
    """
    reader = _reader(decision, outcomes, audience, language, phrases)
    return _page(reader, trial_sections(reader, what_if(decision, answers)))


def _reader(
    decision: Decision,
    outcomes: Sequence[str] | None,
    audience: Audience,
    language: str | None,
    phrases: Phrases | None,
) -> Reader:
    _refuse_other_readers(audience)
    ruleset = decision.program.ruleset
    told = words(ruleset, language, phrases)
    telling = Telling(decision.trace, account(decision.trace), told)
    asked = tuple(telling.outcomes) if outcomes is None else tuple(outcomes)
    if unknown := [each for each in asked if each not in telling.outcomes]:
        raise KeyError(unknown[0])
    return Reader(telling, audience, ruleset, asked)


def _refuse_other_readers(audience: str) -> None:
    """Refuse an audience that these pages are not for.

    They name rules, and who may have said what: telling a carer can be a danger.

    Raises:
        UnsupportedError: There is no such audience, or it is the family.
    """
    if audience == "family":
        message = (
            "a family is not shown this page: it names rules and who may have said"
            " what; ask `explain` for the page that is made for a family"
        )
        raise UnsupportedError(message)
    if audience not in AUDIENCES:
        known = ", ".join(each for each in AUDIENCES if each != "family")
        message = f"there is no audience of that name; there are {known}"
        raise UnsupportedError(message)


def _page(reader: Reader, sections: Iterable[Section]) -> Page:
    """Return a page that begins and ends as every page on a decision does."""
    telling = reader.telling
    person = Section(None, (Line(reader.say("reasons.person"), strong=True),))
    if not reader.outcomes:
        none = Line(reader.say("reasons.no_level"), strong=True)
        sections = [Section(None, (none,))]
    return Page(
        (
            *words_note(telling),
            *opening(telling),
            *sections,
            person,
            *footer(telling),
        )
    )
