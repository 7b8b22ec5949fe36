"""What one ruleset makes of each single answer, found today and nothing before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any, TypeAlias, cast, final

from attrs import evolve, field, frozen

from neglect_rules.completions import Unit, Way, completed, forgotten, units
from neglect_rules.evaluation import run_worlds, united
from neglect_rules.exact import as_number
from neglect_rules.facts import Leaves, facts, misfits, permitted
from neglect_rules.loading import case_of
from neglect_rules.model import Case, Indicator, NumberRange, Subject
from neglect_rules.program import (
    NOT_APPLICABLE,
    Amount,
    Answer,
    Extent,
    Program,
    RecordFact,
    Value,
    indicators_read,
)

Answered: TypeAlias = str | Fraction | int | Subject
"""A grade or `not_applicable`; a number; how many events; who it is about."""
Filling: TypeAlias = Mapping[tuple[str, str], Answered]
"""For each question, as `indicator`, `events` or `subject` and an id, the answer."""

NOT_ASKED_OF = "not_applicable"
_CARER = "carer"
_MOST = 60
"""How many events of one kind are counted at most."""
_NUMBERS = 50
"""How many numbers stand for those that are too many to tell apart."""
_NOON = dt.time(12)


@final
@frozen
class Apart:
    """Every answer that a ruleset tells apart from others.

    Attributes:
        ways: For each indicator its grades, or the least number of each class.
        counts: For each kind of event how many of them.
        coarse: What has too many numbers to tell all apart, as in a filling: some of
            the numbers stand for them all.
    """

    ways: Mapping[str, tuple[Answered, ...]] = field(hash=False)
    counts: Mapping[str, tuple[int, ...]] = field(hash=False)
    coarse: frozenset[tuple[str, str]] = frozenset()


@final
@frozen
class Reading:
    """What one ruleset makes of each single answer.

    Attributes:
        at: A moment at which it is in force.
        rest: What every leaf holds where nothing is answered.
        subjects: For each subject, what the leaves about it hold.
        asked_of: For each indicator that it asks, of which of the subjects.
        meaning: For each indicator that it asks and each way of answering it that is
            permitted, what the indicator's leaves hold.
        counted: For each kind of event, by how many there were, what its leaves hold.
    """

    program: Program = field(repr=False)
    at: dt.datetime
    rest: Leaves = field(repr=False)
    subjects: tuple[Leaves, ...] = field(repr=False)
    asked_of: Mapping[str, frozenset[int]] = field(repr=False, hash=False)
    meaning: Mapping[str, Mapping[Answered, Leaves]] = field(repr=False, hash=False)
    counted: Mapping[str, Mapping[Answered, Leaves]] = field(repr=False, hash=False)


def reading(program: Program, who: Sequence[Subject], apart: Apart) -> Reading:
    """Return what a ruleset makes of each single answer.

    Args:
        program: The ruleset.
        who: The subjects to be asked about, all of a kind and age that it is for.
        apart: What may be answered.
    """
    at = moment_of(program)
    bare = [_leaves(program, Case(subject=each, answers={}), at) for each in who]
    about = _about_subject(program)
    ways = {id_: found for id_, found in apart.ways.items() if _asks(program, id_)}
    counts = {
        kind: found
        for kind, found in apart.counts.items()
        if kind in program.ruleset.event_kinds
    }
    return Reading(
        program,
        at,
        bare[0],
        tuple({leaf: leaves[leaf] for leaf in about} for leaves in bare),
        _asked_of(program, at, who),
        _meanings(program, at, who, ways),
        _counted(program, at, who[0], counts),
    )


def moment_of(program: Program) -> dt.datetime:
    """Return a moment at which a ruleset is in force: noon of its first day."""
    return dt.datetime.combine(program.ruleset.effective.from_, _NOON, dt.UTC)


def _asks(program: Program, id_: str) -> bool:
    return id_ in program.ruleset.indicators


def _leaves(program: Program, case: Case, at: dt.datetime) -> Leaves:
    worlds = facts(program, case, at).worlds
    return {
        leaf: reduce(united, (leaves[leaf] for leaves in worlds)) for leaf in worlds[0]
    }


def _about_subject(program: Program) -> list[int]:
    return [
        index
        for index, step in program.leaves
        if (isinstance(step, Amount) and step.is_age)
        or (isinstance(step, RecordFact) and step.fact == "subject")
    ]


def apart(program: Program, subject: Subject) -> Apart:
    """Return every answer that a ruleset tells apart from others."""
    bare = _leaves(program, Case(subject=subject, answers={}), moment_of(program))
    every = units(program)
    open_ = {**bare, **{k: v for u in every for k, v in forgotten(program, u).items()}}
    values = dict(enumerate(run_worlds(program, [open_])))
    ways: dict[str, tuple[Answered, ...]] = {}
    counts: dict[str, tuple[int, ...]] = {}
    coarse: set[tuple[str, str]] = set()
    for unit in every:
        step = program.steps[unit.leaves[0]]
        if unit.kind == "indicator" and isinstance(step, Answer):
            ways[unit.id] = _grades(program, step)
        elif unit.kind == "indicator" and isinstance(step, Amount) and step.indicator:
            told = _ways(program, unit, unit.leaves[0], values)
            starts = _starts(told, unit.leaves[0])
            if not all(way.whole for way in told):
                coarse.add((unit.kind, unit.id))
                starts = _spread(program.ruleset.indicators[unit.id], step.per)
            ways[unit.id] = tuple(Fraction(start, step.per) for start in starts)
        elif unit.kind == "events":
            starts = [
                n
                for at in unit.leaves
                for n in _starts(_ways(program, unit, at, values), at)
            ]
            few = [n for n in starts if n <= _MOST]
            coarse |= {(unit.kind, unit.id)} if len(few) < len(starts) else set()
            counts[unit.id] = tuple(sorted({0, *few}))
    return Apart(ways, counts, frozenset(coarse))


def _grades(program: Program, step: Answer) -> tuple[Answered, ...]:
    grades = permitted(program, program.ruleset.indicators[step.indicator])
    return (*grades, NOT_ASKED_OF) if step.open & NOT_APPLICABLE else grades


def together(several: Sequence[Apart]) -> Apart:
    """Return every answer that one of several rulesets tells apart from others."""
    return Apart(
        {
            id_: _merged([each.ways.get(id_, ()) for each in several])
            for id_ in dict.fromkeys(i for each in several for i in each.ways)
        },
        {
            kind: tuple(
                sorted({n for each in several for n in each.counts.get(kind, ())})
            )
            for kind in dict.fromkeys(k for each in several for k in each.counts)
        },
        frozenset().union(*(each.coarse for each in several)),
    )


def _merged(several: Sequence[Sequence[Answered]]) -> tuple[Answered, ...]:
    """Return all answers, numbers in their order and grades in that of the last."""
    every = dict.fromkeys(way for ways in reversed(several) for way in ways)
    numbers = [way for way in every if isinstance(way, Fraction)]
    return (*sorted(numbers), *(way for way in every if not isinstance(way, Fraction)))


def _ways(
    program: Program, unit: Unit, leaf: int, values: Mapping[int, Value]
) -> Sequence[Way]:
    """Return what a leaf of numbers may hold, in classes that steps tell apart."""
    alone = evolve(unit, leaves=(leaf,))
    question = completed(program, alone, values, range(len(program.steps)), values)
    return () if question is None else question.ways


def _starts(ways: Sequence[Way], leaf: int) -> list[int]:
    return sorted({cast("Extent", way.leaves[leaf])[0] for way in ways})


def _spread(spec: Indicator, per: int) -> list[int]:
    """Return numbers from end to end of what may be answered, evenly spread."""
    asked = cast("NumberRange", spec.number)
    first, before, stride = (
        int(Fraction(each) * per) for each in (asked.from_, asked.before, asked.step)
    )
    last = (before - 1 - first) // stride
    turns = {last * n // (_NUMBERS - 1) for n in range(_NUMBERS)}
    return [first + stride * turn for turn in sorted(turns)]


def _meanings(
    program: Program,
    at: dt.datetime,
    who: Sequence[Subject],
    ways: Mapping[str, Sequence[Answered]],
) -> dict[str, dict[Answered, Leaves]]:
    """Return what each indicator's leaves hold for each way of answering it.

    Many answers are looked at in one case, since each leaf looks at one indicator; an
    answer that does not fit a subject is looked at with another one.
    """
    own = _own_leaves(program)
    found: dict[str, dict[Answered, Leaves]] = {id_: {} for id_ in ways}
    for subject in who:
        for turn in range(max(map(len, ways.values()), default=0)):
            chosen: dict[tuple[str, str], Answered] = {
                ("indicator", id_): mine[turn]
                for id_, mine in ways.items()
                if turn < len(mine) and mine[turn] not in found[id_]
            }
            if not chosen:
                continue
            fits = fitting(program, at, {**chosen, ("subject", ""): subject})
            leaves = _leaves(program, case_from_filling(program, at, fits), at)
            for (about, id_), way in fits.items():
                if about == "indicator":
                    found[id_][way] = {leaf: leaves[leaf] for leaf in own[id_]}
    return found


def _asked_of(
    program: Program, at: dt.datetime, who: Sequence[Subject]
) -> dict[str, frozenset[int]]:
    """Return of which subjects an indicator is asked: its last grade fits them."""
    lasts: dict[tuple[str, str], Answered] = {
        ("indicator", id_): permitted(program, spec)[-1]
        for id_, spec in program.ruleset.indicators.items()
        if spec.scale is not None
    }
    found: dict[str, set[int]] = {id_: set() for id_ in program.ruleset.indicators}
    for number, subject in enumerate(who):
        fits = fitting(program, at, {**lasts, ("subject", ""): subject})
        for id_, mine in found.items():
            if ("indicator", id_) in fits or ("indicator", id_) not in lasts:
                mine.add(number)
    return {id_: frozenset(mine) for id_, mine in found.items()}


def _own_leaves(program: Program) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {id_: [] for id_ in program.ruleset.indicators}
    for index, step in program.leaves:
        read = indicators_read(step)
        if len(read) == 1:
            found[read[0]].append(index)
    return found


def _counted(
    program: Program,
    at: dt.datetime,
    subject: Subject,
    counts: Mapping[str, Sequence[int]],
) -> dict[str, dict[Answered, Leaves]]:
    own = {u.id: u.leaves for u in units(program) if u.kind == "events"}
    found: dict[str, dict[Answered, Leaves]] = {kind: {} for kind in counts}
    for kind, numbers in counts.items():
        for number in numbers:
            filling: Filling = {("subject", ""): subject, ("events", kind): number}
            leaves = _leaves(program, case_from_filling(program, at, filling), at)
            told = {leaf: leaves[leaf] for leaf in own.get(kind, ())}
            found[kind][number] = told
    return found


def fitting(program: Program, at: dt.datetime, filling: Filling) -> Filling:
    """Return the answers that fit their subject: what is not asked of it is out."""
    case = case_from_filling(program, at, filling)
    unfit = {
        found.at.parts[1]
        for found in misfits(program, case, at)
        if found.at.parts[0] == "answers"
    }
    return {
        (about, id_): way
        for (about, id_), way in filling.items()
        if about != "indicator" or id_ not in unfit
    }


def case_from_filling(program: Program, at: dt.datetime, filling: Filling) -> Case:
    """Return a case with these answers, as somebody would record them today."""
    per = [i for i, spec in program.ruleset.indicators.items() if spec.per is not None]
    answers = {
        id_: _record(program, id_, way, at.date(), of_carer=id_ in per)
        for (about, id_), way in filling.items()
        if about == "indicator"
    }
    events = {
        kind: _events(cast("int", number), at.date())
        for (about, kind), number in filling.items()
        if about == "events"
    }
    document: dict[str, Any] = {
        "format": 1,
        "subject": _subject(cast("Subject", filling["subject", ""])),
        "answers": answers,
    }
    document |= {"carers": [_CARER]} if set(per) & answers.keys() else {}
    document |= {"events": events} if events else {}
    return case_of(document)


def _record(
    program: Program, id_: str, way: Answered, day: dt.date, *, of_carer: bool
) -> Any:
    """Return what is recorded, in the shortest form that says all that rules ask."""
    if way == NOT_ASKED_OF:
        said: dict[str, Any] = {"state": way}
    elif isinstance(way, Fraction):
        said = {"number": as_number(way)}
    else:
        said = {"grade": way}
    if way != NOT_ASKED_OF and id_ in _sourced(program):
        said["source"] = "seen"
    if of_carer:
        said["about"] = _CARER
    if program.ruleset.indicators[id_].evidence_required_at is not None:
        said |= {"source": "seen", "by": "worker", "date": day.isoformat()}
    return next(iter(said.values())) if len(said) == 1 else said


def _sourced(program: Program) -> frozenset[str]:
    """Return the indicators of which a rule asks how their answer is known."""
    return frozenset(
        step.indicator
        for _, step in program.leaves
        if isinstance(step, RecordFact) and step.fact == "source"
    )


def _events(number: int, day: dt.date) -> dict[str, Any]:
    records = [{"date": day.isoformat(), "id": f"e{n}"} for n in range(1, number + 1)]
    return {"records": records, "complete": True}


def _subject(subject: Subject) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": subject.kind}
    if subject.age_months is not None:
        told["age_months"] = subject.age_months.first
    if subject.gestation_weeks is not None:
        told["gestation_weeks"] = subject.gestation_weeks
    return told
