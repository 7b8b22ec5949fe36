"""What a decision calls for: a need, never less than what is certain calls for.

What is recommended counts; where nothing is, the floor does. A low result that rests on
too little never says that nobody needs to be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias, cast, final

from attrs import field, frozen

from neglect_rules.evaluation import Decision
from neglect_rules.pathways._model import NEEDS, Directory, Need, NeedRule
from neglect_rules.trace import Trace

_LEAST_IF_UNKNOWN: Final[Need] = "advice"


@final
@frozen(kw_only=True)
class Result:
    """What is recommended on one ladder, as far as a route asks.

    Attributes:
        possible: Every grade that is possible, from the floor to the ceiling.
        recommended: The recommended grade; `None` if there is none.
        is_determinable: Whether enough is recorded to believe a low result.
    """

    possible: tuple[str, ...]
    recommended: str | None
    is_determinable: bool = True


@final
@frozen
class Outcomes:
    """What a decision came to, whether it is at hand or stands in a record.

    Attributes:
        ruleset: The id of the ruleset.
        results: The result of each outcome.
    """

    ruleset: str
    results: Mapping[str, Result] = field(hash=False)


Routable: TypeAlias = Decision | Trace | Outcomes | Need
"""Something that can be routed: a decision, its trace, its outcomes, or a need."""

Why: TypeAlias = Literal["given", "rule", "otherwise"]


@final
@frozen(kw_only=True)
class Needed:
    """What a decision calls for.

    Attributes:
        need: The need.
        may_be_emergency: An emergency is among what is still possible.
        is_thin: Too little is recorded to believe a low result.
        why: Whether a rule says so, or none fits, or it was given.
    """

    need: Need
    may_be_emergency: bool
    is_thin: bool = False
    why: Why = "rule"


def outcomes_of(decision: Decision | Trace | Outcomes) -> Outcomes:
    """Return what a decision or its trace came to."""
    match decision:
        case Outcomes():
            return decision
        case Trace():
            return _recorded(decision)
        case _:
            return Outcomes(decision.program.ruleset.id, _decided(decision))


def needed(decision: Routable, directory: Directory) -> Needed:
    """Return what a decision calls for, as a directory says.

    Raises:
        ValueError: A need is given that there is not.
    """
    if isinstance(decision, str):
        if decision not in NEEDS:
            message = f"no need is called {decision!r}; there is {', '.join(NEEDS)}"
            raise ValueError(message)
        is_emergency = decision == "emergency"
        return Needed(need=decision, may_be_emergency=is_emergency, why="given")
    return _of_outcomes(outcomes_of(decision), directory)


def graver(needs: Iterable[Need]) -> Need:
    """Return the gravest of some needs."""
    return max(needs, key=NEEDS.index)


def _of_outcomes(outcomes: Outcomes, directory: Directory) -> Needed:
    rules = [r for r in directory.rules if r.ruleset in {None, outcomes.ruleset}]
    results = outcomes.results
    floors = {id_: (result.possible[0],) for id_, result in results.items()}
    chosen = {
        id_: (result.possible[0] if result.recommended is None else result.recommended,)
        for id_, result in results.items()
    }
    found = [_first(rules, grades) for grades in (chosen, floors)]
    is_thin = any(not result.is_determinable for result in results.values())
    needs: list[Need] = [need or directory.otherwise for need in found]
    needs += [_LEAST_IF_UNKNOWN] if is_thin else []
    possible = {id_: result.possible for id_, result in results.items()}
    return Needed(
        need=graver(needs),
        may_be_emergency=_may_be_emergency(rules, possible, needs),
        is_thin=is_thin,
        why="otherwise" if found[0] is None else "rule",
    )


def _first(
    rules: Iterable[NeedRule], grades: Mapping[str, tuple[str, ...]]
) -> Need | None:
    """Return the need of the first rule that fits, if any does."""
    for rule in rules:
        if set(grades.get(rule.outcome, ())) & set(rule.grades):
            return rule.need
    return None


def _may_be_emergency(
    rules: Iterable[NeedRule],
    possible: Mapping[str, tuple[str, ...]],
    needs: Iterable[Need],
) -> bool:
    grave = [rule for rule in rules if rule.need == "emergency"]
    return "emergency" in needs or _first(grave, possible) is not None


def _decided(decision: Decision) -> Mapping[str, Result]:
    return {
        id_: Result(
            possible=result.possible,
            recommended=result.recommended,
            is_determinable=result.status != "not_determinable",
        )
        for id_, result in decision.outcomes.items()
    }


def _recorded(trace: Trace) -> Outcomes:
    results = {
        id_: Result(
            possible=tuple(result["possible"]),
            recommended=cast("str | None", result["recommended"]),
            is_determinable=result["status"] != "not_determinable",
        )
        for id_, result in trace.document["outcomes"].items()
    }
    return Outcomes(trace.document["ruleset"]["id"], results)
