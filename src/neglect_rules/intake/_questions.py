"""What to ask about a subject, with all that a form needs to ask it well."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import final

from attrs import frozen

from neglect_rules.facts import ages_of, permitted
from neglect_rules.intake._case_from import SubjectLike, subject_from
from neglect_rules.model import (
    AgeBand,
    Indicator,
    NumberRange,
    State,
    Subject,
)
from neglect_rules.program import Program

Months = tuple[int, int | None]


@final
@frozen(kw_only=True)
class Choice:
    """One grade that may be given.

    Attributes:
        id: What to record.
        label: What people call it.
        description: What one would see, hear or read, for the subject's age.
    """

    id: str
    label: str
    description: str


@final
@frozen(kw_only=True)
class Question:
    """One indicator as a question.

    Attributes:
        id: The indicator; the key of its answer.
        label: What people call it.
        ask_as: The question as a worker would put it; the label if none is written.
        help: What helps to answer it.
        domain: The label of its domain, if it stands in one.
        grades: The grades that may be given, low to high; empty for a number.
        number: For a number its range and unit.
        states: What may be recorded instead of a grade.
        core: It counts towards how much was answered.
        ask: Who can answer.
        may_be_spared: Other answers, or an age not yet known, may make it needless.
    """

    id: str
    label: str
    ask_as: str
    help: str
    domain: str | None
    grades: tuple[Choice, ...]
    number: NumberRange | None
    states: tuple[State, ...]
    core: bool
    ask: tuple[str, ...]
    may_be_spared: bool


def questions(
    program: Program, subject: SubjectLike, *, at: dt.datetime | None = None
) -> list[Question]:
    """Return what to ask about a subject, in the ruleset's order.

    A question that certainly does not apply, by kind of subject or age, is left out.
    Without a moment an age is known only if it is given in months; then nothing is
    left out for a date of birth.

    Raises:
        CaseError: The subject is not one, or not one that the ruleset covers.
    """
    whom = subject_from(subject)
    months = ages_of(program, whom, at)
    return list(_questions(program, whom, months))


def _questions(
    program: Program, subject: Subject, months: Months
) -> Iterator[Question]:
    for id_, spec in program.ruleset.indicators.items():
        certain = _applies(spec, subject, months)
        if certain is not False:
            yield _question(program, id_, spec, months, spared=certain is None)


def _applies(spec: Indicator, subject: Subject, months: Months) -> bool | None:
    """Return whether a question applies; `None` while that may go either way."""
    if spec.subjects is not None and subject.kind not in spec.subjects:
        return False
    within = _within(spec.ages, months)
    return within if within is False or spec.ask_if is None else None


def _within(band: AgeBand | None, months: Months) -> bool | None:
    """Return whether ages lie in a band: all of them, none of them, or some."""
    if band is None:
        return True
    first, last = months
    low, high = band.from_, band.before
    if (high is not None and first >= high) or (
        low is not None and last is not None and last < low
    ):
        return False
    starts = low is None or first >= low
    ends = high is None or (last is not None and last < high)
    return True if starts and ends else None


def _question(
    program: Program, id_: str, spec: Indicator, months: Months, *, spared: bool
) -> Question:
    ruleset = program.ruleset
    domain = None if spec.domain is None else ruleset.domains[spec.domain].label
    states: list[State] = [
        state for state in State if state is not State.NOT_APPLICABLE
    ]
    if spec.may_not_apply or spared:
        states.append(State.NOT_APPLICABLE)
    return Question(
        id=id_,
        label=spec.label,
        ask_as=spec.ask_as or spec.label,
        help=spec.help or "",
        domain=domain,
        grades=tuple(_choices(program, spec, months)),
        number=spec.number,
        states=tuple(states),
        core=spec.core,
        ask=spec.ask,
        may_be_spared=spared,
    )


def _choices(program: Program, spec: Indicator, months: Months) -> Iterator[Choice]:
    if spec.scale is None:
        return
    labels = {
        grade.id: grade.label for grade in program.ruleset.scales[spec.scale].grades
    }
    for grade in permitted(program, spec):
        label = labels[grade] or grade.replace("_", " ")
        yield Choice(id=grade, label=label, description=described(spec, grade, months))


def described(spec: Indicator, grade: str, months: Months) -> str:
    """Return the description of a grade that fits the ages, or all that may fit."""
    text = spec.grades.get(grade, "")
    if isinstance(text, str):
        return text
    fitting = [each.text for each in text if _within(each.ages, months) is not False]
    return " / ".join(fitting)
