"""Whether two rulesets mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from neglect_rules.analysis._alike import made_alike
from neglect_rules.analysis._filled import Filled, filled
from neglect_rules.analysis._loose import Loose, loose
from neglect_rules.completions import Diagrams, SpentError
from neglect_rules.program import Program

BUDGET = 4_000_000
_READS = ("semantics", "asked", "subjects", "open_answers")
"""What of a Program says how a record is read, and not what follows from it."""


def same_meaning(old: Program, new: Program, budget: int = BUDGET) -> bool | None:
    """Return whether two rulesets come to the same whatever the answers turn out to be.

    The same: every level, task, review, reported item, and whether enough is known.
    How points are shared out on the way may differ. While answers are open, one of the
    two may leave more open than the other: conditions that mean the same need not show
    it alike.

    Returns:
        `True` where it is proved; `False` where a form that is filled in whole comes
        out differently; `None` where neither is found within the budget.
    """
    if old.fingerprint == new.fingerprint:
        return True
    if _beside(old) != _beside(new):
        return None
    pairs = _apart(old, new)
    # A filled form leaves nothing open, so it does not show how much is enough.
    if pairs is None or any(key[0] == "enough" for key in pairs):
        return None
    ours = [one for one, _ in pairs.values()]
    theirs = [other for _, other in pairs.values()]
    form = filled(old, new, roots=ours)
    try:
        if _differ(form, ours, theirs, (), budget):
            return False
        if form.left_out or any(old.document[k] != new.document[k] for k in _READS):
            return None
        unsaid = loose((old, new), (ours, theirs))
        if any(each.has_range for each in unsaid):
            return None
        apart = bool(unsaid) and _differ(form, ours, theirs, unsaid, budget)
    except SpentError:
        return None
    return None if apart else True


def _beside(program: Program) -> tuple[object, ...]:
    """Return what a ruleset says that no step of its Program shows."""
    ruleset = program.ruleset
    always = [(each.id, each.within) for each in ruleset.reviews if each.when is None]
    return always, ruleset.accepts, ruleset.households, ruleset.near_review


def _differ(
    form: Filled,
    ours: Sequence[int],
    theirs: Sequence[int],
    unsaid: Sequence[Loose],
    budget: int,
) -> bool:
    """Return whether some filled form comes out differently."""
    diagrams = Diagrams(budget)
    one = form.functions(0, ours, diagrams, unsaid)
    other = form.functions(1, theirs, diagrams, unsaid)
    return any(one[a] != other[b] for a, b in zip(ours, theirs, strict=True))


def _apart(
    old: Program, new: Program
) -> Mapping[tuple[object, ...], tuple[int, int]] | None:
    """Return the results that are not made alike; `None` where they are others."""
    ours, theirs = dict(_results(old)), dict(_results(new))
    if ours.keys() != theirs.keys():
        return None
    one, other = made_alike(old, new)
    return {
        key: (ours[key], theirs[key])
        for key in ours
        if one[ours[key]] != other[theirs[key]]
    }


def _results(program: Program) -> Iterator[tuple[tuple[object, ...], int]]:
    """Yield the step of everything that a ruleset gives, with what it is."""
    for outcome in program.outcomes:
        yield ("outcome", outcome.id, outcome.grades), outcome.result
    yield from _tasks(program)
    for review in program.reviews:
        if review.when is not None:
            yield ("review", review.id, review.within), review.when
    yield from ((("report", item.id), item.value) for item in program.report)
    for covered in program.coverage:
        if covered.enough is not None:
            yield ("enough", covered.domain), covered.enough


def _tasks(program: Program) -> Iterator[tuple[tuple[object, ...], int]]:
    for task in program.tasks:
        yield from ((("task", task.id, id_), step) for id_, step in task.members or ())
        if task.when is not None:
            yield ("task", task.id), task.when
