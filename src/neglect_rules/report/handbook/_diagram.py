"""Which rules lead to which level, and which look at a level first.

One description for every drawing: a picture and its text form say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias, final

from attrs import frozen

from neglect_rules.explain import Words, asked, words
from neglect_rules.model import (
    AllOf,
    AnyOf,
    AtLeastOf,
    Condition,
    Easing,
    Guard,
    Modifier,
    Named,
    Not,
    OutcomeTest,
    Threshold,
)
from neglect_rules.program import Program, RuleLink
from neglect_rules.report.handbook._seen import plain

AnyRule: TypeAlias = Threshold | Modifier | Easing | Guard
Kind: TypeAlias = Literal["threshold", "guard", "modifier", "easing"]
Place: TypeAlias = tuple[int, int]
"""A level: the number of its ladder, and its own from the lowest up."""

_KINDS: Final[Mapping[str, str]] = {
    "threshold": "",
    "guard": "Safety rule: never below",
    "modifier": "Raises, at most to here",
    "easing": "Lowers, no further than here",
}


@final
@frozen
class Ladder:
    """An outcome: its label, and those of its levels from the lowest up."""

    label: str
    levels: tuple[str, ...]


@final
@frozen(kw_only=True)
class Box:
    """A rule.

    Attributes:
        id: Its reference.
        kind: What it does to a level.
        does: The same in words; nothing of one that sets a level.
        text: Its label, or the reason for it.
        gives: The levels that it leads to; it is drawn beside the first.
        needs: The levels that it looks at.
        asks: What it asks of them, in words.
    """

    id: str
    kind: Kind
    does: str
    text: str
    gives: tuple[Place, ...]
    needs: tuple[Place, ...]
    asks: tuple[str, ...]

    @property
    def head(self) -> str:
        """Return its reference with what it does and why."""
        does = f" {self.does}." if self.does else ""
        return f"{self.id}.{does} {self.text}"


@final
@frozen(kw_only=True)
class Diagram:
    """The rules of a ruleset with the levels that they lead to.

    Attributes:
        begins: For levels of a ladder those of a later one that begin there.
    """

    title: str
    ladders: tuple[Ladder, ...]
    boxes: tuple[Box, ...]
    begins: tuple[tuple[Place, Place], ...]

    def label(self, place: Place) -> str:
        """Return the label of a level."""
        return self.ladders[place[0]].levels[place[1]]

    def full(self, place: Place) -> str:
        """Return the label of a level with that of its ladder where there are more."""
        own = self.label(place)
        many = len(self.ladders) > 1
        return f"{self.ladders[place[0]].label}: {own}" if many else own


def diagram(program: Program) -> Diagram:
    """Return which rules lead to which level, in the order of the ruleset."""
    ruleset, told = program.ruleset, words(program.ruleset, None)
    places: dict[tuple[str, str], Place] = {
        (id_, grade): (number, step)
        for number, (id_, outcome) in enumerate(ruleset.outcomes.items())
        for step, grade in enumerate(outcome.grades)
    }
    ladders = tuple(
        Ladder(
            plain(told.outcome(id_)),
            tuple(plain(told.level(id_, grade)) for grade in outcome.grades),
        )
        for id_, outcome in ruleset.outcomes.items()
    )
    rules = [each for each in program.rules if each.kind != "promise"]
    return Diagram(
        title=plain(f"{ruleset.title} {ruleset.version}: which rules lead where"),
        ladders=ladders,
        boxes=tuple(_box(program, told, places, each) for each in rules),
        begins=tuple(_begins(program, places)),
    )


def _box(
    program: Program,
    told: Words,
    places: Mapping[tuple[str, str], Place],
    link: RuleLink,
) -> Box:
    ruleset = program.ruleset
    every: Sequence[AnyRule] = (
        *ruleset.thresholds,
        *ruleset.guards,
        *ruleset.modifiers,
        *ruleset.easings,
    )
    rule = next(each for each in every if each.id == link.id)
    tests = [*_needs(program, rule.when)]
    needs = dict.fromkeys(each for test, _ in tests for each in _named(test))
    text = told.at(link.at, "label") or told.at(link.at, "because") or link.id
    assert link.kind != "promise"  # noqa: S101 - for the type checker
    return Box(
        id=plain(link.id),
        kind=link.kind,
        does=_KINDS[link.kind],
        text=plain(text),
        gives=tuple(places[each] for each in link.gives.items()),
        needs=tuple(places[each] for each in needs),
        asks=tuple(plain(_asked(told, test, holds=holds)) for test, holds in tests),
    )


def _asked(told: Words, test: OutcomeTest, *, holds: bool) -> str:
    """Return what is asked of a level; where it must not hold, with a "not"."""
    line = next(asked(told, test)).text
    return line if holds else f"{told.say('asked.not')} {line}"


def _needs(
    program: Program, condition: Condition, *, holds: bool = True
) -> Iterator[tuple[OutcomeTest, bool]]:
    """Yield what a condition asks of levels, and whether it is to hold."""
    match condition:
        case AllOf(all=parts) | AnyOf(any=parts) | AtLeastOf(of=parts):
            for part in parts:
                yield from _needs(program, part, holds=holds)
        case Not(not_=inner):
            yield from _needs(program, inner, holds=not holds)
        case Named(is_=name):
            named = program.ruleset.conditions[name]
            yield from _needs(program, named, holds=holds)
        case OutcomeTest():
            yield condition, holds
        case _:
            return


def _named(test: OutcomeTest) -> Iterator[tuple[str, str]]:
    """Yield the levels that a test names."""
    single = [each for each in (test.at_least, test.at_most) if each is not None]
    yield from ((test.outcome, grade) for grade in test.in_ or single)


def _begins(
    program: Program, places: Mapping[tuple[str, str], Place]
) -> Iterator[tuple[Place, Place]]:
    for id_, outcome in program.ruleset.outcomes.items():
        if outcome.from_ is not None:
            for there, here in outcome.from_.map.items():
                yield places[outcome.from_.outcome, there], places[id_, here]
