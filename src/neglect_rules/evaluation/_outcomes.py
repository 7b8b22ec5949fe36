"""What a run of a Program comes to for each outcome (8.1 to 8.7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias, cast, final

from attrs import field, frozen

from neglect_rules.evaluation._kinds import positions
from neglect_rules.evaluation._runner import results
from neglect_rules.facts import Facts, Leaves, Mode
from neglect_rules.program import (
    Amount,
    Answer,
    Choice,
    Extent,
    OutcomeLink,
    Program,
    Value,
    once,
)
from neglect_rules.truth import Truth

Status = Literal["settled", "at_least", "not_determinable"]


@final
@frozen(kw_only=True)
class OutcomeResult:
    """What is recommended on one ladder, and how sure that is.

    Attributes:
        id: The outcome.
        grades: Its ladder, low to high.
        possible: Every grade that what is open still allows.
        status: `settled`, `at_least` (more is possible) or `not_determinable` (too
            little is recorded to believe a low result).
        recommended: The recommended grade; `None` if the ruleset leaves it to a
            person, or if nothing above the lowest is certain and too little is known.
        bounds: `exact`, or `sound`: never narrower than what answers could bring.
        thresholds: What the thresholds alone give.
        modified: The same after modifiers.
        eased: The same after easings; guards make it `possible`.
        confirmed: What is possible when suspicion is set aside.
        last_seen: What is possible if of every answer only the latest record stood.
        rests_on_suspicion: Without what is only suspected the floor is lower.
        rests_on_judgement: Without a person's judgement the floor is lower.
        rests_on_history: On what was recorded last alone the floor is lower.
    """

    id: str
    grades: tuple[str, ...] = field(repr=False)
    possible: tuple[str, ...]
    status: Status
    recommended: str | None
    bounds: Literal["exact", "sound"]
    thresholds: tuple[str, ...] = field(repr=False)
    modified: tuple[str, ...] = field(repr=False)
    eased: tuple[str, ...] = field(repr=False)
    confirmed: tuple[str, ...] = field(repr=False)
    last_seen: tuple[str, ...] = field(repr=False)
    rests_on_suspicion: bool
    rests_on_judgement: bool
    rests_on_history: bool

    @property
    def floor(self) -> str:
        """Return the least grade that is certain."""
        return self.possible[0]

    @property
    def ceiling(self) -> str:
        """Return the greatest grade that is possible."""
        return self.possible[-1]


Values: TypeAlias = Mapping[int, Value]
"""What the steps come to that say what is recommended."""


def outcome_results(program: Program, facts: Facts) -> Mapping[str, OutcomeResult]:
    """Return what a case comes to for each outcome."""
    values = results(program, facts.worlds)
    runs = {
        name: _again(program, facts, values, replaced, _HISTORY.get(name, "recorded"))
        for name, replaced in _alternatives(program, facts).items()
    }
    runs["held"] = _held(program, facts, values)
    enough = is_enough(program, values)
    return {
        link.id: _result(program, facts, link, values, runs, enough=enough)
        for link in program.outcomes
    }


def _again(
    program: Program, facts: Facts, values: Values, replaced: Leaves, mode: Mode
) -> Values:
    worlds = facts.instead(replaced, mode)
    return values if worlds is facts.worlds else results(program, worlds)


def _held(program: Program, facts: Facts, values: Values) -> Values:
    """Return the values if no easing were met that is only open (8.5)."""
    easings = [link.when for link in program.rules if link.kind == "easing"]
    if all(values[when] is not Truth.OPEN for when in easings):
        return values
    return results(program, facts.worlds, held=True)


def _alternatives(program: Program, facts: Facts) -> Mapping[str, Leaves]:
    """Return the leaf values to judge again with (8.2, 8.6, 8.9); empty if the same.

    Of what a plain answer says nothing is suspected, filled in, or seen at another
    time. But it may be a person's judgement.
    """
    more, leaves = facts.more.values(), facts.worlds[0]
    return {
        "confirmed": {
            each.step: each.confirmed.value
            for each in more
            if each.confirmed.value != each.standing.value
        },
        "unfilled": {
            each.step: _open(program, each.step)
            for each in more
            if each.standing.state == "zero_filled"
        },
        "unjudged": {
            step: open_ for step, open_ in _judgements(program) if open_ != leaves[step]
        },
        "last_seen": {
            each.step: each.last_seen.value
            for each in more
            if each.last_seen.value != each.standing.value
        },
    }


@once
def _judgements(program: Program) -> tuple[tuple[int, Choice | Extent], ...]:
    """Return the leaves that hold a person's judgement, with what no answer says."""
    indicators = program.ruleset.indicators
    return tuple(
        (index, _open(program, index))
        for index, step in program.leaves
        if isinstance(step, Answer | Amount)
        and step.indicator
        and indicators[step.indicator].judgement
    )


