"""What a case leaves open or might have said otherwise, as questions with answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise, product
from typing import Literal, TypeAlias, cast, final

from attrs import evolve, field, frozen

from neglect_rules.completions._edges import MOST, edges
from neglect_rules.facts import Leaves
from neglect_rules.model import NumberRange
from neglect_rules.program import (
    NOT_APPLICABLE,
    Amount,
    Answer,
    Choice,
    Extent,
    Program,
    RecordFact,
    Value,
)

Kind: TypeAlias = Literal["indicator", "events", "earlier", "age"]


@final
@frozen
class Unit:
    """What one question is about, with the leaves that hang on its answer.

    Attributes:
        kind: An indicator, a kind of event, a measure of the last assessment, or the
            subject's age.
        id: Of that kind; of the age, nothing.
        leaves: Their steps.
    """

    kind: Kind
    id: str
    leaves: tuple[int, ...]


@final
@frozen
class Way:
    """One way of answering a question.

    Attributes:
        leaves: What each of its leaves holds.
        whole: It is one answer, or several that no step tells apart; not a range.
        changed: It is not what the case has.
        steps: By how many grades it differs from that.
    """

    leaves: Leaves = field(hash=False)
    whole: bool = True
    changed: bool = False
    steps: int = 0


@final
@frozen
class Question:
    """A question with every way of answering it that is looked at.

    Attributes:
        ways: The first is what stands if nothing else is said.
        is_complete: There is no other way than these.
    """

    unit: Unit
    ways: tuple[Way, ...]
    is_complete: bool = True


def units(program: Program) -> tuple[Unit, ...]:
    """Return what a Program asks about, in the order of its leaves.

    Records themselves are held as they are: how an answer is known is no question.
    """
    found: dict[tuple[Kind, str], list[int]] = {}
    for index, step in program.leaves:
        if not isinstance(step, RecordFact):
            found.setdefault(_whose(step), []).append(index)
    return tuple(Unit(*whose, tuple(leaves)) for whose, leaves in found.items())


def _whose(step: Answer | Amount) -> tuple[Kind, str]:
    if step.indicator:
        return "indicator", step.indicator
    if isinstance(step, Answer) or step.tally is None:
        return "age", ""
    if step.of in {"events", "earlier"}:
        return "events" if step.of == "events" else "earlier", step.tally.of
    return "indicator", step.tally.of


def is_open(value: Value) -> bool:
    """Return whether what a leaf holds is more than one answer."""
    if isinstance(value, tuple):
        return value[0] != value[1]
    return isinstance(value, int) and value.bit_count() > 1


def forgotten(program: Program, unit: Unit) -> Leaves:
    """Return what the leaves of a unit hold when nothing is known of it."""
    return {leaf: _open(program, leaf) for leaf in unit.leaves}


def _open(program: Program, leaf: int) -> Value:
    return cast("Answer | Amount", program.steps[leaf]).open


def completed(
    program: Program,
    unit: Unit,
    leaves: Leaves,
    among: Collection[int],
    values: Mapping[int, Value],
) -> Question | None:
    """Return the question that a unit leaves open, with all answers to it.

    Args:
        program: What asks.
        unit: What is asked about.
        leaves: What every leaf holds.
        among: The steps that are looked at.
        values: What they come to.

    Returns:
        `None` where nothing is open that is looked at.
    """
    asked = [at for at in unit.leaves if at in among and is_open(leaves[at])]
    if not asked:
        return None
    each = [list(_singles(program, at, leaves[at], among, values)) for at in asked]
    count = 1
    for ways in each:
        count *= len(ways)
    if count > MOST:
        return Question(unit, (Way({at: leaves[at] for at in asked}, whole=False),))
    # What was counted over time and the answer of today hang together in ways that
    # leaves do not show: not every combination need come about.
    apart = len(asked) == 1
    return Question(
        unit,
        tuple(
            Way(
                {at: value for at, (value, _) in zip(asked, combination, strict=True)},
                whole=apart and all(is_whole for _, is_whole in combination),
            )
            for combination in product(*each)
        ),
    )


def _singles(
    program: Program,
    leaf: int,
    value: Value,
    among: Collection[int],
    values: Mapping[int, Value],
) -> Iterator[tuple[Value, bool]]:
    """Yield what a leaf may hold, piece by piece, and whether a piece is one answer."""
    if isinstance(value, int):
        for position in range(value.bit_length()):
            if value >> position & 1:
                yield 1 << position, True
        return
    low, high = cast("Extent", value)
    told = edges(program, among, leaf, values)
    start, stride = _grid(program, leaf)
    if told is None:
        yield from _coarse(low, high, start, stride)
        return
    inner = sorted(
        edge for edge in told if edge > low and (high is None or edge <= high)
    )
    for first, following in pairwise([low, *inner, None if high is None else high + 1]):
        at = start + -((start - cast("int", first)) // stride) * stride
        if following is None or at < following:
            yield (at, at), True


def _grid(program: Program, leaf: int) -> tuple[int, int]:
    """Return the least number a leaf may hold, and how far the next is from it."""
    step = cast("Amount", program.steps[leaf])
    if not step.indicator:
        return 0, 1
    asked = cast("NumberRange", program.ruleset.indicators[step.indicator].number)
    return int(Fraction(asked.from_) * step.per), int(Fraction(asked.step) * step.per)


def _coarse(
    low: int, high: int | None, start: int, stride: int
) -> Iterator[tuple[Value, bool]]:
    """Yield every number where they are few, else the ends and what lies between."""
    if high is not None and (high - low) // stride < MOST:
        first = start + -((start - low) // stride) * stride
        for number in range(first, high + 1, stride):
            yield (number, number), True
        return
    yield (low, low), True
    yield (low, high), False
    if high is not None:
        yield (high, high), True


def changed(
    program: Program,
    unit: Unit,
    leaves: Leaves,
    among: Collection[int],
    values: Mapping[int, Value],
) -> Question | None:
    """Return the question what else a current answer might be.

    Any one grade, or number; not "does not apply". What was counted over time stays as
    it is.

    Args:
        program: What asks.
        unit: What is asked about.
        leaves: What every leaf holds.
        among: The steps that are looked at.
        values: What they come to when every answer is open.

    Returns:
        `None` where the answer is none that can change: a circumstance, an age, what
        happened or was found earlier, what does not apply.
    """
    leaf = unit.leaves[0]
    step, held = program.steps[leaf], leaves[leaf]
    if unit.kind != "indicator" or leaf not in among or held == NOT_APPLICABLE:
        return None
    if isinstance(step, Answer):
        spec = program.ruleset.indicators[unit.id]
        fixed = program.ruleset.scales[spec.scale or ""].kind == "context"
        others = () if fixed else _other_grades(leaf, step.open, cast("Choice", held))
        return _other(unit, Way({leaf: held}, whole=False), others)
    pieces = list(_singles(program, leaf, _open(program, leaf), among, values))
    numbers = _other_numbers(program, leaf, cast("Extent", held), pieces)
    found = _other(unit, Way({leaf: held}, whole=False), numbers)
    return found and evolve(found, is_complete=all(single for _, single in pieces))


def _other(unit: Unit, held: Way, others: Iterable[Way]) -> Question | None:
    """Return the question whether an answer stands or is another, if it can be."""
    ways = held, *others
    return Question(unit, ways) if ways[1:] else None


def _other_grades(leaf: int, permitted: Choice, held: Choice) -> Iterator[Way]:
    for position in range(1, permitted.bit_length()):
        if permitted >> position & 1 and held != 1 << position:
            steps = _distance(held, position)
            yield Way({leaf: 1 << position}, changed=True, steps=steps)


def _other_numbers(
    program: Program, leaf: int, held: Extent, pieces: Sequence[tuple[Value, bool]]
) -> Iterator[Way]:
    """Yield of every class the number nearest to what is held; each is a step away."""
    least = [cast("Extent", piece)[0] for piece, single in pieces if single]
    _, stride = _grid(program, leaf)
    for number, following in pairwise([*least, None]):
        below = following is not None and following <= held[0]
        at = cast("int", following) - stride if below else cast("int", number)
        if (at, at) != held:
            yield Way({leaf: (at, at)}, changed=True, steps=1)


def _distance(held: int, position: int) -> int:
    """Return how many grades lie between a grade and the nearest of those held."""
    held_at = (i for i in range(1, held.bit_length()) if held >> i & 1)
    return min(abs(position - i) for i in held_at)


def kept(program: Program, unit: Unit, leaves: Leaves) -> Question | None:
    """Return the question whether an answer is kept or forgotten.

    Returns:
        `None` where forgetting it makes no difference to its leaves.
    """
    if unit.kind in {"age", "earlier"}:
        return None
    open_ = forgotten(program, unit)
    held = {at: leaves[at] for at in unit.leaves}
    if held == open_:
        return None
    return Question(unit, (Way(open_, whole=False), Way(held, changed=True)))


def ages(program: Program, worlds: Sequence[Leaves], unit: Unit) -> Question | None:
    """Return the question how old the subject is, where that is known in part."""
    if not worlds[1:]:
        return None
    every = ({at: each[at] for at in unit.leaves} for each in worlds)
    return Question(
        unit, tuple(Way(each, whole=_is_told(program, each)) for each in every)
    )


def _is_told(program: Program, leaves: Leaves) -> bool:
    """Return whether no step tells the ages apart that are held together."""
    for at, value in leaves.items():
        low, high = cast("Extent", value)
        told = program.age_edges[at]
        if low != high and (
            told is None or any(low < e and (high is None or e <= high) for e in told)
        ):
            return False
    return True
