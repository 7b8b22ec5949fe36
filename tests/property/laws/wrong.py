"""Plausible wrong versions of the code, each to be put in where a law should notice."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias, final

import pytest
from attrs import evolve, field, frozen

from neglect_rules.audit import _replay
from neglect_rules.evaluation import _kinds, _outcomes, _trace
from neglect_rules.facts import _answers, _facts
from neglect_rules.linking import _laws, _link
from neglect_rules.linking import link as real_link
from neglect_rules.loading import _case, _ruleset, _schema
from neglect_rules.model import Record
from neglect_rules.program import NOT_APPLICABLE, Answer, Extreme, Program
from neglect_rules.testing import Document
from neglect_rules.truth import Truth
from tests.builders import NOON, a_ruleset
from tests.differential import comparison
from tests.property.drawn import Check, Drawn
from tests.property.laws import (
    agreement,
    direction,
    keys,
    order,
    privacy,
    replay,
    sameness,
    sums,
    totality,
    traces,
    unknowns,
    words,
)

Patch: TypeAlias = Callable[[pytest.MonkeyPatch], None]


def _nothing(_: pytest.MonkeyPatch) -> None:
    """Put nothing in: the wrong version is another Program."""


@final
@frozen(kw_only=True)
class Wrong:
    """A wrong version.

    Attributes:
        law: The law that it breaks; 0 for the contribution table.
        check: The law as a function.
        put_in: Puts the wrong version in.
        prepare: What to make of a draw under it, before the law looks.
        witness: A draw that shows it; without one, any draw may.
        tries: How many draws to look at, at most.
    """

    law: int
    check: Check
    put_in: Patch = _nothing
    prepare: Callable[[Drawn], Drawn] = lambda drawn: drawn
    witness: Callable[[], Drawn] | None = None
    tries: int = field(default=160)


def _put(holder: Any, name: str, wrong: Any) -> Patch:
    return lambda monkeypatch: monkeypatch.setattr(holder, name, wrong)


def _relinked(drawn: Drawn) -> Drawn:
    return drawn.relinked(drawn.document)


def _unknown_is_no(step: Any, extent: Any) -> Truth:
    return Truth.TRUE if extent[0] >= step.at_least else Truth.FALSE


def _unknown_is_yes(step: Any, choice: int) -> Truth:
    return Truth.TRUE if choice & step.among else Truth.FALSE


def _certain_only(step: Any, truths: Any) -> int:
    held = [n for t, n in zip(truths, step.levels, strict=True) if t is Truth.TRUE]
    return 1 << max([step.base, *held])


def _without_na(drawn: Drawn) -> Drawn:
    steps = tuple(
        evolve(step, open=step.open & ~NOT_APPLICABLE)
        if isinstance(step, Answer)
        else step
        for step in drawn.program.steps
    )
    return evolve(drawn, program=evolve(drawn.program, steps=steps))


def _without_exceptions(drawn: Drawn) -> Drawn:
    return drawn.relinked(_stripped(drawn.document))


def _stripped(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {k: _stripped(v) for k, v in node.items() if k != "exception"}
    return [_stripped(v) for v in node] if isinstance(node, list) else node


def _raises_at_the_start_only(step: Any, grade: int, truths: Any) -> int:
    held = zip(truths, step.by, step.limit, step.start, strict=True)
    moved = [
        max(grade, min(grade + by, limit))
        for truth, by, limit, start in held
        if truth is Truth.TRUE and grade == max(start, 1)
    ]
    return 1 << max(moved, default=grade)


def _lowers(step: Any, grade: int, truths: Any) -> int:
    return 1 << max(1, grade - any(truth is Truth.TRUE for truth in truths))


def _guards_cap(drawn: Drawn) -> Drawn:
    """Take the lower of what modifiers and guards give, instead of the higher."""
    steps = list(drawn.program.steps)
    for link in drawn.program.outcomes:
        result = steps[link.result]
        if isinstance(result, Extreme):
            steps[link.result] = evolve(result, greatest=False)
    return evolve(drawn, program=evolve(drawn.program, steps=tuple(steps)))


_STRONG = {
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


def _small(changes: Mapping[str, Any], answers: Mapping[str, Any]) -> Drawn:
    document = a_ruleset(changes)
    program = real_link(comparison.read(document))
    subject = {"age_months": 60}
    case = {"format": 1, "at": NOON.isoformat(), "subject": subject, "answers": answers}
    return Drawn(document=document, program=program, case=case)


def _guarded_by_a_strength() -> Drawn:
    """Return a ruleset that only the wrong version links; the right one keeps out."""
    drawn = _small({}, {"A": "severe", "S": "weak"})
    return evolve(drawn, document=a_ruleset({"/guards": [_STRONG]}))


def _asking(when: Any) -> dict[str, Any]:
    """Return changes after which one threshold reaches the middle, and no guard is."""
    only = {"id": "T1", "when": when, "reach": {"level": "middle"}, "because": "One."}
    return {"/guards": [], "/thresholds": [only]}


def _not_applicable() -> Drawn:
    changes = _asking({"indicator": "A", "at_least": "met"})
    changes["/indicators/A/may_not_apply"] = True
    return _small(changes, {"A": "not_applicable"})


def _raised() -> Drawn:
    changes = _asking({"indicator": "A", "at_least": "severe"})
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
    return _small(changes, {"A": "emerging", "C": "met"})


def _capped() -> Drawn:
    return _small({}, {"A": "severe", "B": "severe"})


def _a_cap_shows(drawn: Drawn, _: Any) -> None:
    at = keys.Pointer.parse("/domains/safety/cap")
    other = a_ruleset({str(at): Decimal("6.5")})
    assert keys.has_effect(drawn, at, other)


def _without_caps(value: Any) -> Document:
    return {
        key: {k: {n: v for n, v in d.items() if n != "cap"} for k, d in child.items()}
        if key == "domains"
        else child
        for key, child in value.items()
    }


def _ignoring_caps(monkeypatch: pytest.MonkeyPatch) -> None:
    real = comparison.put_in_place
    wrong = lambda value: _without_caps(real(value))  # noqa: E731
    monkeypatch.setattr(comparison, "put_in_place", wrong)


def _tidying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out keys that are not known, before anything looks at them."""
    real = _ruleset.ruleset_document

    def wrong(source: Any, name: str) -> Any:
        return real(_known_only(source), name)

    monkeypatch.setattr(_ruleset, "ruleset_document", wrong)


