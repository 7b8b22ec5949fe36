"""Ways in which a case may be changed, one answer at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, final

from attrs import field, frozen

from neglect_rules.exact import as_number
from neglect_rules.facts import misfits, permitted
from neglect_rules.golden._reachable import beside, reachable
from neglect_rules.loading import case_of
from neglect_rules.model import Case, Indicator, State
from neglect_rules.program import Amount, Band, Compare, Program, RecordFact, Sum

AGE: Final = ""
"""The name under which the age stands beside the indicators."""

_STATES: Final = frozenset(state.value for state in State)
_KEYS: Final = {"source": "source", "cause": "cause"}


@final
@frozen
class Other:
    """One answer that could be another.

    Attributes:
        id: The indicator, or `AGE`.
        answer: What would be recorded: a grade, a state, a number or a record.
    """

    id: str
    answer: Any = field(repr=False, hash=False)


def others(program: Program) -> Mapping[str, tuple[Other, ...]]:
    """Return for each indicator, and for the age, what an answer could be instead."""
    found: dict[str, list[Other]] = {
        id_: [Other(id_, answer) for answer in _answers(program, id_, spec)]
        for id_, spec in program.ruleset.indicators.items()
    }
    for index, step in program.leaves:
        if isinstance(step, Amount) and (step.of == "months" or step.indicator):
            id_ = step.indicator or AGE
            numbers = _beside_edges(program, index, step)
            found.setdefault(id_, []).extend(Other(id_, each) for each in numbers)
    return {id_: tuple(each) for id_, each in found.items()}


def _answers(program: Program, id_: str, spec: Indicator) -> Iterator[Any]:
    """Yield the grades and states of an indicator, and the records that rules ask."""
    grades = () if spec.scale is None else permitted(program, spec)
    yield from grades
    yield State.NOT_KNOWN.value
    if spec.may_not_apply:
        yield State.NOT_APPLICABLE.value
    for _, step in program.leaves:
        if isinstance(step, RecordFact) and step.indicator == id_:
            yield from _recorded(step, grades)


def _recorded(step: RecordFact, grades: Sequence[str]) -> Iterator[Any]:
    if step.fact == "state":
        yield from (word for word in step.among if word in _STATES)
        if "suspected" in step.among:
            yield from ({"grade": grade, "suspected": True} for grade in grades)
    if step.fact in _KEYS:
        for word in step.among:
            yield from ({"grade": grade, step.fact: word} for grade in grades)


def _beside_edges(program: Program, index: int, step: Amount) -> Iterator[Any]:
    """Yield the numbers on both sides of every edge that reads a number."""
    numbers = reachable(program)[index]
    edges = {numbers[0] + 1, numbers[-1], *_edges(program, index, 1)}
    sides = {side for edge in edges for side in beside(numbers, edge) or ()}
    yield from (as_number(Fraction(side, step.per)) for side in sorted(sides))


def _edges(program: Program, index: int, times: int) -> Iterator[int]:
    """Yield every edge that a number is compared with, in its own unit.

    A sum of one number is the number in another unit.
    """
    for place, reader in enumerate(program.steps):
        if isinstance(reader, Compare) and reader.of == index:
            yield -(-reader.at_least // times)
        elif isinstance(reader, Band) and reader.of == index:
            yield from (-(-edge // times) for edge in reader.edges)
        elif isinstance(reader, Sum) and reader.of == (index,):
            yield from _edges(program, place, times * reader.weights[0])


def changed(
    program: Program, case: Case, at: dt.datetime, made: Sequence[Other]
) -> Case | None:
    """Return a case with other answers, or nothing where one of them does not fit.

    At another age some questions are not asked: their answers are left out.
    """
    answers = dict(case.document["answers"])
    subject = case.document["subject"]
    for other in made:
        if other.id == AGE:
            subject = _aged(subject, other.answer)
        else:
            spec = program.ruleset.indicators[other.id]
            answers[other.id] = _written(spec, other.answer, case, at)
    found = case_of({**case.document, "subject": subject, "answers": answers})
    unfit = {d.at.parts[:2] for d in misfits(program, found, at)}
    spare = {("answers", id_) for id_ in answers} - {
        ("answers", other.id) for other in made
    }
    if not unfit <= spare:
        return None
    kept = {id_: each for id_, each in answers.items() if ("answers", id_) not in unfit}
    return case_of({**found.document, "answers": kept})


def _aged(subject: Mapping[str, Any], months: int) -> dict[str, Any]:
    kept = {key: word for key, word in subject.items() if key in {"kind", "ref"}}
    return {**kept, "age_months": months}


def _written(spec: Indicator, answer: Any, case: Case, at: dt.datetime) -> Any:
    """Return an answer with all that must be said with it."""
    record = dict(answer) if isinstance(answer, Mapping) else _bare(answer)
    if spec.evidence_required_at is not None and "grade" in record:
        seen = {"source": "seen", "by": "worker", "date": at.date().isoformat()}
        record = {**seen, **record}
    if spec.per == "carer" and case.carers:
        return [{**record, "about": carer} for carer in case.carers]
    return answer if len(record) == 1 else record


def _bare(answer: Any) -> dict[str, Any]:
    if not isinstance(answer, str):
        return {"number": answer}
    return {"state" if answer in _STATES else "grade": answer}
