"""What one person says about a decision: who, by what authority, why and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final, final

from attrs import field, frozen

from neglect_rules.diagnostics import Diagnostic, either, nearest
from neglect_rules.errors import PersonError
from neglect_rules.evaluation import Decision, OutcomeResult
from neglect_rules.pointer import Pointer

_LONGEST: Final = 2000


@final
@frozen(kw_only=True)
class Person:
    """Somebody who may say something about a decision.

    Attributes:
        ref: The caller's own reference; opaque, never a name.
        role: What they are, such as "team manager".
        authority: By what right they say it, such as a procedure and its paragraph.
        agency: For whom they work.
    """

    ref: str = field(repr=False)
    role: str
    authority: str
    agency: str | None = None


@final
@frozen(kw_only=True)
class Override:
    """A professional judgement that the level must be higher.

    Attributes:
        of: The fingerprint of the decision's trace.
        outcome: The ladder.
        to: The grade that must be reached at least.
        reason: Why.
        person: Who says so.
        at: When it was said.
        until: From this moment on it no longer holds; `None` while no end is set.
    """

    of: str
    outcome: str
    to: str
    reason: str = field(repr=False)
    person: Person
    at: dt.datetime
    until: dt.datetime | None = None

    def holds(self, at: dt.datetime) -> bool:
        """Return whether it holds at a moment."""
        return self.at <= at and (self.until is None or at < self.until)


@final
@frozen(kw_only=True)
class Dissent:
    """Another agency's view, which stands beside the decision until it is settled.

    Attributes:
        says: The grade that they hold to be right.
        settled: When it was settled; `None` while it is not.
    """

    of: str
    outcome: str
    says: str
    reason: str = field(repr=False)
    person: Person
    at: dt.datetime
    settled: dt.datetime | None = None

    def holds(self, at: dt.datetime) -> bool:
        """Return whether it is unsettled at a moment."""
        return self.at <= at and (self.settled is None or at < self.settled)


def override(  # noqa: PLR0913 - who, when, what and why are what an override is
    decision: Decision,
    outcome: str,
    to: str,
    *,
    reason: str,
    person: Person,
    at: dt.datetime,
    until: dt.datetime | None = None,
) -> Override:
    """Return an override of a decision; the decision itself is never changed.

    Raises:
        PersonError: NR711, something is missing or out of order; NR712, it does not go
            up: only a named person's decision may go lower.
    """
    found = list(_wrong(decision, outcome, to, reason, person, at))
    if until is not None and not found and until <= at:
        message = "it ends before it begins"
        found.append(Diagnostic("NR711", message, Pointer(("until",))))
    if not found:
        result = decision[outcome]
        rank = result.grades.index
        if rank(to) <= rank(computed(result)):
            hint = "a named person's decision may go lower, with its reason"
            message = "an override only goes up from what is recommended"
            found.append(Diagnostic("NR712", message, Pointer(("to",)), hint))
    _refuse(found)
    return Override(
        of=mark_of(decision),
        outcome=outcome,
        to=to,
        reason=reason,
        person=person,
        at=at,
        until=until,
    )


def dissent(
    decision: Decision,
    outcome: str,
    says: str,
    *,
    reason: str,
    person: Person,
    at: dt.datetime,
) -> Dissent:
    """Return another view of a decision, higher or lower; the higher stands meanwhile.

    Raises:
        PersonError: NR711, something is missing or out of order.
    """
    _refuse(list(_wrong(decision, outcome, says, reason, person, at)))
    return Dissent(
        of=mark_of(decision),
        outcome=outcome,
        says=says,
        reason=reason,
        person=person,
        at=at,
    )


def computed(result: OutcomeResult) -> str:
    """Return what the ruleset recommends; where it recommends nothing, the floor."""
    return result.floor if result.recommended is None else result.recommended


def mark_of(decision: Decision) -> str:
    """Return the fingerprint by which a record names its decision."""
    return decision.trace.fingerprint


def _wrong(
    decision: Decision,
    outcome: str,
    grade: str,
    reason: str,
    person: Person,
    at: dt.datetime,
) -> Iterator[Diagnostic]:
    yield from unlisted(decision, outcome, grade)
    yield from unsaid(person, reason)
    yield from untimely(decision, at)


def unlisted(decision: Decision, outcome: str, grade: str) -> Iterator[Diagnostic]:
    """Yield NR711 where a decision has no such outcome or grade."""
    if outcome not in decision.outcomes:
        hint = nearest(outcome, decision.outcomes)
        known = either(list(decision.outcomes))
        message = f"the decision has no such outcome, expected {known}"
        yield Diagnostic("NR711", message, Pointer(("outcome",)), hint)
    elif grade not in decision[outcome].grades:
        grades = decision[outcome].grades
        message = f"`{outcome}` has no such grade, expected {either(grades)}"
        yield Diagnostic("NR711", message, Pointer(("to",)), nearest(grade, grades))


def unsaid(person: Person, reason: str | None) -> Iterator[Diagnostic]:
    """Yield NR711 for whatever of who, by what authority and why is not said."""
    told: dict[str, Any] = {
        "person/ref": person.ref,
        "person/role": person.role,
        "person/authority": person.authority,
        "reason": reason,
    }
    for place, text in told.items():
        at = Pointer(tuple(place.split("/")))
        if not isinstance(text, str) or not text.strip():
            yield Diagnostic("NR711", "this must be said", at)
        elif len(text) > _LONGEST:
            yield Diagnostic("NR711", f"at most {_LONGEST} characters", at)


def untimely(decision: Decision, at: dt.datetime) -> Iterator[Diagnostic]:
    """Yield NR606 or NR711 for a moment without a zone, or before the decision."""
    place = Pointer(("at",))
    if at.tzinfo is None or at.utcoffset() is None:
        yield Diagnostic("NR606", "the moment has no time zone", place)
    elif at < decision.at:
        yield Diagnostic("NR711", "this is before the decision was made", place)


def _refuse(found: list[Diagnostic]) -> None:
    if found:
        raise PersonError(tuple(found))
