"""What a ruleset recommends for forms in which little or nothing is answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from neglect_rules.analysis._forms import forms_of
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.model import Case
from neglect_rules.pointer import Pointer
from neglect_rules.program import Program

QUARTER = 4
_CODE = "NR301"


def thin_forms(
    program: Program, cases: Sequence[tuple[Case, dt.datetime]] = ()
) -> tuple[Diagnostic, ...]:
    """Return a warning for each outcome that a thin form brings above the lowest.

    A form is thin when nothing is answered, or when a quarter of its questions is, all
    at their best. Such a form shows no sign of anything, so whatever is recommended
    above the lowest grade comes from blanks alone.

    Args:
        program: The ruleset.
        cases: Worked cases, each with its moment. Cut down to a quarter of their
            answers in four ways each, they tell how often blanks alone would send a
            child higher than what was recorded.
    """
    kinds = program.ruleset.subjects.kinds
    filled = forms_of(program)
    ids = tuple(filled.best)
    kept = set(ids[::QUARTER])
    quarter = [id_ for id_ in ids if id_ not in kept]
    forms = {
        "with no answer": [filled.decided(kind, ids) for kind in kinds],
        "with a quarter of its answers": [
            filled.decided(kind, quarter) for kind in kinds
        ],
    }
    return tuple(_warnings(program, forms, cases))


def _warnings(
    program: Program,
    forms: Mapping[str, Sequence[Decision]],
    cases: Sequence[tuple[Case, dt.datetime]],
) -> Iterator[Diagnostic]:
    for outcome in program.outcomes:
        above = {
            form: grade
            for form, decisions in forms.items()
            for grade in (each[outcome.id].recommended for each in decisions)
            if grade in outcome.grades[1:]
        }
        if above:
            top = max(above.values(), key=outcome.grades.index)
            thin = " or ".join(above)
            yield Diagnostic(
                _CODE,
                f"a form {thin} is recommended `{top}` of `{outcome.id}`",
                Pointer(("open_answers", "recommend")),
                _share(program, outcome.id, cases),
                severity=Severity.WARNING,
            )


def _share(
    program: Program, outcome: str, cases: Sequence[tuple[Case, dt.datetime]]
) -> str:
    """Return how often blanks alone send a thinned case higher than its answers do."""
    hint = '"recommend": "floor" recommends what is certain and asks for the rest'
    if not cases:
        return hint
    thinned = [
        evaluate(program, each, at=at)[outcome]
        for case, at in cases
        for each in _quarters(case)
    ]
    grades = program.ruleset.outcomes[outcome].grades
    sent = sum(
        each.recommended is not None
        and grades.index(each.recommended) > grades.index(each.floor)
        for each in thinned
    )
    told = f"of its worked cases, cut to a quarter, {sent} of {len(thinned)} go higher"
    return f"{told} than their answers; {hint}"


def _quarters(case: Case) -> Iterator[Case]:
    answers = list(case.answers.items())
    for first in range(min(QUARTER, len(answers))):
        yield evolve(case, answers=dict(answers[first::QUARTER]))
