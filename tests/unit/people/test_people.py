"""Overrides, dissent and the named person's decision, beside what was computed."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.people import (
    Override,
    Person,
    PersonError,
    decide,
    dissent,
    override,
    standing,
)
from tests.builders import NOON, a_case, a_program

WORKER = Person(
    ref="p-1", role="social worker", authority="procedure 4.2", agency="council"
)
MANAGER = Person(ref="p-2", role="team manager", authority="scheme of delegation 7")
NURSE = Person(
    ref="p-3", role="health visitor", authority="escalation policy", agency="health"
)
LATER = NOON + dt.timedelta(hours=2)


def a_decision(answers: Any = None) -> Decision:
    """Return a decision that recommends the middle level."""
    return evaluate(
        a_program(),
        a_case(answers or {"A": "established", "B": "met", "C": "met"}),
        at=NOON,
    )


def raised(to: str = "high", **more: Any) -> Override:
    """Return an override of that decision."""
    words: dict[str, Any] = {
        "reason": "She is afraid to go home.",
        "person": WORKER,
        "at": LATER,
    }
    return override(a_decision(), "level", to, **{**words, **more})


def codes(refused: pytest.ExceptionInfo[PersonError]) -> list[tuple[str, str]]:
    return [(d.code, str(d.at)) for d in refused.value.diagnostics]


def stands(at: dt.datetime = LATER, **said: Any) -> str:
    return standing(a_decision(), at=at, **said)["level"].grade


def test_the_recommendation_stands_while_nobody_says_anything() -> None:
    assert a_decision()["level"].recommended == "middle"
    assert stands() == "middle"


def test_an_override_raises_what_stands_and_leaves_the_decision_as_it_is() -> None:
    before = a_decision().trace.to_json()

    held = standing(a_decision(), at=LATER, overrides=[raised()])["level"]

    assert (held.computed, held.grade) == ("middle", "high")
    assert held.overrides == (raised(),)
    assert a_decision().trace.to_json() == before


@pytest.mark.parametrize("to", ["middle", "low"])
def test_an_override_does_not_go_down(to: str) -> None:
    with pytest.raises(PersonError) as refused:
        raised(to)

    assert codes(refused) == [("NR712", "/to")]


@pytest.mark.parametrize(
    ("after", "grade"),
    [
        pytest.param(dt.timedelta(0), "high", id="from-the-moment-it-is-said"),
        pytest.param(dt.timedelta(days=7, seconds=-1), "high", id="until-just-before"),
        pytest.param(dt.timedelta(days=7), "middle", id="no-longer-at-its-end"),
        pytest.param(-dt.timedelta(hours=1), "middle", id="not-before-it-is-said"),
    ],
)
def test_an_override_holds_for_its_time(after: dt.timedelta, grade: str) -> None:
    limited = raised(until=LATER + dt.timedelta(days=7))

    assert stands(LATER + after, overrides=[limited]) == grade


def test_where_agencies_differ_the_higher_stands_until_it_is_settled() -> None:
    words: dict[str, Any] = {
        "reason": "We see it otherwise.",
        "person": NURSE,
        "at": LATER,
    }
    lower, higher = (
        dissent(a_decision(), "level", to, **words) for to in ("low", "high")
    )

    assert stands(dissents=[lower]) == "middle"
    assert stands(dissents=[lower, higher]) == "high"


def test_a_named_person_may_decide_lower_with_a_reason() -> None:
    found = decide(
        a_decision(),
        person=MANAGER,
        at=LATER,
        levels={"level": "low"},
        reason="The nursery sees him every day and is content.",
        overrides=[raised()],
    )

    assert found.levels == {"level": "low"}
    assert found.differs() == ("level",)
    assert found.decision["level"].recommended == "middle"
    record = json.loads(json.dumps(found.to_dict()))["outcomes"]["level"]
    assert (record["computed"], record["stood"], record["decided"]) == (
        "middle",
        "high",
        "low",
    )
    assert record["overrides"][0]["person"]["role"] == "social worker"


def test_a_decision_for_what_stands_needs_no_reason() -> None:
    found = decide(a_decision(), person=MANAGER, at=LATER, overrides=[raised()])

    assert found.levels == {"level": "high"}
    assert found.differs() == ()


def test_a_decision_for_something_else_needs_a_reason() -> None:
    with pytest.raises(PersonError) as refused:
        decide(a_decision(), person=MANAGER, at=LATER, levels={"level": "high"})

    assert codes(refused) == [("NR711", "/reason")]


def test_nobody_sets_aside_an_override_of_their_own() -> None:
    with pytest.raises(PersonError) as refused:
        decide(
            a_decision(),
            person=WORKER,
            at=LATER,
            levels={"level": "middle"},
            reason="On second thoughts.",
            overrides=[raised()],
        )

    assert codes(refused) == [("NR713", "/levels/level")]


def test_what_was_said_of_another_decision_is_refused() -> None:
    other = a_decision({"A": "met", "B": "severe", "C": "met"})

    with pytest.raises(PersonError) as refused:
        standing(other, at=LATER, overrides=[raised()])

    assert codes(refused) == [("NR714", "/0")]


WRONG = [
    ("no-reason", {"reason": " "}, [("NR711", "/reason")]),
    ("too-long", {"reason": "x" * 2001}, [("NR711", "/reason")]),
    (
        "nobody",
        {"person": Person(ref="", role="", authority="")},
        [
            ("NR711", "/person/ref"),
            ("NR711", "/person/role"),
            ("NR711", "/person/authority"),
        ],
    ),
    ("no-zone", {"at": NOON.replace(tzinfo=None)}, [("NR606", "/at")]),
    ("too-early", {"at": NOON - dt.timedelta(1)}, [("NR711", "/at")]),
    ("ends-first", {"until": LATER}, [("NR711", "/until")]),
]


@pytest.mark.parametrize(
    ("more", "found"), [pytest.param(m, f, id=id_) for id_, m, f in WRONG]
)
def test_who_why_and_when_must_be_said(more: Any, found: Any) -> None:
    with pytest.raises(PersonError) as refused:
        raised(**more)

    assert codes(refused) == found


@pytest.mark.parametrize(
    ("outcome", "to", "place"),
    [
        pytest.param("levle", "high", "/outcome", id="no-such-outcome"),
        pytest.param("level", "hihg", "/to", id="no-such-grade"),
    ],
)
def test_a_slip_in_a_name_is_told_with_the_right_spelling(
    outcome: str, to: str, place: str
) -> None:
    with pytest.raises(PersonError) as refused:
        override(a_decision(), outcome, to, reason="So.", person=WORKER, at=LATER)

    (found,) = refused.value.diagnostics
    assert (found.code, str(found.at)) == ("NR711", place)
    assert found.hint is not None


def test_no_message_and_no_repr_holds_what_somebody_said() -> None:
    made = raised()
    decided = decide(
        a_decision(), person=MANAGER, at=LATER, reason="As agreed.", overrides=[made]
    )

    assert "afraid" not in f"{made!r}{decided!r}"
    assert "p-1" not in f"{made!r}"
