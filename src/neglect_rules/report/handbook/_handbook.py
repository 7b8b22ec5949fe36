"""A ruleset as a document for sign-off: all that it asks, counts and recommends."""

from __future__ import annotations

from collections.abc import Sequence

from neglect_rules.analysis import Change, Weighing, weigh
from neglect_rules.explain import Page, words
from neglect_rules.model import Adoption
from neglect_rules.pathways import Directory
from neglect_rules.program import Program
from neglect_rules.report.handbook._book import Book
from neglect_rules.report.handbook._care import following
from neglect_rules.report.handbook._contacts import contacts
from neglect_rules.report.handbook._counting import counting
from neglect_rules.report.handbook._end import history as changes
from neglect_rules.report.handbook._end import sign_off, sources
from neglect_rules.report.handbook._opening import opening
from neglect_rules.report.handbook._rules import levels, rules
from neglect_rules.report.handbook._seen import seen
from neglect_rules.report.handbook._signs import questions


def handbook(
    program: Program,
    *,
    history: Sequence[Change] = (),
    adoption: Adoption | None = None,
    directory: Directory | None = None,
    weighing: Weighing | None = None,
) -> Page:
    """Return a ruleset as a page for those who sign it off.

    What could hide in an author's words, such as a mark that turns the direction of
    writing, is shown by its number: nobody signs what they cannot see.

    Args:
        program: The ruleset.
        history: What changed from version to version, the latest first.
        adoption: Who took it into use; what stands beside the ruleset, if not said.
        directory: Whom to call, as agreed for the area.
        weighing: What its weights come to. Without it only the points are told: the
            rest takes seconds to work out.
    """
    book = Book(
        program=program,
        words=words(program.ruleset, None),
        weighing=weighing or weigh(program, points_only=True),
        adoption=adoption or program.ruleset.adoption,
        directory=directory,
    )
    sections = (
        *opening(book),
        *levels(book),
        *rules(book),
        *following(book),
        *contacts(book),
        *questions(book),
        *counting(book),
        *changes(book, history),
        *sources(book),
        *sign_off(book),
    )
    return seen(Page(sections))


def handbook_title(program: Program) -> str:
    """Return the title of a ruleset's handbook."""
    ruleset = program.ruleset
    return f"{ruleset.title} {ruleset.version}: handbook for sign-off"