def _known_only(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {k: _known_only(v) for k, v in node.items() if k != keys.STRANGE}
    return [_known_only(v) for v in node] if isinstance(node, list) else node


def _telling_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    real = _facts.misfits

    def wrong(program: Program, case: Any, at: Any) -> Any:
        for found in real(program, case, at):
            message = f"{found.message}, found {case.document['answers']}"
            yield evolve(found, message=message)

    monkeypatch.setattr(_facts, "misfits", wrong)


def _quoting_the_case(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = lambda value, name, *, shows: _schema.against_schema(  # noqa: E731
        value, name, shows=not shows
    )
    monkeypatch.setattr(_case, "against_schema", wrong)


def _words_in_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    real = _link.program_document

    def wrong(program: Program, *rest: Any) -> Any:
        labels = [each.label for each in program.ruleset.indicators.values()]
        return {**real(program, *rest), "labels": labels}

    monkeypatch.setattr(_link, "program_document", wrong)


_GRADED = _facts.graded


def _lowest_when_missing(step: Answer, *args: Any) -> Any:
    found = _GRADED(step, *args)
    if found.value != step.open:
        return found
    return evolve(found, value=step.open & -step.open)


def _low_when_thin(program: Any, link: Any, possible: Any, status: Any) -> Any:
    del program
    return link.grades[0] if status == "not_determinable" else possible[0]


def _leaving_measures_out(step: Any) -> bool:
    return step.role.startswith("~") or step.role == "measure"


WRONG: Mapping[str, Wrong] = {
    "the trace reads a clock": Wrong(
        law=1,
        check=sameness.decided_again_and_in_threads,
        put_in=_put(_trace, "zone_name", lambda _: str(time.perf_counter_ns())),
    ),
    "a case is judged without asking whether it fits": Wrong(
        law=2,
        check=totality.broken_cases_are_refused,
        put_in=_put(_facts, "misfits", lambda *_: ()),
    ),
    "linking does not look at grades, bands and tables": Wrong(
        law=2,
        check=totality.broken_rulesets_are_refused,
        put_in=_put(_link, "_STAGES", _link._STAGES[:1]),
        tries=400,
    ),
    "an unknown number counts as too low": Wrong(
        law=3,
        check=unknowns.forgetting_an_answer,
        put_in=_put(_kinds, "compared", _unknown_is_no),
    ),
    "forgetting leaves out that it may not apply": Wrong(
        law=3,
        check=unknowns.forgetting_an_answer,
        prepare=_without_na,
        witness=_not_applicable,
        tries=20,
    ),
    "a missing answer counts as the lowest grade": Wrong(
        law=3,
        check=unknowns.forgetting_in_the_case,
        put_in=_put(_facts, "graded", _lowest_when_missing),
    ),
    "a grade that may be meant counts as meant": Wrong(
        law=4,
        check=unknowns.refining_answers,
        put_in=_put(_kinds, "contained", _unknown_is_yes),
    ),
    "what thresholds may reach is left out": Wrong(
        law=4,
        check=unknowns.refining_answers,
        put_in=_put(_kinds, "reached", _certain_only),
    ),
    "linking lets through what a worse answer undoes": Wrong(
        law=5,
        check=direction.making_an_answer_worse,
        put_in=_put(_link, "broken", lambda *_: ()),
        prepare=_without_exceptions,
    ),
    "a modifier raises only the grade it starts from": Wrong(
        law=5,
        check=direction.making_an_answer_worse,
        put_in=_put(_kinds, "_shifted_from", _raises_at_the_start_only),
        witness=_raised,
        tries=20,
    ),
    "a guard caps instead of lifting": Wrong(
        law=6, check=direction.guards_hold, prepare=_guards_cap
    ),
    "linking lets a guard read a strength": Wrong(
        law=6,
        check=direction.guards_hold,
        put_in=_put(_laws, "_guards_reading_strengths", lambda *_: ()),
        prepare=_relinked,
        witness=_guarded_by_a_strength,
        tries=40,
    ),
    "of two raters the first one counts": Wrong(
        law=8,
        check=order.order_is_nothing,
        put_in=_put(_answers, "_worst_of", lambda sets, _: sets[0]),
        tries=600,
    ),
    "the trace lists answers as the document does": Wrong(
        law=8,
        check=order.keys_have_no_order,
        put_in=_put(_trace, "_place", lambda _: ""),
    ),
    "a modifier lowers": Wrong(
        law=10,
        check=direction.modifiers_and_guards_only_raise,
        put_in=_put(_kinds, "_shifted_from", _lowers),
    ),
    "the trace leaves measures out": Wrong(
        law=11,
        check=traces.the_trace_is_the_reason,
        put_in=_put(_trace, "is_working", _leaving_measures_out),
    ),
    "the trace rounds": Wrong(
        law=11,
        check=traces.the_trace_is_the_reason,
        put_in=_put(_trace, "written", lambda number: str(round(number))),
    ),
    "replay does not compare what was stored with what the trace names": Wrong(
        law=12,
        check=replay.replay_is_exact,
        put_in=_put(_replay, "fingerprint", lambda _: ""),
        tries=20,
    ),
    "one engine takes unknown for no": Wrong(
        law=16,
        check=agreement.engines_agree,
        put_in=_put(_kinds, "compared", _unknown_is_no),
    ),
    "a message about a case says what was found": Wrong(
        law=21,
        check=privacy.nothing_is_told_of_a_child,
        put_in=_telling_what_was_found,
    ),
    "the schema's findings about a case quote it": Wrong(
        law=21,
        check=privacy.nothing_is_told_of_a_child,
        put_in=_quoting_the_case,
    ),
    "a record shows who said it": Wrong(
        law=21,
        check=privacy.nothing_is_told_of_an_answer,
        put_in=_put(Record, "__repr__", lambda record: f"Record(by={record.by!r})"),
    ),
    "labels stand in the Program": Wrong(
        law=22,
        check=words.words_are_not_rules,
        put_in=_words_in_the_program,
        prepare=_relinked,
    ),
    "too little coverage recommends the lowest": Wrong(
        law=23,
        check=unknowns.gaps_and_floors,
        put_in=_put(_outcomes, "_recommended", _low_when_thin),
    ),
    "coverage is not looked at": Wrong(
        law=23,
        check=unknowns.gaps_and_floors,
        put_in=_put(_outcomes, "is_enough", lambda *_: True),
    ),
    "unknown keys are left out": Wrong(
        law=25, check=keys.unknown_keys_are_refused, put_in=_tidying
    ),
    "a cap is read by nobody": Wrong(
        law=25, check=_a_cap_shows, put_in=_ignoring_caps, prepare=_relinked,
        witness=_capped,
    ),
    "the score forgets its cap": Wrong(
        law=0,
        check=sums.the_table_adds_up,
        put_in=_put(_kinds, "clamped", lambda _, extent: extent),
    ),
}
"""Each wrong version by what it does wrong."""
