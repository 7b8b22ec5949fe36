"""Law 11: the trace is the whole reason, and what it says is what comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Any, get_args

from neglect_rules.evaluation import run_worlds
from neglect_rules.facts import Leaves
from neglect_rules.linking._walk import walk
from neglect_rules.model import Condition, Measure
from neglect_rules.pointer import Pointer
from neglect_rules.program import Amount, Answer, Program, RecordFact, Value, is_working
from neglect_rules.truth import Truth
from tests.property.drawn import Drawn

_ROLES: Mapping[type, str] = {
    **dict.fromkeys(get_args(Condition), "condition"),
    **dict.fromkeys((kind for kind in get_args(Measure) if kind is not str), "measure"),
}
Json = Mapping[str, Any]


def the_trace_is_the_reason(drawn: Drawn, _: Random) -> None:
    """Law 11: nothing is missing, every pointer arrives, and all of it follows."""
    trace = drawn.decide().trace.document
    held = {(entry["at"], entry["role"]) for entry in trace["entries"]}
    for at, node in walk(drawn.program.ruleset, Pointer()):
        role = _ROLES.get(type(node))
        assert role is None or (str(at), role) in held, at
    _pointers_arrive(trace, drawn.document)
    _values_follow(drawn.program, trace)


def _pointers_arrive(trace: Json, document: Json) -> None:
    for at in {place for part in trace.values() for place in _places(part)}:
        Pointer.parse(at).resolve(document)


def _places(part: Any) -> Iterator[str]:
    for item in part if isinstance(part, list) else ():
        if "at" in item:
            yield item["at"]


def _values_follow(program: Program, trace: Json) -> None:
    """Recompute every step from what the trace says was known, and compare."""
    worlds = [_leaves(program, trace, ages) for ages in trace["worlds"]]
    values = run_worlds(program, worlds)
    said = {(entry["at"], entry["role"]): entry["value"] for entry in trace["entries"]}
    for step, value in zip(program.steps, values, strict=True):
        if is_working(step) or isinstance(step, Answer | Amount):
            continue
        shown = said.pop((step.at, step.role))
        assert shown == _shown(step, value), (step.at, step.role)
    assert not said
    for link in program.outcomes:
        possible = trace["outcomes"][link.id]["possible"]
        assert possible == _shown(program.steps[link.result], values[link.result])


def _shown(step: Any, value: Value) -> Any:
    if isinstance(value, Truth):
        return value.value
    if isinstance(value, tuple):
        per = getattr(step, "per", 1)
        ends = (None if end is None else Fraction(end, per) for end in value)
        return [None if end is None else _decimal(end) for end in ends]
    names = ("n/a", *step.grades)
    return [name for n, name in enumerate(names) if value >> n & 1]


def _decimal(number: Fraction) -> str:
    """Return a number as plain text, by long division."""
    text = f"{float(number):.12f}".rstrip("0").rstrip(".")
    return text if Fraction(text) == number else str(number)


def _leaves(program: Program, trace: Json, ages: Json) -> Leaves:
    """Return leaf values from nothing but the trace and the Program it names."""
    known = {leaf["indicator"]: leaf for leaf in trace["leaves"]}
    return {
        index: _leaf(program, step, known, ages, trace)
        for index, step in enumerate(program.steps)
        if isinstance(step, Answer | Amount | RecordFact)
    }


def _leaf(
    program: Program,
    step: Answer | Amount | RecordFact,
    known: Mapping[str, Json],
    ages: Json,
    trace: Json,
) -> Value:
    if isinstance(step, Answer):
        names = ("n/a", *step.grades)
        return sum(1 << names.index(name) for name in known[step.indicator]["value"])
    if isinstance(step, Amount):
        held = _held(step, known, ages, trace)
        low, high = (None if n is None else int(Fraction(n) * step.per) for n in held)
        return low or 0, high
    if step.fact == "subject":
        return _truth(trace["subject"]["kind"] in step.among)
    return _fact(program, step, known[step.indicator])


def _held(
    step: Amount, known: Mapping[str, Json], ages: Json, trace: Json
) -> list[str | None]:
    """Return the two ends of an amount; what counted nothing is not listed."""
    if step.indicator:
        found: list[str | None] = known[step.indicator]["value"]
        return found
    if step.tally is None:
        return list(ages[step.of])
    named = (step.at, step.of, step.tally.of)
    parts = ((p["at"], p["measure"], p["of"], p["value"]) for p in trace["history"])
    return next(
        (list(value) for *name, value in parts if tuple(name) == named), ["0", "0"]
    )


def _fact(program: Program, step: RecordFact, leaf: Json) -> Truth:
    """Return a record fact as the records in the trace show it (3.7, 3.8, 4.5)."""
    records = [r for r in leaf.get("records", []) if not r.get("set_aside")]
    given = [record for record in records if "state" not in record]
    spec = program.ruleset.indicators[step.indicator]
    match step.fact:
        case "answered":
            return _truth(leaf["state"] == "known")
        case "due":
            return _truth(
                not (spec.may_not_apply and leaf["state"] == "not_applicable")
            )
        case "recorded":
            return _truth(bool(given))
        case "above_lowest":
            grades = program.ruleset.scales[spec.scale or ""].grades
            lowest = next(g.id for g in grades if g.id in (spec.permits or [g.id]))
            return _truth(any(record["grade"] != lowest for record in given))
        case "state":
            found = {record.get("state", "recorded") for record in records}
            found |= (
                {"suspected"} if any(r.get("suspected") for r in records) else set()
            )
            return _truth(bool((found or {"not_asked"}) & set(step.among)))
        case _:
            return _says(step, [record.get(step.fact) for record in given])


def _says(step: RecordFact, said: list[str | None]) -> Truth:
    if any(each in step.among for each in said):
        return Truth.TRUE
    return Truth.OPEN if None in said else Truth.FALSE


def _truth(holds: bool) -> Truth:
    return Truth.TRUE if holds else Truth.FALSE
