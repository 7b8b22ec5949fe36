"""A case of which some is hidden, judged as if what is hidden might be anything.

Every kind of step gives narrower values for narrower values (laws 3 and 4). So if each
leaf holds at least what it held then, no level that was possible is lost.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, cast, final

from attrs import field, frozen

from neglect_rules.audit.records import CASE, whole_of
from neglect_rules.errors import CaseError
from neglect_rules.evaluation import run_worlds
from neglect_rules.facts import Facts, facts
from neglect_rules.loading import load_case
from neglect_rules.model import Ruleset
from neglect_rules.pointer import Pointer
from neglect_rules.program import (
    Amount,
    Program,
    RecordFact,
    Step,
    Tally,
    Value,
    cone,
    indicators_read,
)
from neglect_rules.truth import Truth

_NEVER_JUDGED: Final = frozenset({"note", "format", "at", "ruleset", "$schema"})


@final
@frozen(kw_only=True)
class Hidden:
    """What of a case cannot be read.

    Attributes:
        answers: Indicators of whose answers something is hidden.
        events: Kinds of event of which something is.
        subject: Something of the subject is, other than its reference.
        reviews: Some date of a review is.
        earlier: Something of the last assessment is.
        carers: The list of carers is, with all that is said of each of them.
    """

    answers: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    subject: bool = False
    reviews: bool = False
    earlier: bool = False
    carers: bool = False

    def __bool__(self) -> bool:
        return bool(
            self.answers
            or self.events
            or self.subject
            or self.reviews
            or self.earlier
            or self.carers
        )

    def apart(self) -> Iterator[tuple[str, Hidden]]:
        """Yield every place of which something is hidden, each as the only one."""
        for id_ in sorted(self.answers):
            yield f"/answers/{id_}", Hidden(answers=frozenset({id_}))
        for kind in sorted(self.events):
            yield f"/events/{kind}", Hidden(events=frozenset({kind}))
        if self.subject:
            yield "/subject", Hidden(subject=True)
        if self.reviews:
            yield "/reviews", Hidden(reviews=True)
        if self.earlier:
            yield "/earlier", Hidden(earlier=True)


def hidden_of(places: Iterable[str], ruleset: Ruleset) -> Hidden:
    """Return what is hidden of a case, of all places that cannot be read.

    Notes and the like are never judged, so it does not matter whether they can be read.
    Where the carers are hidden, so is every answer that is given for each of them.
    """
    parts = [Pointer.parse(place).parts for place in places]
    judged = [
        part[1:]
        for part in parts
        if part[0] == CASE.parts[0] and len(part) > 1 and is_judged(part)
    ]
    heads = {part[0] for part in judged}
    per_carer = frozenset(
        id_ for id_, spec in ruleset.indicators.items() if spec.per is not None
    )
    answers = _within(judged, "answers", ruleset.indicators)
    return Hidden(
        answers=answers | (per_carer if "carers" in heads else frozenset()),
        events=_within(judged, "events", ruleset.event_kinds),
        subject="subject" in heads,
        reviews="reviews" in heads,
        earlier="earlier" in heads,
        carers="carers" in heads,
    )


def _within(
    judged: Iterable[tuple[str, ...]], head: str, every: Iterable[str]
) -> frozenset[str]:
    """Return of what something is hidden inside a part of the case.

    Where nothing was in it, it is one thing by itself; hidden, it may hold anything.
    """
    found = [part for part in judged if part[0] == head]
    if (head,) in found:
        return frozenset(every)
    return frozenset(part[1] for part in found)


def is_judged(part: tuple[str, ...]) -> bool:
    """Return whether a place of a case, as its parts, bears on any decision."""
    is_reference = part[1:] == ("subject", "ref")
    return not is_reference and part[1] not in _NEVER_JUDGED and part[-1] != "note"


@final
@frozen(kw_only=True)
class Widened:
    """What could have come out, whatever is hidden.

    Attributes:
        possible: The levels of each ladder that what can be read leaves open.
        rests_on: For each ladder, the hidden places that bear on it.
    """

    possible: Mapping[str, tuple[str, ...]] = field(hash=False)
    rests_on: Mapping[str, tuple[str, ...]] = field(hash=False)


def widened(
    program: Program, shown: Mapping[str, Any], hidden: Hidden, at: dt.datetime
) -> Widened:
    """Return what could have come out of a case of which some is hidden.

    Args:
        program: The ruleset that judged.
        shown: The parts of the case that can be read.
        hidden: What of it cannot.
        at: The moment.

    Raises:
        CaseError: What can be read does not fit the ruleset at that moment.
    """
    worlds = _facts_of(program, shown, hidden, at).worlds
    opened = {
        index: _anything(step)
        for index, step in program.leaves
        if _is_hidden(step, hidden)
    }
    values = run_worlds(program, [{**leaves, **opened} for leaves in worlds])
    return Widened(
        possible={
            link.id: _levels(link.grades, cast("int", values[link.result]))
            for link in program.outcomes
        },
        rests_on={
            link.id: tuple(_bearing(program, link.result, opened, hidden))
            for link in program.outcomes
        },
    )


def _facts_of(
    program: Program, shown: Mapping[str, Any], hidden: Hidden, at: dt.datetime
) -> Facts:
    """Return the facts of what can be read.

    Where the kind of subject is hidden, it is the first of which such things are asked:
    all that follows from it is opened afterwards.
    """
    left = _left(shown, hidden)
    told = left["subject"].get("kind", "child")
    kinds = program.ruleset.subjects.kinds if hidden.subject else (told,)
    refused: CaseError | None = None
    for kind in kinds:
        subject = {"kind": kind} if hidden.subject else left["subject"]
        case = load_case({**left, "subject": subject}, name="<shown>")
        try:
            return facts(program, case, at)
        except CaseError as found:
            refused = refused or found
    raise refused or AssertionError


def _left(shown: Mapping[str, Any], hidden: Hidden) -> dict[str, Any]:
    """Return the case without anything of which a part is hidden."""
    whole = whole_of(shown, CASE) or {}
    flags = {
        "reviews": hidden.reviews,
        "earlier": hidden.earlier,
        "carers": hidden.carers,
    }
    found = {
        key: each
        for key, each in whole.items()
        if not flags.get(key) and key not in _NEVER_JUDGED
    }
    return {
        **found,
        "format": 1,
        "subject": whole.get("subject", {}),
        "answers": _without(whole.get("answers", {}), hidden.answers),
        "events": _without(whole.get("events", {}), hidden.events),
    }


def _without(several: Mapping[str, Any], gone: Collection[str]) -> dict[str, Any]:
    return {id_: each for id_, each in several.items() if id_ not in gone}


def _is_hidden(step: Step, hidden: Hidden) -> bool:
    """Return whether what a leaf holds may be other than what can be read says."""
    if hidden.answers.intersection(indicators_read(step)):
        return True
    if isinstance(step, Amount):
        if step.is_age:
            return hidden.subject
        return step.tally is not None and _is_tally_hidden(step, step.tally, hidden)
    return isinstance(step, RecordFact) and step.fact == "subject" and hidden.subject


def _is_tally_hidden(step: Amount, tally: Tally, hidden: Hidden) -> bool:
    if tally.within == "since_last_assessment" and hidden.earlier:
        return True
    match step.of:
        case "events":
            return tally.of in hidden.events
        case "earlier":
            return hidden.earlier
        case "reviews_without_improvement":
            return hidden.reviews
        case _:
            return False


def _anything(step: Step) -> Value:
    return Truth.OPEN if isinstance(step, RecordFact) else cast("Amount", step).open


def _levels(grades: tuple[str, ...], choice: int) -> tuple[str, ...]:
    return tuple(grade for n, grade in enumerate(grades, 1) if choice >> n & 1)


def _bearing(
    program: Program, result: int, opened: Collection[int], hidden: Hidden
) -> Iterator[str]:
    """Yield the hidden places on which an outcome rests."""
    resting = cone(program.steps, [result]).intersection(opened)
    leaves = [program.steps[index] for index in resting]
    for place, alone in hidden.apart():
        if any(_is_hidden(leaf, alone) for leaf in leaves):
            yield place
