"""Cases judged by two rulesets, one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
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
        place: Where it was found, for people.
    """

    ref: str
    case: Case = field(repr=False)
    at: dt.datetime
    place: str = ""


@final
@frozen(kw_only=True)
class Moved:
    """One outcome of a case that comes out differently.

    A rule is named only if it speaks of this outcome.

    Attributes:
        outcome: The outcome.
        was: The level that the old ruleset makes certain.
        now: The level that the new one does.
        direction: Which way it moves.
        above: How many levels lie above the graver of the two.
        steps: How many levels it moves; nought where they are on different ladders.
        now_met: The rules that are met under the new ruleset only.
        no_longer_met: The rules that are met under the old ruleset only.
        changed: The rules that are met under both, with another level.
    """

    outcome: str
    was: str
    now: str
    direction: Direction
    above: int
    steps: int
    now_met: tuple[str, ...] = ()
    no_longer_met: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return it as a JSON value."""
        return {
            "outcome": self.outcome,
            "was": self.was,
            "now": self.now,
            "direction": self.direction,
            "now_met": list(self.now_met),
            "no_longer_met": list(self.no_longer_met),
            "changed": list(self.changed),
        }


@final
@frozen(kw_only=True)
class SetAside:
    """A case that was not judged.

    Attributes:
        ref: The case.
        ruleset: Which ruleset does not take it; nothing if it cannot be read at all.
        diagnostics: Why; none holds an answer.
        place: Where it was found, for people.
    """

    ref: str
    ruleset: Literal["old", "new"] | None
    diagnostics: tuple[Diagnostic, ...]
    place: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it as a JSON value, without an answer."""
        return {
            "ref": self.ref,
            "place": self.place,
            "ruleset": self.ruleset,
            "codes": [each.code for each in self.diagnostics],
        }


@final
@frozen(kw_only=True)
class Compared:
    """A case judged by both rulesets.

    Attributes:
        ref: The case.
        levels: For each outcome that both have, the level before and after.
        moved: What comes out differently.
        is_open: Some outcome is not settled under one of them: it could still rise.
    """

    ref: str
    levels: Mapping[str, tuple[str, str]] = field(hash=False)
    moved: tuple[Moved, ...]
    is_open: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return it as a JSON value, for one line of a worklist."""
        return {"ref": self.ref, "moves": [each.to_dict() for each in self.moved]}


def compare(
    old: Program, new: Program, cases: Iterable[Recorded | SetAside]
) -> Iterator[Compared | SetAside]:
    """Yield what becomes of each case, one after another, so that many can be read.

    Each case is judged at its own moment by both rulesets, whether or not they are in
    force then: this asks what would have come out. What could not even be read is
    passed on in its place.
    """
    before, after = _at_any_time(old), _at_any_time(new)
    for recorded in cases:
        if isinstance(recorded, SetAside):
            yield recorded
            continue
        first = _judged(before, recorded, "old")
        second = _judged(after, recorded, "new")
        if isinstance(first, SetAside):
            yield first
        elif isinstance(second, SetAside):
            yield second
        else:
            yield _compared(recorded.ref, first, second)


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
        return SetAside(
            ref=recorded.ref,
            ruleset=which,
            diagnostics=refused.diagnostics,
            place=recorded.place,
        )


def _compared(ref: str, old: Decision, new: Decision) -> Compared:
    shared = [id_ for id_ in old.outcomes if id_ in new.outcomes]
    levels = {id_: (old[id_].floor, new[id_].floor) for id_ in shared}
    return Compared(
        ref=ref,
        levels=levels,
        moved=tuple(
            _moved(old, new, id_) for id_, (was, now) in levels.items() if was != now
        ),
        is_open=any(
            decision[id_].status != "settled"
            for id_ in shared
            for decision in (old, new)
        ),
    )


def _moved(old: Decision, new: Decision, outcome: str) -> Moved:
    was, now = old[outcome], new[outcome]
    before, after = _met(old, outcome), _met(new, outcome)
    direction: Direction = "other"
    steps = 0
    if was.floor in now.grades and now.floor in was.grades:
        steps = now.grades.index(now.floor) - now.grades.index(was.floor)
        direction = "up" if steps > 0 else "down"
    graver = was if direction == "down" else now
    return Moved(
        outcome=outcome,
        was=was.floor,
        now=now.floor,
        direction=direction,
        above=len(graver.grades) - 1 - graver.grades.index(graver.floor),
        steps=abs(steps),
        now_met=tuple(id_ for id_ in after if id_ not in before),
        no_longer_met=tuple(id_ for id_ in before if id_ not in after),
        changed=tuple(
            id_ for id_, level in after.items() if before.get(id_, level) != level
        ),
    )


def _met(decision: Decision, outcome: str) -> dict[str, str]:
    """Return the rules that are met and speak of an outcome, with what they give."""
    return {
        rule["id"]: rule["gives"][outcome]
        for rule in decision.trace.document["rules"]
        if rule["value"] == "true" and outcome in rule.get("gives", {})
    }
