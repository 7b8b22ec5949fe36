"""Everything that may turn out, gone through one by one: the long way round.

Nothing here knows of `completions`: leaves are given values and the Program is run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any, TypeAlias, cast, final

from attrs import frozen

from neglect_rules.evaluation import judged
from neglect_rules.facts import Facts
from neglect_rules.model import NumberRange
from neglect_rules.program import (
    NOT_APPLICABLE,
    Amount,
    Answer,
    Choice,
    OutcomeLink,
    Program,
    RecordFact,
    Step,
    Value,
    cone,
)
from neglect_rules.reasons import Change, Said, Topic

Leaves: TypeAlias = Mapping[int, Value]
MOST = 256
"""How many complete sets of answers are gone through at most."""
_UP_TO = 12
"""Of what was counted over time: how far it is looked at one by one."""


@final
@frozen
class Spread:
    """An outcome of a case, with what else the case might say.

    Attributes:
        facts: What is known.
        link: The outcome.
    """

    program: Program
    facts: Facts
    link: OutcomeLink

    @cached_property
    def judges(self) -> list[tuple[int, Step]]:
        """Return the steps that the outcome rests on, leaves left out."""
        leaves = {at for at, _ in self.program.leaves}
        among = cone(self.program.steps, [self.link.result])
        return [(i, self.program.steps[i]) for i in sorted(among - leaves)]

    def possible(self, replaced: Leaves) -> tuple[str, ...]:
        """Return the grades that are possible with other leaf values."""
        choice = 0
        for world in self.facts.worlds:
            choice |= self._choice({**world, **replaced})
        return self._grades(choice)

    def in_world(self, leaves: Leaves) -> tuple[str, ...]:
        """Return the grades that are possible with these leaf values and no others."""
        return self._grades(self._choice(dict(leaves)))

    def _choice(self, values: dict[int, Value]) -> Choice:
        for index, step in self.judges:
            values[index] = judged(step, values)
        return cast("Choice", values[self.link.result])

    def _grades(self, choice: Choice) -> tuple[str, ...]:
        return tuple(g for n, g in enumerate(self.link.grades, 1) if choice >> n & 1)

    def floor(self, replaced: Leaves) -> int:
        """Return the rank of the least grade that is certain."""
        return self.link.grades.index(self.possible(replaced)[0])

    def ceiling(self, replaced: Leaves) -> int:
        """Return the rank of the greatest grade that is possible."""
        return self.link.grades.index(self.possible(replaced)[-1])

    def leaves_of(self, topic: Topic) -> list[int]:
        """Return the leaves that hang on an answer."""
        return [at for at, step in self.program.leaves if about(step) == topic]

    def forgotten(self, topics: Sequence[Topic]) -> Leaves:
        """Return what leaves hold when nothing is known of some answers."""
        return {
            at: cast("Answer | Amount", self.program.steps[at]).open
            for topic in topics
            for at in self.leaves_of(topic)
        }

    def recorded(self) -> list[Topic]:
        """Return what is recorded and could be forgotten."""
        topics = dict.fromkeys(
            about(step)
            for _, step in self.program.leaves
            if not isinstance(step, RecordFact)
        )
        return [t for t in topics if t.kind in {"indicator", "events"}]

    def changed(self, changes: Sequence[Change]) -> Leaves:
        """Return what leaves hold when answers are changed."""
        return {
            at: self.value(at, each.now)
            for each in changes
            for at in self.leaves_of(each.about)[:1]
        }

    def value(self, at: int, told: Sequence[str | None]) -> Value:
        """Return a value from how it is told."""
        step = self.program.steps[at]
        if isinstance(step, Answer):
            names = ("n/a", *step.grades)
            return sum(1 << names.index(str(grade)) for grade in told)
        low, high = told
        per = cast("Amount", step).per
        return int(Fraction(str(low)) * per), (
            None if high is None else int(Fraction(high) * per)
        )

    def said(self, answers: Sequence[Said]) -> Leaves:
        """Return what leaves hold by answers that are told one by one."""
        found: dict[int, Value] = {}
        for each in answers:
            for at in self.leaves_of(each.about):
                step = self.program.steps[at]
                if step.at == each.at and _fits(step, each.value):
                    found[at] = self.value(at, each.value)
        return found

    def everything(self, most: int = MOST) -> list[dict[int, Value]] | None:
        """Return every complete set of leaf values; `None` if there are too many."""
        found: list[dict[int, Value]] = []
        for world in self.facts.worlds:
            each = [(at, self._pieces(at, value)) for at, value in world.items()]
            count = 1
            for _, pieces in each:
                count *= len(pieces)
                if count > most:
                    return None
            names = [at for at, _ in each]
            found += (
                dict(zip(names, combination, strict=True))
                for combination in product(*(pieces for _, pieces in each))
            )
        return found if len(found) <= most else None

    def _pieces(self, at: int, value: Value) -> list[Value]:
        """Return every single value that a leaf may have."""
        step = self.program.steps[at]
        if isinstance(step, Answer):
            held = cast("Choice", value)
            return [1 << n for n in range(held.bit_length()) if held >> n & 1]
        if not isinstance(step, Amount):
            return [value]
        low, high = cast("tuple[int, int | None]", value)
        first, stride = self.grid(step)
        start = max(low, first + -((first - low) // stride) * stride)
        if step.indicator:
            return [(n, n) for n in range(start, (high or 0) + 1, stride)]
        few = list(range(low, min(high or low, low + _UP_TO) + 1))
        ends = few if high is None or high in few else [*few, high]
        return [(n, n) for n in ends] or [value]

    def grid(self, step: Amount) -> tuple[int, int]:
        """Return the least number a leaf may hold, and how far the next is from it."""
        if not step.indicator:
            return 0, 1
        spec = self.program.ruleset.indicators[step.indicator]
        asked = cast("NumberRange", spec.number)
        return int(Fraction(asked.from_) * step.per), int(
            Fraction(asked.step) * step.per
        )

    def is_plain(self) -> bool:
        """Return whether all that is open can be gone through one by one."""
        return all(
            value[0] == value[1]
            for world in self.facts.worlds
            for at, value in world.items()
            if isinstance(value, tuple)
            and not cast("Amount", self.program.steps[at]).indicator
        )

    def others(self) -> list[tuple[Topic, int, list[tuple[Value, int]]]]:
        """Return each answer that can change: its leaf, and its other answers.

        Each of those with the grade steps to it; a number is one step away.
        """
        found = []
        for at, step in self.program.leaves:
            if isinstance(step, RecordFact) or not step.indicator:
                continue
            spec = self.program.ruleset.indicators[step.indicator]
            held = self.facts.worlds[0][at]
            if isinstance(step, Amount):
                ways = [(v, 1) for v in self._pieces(at, step.open) if v != held]
            elif self.program.ruleset.scales[spec.scale or ""].kind == "context":
                continue
            else:
                ways = list(_other_grades(step.open, cast("Choice", held)))
            if held != NOT_APPLICABLE and ways:
                found.append((Topic("indicator", step.indicator), at, ways))
        return found


def about(step: Any) -> Topic:
    """Return what a leaf hangs on."""
    if isinstance(step, RecordFact):
        return Topic("age", "record")
    if step.indicator:
        return Topic("indicator", step.indicator)
    if step.tally is None:
        return Topic("age")
    if step.of in {"events", "earlier"}:
        return Topic(step.of, step.tally.of)
    return Topic("indicator", step.tally.of)


def _fits(step: Any, told: Sequence[str | None]) -> bool:
    """Return whether a value is of the kind that a leaf has."""
    grades = set(told) <= {"n/a", *getattr(step, "grades", ())}
    return grades if isinstance(step, Answer) else not grades


def _other_grades(permitted: Choice, held: Choice) -> Iterator[tuple[Value, int]]:
    near = [n for n in range(1, held.bit_length()) if held >> n & 1]
    for n in range(1, permitted.bit_length()):
        if permitted >> n & 1 and held != 1 << n:
            yield 1 << n, min((abs(n - m) for m in near), default=0)
