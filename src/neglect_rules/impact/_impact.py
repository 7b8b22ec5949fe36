"""Cases judged by two rulesets, one by one, and how many moved from where to where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias, final

import attrs
from attrs import field, frozen

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.model import Case, Window
from neglect_rules.program import Program

Direction: TypeAlias = Literal["up", "down", "other"]
"""Other: to a level that only one of the two rulesets has."""


@final
@frozen
class Recorded:
    """A case that is there.

    Attributes:
        ref: What the caller calls it; never a name.
        case: What was recorded.
        at: The moment at which it was, or is to be, judged.
    """

    ref: str
    case: Case = field(repr=False)
    at: dt.datetime


@final
@frozen(kw_only=True)
class Moved:
    """A case of which one outcome comes out differently.

    Attributes:
        ref: The case.
        outcome: The outcome.
        was: The level that the old ruleset makes certain.
        now: The level that the new one does.
        direction: Which way it moves.
        because: The rules that are met under one of the two rulesets only.
    """

    ref: str
    outcome: str
    was: str
    now: str
    direction: Direction
    because: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as a JSON value, for one line of a worklist."""
        return attrs.asdict(self)


@final
@frozen(kw_only=True)
class SetAside:
    """A case that one of the rulesets does not take.

    Attributes:
        ref: The case.
        ruleset: Which of them: `old` or `new`.
        diagnostics: Why; none holds an answer.
    """

    ref: str
    ruleset: Literal["old", "new"]
    diagnostics: tuple[Diagnostic, ...]


@final
@frozen(kw_only=True)
class Compared:
    """A case judged by both rulesets.

    Attributes:
        ref: The case.
        levels: For each outcome that both have, the level before and after.
        moved: What comes out differently.
    """

    ref: str
    levels: Mapping[str, tuple[str, str]] = field(hash=False)
    moved: tuple[Moved, ...]


@final
@frozen(kw_only=True)
class OutcomeImpact:
    """How cases move on one ladder.

    Attributes:
        outcome: Its id.
        table: From which level to which, how many cases.
    """

    outcome: str
    table: Mapping[tuple[str, str], int] = field(hash=False)


@final
@frozen(kw_only=True)
class Impact:
    """What a change does to cases that are there.

    Attributes:
        judged: How many cases both rulesets took.
        outcomes: For each outcome that both have.
        moved: Every case that moves, those that go up first.
        set_aside: Cases that one of the two did not take.
    """

    judged: int
    outcomes: tuple[OutcomeImpact, ...]
    moved: tuple[Moved, ...]
    set_aside: tuple[SetAside, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as a JSON value in the form of `impact-1`."""
        return {
            "format": 1,
            "judged": self.judged,
            "outcomes": [
                {
                    "id": each.outcome,
                    "table": [
                        {"was": was, "now": now, "cases": count}
                        for (was, now), count in each.table.items()
                    ],
                }
                for each in self.outcomes
            ],
            "moved": [each.to_dict() for each in self.moved],
            "set_aside": [
                {
                    "ref": each.ref,
                    "ruleset": each.ruleset,
                    "codes": [d.code for d in each.diagnostics],
                }
                for each in self.set_aside
            ],
        }


def compare(
    old: Program, new: Program, cases: Iterable[Recorded]
) -> Iterator[Compared | SetAside]:
    """Yield what becomes of each case, one after another, so that many can be read.

    Each case is judged at its own moment by both rulesets, whether or not they are in
    force then: this asks what would have come out.
    """
    before, after = _at_any_time(old), _at_any_time(new)
    for recorded in cases:
        first = _judged(before, recorded, "old")
        second = _judged(after, recorded, "new")
        if isinstance(first, SetAside):
            yield first
        elif isinstance(second, SetAside):
            yield second
        else:
            yield _compared(recorded.ref, first, second)


def impact_of(found: Iterable[Compared | SetAside]) -> Impact:
    """Return what becomes of many cases together."""
    tables: dict[str, dict[tuple[str, str], int]] = {}
    moved: list[Moved] = []
    aside: list[SetAside] = []
    judged = 0
    for each in found:
        if isinstance(each, SetAside):
            aside.append(each)
            continue
        judged += 1
        moved += each.moved
        for outcome, levels in each.levels.items():
            table = tables.setdefault(outcome, {})
            table[levels] = table.get(levels, 0) + 1
    order = {"up": 0, "other": 1, "down": 2}
    return Impact(
        judged=judged,
        outcomes=tuple(
            OutcomeImpact(outcome=id_, table=table) for id_, table in tables.items()
        ),
        moved=tuple(sorted(moved, key=lambda each: order[each.direction])),
        set_aside=tuple(aside),
    )


def _at_any_time(program: Program) -> Program:
    always = Window(from_=dt.date.min)
    ruleset = attrs.evolve(program.ruleset, effective=always)
    return attrs.evolve(program, ruleset=ruleset)


def _judged(
    program: Program, recorded: Recorded, which: Literal["old", "new"]
) -> Decision | SetAside:
    case = attrs.evolve(recorded.case, ruleset=None)
    try:
        return evaluate(program, case, at=recorded.at)
    except CaseError as refused:
        found = refused.diagnostics
        return SetAside(ref=recorded.ref, ruleset=which, diagnostics=found)


def _compared(ref: str, old: Decision, new: Decision) -> Compared:
    shared = [id_ for id_ in old.outcomes if id_ in new.outcomes]
    levels = {id_: (old[id_].floor, new[id_].floor) for id_ in shared}
    moved = [
        Moved(
            ref=ref,
            outcome=id_,
            was=was,
            now=now,
            direction=_direction(old, new, id_),
            because=_apart(_met(old, id_), _met(new, id_)),
        )
        for id_, (was, now) in levels.items()
        if was != now
    ]
    return Compared(ref=ref, levels=levels, moved=tuple(moved))


def _direction(old: Decision, new: Decision, outcome: str) -> Direction:
    was, now = old[outcome], new[outcome]
    if was.floor not in now.grades or now.floor not in was.grades:
        return "other"
    up = now.grades.index(now.floor) > now.grades.index(was.floor)
    return "up" if up else "down"


def _met(decision: Decision, outcome: str) -> dict[str, None]:
    """Return the rules that are met and speak of an outcome, in document order."""
    return {
        rule["id"]: None
        for rule in decision.trace.document["rules"]
        if rule["value"] == "true" and outcome in rule.get("gives", {})
    }


def _apart(one: Collection[str], other: Collection[str]) -> tuple[str, ...]:
    """Return what only one of two holds, what is new first."""
    fresh = [each for each in other if each not in one]
    return (*fresh, *(each for each in one if each not in other))
