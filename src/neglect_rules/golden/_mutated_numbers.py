"""A number one step further, an edge on its other side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Final

from neglect_rules import model
from neglect_rules.exact import Number
from neglect_rules.golden._edited import drop, put
from neglect_rules.golden._mutation import Mutation
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer

_WORDS: Final[Mapping[type, Mapping[str, str]]] = {
    model.MeasureTest: {
        "at_least": "{} or more",
        "above": "more than {}",
        "at_most": "{} or less",
        "below": "less than {}",
    },
    model.Band: {"from_": "from {}", "above": "above {}"},
    model.Domain: {
        "weight": "weight {}",
        "cap": "{} points at most",
        "floor": "{} points at least",
    },
    model.Indicator: {"weight": "weight {}"},
    model.Rating: {"weight": "weight {}"},
    model.Grade: {"points": "{} points"},
    model.AtLeastOf: {"at_least": "{} of the conditions"},
    model.CoverageRecord: {"below": "a share below {}"},
    model.Times: {"times": "{} times"},
    model.Duration: {"days": "{} days", "months": "{} months"},
    model.Believe: {"sustained": "{} dates in a row"},
    model.AgeBand: {"from_": "from {} months of age", "before": "before {} months"},
    model.Enough: {
        "core": "a share of {} of the core questions",
        "each_domain": "a share of {} of every part",
    },
}
"""The numbers that decide, by the kind of thing that holds them, with their words."""

_OTHER_SIDE: Final = {
    "at_least": "above",
    "above": "at_least",
    "at_most": "below",
    "below": "at_most",
    "from_": "above",
}
_FROM_ONE: Final = (model.AtLeastOf, model.Duration, model.Believe)


def other_numbers(ruleset: Ruleset, at: Pointer, node: Any) -> Iterator[Mutation]:
    """Yield each number of a part one step down and up, and edges the other way."""
    if isinstance(node, model.Modifier | model.Easing):
        yield from _steps_moved(at, node)
        return
    if isinstance(node, model.Bands):
        step = _step(ruleset, node.of)
        for number, band in enumerate(node.bands):
            yield from _numbers(at / "bands" / number, band, step)
        return
    if type(node) in _WORDS and not isinstance(node, model.Band):
        weighs = isinstance(node, model.Indicator | model.Rating)
        if not weighs or node.domain is not None:
            step = _step(ruleset, getattr(node, "measure", None))
            yield from _numbers(at, node, step)


def _numbers(at: Pointer, node: Any, step: Number | None) -> Iterator[Mutation]:
    words = _WORDS[type(node)]
    for name, form in words.items():
        number = getattr(node, name)
        if number is None:
            continue
        place, was = at / name.rstrip("_"), _said(form, number)
        least = 1 if isinstance(node, _FROM_ONE) else 0
        for other in _moved(number, step, least):
            now = _said(form, other)
            yield Mutation(at=str(place), was=was, now=now, edits=(put(place, other),))
        side = _OTHER_SIDE.get(name) if isinstance(node, _SIDED) else None
        if side is not None:
            now = _said(words[side], number)
            edits = (drop(place), put(at / side.rstrip("_"), number))
            yield Mutation(at=str(place), was=was, now=now, edits=edits)


_ONE: Final = re.compile(r"^1 (points|days|months|steps|times)\b")


def _said(form: str, number: Number) -> str:
    """Return a number in its words; of one thing in the singular."""
    return _ONE.sub(lambda found: found[0][:-1], form.format(number))


_SIDED: Final = (model.MeasureTest, model.Band)


def _moved(number: Number, step: Number | None, least: int) -> Iterator[Number]:
    """Yield a number one step down and up; a broken one goes to the whole numbers."""
    if step is not None:
        found = [number - step, number + step]
    elif number == int(number):
        found = [number - 1, number + 1]
    else:
        exact = Decimal(number)
        found = [int(exact.to_integral_value(r)) for r in (ROUND_FLOOR, ROUND_CEILING)]
    yield from (each for each in found if each >= least or number < least)


def _step(ruleset: Ruleset, measure: Any) -> Number | None:
    """Return the step of a number that is asked for; of other measures nothing."""
    if not isinstance(measure, model.NumberOf):
        return None
    asked = ruleset.indicators[measure.number].number
    return None if asked is None else asked.step


def _steps_moved(
    at: Pointer, node: model.Modifier | model.Easing
) -> Iterator[Mutation]:
    raised = isinstance(node, model.Modifier)
    held = node.raise_ if isinstance(node, model.Modifier) else node.lower
    for outcome, number in held.items():
        place = at / ("raise" if raised else "lower") / outcome
        for other in (number - 1, number + 1):
            if other > 0:
                was, now = (_said("{} steps", n) for n in (number, other))
                yield Mutation(
                    at=str(place), was=was, now=now, edits=(put(place, other),)
                )
