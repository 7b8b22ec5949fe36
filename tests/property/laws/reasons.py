"""Laws 13, 14 and 15: what makes a level certain, changes it, is to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from random import Random

from attrs import evolve

from neglect_rules.evaluation import run_worlds
from neglect_rules.facts import Facts
from neglect_rules.program import Value
from neglect_rules.reasons import (
    BUDGET,
    Counterfactual,
    Next,
    Question,
    Topic,
    still_possible,
    what_next,
    what_would_change,
    why,
)
from neglect_rules.truth import Truth
from tests.property.drawn import Drawn
from tests.property.laws.spread import Leaves, Spread, about

_SUBSETS = 16
_RIVALS = 16
_MOST_RIVALS = 200
"""How many sets are gone through; where there are more, as many are drawn."""


def spreads(drawn: Drawn) -> Iterator[Spread]:
    """Yield each outcome of a draw."""
    facts: Facts = drawn.known
    for link in drawn.program.outcomes:
        yield Spread(drawn.program, facts, link)


def everything_possible_is_told(drawn: Drawn, _: Random, budget: int = BUDGET) -> None:
    """What is called reached is, what is called ruled out is not, none is missing."""
    decision = drawn.decided
    for spread in spreads(drawn):
        found = still_possible(decision, spread.link.id, budget=budget)
        told = {each.grade for each in found.reached}
        assert told | {*found.ruled_out} | {*found.unknown} == set(found.possible)
        for each in found.reached:
            leaves = {**spread.facts.worlds[0], **spread.said(each.answers)}
            assert each.grade in spread.in_world(_completed(spread, leaves))
        every = spread.everything()
        if every is None:
            continue
        come_about = {grade for leaves in every for grade in spread.in_world(leaves)}
        assert come_about <= told | {*found.unknown}
        if spread.is_plain() and budget == BUDGET:
            assert found.how == "exact"
            assert come_about == told


def _completed(spread: Spread, leaves: Leaves) -> Leaves:
    """Return leaf values in which what is still open has its first answer."""
    return {at: spread._pieces(at, value)[0] for at, value in leaves.items()}


def a_reason_suffices(drawn: Drawn, _: Random, budget: int = BUDGET) -> None:
    """Law 13: keep only these answers and the floor stays; without one it does not."""
    decision = drawn.decided
    for spread in spreads(drawn):
        found = why(decision, spread.link.id, budget=budget)
        floor = spread.floor({})
        recorded = [t for t in spread.recorded() if _is_recorded(spread, t)]
        rest = [topic for topic in spread.recorded() if topic not in found.answers]
        assert spread.link.grades[floor] == found.floor
        assert spread.floor(spread.forgotten(rest)) == floor
        for one in found.answers:
            assert spread.floor(spread.forgotten([*rest, one])) < floor
        assert found.runs <= 2 * len(recorded)
        if found.fewest:
            for kept in _smaller(recorded, len(found.answers)):
                gone = [topic for topic in recorded if topic not in kept]
                assert spread.floor(spread.forgotten(gone)) < floor
        for rule in found.met:
            when = next(r.when for r in drawn.program.rules if r.at == rule.at)
            gone = [topic for topic in spread.recorded() if topic not in rule.answers]
            assert _holds(spread, when, spread.forgotten(gone))
            for one in rule.answers:
                assert not _holds(spread, when, spread.forgotten([*gone, one]))


def _is_recorded(spread: Spread, topic: Topic) -> bool:
    forgotten = spread.forgotten([topic])
    return any(spread.facts.worlds[0][at] != value for at, value in forgotten.items())


def _smaller(recorded: Sequence[Topic], size: int) -> Iterator[tuple[Topic, ...]]:
    """Yield the sets with one answer less, as far as they are few."""
    if size:
        yield from islice(combinations(recorded, size - 1), _SUBSETS)


def _holds(spread: Spread, when: int, replaced: Mapping[int, Value]) -> bool:
    worlds = [{**world, **replaced} for world in spread.facts.worlds]
    return run_worlds(spread.program, worlds)[when] is Truth.TRUE


def a_counterfactual_works(drawn: Drawn, random: Random, budget: int = BUDGET) -> None:
    """Law 14: changed so, the grade is there, or not passed; nothing less does it."""
    decision = drawn.decided
    for spread in spreads(drawn):
        found = what_would_change(
            decision, spread.link.id, audience="auditor", budget=budget
        )
        grades = spread.link.grades
        up = [each.grade for each in found if each.direction == "up"]
        down = [each.grade for each in found if each.direction == "down"]
        assert up == list(grades[spread.floor({}) + 1 :])
        assert down == list(grades[: spread.ceiling({})])[::-1]
        for each in found:
            if each.changes is not None:
                assert _works(spread, each, spread.changed(each.changes))
            if each.how == "exact":
                for rival in _rivals(spread, each, random):
                    assert not _works(spread, each, rival)


def _works(spread: Spread, each: Counterfactual, leaves: Leaves) -> bool:
    rank = spread.link.grades.index(each.grade)
    if each.direction == "up":
        return spread.floor(leaves) >= rank
    return spread.ceiling(leaves) <= rank


def _rivals(spread: Spread, each: Counterfactual, random: Random) -> list[Leaves]:
    """Return changes that cost less: fewer answers, or as many in fewer grade steps.

    All of them where they are few, else some.
    """
    others = spread.others()
    count = len(others) + 1 if each.changes is None else len(each.changes)
    steps = sum(change.steps for change in each.changes or ())
    found: list[Leaves] = []
    for size in range(min(count, len(others)) + 1):
        for chosen in combinations(others, size):
            for ways in product(*(ways for _, _, ways in chosen)):
                if size < count or sum(far for _, far in ways) < steps:
                    pairs = zip(chosen, ways, strict=True)
                    found.append({at: value for (_, at, _), (value, _) in pairs})
                if len(found) >= _MOST_RIVALS:
                    return random.sample(found, _RIVALS)
    return found if len(found) <= _RIVALS else random.sample(found, _RIVALS)


def a_question_matters_or_not(drawn: Drawn, _: Random, budget: int = BUDGET) -> None:
    """Law 15: each open question can change the outcome, cannot, or is undecided."""
    decision = drawn.decided
    for spread in spreads(drawn):
        openly = _asked_openly(drawn, spread)
        found = what_next(decision, spread.link.id, budget=budget)
        listed = [each.about for each in found.questions]
        assert sorted(listed, key=str) == sorted(_open(openly), key=str)
        for each in found.questions:
            if each.verdict == "can_change":
                _two_that_differ(openly, each)
        _turns_as_told(openly, found, certain=budget == BUDGET and openly.is_plain())
        for settling in found.settling:
            after = openly.possible(openly.said(settling.answers))
            assert after == (settling.grade,)
            for rival in _fewer(openly, len(settling.answers)):
                less = openly.possible(rival) == (settling.grade,)
                assert not less or found.how == "search"


def _fewer(spread: Spread, size: int) -> Iterator[Leaves]:
    """Yield sets with one answer less to what is open, as far as they are few."""
    world = spread.facts.worlds[0]
    each = [
        [(at, piece) for piece in pieces]
        for at, value in world.items()
        if (pieces := spread._pieces(at, value))[1:]
    ]
    if size:
        sets = (
            dict(ways)
            for chosen in combinations(each, size - 1)
            for ways in product(*chosen)
        )
        yield from islice(sets, _SUBSETS)


def _turns_as_told(spread: Spread, found: Next, *, certain: bool) -> None:
    """Assert that what can change the outcome does, if everything is gone through."""
    every = spread.everything()
    if every is None:
        return
    results = [(leaves, spread.in_world(leaves)) for leaves in every]
    for each in found.questions:
        turns = _turns(spread, each, results)
        if each.verdict == "cannot":
            assert not turns
        if certain:
            assert each.verdict == ("can_change" if turns else "cannot")


def _asked_openly(drawn: Drawn, spread: Spread) -> Spread:
    filled = {
        each.step: drawn.program.steps[each.step].open  # type: ignore[union-attr]
        for each in spread.facts.known
        if each.standing.state == "zero_filled"
    }
    worlds = tuple({**world, **filled} for world in spread.facts.worlds)
    facts = evolve(spread.facts, worlds=worlds)
    return Spread(spread.program, facts, spread.link)


def _open(spread: Spread) -> set[Topic]:
    found = set()
    for at, step in spread.program.leaves:
        values = {repr(world[at]) for world in spread.facts.worlds}
        whose = about(step)
        pieces = spread._pieces(at, spread.facts.worlds[0][at])
        wide = pieces[1:] or spread.facts.worlds[0][at] != pieces[0]
        if whose.id != "record" and (
            wide or values - {repr(spread.facts.worlds[0][at])}
        ):
            found.add(whose)
    return found


def _two_that_differ(spread: Spread, each: Question) -> None:
    assert each.pair is not None
    one, other = (
        {**spread.facts.worlds[0], **spread.said([*each.pair.rest, *answer])}
        for answer in (each.pair.one, each.pair.other)
    )
    own = set(spread.leaves_of(each.about))
    filled = [_completed(spread, leaves) for leaves in (one, other)]
    differ = {at for at in filled[0] if filled[0][at] != filled[1][at]}
    assert differ
    assert differ <= own
    gives = [spread.in_world(leaves) for leaves in filled]
    said = [each.pair.one_gives, each.pair.other_gives]
    assert gives[0] != gives[1]
    # Where it also counts over time, what is said holds whatever was counted.
    assert all(set(one) <= set(other) for one, other in zip(gives, said, strict=True))
    assert gives == said or not spread.is_plain()


def _turns(
    spread: Spread,
    each: Question,
    results: list[tuple[dict[int, Value], tuple[str, ...]]],
) -> bool:
    """Return whether two complete sets differ in one answer and in the outcome."""
    own = set(spread.leaves_of(each.about))
    seen: dict[tuple[tuple[int, Value], ...], tuple[str, ...]] = {}
    for leaves, grades in results:
        rest = tuple(
            sorted(
                (at, v)
                for at, v in leaves.items()
                if at not in own and not isinstance(v, Truth)
            )
        )
        if seen.setdefault(rest, grades) != grades:
            return True
    return False
