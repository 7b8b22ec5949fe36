"""What came out of a case beside what was agreed of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias, final

from attrs import frozen

from neglect_rules.evaluation import Decision
from neglect_rules.golden._load import Expected

KINDS: Final = ("threshold", "modifier", "easing", "guard")
"""The rules that a worked case can speak of."""

VERDICTS: Final[Mapping[str, str]] = {
    "true": "met",
    "false": "not met",
    "open": "open",
}

_Keys: TypeAlias = tuple[str, ...]


@final
@frozen
class Said:
    """One thing that was agreed and came out otherwise.

    Attributes:
        what: What was compared, in a few words.
        about: The keys under which it was agreed.
        rules: Where in the ruleset stands what came out otherwise.
    """

    what: str
    agreed: object
    found: object
    about: _Keys
    rules: _Keys = ()


def agreed_otherwise(decision: Decision, expected: Expected) -> Iterator[Said]:
    """Yield what came out otherwise than agreed; the outcomes first."""
    yield from _of_outcomes(decision, expected)
    for verdict, key in (("true", "met"), ("false", "not_met"), ("open", "open")):
        ids: Sequence[str] = getattr(expected, key) or ()
        yield from _of_rules(decision, verdict, key, ids)
    yield from _of_tasks(decision, expected)
    yield from _of_report(decision, expected.report)
    yield from _of_care(decision, expected)


def _of_outcomes(decision: Decision, expected: Expected) -> Iterator[Said]:
    for id_, wanted in expected.outcomes.items():
        if id_ not in decision.outcomes:
            yield Said(id_, "an outcome", "no such outcome", ("outcomes", id_))
            continue
        for name, value in wanted.items():
            found = outcome_value(decision, id_, name)
            if found != value:
                about = ("outcomes", id_, name)
                places = _behind(decision, id_, found)
                yield Said(f"{id_} {name}", value, found, about, places)


def outcome_value(decision: Decision, id_: str, name: str) -> str | None:
    """Return what came out of an outcome under one of the words of a worked case."""
    result = decision.outcomes[id_]
    found: str | None = (
        result.last_seen[0] if name == "last_seen" else getattr(result, name)
    )
    return found


def _behind(decision: Decision, id_: str, grade: str | None) -> _Keys:
    """Return the rules that are met and give a grade; else where the outcome stands."""
    places = [
        rule["at"]
        for rule in rules_of(decision)
        if rule["value"] == "true" and rule.get("gives", {}).get(id_) == grade
    ]
    return tuple(places) or (f"/outcomes/{id_}",)


def rules_of(decision: Decision) -> Iterator[Mapping[str, Any]]:
    """Yield the rules of a decision that a worked case can speak of."""
    for rule in decision.trace.document["rules"]:
        if rule["kind"] in KINDS:
            yield rule


def _of_rules(
    decision: Decision, verdict: str, key: str, ids: Sequence[str]
) -> Iterator[Said]:
    found = {rule["id"]: rule for rule in rules_of(decision)} if ids else {}
    for place, id_ in enumerate(ids):
        about = (key, str(place))
        rule = found.get(id_)
        if rule is None:
            yield Said(id_, VERDICTS[verdict], "no such rule", about)
        elif rule["value"] != verdict:
            told = VERDICTS[rule["value"]]
            yield Said(id_, VERDICTS[verdict], told, about, (rule["at"],))


def certain_tasks(decision: Decision) -> dict[str, str]:
    """Return the tasks that are certain, each with its place, in document order."""
    tasks = decision.trace.document["tasks"]
    return {task["id"]: task["at"] for task in tasks if task["certain"]}


def _of_tasks(decision: Decision, expected: Expected) -> Iterator[Said]:
    if expected.tasks is None:
        return
    certain = certain_tasks(decision)
    wanted = set(expected.tasks)
    if certain.keys() != wanted:
        places = tuple(at for id_, at in certain.items() if id_ not in wanted)
        yield Said("tasks", sorted(wanted), sorted(certain), ("tasks",), places)


def reported(decision: Decision) -> dict[str, list[Any]]:
    """Return each report item with its value as the trace holds it."""
    items = decision.trace.document["report"]
    return {item["id"]: list(item["value"]) for item in items}


def _of_report(decision: Decision, wanted: Mapping[str, Any]) -> Iterator[Said]:
    found = reported(decision) if wanted else {}
    for id_, value in wanted.items():
        values = found.get(id_)
        about = ("report", id_)
        if values is None:
            yield Said(f"report {id_}", value, "no such item", about)
        elif values != _as_list(value, values):
            places = (_report_place(decision, id_),)
            yield Said(f"report {id_}", value, values, about, places)


def _report_place(decision: Decision, id_: str) -> str:
    items = decision.trace.document["report"]
    return next(str(item["at"]) for item in items if item["id"] == id_)


def _as_list(value: Any, like: Sequence[Any]) -> list[Any]:
    """Return an agreed value as the trace holds it; one number is both ends."""
    if isinstance(value, str):
        return [value] * len(like) if len(set(like)) == 1 else [value]
    return list(value)


def warned(decision: Decision) -> dict[str, list[str]]:
    """Return what each kind of warning is about."""
    found = decision.trace.document["warnings"]
    return {warning["kind"]: warning["about"] for warning in found}


def _of_care(decision: Decision, expected: Expected) -> Iterator[Said]:
    """Yield what differs in the warnings and in the day of the review."""
    found = warned(decision) if expected.warnings else {}
    for kind, ids in expected.warnings.items():
        got = found.get(kind, [])
        if sorted(ids) != got:
            yield Said(f"warning {kind}", sorted(ids), got, ("warnings", kind))
    if expected.review_by:
        day = decision.trace.document["review_by"]
        if expected.review_by != (day,):
            agreed = expected.review_by[0]
            yield Said("review by", agreed, day, ("review_by",))
