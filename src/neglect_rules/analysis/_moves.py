"""Whom a change of a ruleset moves, over every way of filling in the form."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Literal, TypeAlias, final

from attrs import field, frozen

from neglect_rules.analysis._filled import Filled, drawn, filled
from neglect_rules.analysis._known import Known
from neglect_rules.analysis._ladder import least
from neglect_rules.analysis._ways import Filling
from neglect_rules.completions import (
    Diagrams,
    Node,
    Path,
    Space,
    SpentError,
    cheapest,
    counts,
)
from neglect_rules.evaluation import evaluate
from neglect_rules.model import Case
from neglect_rules.program import Amount, OutcomeLink, Program

BUDGET = 4_000_000
"""How many steps a comparison may take, unless the caller says otherwise."""
TRIES = 2_000
"""How many forms are filled in at random where there are too many to go through."""

Direction: TypeAlias = Literal["up", "down", "other"]
"""Other: to a level that only one of the two rulesets has."""


@final
@frozen(kw_only=True)
class Mover:
    """A case that a change moves: of those the one with the fewest, mildest signs.

    Attributes:
        filling: Its answers, as far as they are not at their best.
        old: The case for the old ruleset.
        new: The same for the new one.
        was: The level that the old ruleset recommends.
        now: The level that the new one does.
    """

    filling: Filling = field(repr=False, hash=False)
    old: Case = field(repr=False)
    new: Case = field(repr=False)
    was: str
    now: str


@final
@frozen(kw_only=True)
class OutcomeMoves:
    """How many filled forms a change moves from level to level of one outcome.

    Attributes:
        outcome: Its id.
        table: For each level of the old and of the new ruleset, how many forms.
        movers: One for each direction in which any moves.
    """

    outcome: str
    table: Mapping[tuple[str, str], int] = field(hash=False)
    movers: Mapping[Direction, Mover] = field(hash=False)
    directions: Mapping[tuple[str, str], Direction | None] = field(
        hash=False, repr=False
    )

    def count(self, direction: Direction) -> int:
        """Return how many forms move in a direction."""
        return sum(
            count
            for pair, count in self.table.items()
            if self.directions[pair] == direction
        )


@final
@frozen(kw_only=True)
class Moves:
    """Whom a change moves.

    Attributes:
        known: `proved` where every way of filling in the form was gone through,
            `searched` where only some were tried.
        forms: How many forms that is.
        steps: How many steps it took.
        outcomes: For each outcome that both rulesets have.
        gone: Outcomes that only the old ruleset has.
        fresh: Outcomes that only the new one has.
        left_out: Indicators with answers that only one of them permits.
        over_time: Kinds of events, indicators and measures of which the rulesets ask
            how they were over time; nothing earlier is on record in these forms.
    """

    known: Known
    forms: int
    steps: int
    outcomes: tuple[OutcomeMoves, ...]
    gone: tuple[str, ...]
    fresh: tuple[str, ...]
    left_out: tuple[str, ...]
    over_time: tuple[str, ...]

    @property
    def moves_any(self) -> bool:
        """Return whether any form comes out differently."""
        return any(each.movers for each in self.outcomes)


def moves(old: Program, new: Program, budget: int = BUDGET) -> Moves:
    """Return whom a change of a ruleset moves up and down.

    Every question of either ruleset is asked, and each ruleset looks at those that are
    its own. Answers count as alike where no rule of either tells them apart.
    """
    shared = [link.id for link in old.outcomes if link.id in _ids(new)]
    olds, news = _links(old, shared), _links(new, shared)
    form = filled(old, new, roots=[link.result for link in olds])
    diagrams = Diagrams(budget)
    known: Known = "proved"
    try:
        one = form.functions(0, [link.result for link in olds], diagrams)
        other = form.functions(1, [link.result for link in news], diagrams)
        found = tuple(
            _moved(form, diagrams, pair, one[pair[0].result], other[pair[1].result])
            for pair in zip(olds, news, strict=True)
        )
        forms = form.count
    except SpentError:
        known, forms = "searched", TRIES
        found = _tried(form, list(zip(olds, news, strict=True)))
    return Moves(
        known=known,
        forms=forms,
        steps=diagrams.spent,
        outcomes=found,
        gone=tuple(link.id for link in old.outcomes if link.id not in shared),
        fresh=tuple(link.id for link in new.outcomes if link.id not in shared),
        left_out=form.left_out,
        over_time=tuple(dict.fromkeys((*_over_time(old), *_over_time(new)))),
    )


def _ids(program: Program) -> frozenset[str]:
    return frozenset(link.id for link in program.outcomes)


def _links(program: Program, ids: Sequence[str]) -> list[OutcomeLink]:
    found = {link.id: link for link in program.outcomes}
    return [found[id_] for id_ in ids]


def _over_time(program: Program) -> Iterator[str]:
    """Yield what a ruleset asks to know over time."""
    for _, step in program.leaves:
        if isinstance(step, Amount) and step.tally is not None and step.of != "events":
            yield step.tally.of


_Pair: TypeAlias = tuple[OutcomeLink, OutcomeLink]


def _moved(
    form: Filled, diagrams: Diagrams, pair: _Pair, one: Node, other: Node
) -> OutcomeMoves:
    """Return how an outcome moves over every way of filling in the form."""
    old, new = pair

    def levels(was: int, now: int) -> tuple[str, str]:
        return old.grades[least(was)], new.grades[least(now)]

    node = diagrams.join(levels, one, other)
    found: dict[tuple[str, str], int] = {}
    by_subject = diagrams.kids[node] if diagrams.asks[node] == 1 else None
    for subject in range(len(form.asked[0].ways)):
        kid = node if by_subject is None else by_subject[subject]
        for level, count in counts(diagrams, kid, form.ways_for(subject)).items():
            found[level] = found.get(level, 0) + count
    space = Space(form.questions(), diagrams, {})

    def nearest(direction: Direction) -> Mover | None:
        way = cheapest(space, node, lambda level: direct(pair, *level) == direction)
        return None if way is None else _mover(form, old.id, way.path)

    return _outcome_moves(pair, found, nearest)


def _outcome_moves(
    pair: _Pair,
    table: Mapping[tuple[str, str], int],
    nearest: Callable[[Direction], Mover | None],
) -> OutcomeMoves:
    directions = {levels: direct(pair, *levels) for levels in table}
    movers = {
        direction: mover
        for direction in dict.fromkeys(directions.values())
        if direction is not None and (mover := nearest(direction)) is not None
    }
    return OutcomeMoves(
        outcome=pair[0].id, table=table, movers=movers, directions=directions
    )


def direct(pair: _Pair, was: str, now: str) -> Direction | None:
    """Return which way a case moves that went from one level to another, if it does."""
    old, new = (link.grades for link in pair)
    if was == now:
        return None
    if was not in new or now not in old:
        return "other"
    return "up" if new.index(now) > new.index(was) else "down"


def _mover(form: Filled, outcome: str, path: Path) -> Mover:
    """Return the case at the end of a path, as each of the rulesets judges it."""
    filling = form.filling(path)
    cases = [form.case(filling, ruleset) for ruleset in range(len(form.readings))]
    was, now = (
        evaluate(read.program, case, at=read.at)[outcome].floor
        for read, case in zip(form.readings, cases, strict=True)
    )
    return Mover(filling=filling, old=cases[0], new=cases[1], was=was, now=now)


def _tried(form: Filled, pairs: Sequence[_Pair]) -> tuple[OutcomeMoves, ...]:
    """Return how outcomes move over some forms filled in at random.

    The forms are the same each time: what is drawn hangs on nothing but their number.
    """
    tables: dict[str, dict[tuple[str, str], int]] = {pair[0].id: {} for pair in pairs}
    movers: dict[str, dict[Direction, Mover]] = {pair[0].id: {} for pair in pairs}
    random = Random(TRIES)  # noqa: S311 - a search, no secret
    for _ in range(TRIES):
        path = drawn(form, random)
        filling = form.filling(path)
        one, other = (
            evaluate(read.program, form.case(filling, number), at=read.at)
            for number, read in enumerate(form.readings)
        )
        for pair in pairs:
            id_ = pair[0].id
            levels = one[id_].floor, other[id_].floor
            tables[id_][levels] = tables[id_].get(levels, 0) + 1
            direction = direct(pair, *levels)
            if direction is not None and direction not in movers[id_]:
                movers[id_][direction] = _mover(form, id_, path)
    return tuple(
        _outcome_moves(pair, tables[pair[0].id], movers[pair[0].id].get)
        for pair in pairs
    )
