"""A ruleset while it is being drawn, and the few ways of drawing that all files share.

A smaller number drawn always means something simpler, so that Hypothesis, which shrinks
numbers, shrinks documents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random
from typing import Any, Literal, NamedTuple, TypeAlias, TypeVar, final

from attrs import field, frozen

from neglect_rules.exact import Number

Document: TypeAlias = dict[str, Any]
Shape: TypeAlias = Literal["any", "monotone"]
Sense: TypeAlias = Literal["up", "down", "free"]
"""What a worse answer does: only ever up, only ever down, or nothing is asked of it."""

T = TypeVar("T")

SECTIONS = (
    "parameters",
    "scales",
    "domains",
    "indicators",
    "event_kinds",
    "measures",
    "conditions",
    "ratings",
    "outcomes",
)
FLAVOURS: Mapping[str, int] = {
    "odd": 60,
    "parameters": 60,
    "words": 60,
    "history": 60,
    "carers": 40,
    "reviews": 50,
}
"""What is sprinkled over a ruleset, with how many in a hundred have it."""
_ODD = 8
_HUNDRED = range(100)


@final
@frozen(kw_only=True, eq=False)
class Draft:
    """A ruleset that is being filled in.

    An indicator whose `ask_if`, or a rating whose `rule`, is `None` is announced but
    not finished: it may be a member of a selection, and nothing that is drawn before it
    is finished may read it.

    Attributes:
        random: Where every choice comes from.
        monotone: Only what can do no other than rise with worse answers.
        document: The ruleset so far.
        flavours: Of what is sprinkled over a ruleset, what this one has. Leaving one
            out spares a hundred choices, so that what fails shrinks fast.
        senses: What a worse answer does to each named condition and measure.
        ranges: The least and greatest of each named measure, roughly.
    """

    random: Random
    monotone: bool
    document: Document
    flavours: frozenset[str] = frozenset()
    senses: dict[str, Sense] = field(factory=dict)
    ranges: dict[str, tuple[float, float]] = field(factory=dict)

    def section(self, name: str) -> Document:
        """Return the entries of one section, to be read or added to."""
        entries: Document = self.document[name]
        return entries


class Measured(NamedTuple):
    """A measure as it stands in a document, and roughly how far it reaches."""

    node: Any
    low: float
    high: float


def chance(random: Random, percent: int) -> bool:
    """Return true `percent` times in a hundred."""
    return random.choice(_HUNDRED) >= 100 - percent


def chances(random: Random, *percents: int) -> list[bool]:
    """Return what as many calls of `chance` would, from one draw, which is quicker."""
    drawn, found = random.randrange(100 ** len(percents)), []
    for percent in percents:
        drawn, left = divmod(drawn, 100)
        found.append(left >= 100 - percent)
    return found


def pick(random: Random, choices: Sequence[T]) -> T:
    """Return one of `choices`; the first is the simplest."""
    return random.choice(choices)


def pick_weighted(random: Random, choices: Mapping[T, int]) -> T:
    """Return one of the keys of `choices`, each as often as its value says."""
    left = random.randrange(sum(choices.values()))
    for choice, weight in choices.items():
        left -= weight
        if left < 0:
            return choice
    raise AssertionError


def spread(weights: Mapping[T, int]) -> list[T]:
    """Return each key as often as its value says; picking from that is quicker."""
    return [choice for choice, weight in weights.items() for _ in range(weight)]


def pick_some(
    random: Random, choices: Sequence[T], least: int = 1, most: int | None = None
) -> list[T]:
    """Return from `least` to `most` of `choices`, in their order."""
    count = random.randint(least, len(choices) if most is None else most)
    places = list(range(len(choices)))
    taken = [places.pop(random.randrange(len(places))) for _ in range(count)]
    return [choices[place] for place in sorted(taken)]


def opposite(sense: Sense) -> Sense:
    """Return the sense of a thing's denial."""
    return {"up": "down", "down": "up", "free": "free"}[sense]  # type: ignore[return-value]


def drawn_sense(draft: Draft, sense: Sense) -> Sense:
    """Return `sense`, now and then the wrong one, which needs an exception."""
    return opposite(sense) if is_odd(draft) else sense


def is_odd(draft: Draft, times: int = 1) -> bool:
    """Return whether to draw something in a direction that law 5 refuses."""
    if draft.monotone or "odd" not in draft.flavours:
        return False
    return chance(draft.random, times * _ODD)


def next_id(entries: Mapping[str, Any] | Sequence[Any], prefix: str) -> str:
    """Return an id that no entry has yet."""
    return f"{prefix}{len(entries) + 1}"


def name_measure(draft: Draft, found: Measured, sense: Sense) -> str:
    """Put a measure under `measures` and return its name."""
    measures = draft.section("measures")
    name = next_id(measures, "M_")
    measures[name] = found.node
    draft.senses[f"measures/{name}"] = sense
    draft.ranges[name] = (found.low, found.high)
    return name


def name_condition(draft: Draft, made: Document, sense: Sense) -> str:
    """Put a condition under `conditions` and return its name."""
    conditions = draft.section("conditions")
    name = next_id(conditions, "Q_")
    conditions[name] = made
    draft.senses[f"conditions/{name}"] = sense
    return name


def tidy(value: float) -> Number:
    """Return `value` to six decimals, exactly, and whole where it is whole."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else Decimal(str(rounded))


def parametrised(draft: Draft, kind: str, value: Any) -> Any:
    """Return `value`, now and then as a parameter that holds it."""
    if "parameters" not in draft.flavours or not chance(draft.random, 4):
        return value
    parameters = draft.section("parameters")
    name = next_id(parameters, "P_")
    parameters[name] = {"label": "A local choice", kind: value}
    return {"parameter": name}


def number(draft: Draft, value: float) -> Any:
    """Return a number as it stands in a document."""
    return parametrised(draft, "number", tidy(value))


def grade(draft: Draft, value: str) -> Any:
    """Return a grade as it stands in a document."""
    return parametrised(draft, "grade", value)


def duration(random: Random) -> Document:
    """Return a length of time, in months or in days."""
    unit = pick_weighted(random, {"months": 3, "days": 2})
    return {unit: pick(random, {"months": [6, 1, 12, 3], "days": [28, 7, 90]}[unit])}


def names(draft: Draft, values: list[str]) -> Any:
    """Return a list of ids or grades as it stands in a document."""
    return parametrised(draft, "ids", values)
