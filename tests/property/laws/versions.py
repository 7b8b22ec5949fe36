"""The wrong versions themselves: what is put in where the right code stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, TypeAlias

import pytest
from attrs import evolve

from neglect_rules.analysis._filled import Asked
from neglect_rules.analysis._narrow import _only as only
from neglect_rules.completions import (
    Cheapest,
    Question,
    Space,
    Unit,
    completed,
    reached,
)
from neglect_rules.completions._folds import Fold, saturated
from neglect_rules.evaluation import _kinds, _runner
from neglect_rules.evaluation._entries import entries
from neglect_rules.facts import _facts, _standing
from neglect_rules.linking import _link
from neglect_rules.linking import link as real_link
from neglect_rules.loading import _case, _ruleset, _schema
from neglect_rules.pointer import Pointer
from neglect_rules.program import NOT_APPLICABLE, Answer, Extreme, Program, RecordFact
from neglect_rules.reasons._why import _enough as enough
from neglect_rules.testing import Document
from neglect_rules.truth import Truth
from tests.builders import NOON, a_ruleset
from tests.differential import comparison
from tests.property.drawn import Drawn
from tests.property.laws import keys

Patch: TypeAlias = Callable[[pytest.MonkeyPatch], None]


def nothing(_: pytest.MonkeyPatch) -> None:
    """Put nothing in: the wrong version is another Program."""


def put(holder: Any, name: str, wrong: Any) -> Patch:
    return lambda monkeypatch: monkeypatch.setattr(holder, name, wrong)


def judging(name: str, wrong: Any) -> Patch:
    """Put a wrong kind of step in; what was generated before it knows nothing of it."""

    def interpret(runs: Any, kind: Any) -> Any:
        return partial(_runner._interpret, runs.program, kind)

    def put_in(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(_kinds, name, wrong)
        monkeypatch.setattr(_runner._Runs, "judge", interpret)

    return put_in


def the_least(step: Any) -> Any:
    """Return the lowest that a leaf may hold."""
    if isinstance(step, RecordFact):
        return Truth.FALSE
    return step.open & -step.open if isinstance(step, Answer) else (step.open[0],) * 2


def relinked(drawn: Drawn) -> Drawn:
    return drawn.relinked(drawn.document)


def unknown_is_no(step: Any, extent: Any) -> Truth:
    return Truth.TRUE if extent[0] >= step.at_least else Truth.FALSE


def unknown_is_yes(step: Any, choice: int) -> Truth:
    return Truth.TRUE if choice & step.among else Truth.FALSE


def certain_only(step: Any, truths: Any) -> int:
    held = [n for t, n in zip(truths, step.levels, strict=True) if t is Truth.TRUE]
    highest: int = max([step.base, *held])
    return 1 << highest


def without_na(drawn: Drawn) -> Drawn:
    steps = tuple(
        evolve(step, open=step.open & ~NOT_APPLICABLE)
        if isinstance(step, Answer)
        else step
        for step in drawn.program.steps
    )
    return evolve(drawn, program=evolve(drawn.program, steps=steps))


def without_exceptions(drawn: Drawn) -> Drawn:
    return drawn.relinked(stripped(drawn.document))


def stripped(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {k: stripped(v) for k, v in node.items() if k != "exception"}
    return [stripped(v) for v in node] if isinstance(node, list) else node


def raises_at_the_start_only(step: Any, grade: int, truths: Any) -> int:
    held = zip(truths, step.by, step.limit, step.start, strict=True)
    moved = [
        max(grade, min(grade + by, limit))
        for truth, by, limit, start in held
        if truth is Truth.TRUE and grade == max(start, 1)
    ]
    return 1 << max(moved, default=grade)


def lowers(_: Any, grade: int, truths: Any) -> int:
    return 1 << max(1, grade - any(truth is Truth.TRUE for truth in truths))


def guards_cap(drawn: Drawn) -> Drawn:
    """Take the lower of what modifiers and guards give, instead of the higher."""
    steps = list(drawn.program.steps)
    for link in drawn.program.outcomes:
        result = steps[link.result]
        if isinstance(result, Extreme):
            steps[link.result] = evolve(result, greatest=False)
    return evolve(drawn, program=evolve(drawn.program, steps=tuple(steps)))


STRONG = {
    "id": "G1",
    "when": {
        "all": [
            {"indicator": "A", "at_least": "severe"},
            {"indicator": "S", "at_most": "weak"},
        ]
    },
    "at_least": {"level": "high"},
    "because": "Only where nobody is reliable.",
}


def small(changes: Mapping[str, Any], answers: Mapping[str, Any]) -> Drawn:
    document = a_ruleset(changes)
    program = real_link(comparison.read(document))
    subject = {"age_months": 60}
    case = {"format": 1, "at": NOON.isoformat(), "subject": subject, "answers": answers}
    return Drawn(document=document, program=program, case=case)


def guarded_by_a_strength() -> Drawn:
    """Return a ruleset that only the wrong version links; the right one keeps out."""
    drawn = small({}, {"A": "severe", "S": "weak"})
    return evolve(drawn, document=a_ruleset({"/guards": [STRONG]}))


def asking(when: Any) -> dict[str, Any]:
    """Return changes after which one threshold reaches the middle, and no guard is."""
    only = {"id": "T1", "when": when, "reach": {"level": "middle"}, "because": "One."}
    return {"/guards": [], "/thresholds": [only]}


def not_applicable() -> Drawn:
    changes = asking({"indicator": "A", "at_least": "met"})
    changes["/indicators/A/may_not_apply"] = True
    return small(changes, {"A": "not_applicable"})


def raised() -> Drawn:
    changes = asking({"indicator": "A", "at_least": "severe"})
    changes["/outcomes/level/grades"] = ["low", "middle", "high", "top"]
    changes["/modifiers"] = [
        {
            "id": "M1",
            "when": {"indicator": "C", "at_least": "met"},
            "raise": {"level": 2},
            "up_to": {"level": "top"},
            "because": "It comes on top.",
        }
    ]
    return small(changes, {"A": "emerging", "C": "met"})


def capped() -> Drawn:
    return small({}, {"A": "severe", "B": "severe"})


def a_cap_shows(drawn: Drawn, _: Any) -> None:
    at = Pointer.parse("/domains/safety/cap")
    other = a_ruleset({str(at): Decimal("6.5")})
    assert keys.has_effect(drawn, at, other)


def without_caps(value: Any) -> Document:
    return {
        key: {k: {n: v for n, v in d.items() if n != "cap"} for k, d in child.items()}
        if key == "domains"
        else child
        for key, child in value.items()
    }


def ignoring_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    real = vars(comparison)["put_in_place"]
    wrong = lambda value: without_caps(real(value))  # noqa: E731
    monkeypatch.setattr(comparison, "put_in_place", wrong)


def tidying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out keys that are not known, before anything looks at them."""
    real = _ruleset.ruleset_document

    def wrong(source: Any, name: str) -> Any:
        return real(known_only(source), name)

    monkeypatch.setattr(_ruleset, "ruleset_document", wrong)


