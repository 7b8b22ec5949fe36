"""A decision as a report: what is drawn agrees with what was decided."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from neglect_rules.errors import UnsupportedError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.explain import words
from neglect_rules.golden import read_test
from neglect_rules.linking import link
from neglect_rules.loading import load_case, load_ruleset, read_ruleset
from neglect_rules.pathways import due, route, shipped_directory
from neglect_rules.people import Person, decide, override, standing
from neglect_rules.report import decision_report
from neglect_rules.report._bars import bars
from neglect_rules.report._ladder import ladders
from neglect_rules.report._margins import Margin, compared
from neglect_rules.report._timeline import timeline
from neglect_rules.trace import account
from tests.builders import NOON, a_case, a_program, a_ruleset
from tests.shipped import CASES, decided
from tests.unit.report.parsed import Parsed, parsed

BIGGEST = 300_000
HIGH: dict[str, Any] = {"/thresholds/0/when/at_least": 5}


def reported(decision: Decision, **how: Any) -> Parsed:
    return parsed(decision_report(decision.trace, decision.program.ruleset, **how))


def decision_on(answers: dict[str, Any], changes: Any = None, **more: Any) -> Decision:
    case = a_case(answers, more.pop("subject", {"age_months": 60}), **more)
    return evaluate(a_program(changes), case, at=NOON)


def drawn(decision: Decision, make: Any) -> Any:
    told = words(decision.program.ruleset, None)
    return make(told, account(decision.trace), decision.program.ruleset)


IN_FORCE = [case for case in CASES if not case.name.startswith("09")]
"""One case is of the version before, and was judged when that was in force."""


@pytest.mark.parametrize("case", IN_FORCE, ids=lambda file: file.stem[:2])
def test_every_shipped_case_has_a_report(case: Path) -> None:
    decision = decided(case.name[:2])
    found = reported(decision)

    assert len(found.ids) == len(set(found.ids))
    for ladder in drawn(decision, ladders):
        result = next(
            each
            for id_, each in decision.outcomes.items()
            if words(decision.program.ruleset, None).outcome(id_) == ladder.label
        )
        marked = [r for r in ladder.rungs if r.standing in {"recommended", "so_far"}]
        assert len(marked) == (result.recommended is not None)
        assert len(ladder.rungs) == len(result.possible) + sum(
            r.standing in {"low", "out"} for r in ladder.rungs
        )


@pytest.mark.parametrize(
    ("answers", "standings"),
    [
        (
            {"A": "met", "B": "met", "C": "met", "S": "weak", "X": "no", "N": 1},
            ["out", "out", "recommended"],
        ),
        ({"A": "severe"}, ["recommended", "low", "low"]),
        ({"A": "met", "B": "met"}, ["out", "possible", "so_far"]),
        ({}, ["possible", "possible", "so_far"]),
    ],
)
def test_each_level_stands_where_the_answers_put_it(
    answers: dict[str, Any], standings: list[str]
) -> None:
    (ladder,) = drawn(decision_on(answers), ladders)

    assert [rung.standing for rung in ladder.rungs] == standings


def test_where_nothing_is_recommended_nothing_is_marked() -> None:
    changes = {"/open_answers": {"recommend": "person"}}
    (ladder,) = drawn(decision_on({}, changes), ladders)

    assert [r.standing for r in ladder.rungs] == ["possible", "possible", "open"]


def margins_of(decision: Decision) -> list[Margin]:
    told, ruleset = words(decision.program.ruleset, None), decision.program.ruleset
    found = compared(told, decision.trace, account(decision.trace), ruleset)
    return [margin for rule in found for margin in rule.margins]


SETTLED = {"B": "met", "C": "met"}


@pytest.mark.parametrize(
    ("test", "grade", "says"),
    [
        ({"at_least": 3}, "met", "3 away"),
        ({"at_least": Decimal("1.5")}, "emerging", "Met"),
        ({"at_least": 1}, "emerging", "Met, with 0.5 to spare"),
        (
            {"above": Decimal("1.5")},
            "emerging",
            "Exactly at the limit, which is not enough",
        ),
        ({"above": 1}, "emerging", "Met, with 0.5 to spare"),
        ({"at_most": 1}, "emerging", "0.5 away"),
        ({"at_most": 3}, "emerging", "Met, with 1.5 to spare"),
        (
            {"below": Decimal("1.5")},
            "emerging",
            "Exactly at the limit, which is not enough",
        ),
        ({"at_least": 3}, "not_known", "Open: met, or up to 3 away"),
        ({"at_most": 3}, "not_known", "Open: met, or up to 3 away"),
        ({"at_least": 100}, "not_known", "94 to 100 away"),
    ],
)
def test_a_margin_says_how_close_it_is(test: Any, grade: str, says: str) -> None:
    when = {"measure": {"total": "all"}, **test}
    exception = {"law": 5, "because": "A test."}
    if not {"at_least", "above"} & test.keys():
        when["exception"] = exception
    (margin,) = margins_of(
        decision_on({"A": grade, **SETTLED}, {"/thresholds/0/when": when})
    )

    assert margin.says == says


def test_what_must_not_hold_and_ages_have_no_margin() -> None:
    points = {"measure": {"total": "all"}, "at_least": 3}
    age = {"measure": {"age": "months"}, "at_least": 24}
    when = {"all": [{"not": points}, age], "exception": {"law": 5, "because": "…"}}

    assert margins_of(decision_on(SETTLED, {"/thresholds/0/when": when})) == []


def test_bars_reach_as_far_as_the_points() -> None:
    safety, health = drawn(decision_on({"A": "emerging", "B": "met"}), bars)

    assert (safety.label, safety.told, health.told) == ("Safety", "1.5", "0 to 4")
    assert safety.low == safety.high == pytest.approx(1.5 / 4)
    assert (health.low, health.high) == (0, 1)


def test_no_bars_where_there_are_no_points() -> None:
    assert drawn(decision_on({"A": "met", "B": "met", "C": "met"}), bars) == ()


def test_days_stand_in_order_on_a_line_that_ends_with_the_decision() -> None:
    answers = {
        "A": [
            {"grade": "severe", "date": "2025-05-01"},
            {"grade": "met", "date": "2026-05-01"},
        ],
        "S": {"grade": "weak", "date": "2025-10-30"},
    }
    found = drawn(decision_on(answers), timeline)

    assert [each.told for each in found.sights] == [
        "1 May 2025",
        "30 October 2025",
        "1 May 2026",
    ]
    assert [each.mark for each in found.sights] == ["concern", "better", "better"]
    assert [each.at for each in found.sights] == [
        0,
        pytest.approx(182 / 365, abs=1e-4),
        1,
    ]
    assert found.rows == ("A", "S")


def test_nothing_with_a_day_has_no_line() -> None:
    assert drawn(decision_on({"A": "met"}), timeline) is None


def test_events_stand_among_the_days() -> None:
    found = drawn(decided("27"), timeline)

    assert "event" in {each.mark for each in found.sights}


def test_whom_to_ring_comes_before_why() -> None:
    directory = shipped_directory("bcp")
    decision = decided("01")
    found = route(decision.trace, directory, at=NOON)
    text = reported(
        decision, route=found, dues=due(decision.trace, directory, at=NOON)
    ).text

    assert text.index("Whom to ring") < text.index(" Why ")
    assert "999" in text
    unknown = reported(decision, route=found, dues=None).text
    assert "is not known: the calendar" in unknown


def test_a_family_sees_words_and_nothing_of_counts_or_fingerprints() -> None:
    decision = decided("01")
    with pytest.raises(UnsupportedError):
        reported(decision, audience="family")
    found = reported(decision, audience="family", cleared_for_sharing=True)

    assert "svg" not in found.elements
    assert decision.trace.fingerprint.removeprefix("sha256:")[:12] not in found.text


def test_what_people_said_and_decided_is_told() -> None:
    decision = decision_on({"A": "met", "B": "met"})
    person = Person(ref="w-1", role="team manager", authority="procedure 3")
    raised = override(
        decision, outcome="level", to="high", reason="I saw it.", person=person, at=NOON
    )
    stood = standing(decision, at=NOON, overrides=[raised])
    made = decide(
        decision,
        levels={"level": "high"},
        person=person,
        at=NOON,
        overrides=[raised],
    )

    for people in (stood, made):
        text = reported(decision, people=people).text
        assert "Team manager" in text or "team manager" in text
        assert "I saw it." in text


def test_every_printed_page_names_what_it_is_of() -> None:
    decision = decided("01")
    ruleset = decision.program.ruleset
    html = decision_report(decision.trace, ruleset)

    marks = html.split("@page { @bottom-left { content: ")[1].split(";")[0]
    short = decision.trace.fingerprint.removeprefix("sha256:")[:12]
    assert short in marks
    assert ruleset.version in marks


def test_two_hundred_indicators_stay_below_the_limit() -> None:
    document = a_ruleset()
    answers: dict[str, Any] = {}
    for number in range(200):
        document["indicators"][f"I{number}"] = {
            "domain": "health",
            "scale": "care",
            "label": f"Sign number {number}, said in as many words as people need",
            "core": True,
            "grades": {"severe": "What this grade looks like in a home. " * 3},
        }
        answers[f"I{number}"] = [
            {"grade": "severe", "date": "2026-04-01", "by": "worker", "source": "seen"},
            {"grade": "emerging", "date": "2026-04-09", "by": "school"},
        ]
    program = link(load_ruleset(document))
    case = load_case({"format": 1, "subject": {"age_months": 60}, "answers": answers})
    decision = evaluate(program, case, at=NOON)

    for layer in ("page", "full"):
        html = decision_report(decision.trace, program.ruleset, layer=layer)
        assert len(html.encode()) <= BIGGEST


@pytest.mark.parametrize(
    "name", ["bcp/practitioner-toolkit", "hull/assessment", "hull/observation"]
)
def test_each_shipped_ruleset_is_reported(name: str) -> None:
    folder = Path(__file__).parents[3] / "rulesets" / name
    program = link(read_ruleset(folder / "2.0.0" / "ruleset.json"))
    for file in sorted((folder / "cases").glob("*.json"))[:3]:
        test = read_test(file)
        decision = evaluate(program, test.case, at=test.at)
        found = reported(decision, layer="full")
        assert len(found.ids) == len(set(found.ids))
        assert program.ruleset.title in found.text
