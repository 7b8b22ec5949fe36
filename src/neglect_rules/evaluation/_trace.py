"""The values of a run as a trace: one JSON value that stands alone.

It holds what was known, what every condition and measure came to and where each of
them stands in the author's document; no prose, no timings, nothing of this machine.
Lists are sorted, but for those that follow a list of the author's document: so
another order of an object's keys, as a database may give it, changes no byte.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, cast

from neglect_rules.canonical import fingerprint
from neglect_rules.evaluation._entries import entries
from neglect_rules.evaluation._outcomes import OutcomeResult, is_enough
from neglect_rules.evaluation._past import history
from neglect_rules.evaluation._reviews import reviews_document, reviews_due
from neglect_rules.evaluation._run import Values
from neglect_rules.evaluation._shown import shown
from neglect_rules.evaluation._warnings import warnings
from neglect_rules.exact import written
from neglect_rules.facts import Facts, Known
from neglect_rules.model import Case, Record
from neglect_rules.program import (
    Amount,
    Answer,
    Program,
    once,
    ruleset_named,
)
from neglect_rules.truth import Truth

if TYPE_CHECKING:
    from neglect_rules.model import Indicator

Json = dict[str, Any]


def trace_document(
    program: Program,
    case: Case,
    at: dt.datetime,
    facts: Facts,
    values: Values,
    outcomes: Mapping[str, OutcomeResult],
) -> Json:
    """Return the trace of a decision as a JSON value."""
    return {
        "format": 1,
        "semantics": program.ruleset.semantics,
        "ruleset": ruleset_named(program, facts.day),
        "case": fingerprint(case.document),
        "subject": _subject(case),
        "moment": at.isoformat(),
        "zone": zone_name(at),
        "day": facts.day.isoformat(),
        "worlds": list(_worlds(program, facts)),
        "leaves": list(_leaves(program, facts)),
        "ratings": sorted(
            (
                {"at": link.at, "rating": link.id, "domain": link.domain}
                for link in program.members
                if link.rating and link.points is not None
            ),
            key=_place,
        ),
        "history": sorted(
            history(program, case, facts, values),
            key=lambda part: (part["at"], part["of"]),
        ),
        "entries": list(entries(program, values)),
        "rules": list(_rules(program, values)),
        "enough": is_enough(program, values),
        "outcomes": {id_: _outcome(result) for id_, result in outcomes.items()},
        "critical": _critical(program, values),
        "tasks": list(_tasks(program, values)),
        "report": [
            {"id": link.id, "at": link.at, **_valued(program, values, link.value)}
            for link in program.report
        ],
        **reviews_document(reviews_due(program, values, facts.day)),
        "warnings": list(warnings(program, case, facts, values, outcomes)),
    }


def zone_name(at: dt.datetime) -> str:
    """Return the name of a moment's time zone, or its offset where it has none."""
    key = getattr(at.tzinfo, "key", None)
    return str(key) if key else at.isoformat(timespec="seconds")[len(_WALL) :]


_WALL = "0000-00-00T00:00:00"


def _place(part: Json) -> str:
    return str(part["at"])


def _subject(case: Case) -> Json:
    subject = {"kind": case.subject.kind}
    if case.subject.ref is not None:
        subject["ref"] = case.subject.ref
    return subject


def _worlds(program: Program, facts: Facts) -> Iterator[Json]:
    """Yield the ages judged, in the order in which they are read off (2.6)."""
    read = {
        step.of: index
        for index, step in program.leaves
        if isinstance(step, Amount) and step.is_age
    }
    for leaves in facts.worlds:
        yield {
            of: shown(program.steps[index], leaves[index])
            for of, index in sorted(read.items())
        }


def _valued(program: Program, values: Values, index: int) -> Json:
    return {"value": shown(program.steps[index], values[index])}