def known_only(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {k: known_only(v) for k, v in node.items() if k != keys.STRANGE}
    return [known_only(v) for v in node] if isinstance(node, list) else node


def telling_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = vars(_facts)["misfits_among"]

    def wrong(program: Program, case: Any, *others: Any) -> Any:
        for found in real(program, case, *others):
            message = f"{found.message}, found {case.document['answers']}"
            yield evolve(found, message=message)

    monkeypatch.setattr(_facts, "misfits_among", wrong)


def quoting_the_case(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = lambda value, name, *, shows: _schema.against_schema(  # noqa: E731
        value, name, shows=not shows
    )
    monkeypatch.setattr(_case, "against_schema", wrong)


def words_in_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    real = vars(_link)["program_document"]

    def wrong(program: Program, *rest: Any) -> Any:
        labels = [each.label for each in program.ruleset.indicators.values()]
        return {**real(program, *rest), "labels": labels}

    monkeypatch.setattr(_link, "program_document", wrong)


GRADED = vars(_standing)["graded"]


def lowest_when_missing(step: Answer, *args: Any) -> Any:
    found = GRADED(step, *args)
    if found.value != step.open:
        return found
    return evolve(found, value=step.open & -step.open)


def low_when_thin(program: Any, link: Any, possible: Any, status: Any) -> Any:
    del program
    return link.grades[0] if status == "not_determinable" else possible[0]


def leaving_measures_out(*given: Any) -> Iterator[Any]:
    return (entry for entry in entries(*given) if entry["role"] != "measure")


def one_too_few(*given: Any) -> list[Unit]:
    return enough(*given)[1:]


def any_way(space: Space, root: int, wanted: Callable[[Any], bool]) -> Any:
    ways = reached(space, root, whole=False)
    return next(
        (Cheapest(0, way) for value, way in ways.items() if wanted(value)), None
    )


def the_first_question(space: Space, root: int) -> frozenset[int]:
    return frozenset({space.diagrams.asks[root]})


def without_the_gravest(asked: Asked, ways: Sequence[int]) -> Asked:
    """Keep of a question with too few ways: what may hold is dropped."""
    return only(asked, ways[:-1] or ways)


def broken_by_the_gravest() -> Drawn:
    """Return a ruleset whose promise only the gravest answer breaks."""
    changes = asking({"indicator": "A", "at_least": "established"})
    grave = {"indicator": "A", "at_least": "severe"}
    high = {"id": "T2", "when": grave, "reach": {"level": "high"}, "because": "Two."}
    changes["/thresholds"] = [*changes["/thresholds"], high]
    changes["/promises"] = [
        {
            "id": "P1",
            "whenever": {"indicator": "A", "at_least": "established"},
            "then": {"level": {"at_most": "middle"}},
            "because": "It goes no further.",
        }
    ]
    return small(changes, {"A": "severe"})


def met_by_gaps() -> Drawn:
    """Return a ruleset with a rule that no form meets which is filled in whole."""
    return small(asking({"record": {"coverage": "all", "below": Decimal("0.5")}}), {})


def short_by_one(how: Fold, edges: tuple[int, int], ends: Any) -> Fold:
    return saturated(how, (edges[0], edges[1] - 1), ends)


def without_the_mildest(*given: Any) -> Question | None:
    found = completed(*given)
    return found and evolve(found, ways=found.ways[1:] or found.ways)
