"""Whether a changed ruleset can come out otherwise for a case, told without deciding.

Only the steps that were changed, and what rests on them, are judged again. Where this
finds no difference there is none in what a worked case compares; where it finds one,
the case must be decided to know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import Any, Final, TypeAlias, cast, final

import attrs
from attrs import field, frozen

from neglect_rules.errors import CaseError
from neglect_rules.evaluation import Values, judged, run, united
from neglect_rules.facts import Facts, Leaves, facts
from neglect_rules.golden._load import Expected, Part, Test
from neglect_rules.model import Case
from neglect_rules.program import Amount, Answer, Program, Value, inputs
from neglect_rules.truth import Truth

_Key: TypeAlias = tuple[str, str]
_Runs: TypeAlias = tuple[tuple[Values, ...], ...]
_READ: Final = ("subjects", "effective")
"""What of a Program, besides its indicators, says how a record is read."""


@final
@frozen(kw_only=True)
class Look:
    """A case that is looked at again under changed rulesets.

    Attributes:
        runs: What every step came to, for each way of reading and each age.
        keys: What is compared.
    """

    case: Case = field(repr=False)
    at: dt.datetime
    runs: _Runs = field(repr=False)
    keys: frozenset[_Key]


@final
@frozen(kw_only=True)
class Watch:
    """One part of a worked case, ready to be looked at again.

    Attributes:
        looks: The case itself, and it with all but some answers forgotten.
        always: It compares what cannot be told so, and is always decided.
    """

    test: Test
    part: Part
    looks: tuple[Look, ...] = field(repr=False)
    always: bool


@final
@frozen(kw_only=True)
class Changed:
    """A changed ruleset beside the one it was made from.

    Attributes:
        same: For each step its old place, if neither it nor what it reads was changed.
        fresh: The steps that were.
        reads: Records are read in the same way.
        keys: What is given in both, with the step of it in each.
        settings: What decides levels besides the steps is the same.
        reviews: The reviews are the same, but for when they are asked for.
    """

    program: Program = field(repr=False)
    same: tuple[int | None, ...] = field(repr=False)
    fresh: tuple[int, ...] = field(repr=False)
    reads: bool
    keys: Mapping[_Key, tuple[int, int]] = field(repr=False, hash=False)
    settings: bool
    reviews: bool


def watch(program: Program, test: Test, part: Part) -> Watch:
    """Return a part of a worked case, ready to be looked at again."""
    wanted = frozenset(_wanted(program, part.expected)) & dict(_given(program)).keys()
    levels = frozenset(key for key in wanted if key[0] == "outcome")
    levels = levels or frozenset(("outcome", link.id) for link in program.outcomes)
    looks = [_look(program, part.case, test.at, wanted)]
    looks += (_look(program, case, test.at, levels) for case in _forgotten(part))
    easings = [link.when for link in program.rules if link.kind == "easing"]
    eased = any(
        values[when] is Truth.OPEN
        for look in looks
        for runs in look.runs
        for values in runs
        for when in easings
    )
    always = eased or bool(part.expected.warnings) or _looks_last(part.expected)
    return Watch(test=test, part=part, looks=tuple(looks), always=always)


def _looks_last(expected: Expected) -> bool:
    return any("last_seen" in wanted for wanted in expected.outcomes.values())


def _forgotten(part: Part) -> Iterator[Case]:
    """Yield the cases by which answers are shown to suffice (law 13)."""
    kept = part.expected.sufficient
    if kept is None:
        return
    for ids in (set(kept), *(set(kept) - {spare} for spare in kept)):
        answers = {i: held for i, held in part.case.answers.items() if i in ids}
        yield attrs.evolve(part.case, answers=answers)


def _wanted(program: Program, expected: Expected) -> Iterator[_Key]:
    """Yield what of a decision is compared with what was agreed."""
    yield from (("outcome", id_) for id_ in expected.outcomes)
    for ids in (expected.met, expected.not_met, expected.open):
        yield from (("rule", id_) for id_ in ids or ())
    yield from (("report", id_) for id_ in expected.report)
    if expected.tasks is not None:
        yield from (key for key, _ in _given(program) if key[0] == "task")
    if expected.review_by:
        yield from (("review", link.id) for link in program.reviews)
    # Every easing, so that one which opens is noticed; whatever makes a low level so.
    yield from (("rule", link.id) for link in program.rules if link.kind == "easing")
    yield from (("enough", link.domain) for link in program.coverage)


def _given(program: Program) -> Iterator[tuple[_Key, int]]:
    """Yield the step of everything that can be compared."""
    yield from ((("outcome", link.id), link.result) for link in program.outcomes)
    yield from ((("rule", link.id), link.when) for link in program.rules)
    yield from ((("report", link.id), link.value) for link in program.report)
    for task in program.tasks:
        if task.when is not None:
            yield ("task", task.id), task.when
        for id_, step in task.members or ():
            yield ("task", f"{task.id} {id_}"), step
    for review in program.reviews:
        if review.when is not None:
            yield ("review", review.id), review.when
    for link in program.coverage:
        if link.enough is not None:
            yield ("enough", link.domain), link.enough


def _look(program: Program, case: Case, at: dt.datetime, keys: frozenset[_Key]) -> Look:
    return Look(case=case, at=at, runs=_runs(program, case, at), keys=keys)


def _runs(program: Program, case: Case, at: dt.datetime) -> _Runs:
    known = facts(program, case, at)
    return tuple(
        tuple(run(program, leaves) for leaves in worlds)
        for worlds in _ways(program, known)
    )


def _ways(program: Program, known: Facts) -> Iterator[tuple[Leaves, ...]]:
    """Yield leaf values as recorded, and with what was filled in left open (8.2)."""
    yield known.worlds
    filled: dict[int, Value] = {}
    for each in known.known:
        step = program.steps[each.step]
        if each.standing.state == "zero_filled" and isinstance(step, Answer | Amount):
            filled[each.step] = step.open
    if filled:
        yield known.instead(filled)


def changed(program: Program, other: Program) -> Changed:
    """Return a changed ruleset beside the one it was made from."""
    ours, theirs = (dict(_given(each)) for each in (program, other))
    same = _same(program, other)
    reads = list(_how_read(program)) == list(_how_read(other))
    return Changed(
        program=other,
        same=same,
        fresh=tuple(index for index, place in enumerate(same) if place is None),
        reads=reads and all(same[index] is not None for index, _ in other.leaves),
        keys={key: (ours[key], theirs[key]) for key in ours if key in theirs},
        settings=_settings(program) == _settings(other),
        reviews=_reviews(program) == _reviews(other),
    )


def _how_read(program: Program) -> Iterator[object]:
    """Yield what says how a record is read; what is critical is a step of its own."""
    yield from (program.document[key] for key in _READ)
    for id_, spec in program.document["asked"].items():
        yield id_, {key: how for key, how in spec.items() if key != "critical_at"}


def _settings(program: Program) -> tuple[object, ...]:
    ladders = [link.grades for link in program.outcomes]
    return program.document["open_answers"], ladders


def _reviews(program: Program) -> list[tuple[object, ...]]:
    return [(link.id, link.within, link.when is None) for link in program.reviews]


def _same(program: Program, other: Program) -> tuple[int | None, ...]:
    """Return the old place of each step that is made as it was, from what was."""
    old = program.document["steps"]
    places = {name: index for index, name in enumerate(old)}
    same: list[int | None] = []
    for step, (name, how) in zip(
        other.steps, other.document["steps"].items(), strict=True
    ):
        rests = all(same[read] is not None for read in inputs(step))
        same.append(places[name] if rests and old.get(name) == how else None)
    return tuple(same)


def may_differ(watch: Watch, new: Changed) -> bool:
    """Return whether a part may come out otherwise under a changed ruleset."""
    dated = bool(watch.part.expected.review_by)
    if watch.always or not new.settings or (dated and not new.reviews):
        return True
    return any(_may_look_otherwise(look, new) for look in watch.looks)


def _may_look_otherwise(look: Look, new: Changed) -> bool:
    if not look.keys <= new.keys.keys():
        return True
    pairs = [new.keys[key] for key in look.keys]
    if new.reads and all(new.same[theirs] == ours for ours, theirs in pairs):
        return False
    try:
        runs = _runs_again(look, new)
    except CaseError:
        return True
    return len(runs) != len(look.runs) or any(
        _all_of([values[ours] for values in before])
        != _all_of([values[theirs] for values in after])
        for before, after in zip(look.runs, runs, strict=True)
        for ours, theirs in pairs
    )


def _all_of(values: Sequence[Value]) -> Value:
    """Return the narrowest value that holds those of every age."""
    return reduce(united, values)


def _runs_again(look: Look, new: Changed) -> _Runs:
    if new.reads or _reads_alike(look, new):
        return tuple(tuple(_again(v, new) for v in runs) for runs in look.runs)
    return _runs(new.program, look.case, look.at)


def _reads_alike(look: Look, new: Changed) -> bool:
    """Return whether every record of a case is read as it was, though not in general.

    Raises:
        CaseError: The case no longer fits.
    """
    program = new.program
    ways = tuple(_ways(program, facts(program, look.case, look.at)))
    places = [(index, new.same[index]) for index, _ in program.leaves]
    if [len(way) for way in ways] != [len(runs) for runs in look.runs]:
        return False
    return all(
        place is not None and leaves[index] == values[place]
        for way, runs in zip(ways, look.runs, strict=True)
        for leaves, values in zip(way, runs, strict=True)
        for index, place in places
    )


def _again(before: Values, new: Changed) -> Values:
    """Return what every step comes to; what was not changed is taken over."""
    values: list[Any] = [None if at is None else before[at] for at in new.same]
    for index in new.fresh:
        values[index] = judged(new.program.steps[index], cast("Any", values))
    return tuple(values)
