"""Whether a ruleset keeps what its author promises of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from attrs import evolve

from neglect_rules.analysis._filled import Filled
from neglect_rules.analysis._follows import by_conditions, by_structure, known_from
from neglect_rules.analysis._ground import Ground
from neglect_rules.analysis._known import Finding, Witness
from neglect_rules.analysis._narrow import bounds, narrowed
from neglect_rules.analysis._reached import TRIES
from neglect_rules.completions import SpentError
from neglect_rules.program import RuleLink, inputs
from neglect_rules.truth import Truth

_BROKEN = (Truth.TRUE, Truth.FALSE)


def kept(ground: Ground, promise: RuleLink) -> Finding:
    """Return whether a promise is kept by every case; if it is too much, some tries."""
    try:
        return decided(ground, promise, ground.budget)
    except SpentError:
        return _searched(ground.on(_form(ground, promise)), promise)


def decided(ground: Ground, promise: RuleLink, budget: int) -> Finding:
    """Return whether a promise is kept by every case, the quickest way first.

    It may follow from a rule that asks for no more than the promise does, from what is
    possible at all where its condition holds, or from conditions that hold there. Else
    a worked case may break it. Else every form in which that may hold is gone through.

    Raises:
        SpentError: The budget is spent.
    """
    say = partial(Finding, claim="promise_is_kept", about=(promise.id,))
    tests = ground.program.promised[promise.id]
    left = [id_ for id_ in tests if not by_structure(ground, promise, id_)]
    if not left:
        return say(known="proved", how="structure")
    form = _form(ground, promise)
    left = [
        id_ for id_ in left if not _is_bound(ground, form, promise.when, tests[id_])
    ]
    if not left:
        return say(known="proved", how="bounds")
    part = ground.on(form, budget)
    try:
        left = _left_by_conditions(part, promise, left)
        found = _broken_by_cases(ground, promise) if left else None
        return found or _gone_through(part, promise, [tests[id_] for id_ in left])
    finally:
        ground.diagrams.spent += part.diagrams.spent


def _broken_by_cases(ground: Ground, promise: RuleLink) -> Finding | None:
    """Return the worked case that breaks a promise, if one does."""
    for (case, at), values in ground.judged:
        if _breaks(ground, promise, values):
            witness = ground.witness(case, at)
            return Finding(
                claim="promise_is_kept",
                about=(promise.id,),
                known="refuted",
                how="cases",
                witness=witness,
            )
    return None


def _form(ground: Ground, promise: RuleLink) -> Filled:
    """Return the filled forms in which the condition of a promise may hold."""
    return narrowed(ground.form, promise.when, ground.openly)


def _is_bound(ground: Ground, form: Filled, when: int, test: int) -> bool:
    """Return whether what is promised holds with any answers, for every subject."""
    for subject in range(len(form.asked[0].ways)):
        holds, then = bounds(form, subject, [when, test], ground.openly)
        if holds is not Truth.FALSE and then is not Truth.TRUE:
            return False
    return True


def _left_by_conditions(
    part: Ground, promise: RuleLink, outcomes: Sequence[str]
) -> list[str]:
    """Return the outcomes for which a promise does not follow from conditions.

    One after another, in the order in which outcomes rest on each other: what is found
    of one is known of it then.
    """
    tests, steps = part.program.promised[promise.id], part.program.steps
    found = [id_ for id_ in tests if id_ not in outcomes]
    for id_ in sorted(outcomes, key=lambda outcome: inputs(steps[tests[outcome]])):
        if by_conditions(part, promise, id_, known_from(part, promise, found)):
            found.append(id_)
    return [id_ for id_ in outcomes if id_ not in found]


def _gone_through(part: Ground, promise: RuleLink, tests: Sequence[int]) -> Finding:
    say = partial(Finding, claim="promise_is_kept", about=(promise.id,))
    waits = False
    for test in tests:
        found, is_open = _broken(part, promise, test)
        if found is not None:
            return say(known="refuted", how="answers", witness=found)
        waits = waits or is_open
    if waits:
        return evolve(_searched(part, promise), why="over_time")
    return say(known="proved", how="answers")


def _breaks(ground: Ground, promise: RuleLink, values: Sequence[object]) -> bool:
    tests = ground.program.promised[promise.id].values()
    return values[promise.when] is Truth.TRUE and any(
        values[test] is Truth.FALSE for test in tests
    )


def _broken(
    ground: Ground, promise: RuleLink, test: int
) -> tuple[Witness | None, bool]:
    """Return a case that breaks a promise; if there is none, whether one may be."""
    diagrams = ground.diagrams

    def both(when: Truth, then: Truth) -> tuple[Truth, Truth]:
        return when, then

    node = diagrams.join(both, ground.node(promise.when), ground.node(test))
    path = ground.nearest(node, lambda value: value == _BROKEN)
    if path is not None:
        return ground.along(path), False
    if ground.is_said(promise.when, test):
        return None, False
    joint = diagrams.join(_may_break, *ground.whole(promise.when, test))
    return None, joint != diagrams.constant(False)  # noqa: FBT003 - a value


def _may_break(when: Truth, then: Truth) -> bool:
    return when is not Truth.FALSE and then is not Truth.TRUE


def _searched(ground: Ground, promise: RuleLink) -> Finding:
    """Return what some forms show that were filled in at random."""
    say = partial(Finding, claim="promise_is_kept", about=(promise.id,), how="search")
    for tried, (path, values) in enumerate(ground.tried(TRIES), start=1):
        if _breaks(ground, promise, values):
            witness = ground.along(path)
            return say(known="refuted", tried=tried, witness=witness)
    return say(known="searched", tried=TRIES)