_HISTORY: Mapping[str, Mode] = {"confirmed": "confirmed", "unjudged": "unjudged"}
"""What is counted over time where it is not as recorded (5.14)."""


def _open(program: Program, step: int) -> Choice | Extent:
    return cast("Answer | Amount", program.steps[step]).open


def is_enough(program: Program, values: Values | Sequence[Value]) -> bool:
    """Return whether enough is answered to believe a low result (8.3)."""
    verdicts = (
        values[link.enough] for link in program.coverage if link.enough is not None
    )
    return all(verdict is Truth.TRUE for verdict in verdicts)


def _named(link: OutcomeLink, values: Values, step: int) -> tuple[str, ...]:
    held = positions(cast("Choice", values[step]))
    return tuple(link.grades[position - 1] for position in held)


def _result(
    program: Program,
    facts: Facts,
    link: OutcomeLink,
    values: Values,
    runs: Mapping[str, Values],
    *,
    enough: bool,
) -> OutcomeResult:
    possible = _named(link, values, link.result)
    openly, confirmed, unjudged, last_seen = (
        _named(link, runs[name], link.result)
        for name in ("unfilled", "confirmed", "unjudged", "last_seen")
    )
    status: Status = "at_least" if enough else "not_determinable"
    if len(openly) == 1:
        status = "settled"
    held = _named(link, runs["held"], link.result)
    ends = (possible[0] if status == "settled" else held[0], openly[-1])
    rank = link.grades.index
    return OutcomeResult(
        id=link.id,
        grades=link.grades,
        possible=possible,
        status=status,
        recommended=_recommended(program, link, ends, status),
        bounds="exact" if len(possible) == 1 or _is_exact(link, facts) else "sound",
        thresholds=_named(link, values, link.thresholds),
        modified=_named(link, values, link.modified),
        eased=_named(link, values, link.eased),
        confirmed=confirmed,
        last_seen=last_seen,
        rests_on_suspicion=rank(confirmed[0]) < rank(possible[0]),
        rests_on_judgement=rank(unjudged[0]) < rank(possible[0]),
        rests_on_history=rank(last_seen[0]) < rank(possible[0]),
    )


def _recommended(
    program: Program, link: OutcomeLink, ends: tuple[str, str], status: Status
) -> str | None:
    """Return what 8.5 recommends between what is held and what is possible at most."""
    floor, most = ends
    wish = program.ruleset.open_answers.recommend
    if status == "settled":
        return floor
    if wish == "floor":
        nothing = status == "not_determinable" and floor == link.grades[0]
        return None if nothing else floor
    return most if wish == "ceiling" else None


def _is_exact(link: OutcomeLink, facts: Facts) -> bool:
    return link.pure and not any(
        _is_open(leaves[index]) for leaves in facts.worlds for index in link.free
    )


def _is_open(value: object) -> bool:
    if isinstance(value, Truth):
        return value is Truth.OPEN
    if isinstance(value, tuple):
        return bool(value[0] != value[1])
    return cast("int", value).bit_count() > 1
