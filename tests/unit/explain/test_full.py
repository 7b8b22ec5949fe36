"""The full account: each part, every rule, what people said, sources, marks."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.evaluation import evaluate
from neglect_rules.explain import explain, text_of
from neglect_rules.people import (
    Person,
    PersonError,
    decide,
    dissent,
    override,
    standing,
)
from tests.builders import NOON, a_case, a_threshold, asking
from tests.shipped import decided
from tests.unit.explain.test_explain import flat, section
from tests.unit.explain.worked import (
    EVERY,
    judged,
    note_of,
    page,
)
from tests.unit.explain.worked import decided as worked

WORKER: Final = Person(
    ref="p-1", role="social worker", authority="procedure 4.2", agency="council"
)
MANAGER: Final = Person(ref="p-2", role="team manager", authority="scheme 7")


@pytest.mark.parametrize("file", EVERY)
def test_the_full_account_names_every_rule_in_the_order_of_the_ruleset(
    file: Path,
) -> None:
    decision = worked(file)
    text = flat(section(text_of(page(file, "full")), "Every rule"))
    ids = [r["id"] for r in decision.account.rules if r["kind"] != "promise"]
    places = [text.index(f"[{id_}]") for id_ in ids]

    assert places == sorted(places)


def test_the_full_account_says_of_each_part_what_it_comes_to() -> None:
    text = section(explain(decided("01"), layer="full"), "Each part of the assessment")

    assert re.search(r"Supervision and safety +3 of 3 +6\n", text)
    assert "These add nothing:\n  - Warmth and response: Met" in text


def test_where_every_answer_adds_something_none_is_said_to_add_nothing() -> None:
    answers = {"A": "emerging", "B": "emerging", "C": "emerging"}
    text = explain(judged(answers), layer="full")

    assert "These add nothing" not in text


def test_a_part_of_which_nothing_was_due_says_so() -> None:
    decision = judged({}, {"/indicators/C/ages": {"from": 204}})
    text = section(explain(decision, layer="full"), "Each part of the assessment")

    assert re.search(r"Health +none asked", text)


def test_a_ruleset_without_parts_has_none_to_tell() -> None:
    changes: dict[str, Any] = {
        "/domains": ...,
        "/thresholds": ...,
        "/guards": [
            {
                "id": "G1",
                "when": {"indicator": "A", "at_least": "severe"},
                "at_least": {"level": "high"},
                "because": "One is enough.",
            }
        ],
        **{f"/indicators/{id_}/domain": ... for id_ in "ABC"},
    }
    decision = judged({"A": "severe"}, changes)
    text = explain(decision, layer="full", audience="policy")

    assert "Each part of the assessment" not in text
    assert "Weights and limits" not in text
    assert "One is enough. [G1]" in section(text, "Every rule")


def rules_of(when: Any, answers: dict[str, Any], **more: Any) -> str:
    """Return what the full account says of one threshold."""
    changes = more.pop("changes", {})
    decision = evaluate(asking(when, changes), a_case(answers, **more), at=NOON)
    text = flat(section(explain(decision, layer="full"), "Every rule"))
    return text.partition("Thresholds ")[2].partition(" Guards")[0]


SEVERE: Final = {"at_least": "severe"}


@pytest.mark.parametrize(
    ("when", "answers", "told"),
    [
        pytest.param(
            {"indicator": "A", **SEVERE},
            {"A": "met"},
            "- A (A): Severe - does not hold; found: Met",
            id="an-answer",
        ),
        pytest.param(
            {
                "all": [
                    {"indicator": "A", **SEVERE},
                    {"not": {"indicator": "B", "in": ["met"]}},
                ]
            },
            {"A": "severe", "B": "met"},
            "- All of these - does not hold - A (A): Severe - holds; found: Severe"
            " - Not this - does not hold - B (B): Met - holds; found: Met",
            id="parts-and-their-opposite",
        ),
        pytest.param(
            {"any": [{"indicator": "A", **SEVERE}, {"indicator": "B", **SEVERE}]},
            {"A": "severe"},
            "- Any of these - holds - A (A): Severe - holds; found: Severe"
            " - B (B): Severe - open; found: not asked",
            id="any-of-several",
        ),
        pytest.param(
            {"at_least": 2, "of": [{"indicator": i, **SEVERE} for i in "ABC"]},
            {"A": "met", "B": "met"},
            "- At least 2 of these - does not hold",
            id="so-many-of-several",
        ),
        pytest.param(
            {"all": [{"indicator": "A", **SEVERE}]},
            {"A": "severe"},
            "- A (A): Severe - holds; found: Severe",
            id="a-single-part",
        ),
        pytest.param(
            {"measure": {"age": "months"}, "below": 24},
            {},
            "- Age in months: below 24 - does not hold; found: 6 years",
            id="the-age",
        ),
        pytest.param(
            {"measure": {"count": {"from": "all", "graded": SEVERE}}, "at_least": 1},
            {"A": "severe", "B": "met", "C": "met"},
            "Signs at Severe: 1 or more - holds; found: 1 - A: Severe",
            id="a-count-with-what-was-counted",
        ),
        pytest.param(
            {"some": {"from": "all", "graded": SEVERE}},
            {"A": "met"},
            "- At least one: signs at Severe - open - B: not asked - C: not asked",
            id="what-could-decide-it",
        ),
        pytest.param(
            {"record": {"indicator": "A", "state": ["refused"]}},
            {"A": "refused"},
            "- A (A): refused - holds; found: refused",
            id="how-it-is-recorded",
        ),
        pytest.param(
            {"record": {"coverage": "all", "below": Decimal("0.5")}},
            {"A": "met", "B": "met"},
            "- Fewer than 50% are answered in all - does not hold; found: 2 of 3",
            id="how-much-is-answered",
        ),
        pytest.param(
            {"subject": ["unborn"]},
            {},
            "- It is about an unborn child - does not hold; found: a child",
            id="whom-it-is-about",
        ),
    ],
)
def test_a_rule_is_told_with_what_it_asks_and_what_was_found(
    when: Any, answers: dict[str, Any], told: str
) -> None:
    born = {"subject": {"born": "2020-05-01"}}

    assert told in rules_of(when, answers, **born)


def test_a_named_condition_and_a_named_measure_are_told_by_what_they_ask() -> None:
    changes = {
        "/conditions": {"grave": {"measure": "points", "at_least": 3}},
        "/measures": {"points": {"total": "all"}},
    }
    told = rules_of({"is": "grave"}, {"A": "severe"}, changes=changes)

    assert "- Weighted points in all: 3 or more - holds; found: 6 to" in told


def test_an_age_that_nobody_knows_is_said_not_to_be_known() -> None:
    when = {"measure": {"age": "months"}, "below": 24}
    changes = {"/subjects/age_months": {"from": 0}}
    told = rules_of(when, {}, changes=changes, subject={})

    assert "Age in months: below 24 - open; found: age not known" in told


def test_an_earlier_outcome_is_told_with_the_levels_it_may_have() -> None:
    changes = {
        "/outcomes/second": {"grades": ["no", "yes"]},
        "/thresholds/-": a_threshold(
            {"outcome": "level", "at_least": "high"}, reach={"second": "yes"}
        ),
    }
    text = flat(explain(judged({"B": "established"}, changes), layer="full"))

    assert "Level: High - open; found: Middle - High" in text


def test_many_open_answers_are_counted_and_not_listed_again() -> None:
    text = flat(explain(decided("03"), layer="full"))

    assert "At least one: signs at Severe - open - 11 open answers could decide" in text


def test_modifiers_and_easings_say_which_way_they_move() -> None:
    text = flat(explain(decided("01"), layer="full"))

    assert 'Raises to at most: Level of need "Targeted help with a plan".' in text
    assert 'Lowers to at least: Level of need "Early help".' in text


def test_sources_are_told_with_note_address_and_licence() -> None:
    text = section(explain(decided("01"), layer="full"), "Sources")

    assert text.startswith("What the ruleset calls neglect\n  Neglect is a lasting")
    assert "https://www.legislation.gov.uk/ukpga/1989/41" in text
    assert "Licence: Open Government Licence v3.0" in text


def test_a_rule_names_its_source_and_how_near_it_is_to_it() -> None:
    changes = {
        "/sources": {"law": {"title": "The Act"}},
        "/thresholds/0/source": "law",
        "/guards/0/source": "law",
        "/guards/0/status": "published",
    }
    text = explain(judged({}, changes), layer="full")

    assert "Source: The Act.\n" in section(text, "Every rule")
    assert "Source: The Act, as published." in section(text, "Every rule")
    assert "What the ruleset calls neglect" not in section(text, "Sources")


def test_the_full_account_ends_with_whole_fingerprints() -> None:
    decision = decided("01")
    text = section(explain(decision, layer="full"), "Fingerprints")

    assert len(re.findall(r"^  sha256:[0-9a-f]{64}$", text, re.MULTILINE)) == 4
    assert decision.trace.fingerprint in text


def test_what_was_raised_and_disputed_stands_beside_the_recommendation() -> None:
    decision = decided("22")
    until = decision.at + dt.timedelta(days=7)
    raised = override(
        decision, "level", "specialist", reason="She is afraid.", person=WORKER,
        at=decision.at, until=until,
    )  # fmt: skip
    other = dissent(
        decision, "level", "universal", reason="We see a happy child.", person=MANAGER,
        at=decision.at,
    )  # fmt: skip
    stands = standing(decision, at=decision.at, overrides=[raised], dissents=[other])

    text = flat(section(explain(decision, people=stands), "What people say"))

    assert text == (
        'Level of need - Recommended: "Targeted help with a plan".'
        ' - Raised to "Specialist: children\'s social care" on 12 May 2026.'
        " By: social worker, council. By what right: procedure 4.2."
        " Reason: She is afraid. It ends on 19 May 2026."
        ' - Another view from 12 May 2026: "Universal services".'
        " By: team manager. By what right: scheme 7. Reason: We see a happy child."
        ' - Until a person decides, "Specialist: children\'s social care" stands.'
    )
    assert "stands for" in note_of(explain(decision, layer="paragraph", people=stands))
    assert "Until a person decides," in explain(decision, layer="line", people=stands)


def test_what_a_named_person_decided_is_told_with_the_reason() -> None:
    decision = decided("22")
    raised = override(
        decision, "level", "specialist", reason="She is afraid.", person=WORKER,
        at=decision.at,
    )  # fmt: skip
    made = decide(
        decision, person=MANAGER, at=decision.at, levels={"level": "early_help"},
        reason="The nursery sees her.", overrides=[raised],
    )  # fmt: skip

    text = flat(
        section(explain(decision, people=made, layer="full"), "What people say")
    )
    note = note_of(explain(decision, layer="paragraph", people=made))

    assert 'When the person decided, "Specialist: children\'s social care" sto' in text
    assert 'Decided on 12 May 2026 - Level of need: "Early help"' in text
    assert "By: team manager. By what right: scheme 7." in text
    assert "Reason: The nursery sees her." in text
    assert 'Team manager decided "Early help" for "Level of need" on 12 May' in note
    assert "A named person has decided." in note
    assert 'A person decided: "Early help".' in explain(
        decision, layer="line", people=made
    )


def test_where_nobody_said_anything_that_is_said() -> None:
    decision = decided("22")
    nothing = standing(decision, at=decision.at)
    agreed = decide(decision, person=MANAGER, at=decision.at)

    assert "Nobody has raised or disputed a level." in explain(decision, people=nothing)
    assert "stands" not in explain(decision, layer="line", people=nothing)
    assert "stands" not in explain(decision, layer="paragraph", people=nothing)
    assert "Decided on 12 May 2026" in explain(decision, people=agreed)


def test_what_was_said_of_another_decision_is_refused() -> None:
    decision, other = decided("22"), decided("01")
    made = decide(other, person=MANAGER, at=other.at)
    claims = {
        "level": standing(
            other,
            at=other.at,
            dissents=[
                dissent(
                    other,
                    "level",
                    "universal",
                    reason="No.",
                    person=WORKER,
                    at=other.at,
                )
            ],
        )["level"]
    }

    for people in (made, claims):
        with pytest.raises(PersonError, match="NR714"):
            explain(decision, people=people)
