"""A named person's decision, joined to what was computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, final

import attrs
from attrs import field, frozen

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import PersonError
from neglect_rules.evaluation import Decision
from neglect_rules.people._records import (
    Dissent,
    Override,
    Person,
    mark_of,
    unlisted,
    unsaid,
    untimely,
)
from neglect_rules.people._standing import Standing, standing
from neglect_rules.pointer import Pointer


@final
@frozen(kw_only=True)
class Decided:
    """What a named person decided, beside what was computed.

    Attributes:
        decision: What was computed, as it was.
        standing: What stood on each ladder when the person decided.
        levels: What they decided on each ladder.
        reason: Why; needed wherever they decided otherwise.
        person: Who decided.
        at: When.
    """

    decision: Decision = field(repr=False)
    standing: Mapping[str, Standing] = field(repr=False, hash=False)
    levels: Mapping[str, str] = field(hash=False)
    reason: str | None = field(repr=False)
    person: Person
    at: dt.datetime

    def differs(self) -> tuple[str, ...]:
        """Return the ladders on which they decided otherwise than what stood."""
        return tuple(
            id_
            for id_, grade in self.levels.items()
            if grade != self.standing[id_].grade
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the record as a JSON value: computed, claimed and decided apart."""
        return {
            "format": 1,
            "of": mark_of(self.decision),
            "outcomes": {id_: self._outcome(id_) for id_ in self.levels},
            "reason": self.reason,
            "person": _plain(self.person),
            "at": self.at.isoformat(),
        }

    def _outcome(self, id_: str) -> dict[str, Any]:
        held = self.standing[id_]
        return {
            "computed": held.computed,
            "stood": held.grade,
            "decided": self.levels[id_],
            "overrides": [_plain(each) for each in held.overrides],
            "dissents": [_plain(each) for each in held.dissents],
        }


def decide(  # noqa: PLR0913 - who, when, what and why are what a decision is
    decision: Decision,
    *,
    person: Person,
    at: dt.datetime,
    levels: Mapping[str, str] | None = None,
    reason: str | None = None,
    overrides: Iterable[Override] = (),
    dissents: Iterable[Dissent] = (),
) -> Decided:
    """Return a named person's decision joined to a recommendation.

    Args:
        decision: What was computed. It is never changed.
        person: Who decides.
        at: When.
        levels: What they decide on each ladder; where it says nothing, what stands.
        reason: Why. It may be left out only where they decide what stands.
        overrides: What others have raised.
        dissents: What other agencies hold.

    Raises:
        PersonError: NR711, something is missing; NR713, somebody would set aside an
            override of their own; NR714, something was said about another decision.
    """
    timely = list(untimely(decision, at))
    if timely:
        raise PersonError(tuple(timely))
    held = standing(decision, at=at, overrides=overrides, dissents=dissents)
    chosen = {id_: each.grade for id_, each in held.items()} | dict(levels or {})
    found = list(_wrong(decision, held, chosen, person, reason))
    if found:
        raise PersonError(tuple(found))
    return Decided(
        decision=decision,
        standing=held,
        levels=chosen,
        reason=reason,
        person=person,
        at=at,
    )


def _wrong(
    decision: Decision,
    held: Mapping[str, Standing],
    chosen: Mapping[str, str],
    person: Person,
    reason: str | None,
) -> Iterator[Diagnostic]:
    found = [d for id_, grade in chosen.items() for d in unlisted(decision, id_, grade)]
    yield from found
    if found:
        return
    differs = any(chosen[id_] != each.grade for id_, each in held.items())
    yield from unsaid(
        person, reason if differs or reason is not None else "as it stands"
    )
    for id_, each in held.items():
        rank = decision[id_].grades.index
        own = [o for o in each.overrides if o.person.ref == person.ref]
        if any(rank(chosen[id_]) < rank(o.to) for o in own):
            message = "nobody sets aside an override of their own"
            hint = "another person with the authority must decide this"
            yield Diagnostic("NR713", message, Pointer(("levels", id_)), hint)


def _plain(value: Any) -> dict[str, Any]:
    """Return a record as JSON; what is not said is left out."""

    def written(_: Any, __: Any, each: Any) -> Any:
        return each.isoformat() if isinstance(each, dt.datetime) else each

    whole = attrs.asdict(value, value_serializer=written)
    return {
        key: each for key, each in whole.items() if each is not None and key != "of"
    }
