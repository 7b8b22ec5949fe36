"""Laws 5, 6 and 10: what is worse raises, and nothing that is good lowers a guard."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, cast

from attrs import evolve

from neglect_rules.errors import RulesetError
from neglect_rules.evaluation import Decision
from neglect_rules.facts import misfits, permitted
from neglect_rules.linking import link
from neglect_rules.people import Person, dissent, override, standing
from neglect_rules.testing._answers import records_of
from neglect_rules.truth import Truth
from tests.builders import NOON, a_ruleset, a_threshold
from tests.differential.comparison import read
from tests.property.drawn import Drawn, exempt_outcomes


def people_never_edit(drawn: Drawn, random: Random) -> None:
    """Law 10: an override or dissent raises what stands, and edits nothing."""
    decision = drawn.decide()
    if not decision.outcomes:
        return  # there is nothing to decide otherwise
    before = decision.trace.to_json()
    id_, result = random.choice(list(decision.outcomes.items()))
    grade, at = random.choice(result.grades), drawn.at
    who = Person(ref="p-1", role="social worker", authority="a procedure")
    view = dissent(decision, id_, grade, reason="So.", person=who, at=at)
    rank = result.grades.index
    plain = standing(decision, at=at)
    held = standing(decision, at=at, dissents=[view])
    assert rank(held[id_].grade) == max(rank(plain[id_].grade), rank(grade))
    assert all(held[each] == plain[each] for each in plain if each != id_)
    if rank(grade) > rank(plain[id_].grade):
        up = override(decision, id_, grade, reason="So.", person=who, at=at)
        again = standing(decision, at=at, overrides=[up, up])
        assert again[id_].grade == grade
    assert standing(decision, at=at) == plain
    assert decision.trace.to_json() == before


def making_an_answer_worse(drawn: Drawn, random: Random) -> None:
    """Law 5: each worse grade of one current answer gives no lower floor or ceiling."""
    before = drawn.decide()
    for indicator in list(drawn.case["answers"]):
        for worse in _worse(drawn, indicator, random):
            if fits(worse):
                assert_no_lower(drawn, before, worse.decide())


def making_an_answer_worse_at_an_open_age(drawn: Drawn, random: Random) -> None:
    """Law 5 where it is hardest: it is open whether the questions apply at all."""
    items = drawn.document["indicators"]
    aged = {
        id_: {**item, "ages": {"from": 12}} if _may_have_ages(item) else item
        for id_, item in items.items()
    }
    try:
        other = drawn.relinked({**drawn.document, "indicators": aged})
    except RulesetError:
        return  # it needs an exception now
    answers = {
        id_: random.choice(permitted(other.program, spec))
        for id_, spec in other.program.ruleset.indicators.items()
        if spec.ages is not None and spec.evidence_required_at is None
    }
    subject = {"kind": "child", "age_months": {"from": 11, "to": 12}}
    kept = {key: part for key, part in other.case.items() if key != "carers"}
    case = {**kept, "answers": answers, "subject": subject}
    at_any_age = evolve(other, case=case)
    if "child" in other.program.ruleset.subjects.kinds and fits(at_any_age):
        making_an_answer_worse(at_any_age, random)


_STRENGTH = [{"id": "weak"}, {"id": "mid"}, {"id": "reliable"}]
AGED: Mapping[str, tuple[Mapping[str, Any], Mapping[str, str], Mapping[str, str]]] = {
    "the worst of a strength may not apply": (
        {
            "/indicators/S/ages": {"from": 12},
            "/guards": [],
            "/scales/strength/grades": _STRENGTH,
            "/thresholds": [a_threshold({"indicator": "S", "at_most": "mid"})],
        },
        {"S": "mid"},
        {"S": "weak"},
    ),
    "what does not apply scores more": (
        {
            "/indicators/A/ages": {"from": 12},
            "/indicators/A/not_applicable_points": 3,
            "/guards": [],
        },
        {"A": "met", "B": "met", "C": "met"},
        {"A": "emerging", "B": "met", "C": "met"},
    ),
}
"""Rulesets by which worse once was lower, with a case and a worse one."""


def refused_or_never_lower(
    changes: Mapping[str, Any],
    better: Mapping[str, str],
    worse: Mapping[str, str],
) -> None:
    """Law 5 on one ruleset: it is refused, or the worse case is no lower."""
    document = a_ruleset(changes)
    try:
        program = link(read(document))
    except RulesetError:
        return
    head = {"format": 1, "at": NOON.isoformat()}
    subject = {"age_months": {"from": 6, "to": 30}}
    before, after = (
        Drawn(
            document=document,
            program=program,
            case={**head, "subject": subject, "answers": answers},
        )
        for answers in (better, worse)
    )
    assert_no_lower(before, before.decide(), after.decide())


def _may_have_ages(item: Mapping[str, Any]) -> bool:
    return "scale" in item and not item.keys() & {"subjects", "ask_if"}


def fits(drawn: Drawn) -> bool:
    """Return whether the case still fits: outside its ages only the lowest does."""
    found = {d.code for d in misfits(drawn.program, drawn.read_case(), drawn.at)}
    assert found <= {"NR604", "NR608"}
    return not found


def assert_no_lower(drawn: Drawn, before: Decision, after: Decision) -> None:
    """Assert that no floor or ceiling is lower, where law 5 is claimed."""
    exempt = exempt_outcomes(drawn.program, 5)
    for id_, result in after.outcomes.items():
        if id_ not in exempt:
            rank = result.grades.index
            assert rank(result.floor) >= rank(before[id_].floor), id_
            assert rank(result.ceiling) >= rank(before[id_].ceiling), id_


def _worse(drawn: Drawn, indicator: str, random: Random) -> list[Drawn]:
    """Return the same with a current answer at up to two worse grades."""
    grade = current_grade(drawn, indicator)
    grades = _towards_worse(drawn, indicator)
    if grade is None or grade not in grades:
        return []
    worse = grades[grades.index(grade) + 1 :]
    return [
        with_grade(drawn, indicator, each)
        for each in random.sample(worse, min(2, len(worse)))
        if not _lacks_evidence(drawn, indicator, each)
    ]


def current_grade(drawn: Drawn, indicator: str) -> str | None:
    """Return the grade of an answer that is one fresh record, else nothing."""
    records = records_of(drawn.case["answers"][indicator])
    known = next(k for k in drawn.facts().known if k.indicator == indicator)
    single = len(records) == 1 and known.standing.state == "known"
    return cast("str | None", records[0].get("grade")) if single else None


def with_grade(drawn: Drawn, indicator: str, grade: str) -> Drawn:
    """Return the same with another grade in an answer that is one record."""
    record: Any = records_of(drawn.case["answers"][indicator])[0]
    return drawn.with_answer(indicator, {**record, "grade": grade})


def _towards_worse(drawn: Drawn, indicator: str) -> list[str]:
    ruleset = drawn.program.ruleset
    spec = ruleset.indicators[indicator]
    kind = ruleset.scales[spec.scale].kind if spec.scale else "context"
    grades = list(permitted(drawn.program, spec))
    if kind == "context":
        return []
    return grades[::-1] if kind == "strength" else grades


def _lacks_evidence(drawn: Drawn, indicator: str, grade: str) -> bool:
    spec = drawn.program.ruleset.indicators[indicator]
    record = records_of(drawn.case["answers"][indicator])[0]
    if spec.evidence_required_at is None or {"source", "by", "date"} <= record.keys():
        return False
    grades = _towards_worse(drawn, indicator)
    return grades.index(grade) >= grades.index(spec.evidence_required_at)


def guards_hold(drawn: Drawn, random: Random) -> None:
    """Law 6: a guard that holds lifts the floor, one that may hold the ceiling."""
    decision = drawn.decide()
    for rule in drawn.program.rules:
        if rule.kind != "guard":
            continue
        verdict = decision._values[rule.when]
        for id_, grade in rule.gives.items():
            result = decision[id_]
            rank = result.grades.index
            if verdict is Truth.TRUE:
                assert rank(result.floor) >= rank(grade), rule.id
            if verdict is Truth.OPEN:
                assert rank(result.ceiling) >= rank(grade), rule.id
    _strengths_move_no_guard(drawn, random)


def _strengths_move_no_guard(drawn: Drawn, random: Random) -> None:
    ruleset = drawn.program.ruleset
    for indicator in list(drawn.case["answers"]):
        spec = ruleset.indicators[indicator]
        is_strength = spec.scale and ruleset.scales[spec.scale].kind == "strength"
        if not is_strength or current_grade(drawn, indicator) is None:
            continue
        grade = random.choice(_towards_worse(drawn, indicator))
        other = with_grade(drawn, indicator, grade)
        if not _lacks_evidence(drawn, indicator, grade) and fits(other):
            assert guard_verdicts(other) == guard_verdicts(drawn), indicator


def guard_verdicts(drawn: Drawn) -> dict[str, Truth]:
    """Return the verdict of each guard that declares no exception to law 6."""
    known = drawn.decide()._values
    declared = {
        f"/guards/{n}/exception"
        for n, guard in enumerate(drawn.program.ruleset.guards)
        if guard.exception is not None
    }
    return {
        link.id: cast("Truth", known[link.when])
        for link in drawn.program.rules
        if link.kind == "guard" and f"{link.at}/exception" not in declared
    }


def modifiers_and_guards_only_raise(drawn: Drawn, _: Random) -> None:
    """Law 10: only an easing lowers; each other stage is at least the one before."""
    for result in drawn.decide().outcomes.values():
        rank = result.grades.index
        for end in (0, -1):
            first, raised, eased, last = (
                rank(stage[end])
                for stage in (
                    result.thresholds,
                    result.modified,
                    result.eased,
                    result.possible,
                )
            )
            assert first <= raised >= eased <= last, result.id
            assert drawn.program.ruleset.easings or raised == eased, result.id
