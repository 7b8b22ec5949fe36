"""Where each level of a ladder stands: certain, possible or ruled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, final

from attrs import frozen

from neglect_rules.explain import Words
from neglect_rules.model import Ruleset
from neglect_rules.trace import Account

Standing: TypeAlias = Literal["recommended", "so_far", "possible", "open", "low", "out"]


@final
@frozen
class Rung:
    """A level of a ladder.

    Attributes:
        label: What people call it.
        standing: `recommended`: settled. `so_far`: recommended, and more is possible.
            `possible`: depending on what is open. `open`: nothing lower is possible,
            and too little was answered to recommend it. `low`: a higher level is
            certain. `out`: ruled out by what was answered.
        says: The same in words.
    """

    label: str
    standing: Standing
    says: str


@final
@frozen
class Ladder:
    """The levels of one outcome, the highest first."""

    label: str
    rungs: tuple[Rung, ...]


def ladders(words: Words, account: Account, ruleset: Ruleset) -> Iterator[Ladder]:
    """Yield the ladder of each outcome, in the ruleset's order."""
    for id_, outcome in ruleset.outcomes.items():
        if id_ not in account.outcomes:
            continue
        grades = list(outcome.grades)
        standings = _standings(account.outcomes[id_], grades)
        rungs = [
            Rung(words.level(id_, grade), how, words.say(f"report.ladder.{how}"))
            for grade, how in zip(grades, standings, strict=True)
        ]
        yield Ladder(words.outcome(id_), tuple(reversed(rungs)))


def _standings(result: Mapping[str, Any], grades: Sequence[str]) -> list[Standing]:
    floor = grades.index(result["floor"])
    return [_standing(result, grade, at - floor) for at, grade in enumerate(grades)]


def _standing(result: Mapping[str, Any], grade: str, above: int) -> Standing:
    """Return where a level stands that is so many levels above the lowest possible."""
    if grade == result["recommended"]:
        return "recommended" if result["status"] == "settled" else "so_far"
    if above < 0:
        return "low"
    if grade not in result["possible"]:
        return "out"
    return "possible" if above else "open"
