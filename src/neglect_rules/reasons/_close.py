"""How close an outcome is to another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from neglect_rules.completions import Unit, forgotten, kept
from neglect_rules.evaluation import Decision
from neglect_rules.facts import Known
from neglect_rules.model import Record
from neglect_rules.reasons._model import Close, Hanging, Margin, topic
from neglect_rules.reasons._parts import parts
from neglect_rules.reasons._view import View, lowest, view


def how_close(decision: Decision, outcome: str) -> Close:
    """Return how far each rule is from the other side, and what is not firm.

    A margin is in the numbers of the rule itself: points, signs, days. An answer is
    not firm if it is only suspected, too old, given otherwise by somebody else, or a
    matter of judgement; it is listed if less is certain without it.

    Args:
        decision: The decision.
        outcome: One of its outcomes.

    Raises:
        KeyError: The ruleset has no outcome of this id.
    """
    return close_of(view(decision, outcome))


def close_of(seen: View) -> Close:
    """Return how far each rule is from the other side, and what is not firm."""
    outcome = seen.link.id
    hanging = tuple(_hanging(seen))
    return Close(
        outcome=outcome,
        floor=seen.link.grades[lowest(seen.held) - 1],
        margins=tuple(
            Margin(
                id=rule.id,
                at=rule.at,
                kind=rule.kind,
                gives=rule.gives[outcome],
                verdict=getattr(seen.values[rule.when], "value", ""),
                parts=parts(seen.program, rule, seen.values),
            )
            for rule in seen.rules
        ),
        hanging=hanging,
        how="exact",
        steps=len(hanging),
    )


def _hanging(seen: View) -> Iterator[Hanging]:
    known = {each.indicator: each for each in seen.facts.known}
    floor = lowest(seen.held)
    for unit in seen.units:
        if unit.kind != "indicator" or unit.id not in known:
            continue
        because = tuple(_not_firm(seen, unit, known[unit.id]))
        if because and kept(seen.program, unit, seen.leaves) is not None:
            gone = forgotten(seen.program, unit)
            without = lowest(seen.possible(seen.runs.again(gone)))
            if without < floor:
                grade = seen.link.grades[without - 1]
                yield Hanging(about=topic(unit), because=because, floor=grade)


def _not_firm(seen: View, unit: Unit, known: Known) -> Iterator[str]:
    standing = known.standing_records
    if any(record.suspected for record in standing):
        yield "suspected"
    if known.standing.state == "stale":
        yield "stale"
    if any(_disagree(one, other) for one, other in combinations(standing, 2)):
        yield "disagreeing"
    if seen.program.ruleset.indicators[unit.id].judgement:
        yield "judgement"


def _disagree(one: Record, other: Record) -> bool:
    """Return whether two records differ, and not because one person saw a change."""
    differ = (one.grade, one.number) != (other.grade, other.number)
    same_person = one.by is not None and one.by == other.by
    return differ and not (same_person and one.date != other.date)