@once
def _asked(program: Program) -> tuple[tuple[int, Json], ...]:
    """Return the indicators as a trace lists them, but for what is known of them.

    Each with its place in document order, where `Facts.known` has it.
    """
    indicators = program.ruleset.indicators
    asked = [
        (step.at, indicators[step.indicator])
        for _, step in program.leaves
        if isinstance(step, Answer | Amount) and step.indicator
    ]
    found = ((n, _unanswered(at, spec)) for n, (at, spec) in enumerate(asked))
    return tuple(sorted(found, key=lambda each: _place(each[1])))


def _unanswered(at: str, spec: Indicator) -> Json:
    found: Json = {"at": at}
    if spec.domain is not None:
        found["domain"] = spec.domain
    return found | {flag: True for flag in ("core", "judgement") if getattr(spec, flag)}


def _leaves(program: Program, facts: Facts) -> Iterator[Json]:
    known = facts.known
    for n, asked in _asked(program):
        yield {**asked, **_leaf(program, known[n])}


def _leaf(program: Program, known: Known) -> Json:
    step = program.steps[known.step]
    leaf: Json = {
        "indicator": known.indicator,
        "state": known.standing.state,
        "value": shown(step, known.standing.value),
    }
    if known.confirmed.value != known.standing.value:
        leaf["confirmed"] = shown(step, known.confirmed.value)
    if known.records:
        stand = known.standing_records
        leaf["records"] = [
            {**_record(r), **({} if r in stand else {"set_aside": True})}
            for r in known.records
        ]
    return leaf


_OF_RECORD = (
    "grade",
    "number",
    "state",
    "suspected",
    "source",
    "cause",
    "date",
    "by",
    "about",
)


def _record(record: Record) -> Json:
    found = {name: getattr(record, name) for name in _OF_RECORD}
    found = {name: value for name, value in found.items() if value}
    if record.number is not None:
        found["number"] = written(Fraction(record.number))
    if record.state is not None:
        found["state"] = record.state.value
    if record.date is not None:
        found["date"] = record.date.isoformat()
    return found


def _rules(program: Program, values: Values) -> Iterator[Json]:
    for link in program.rules:
        verdict = cast("Truth", values[link.when]).value
        rule: Json = {"kind": link.kind, "id": link.id, "at": link.at, "value": verdict}
        if link.gives:
            rule["gives"] = dict(link.gives)
        yield rule


def _outcome(result: OutcomeResult) -> Json:
    return {
        "possible": list(result.possible),
        "floor": result.floor,
        "ceiling": result.ceiling,
        "recommended": result.recommended,
        "status": result.status,
        "bounds": result.bounds,
        "thresholds": list(result.thresholds),
        "modified": list(result.modified),
        "eased": list(result.eased),
        "confirmed": {"floor": result.confirmed[0], "ceiling": result.confirmed[-1]},
        "last_seen": {"floor": result.last_seen[0], "ceiling": result.last_seen[-1]},
        "rests_on_suspicion": result.rests_on_suspicion,
        "rests_on_judgement": result.rests_on_judgement,
        "rests_on_history": result.rests_on_history,
    }


def _critical(program: Program, values: Values) -> Json:
    verdicts = [
        (link.id, values[link.critical])
        for link in program.members
        if link.critical is not None
    ]
    return {
        "met": sorted(id_ for id_, verdict in verdicts if verdict is Truth.TRUE),
        "open": sorted(id_ for id_, verdict in verdicts if verdict is Truth.OPEN),
    }


def _tasks(program: Program, values: Values) -> Iterator[Json]:
    for link in program.tasks:
        task: Json = {"id": link.id, "at": link.at}
        if link.members is not None:
            for word, truth in (("certain", Truth.TRUE), ("possible", Truth.OPEN)):
                task[word] = sorted(
                    id_ for id_, index in link.members if values[index] is truth
                )
        else:
            verdict = Truth.TRUE if link.when is None else values[link.when]
            task["certain"] = verdict is Truth.TRUE
            task["possible"] = verdict is Truth.OPEN
        yield task
