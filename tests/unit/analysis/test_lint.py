"""What checks find besides the example on their page, and what they leave alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import pytest

from neglect_rules.analysis import CHECKS, examine
from neglect_rules.diagnostics import Severity
from tests.unit.analysis.sound import TODAY, a_sound_ruleset, findings, found, looked_at

FROM: Final = {"source": "guidance", "status": "adapted"}
OLD: Final = {"version": "0.9.0", "effective": {"from": "2024-04-01"}}
YES: Final = {"grades": ["no", "yes"], "because": "It is asked for.", **FROM}


def entry(section: str, id_: str, **changes: Any) -> dict[str, Any]:
    """Return an entry of the sound ruleset with changes; `None` leaves a key out."""
    changed = {**a_sound_ruleset()[section][id_], **changes}
    return {section: {id_: {k: v for k, v in changed.items() if v is not None}}}


def food(**changes: Any) -> dict[str, Any]:
    return entry("indicators", "FOOD", **changes)


def alone(**changes: Any) -> dict[str, Any]:
    return entry("indicators", "ALONE", **changes)


def rooms(**changes: Any) -> dict[str, Any]:
    return entry("indicators", "ROOMS", **changes)


def threshold(**changes: Any) -> dict[str, Any]:
    return {**a_sound_ruleset()["thresholds"][0], **changes}


def alone_worries(**changes: Any) -> dict[str, Any]:
    """Return a second threshold, with a condition of its own."""
    when = {"indicator": "ALONE", "at_least": "worrying"}
    return threshold(id="T2", when=when, **changes)


def version(number: str, first: str, before: str | None = None) -> dict[str, Any]:
    end = {} if before is None else {"before": before}
    return {"version": number, "effective": {"from": first, **end}}


def test_in_a_sound_ruleset_nothing_is_found() -> None:
    assert found() == []


def test_a_finding_is_as_grave_as_its_check() -> None:
    grave = {check.code: check.severity for check in CHECKS}
    both = findings({"owner": None, **food(ask_as="Is  it?")})

    assert {d.code: d.severity for d in both} == {
        "NR350": grave["NR350"],
        "NR340": grave["NR340"],
    }
    assert (grave["NR350"], grave["NR340"]) == (Severity.WARNING, Severity.NOTE)


def test_only_the_checks_asked_for_are_run() -> None:
    some = [check for check in CHECKS if check.code == "NR340"]
    examined = looked_at({"owner": None, **food(ask_as="Is  it?")})

    assert [d.code for d in examine(examined, checks=some)] == ["NR340"]


def test_a_worked_case_that_does_not_fit_stops_no_check() -> None:
    severe = food(grades={"severe": "Hungry most days."}, permits=["severe"])

    assert [code for code, _ in found(severe)] == ["NR301", "NR302"]


def test_every_check_says_what_it_finds_in_one_line() -> None:
    assert [check.title for check in CHECKS if "\n" in check.title] == []


@pytest.mark.parametrize(
    ("own", "others", "codes"),
    [
        pytest.param(
            version("1.0.0", "2025-04-01"),
            [version("0.9.0", "2024-04-01", "2025-04-02")],
            ["NR320"],
            id="one-day-too-long",
        ),
        pytest.param(
            version("1.0.0", "2025-04-01", "2026-04-01"),
            [version("1.1.0", "2026-03-31")],
            ["NR320"],
            id="seen-from-the-older-one",
        ),
        pytest.param(
            version("1.0.0", "2025-04-01", "2026-04-01"),
            [version("1.1.0", "2026-04-02")],
            ["NR321"],
            id="a-gap-seen-from-the-older-one",
        ),
        pytest.param(
            version("1.0.0", "2025-04-01"),
            [
                version("0.8.0", "2020-04-01", "2021-04-01"),
                version("0.9.0", "2022-04-01", "2025-04-01"),
            ],
            [],
            id="a-gap-between-others-is-theirs",
        ),
        pytest.param(
            version("1.2.0", "2026-06-01"),
            [
                version("1.0.0", "2025-04-01", "2026-06-01"),
                version("1.1.0", "2025-06-01", "2025-07-01"),
            ],
            [],
            id="a-longer-version-fills-the-gap",
        ),
        pytest.param(
            version("1.0.0", "2025-04-01"),
            [version("1.0.0", "2025-04-01")],
            ["NR326"],
            id="a-copy-is-told-of-once",
        ),
        pytest.param(
            version("1.10.0", "2025-04-01"),
            [version("1.9.0", "2024-04-01", "2025-04-01")],
            [],
            id="ten-comes-after-nine",
        ),
    ],
)
def test_versions_are_held_against_each_other(
    own: Mapping[str, Any], others: list[Mapping[str, Any]], codes: list[str]
) -> None:
    assert [code for code, _ in found(own, others)] == codes


@pytest.mark.parametrize(
    ("status", "others", "codes"),
    [
        pytest.param("adopted", [], ["NR323"], id="agreed-and-over"),
        pytest.param("draft", [], [], id="a-draft-may-be-over"),
        pytest.param(
            "adopted", [version("1.1.0", "2026-04-01")], [], id="another-follows"
        ),
        pytest.param(
            "adopted",
            [version("1.1.0", "2026-04-01", "2026-05-01")],
            [],
            id="the-last-one-is-told",
        ),
    ],
)
def test_a_ruleset_that_is_over_has_one_after_it(
    status: str, others: list[Mapping[str, Any]], codes: list[str]
) -> None:
    own = {"status": status, **version("1.0.0", "2025-04-01", "2026-04-01")}

    assert [code for code, _ in found(own, others)] == codes


def test_a_ruleset_that_is_not_over_yet_needs_none() -> None:
    assert found(version("1.0.0", "2025-04-01", "2026-11-23")) == []
    assert found(version("1.0.0", "2025-04-01", "2026-11-22")) == [
        ("NR323", "/effective/before")
    ]


@pytest.mark.parametrize(
    ("first", "day", "codes"),
    [
        pytest.param("2023-11-22", TODAY, ["NR324"], id="three-years-to-the-day"),
        pytest.param("2023-11-23", TODAY, [], id="a-day-less"),
        pytest.param("2024-02-29", dt.date(2027, 2, 28), [], id="leap-day-not-yet"),
        pytest.param("2024-02-29", dt.date(2027, 3, 1), ["NR324"], id="leap-day"),
    ],
)
def test_after_three_years_a_ruleset_is_old(
    first: str, day: dt.date, codes: list[str]
) -> None:
    assert [c for c, _ in found(version("1.0.0", first), day=day)] == codes


def test_an_old_ruleset_that_was_renewed_is_not_pointed_out() -> None:
    own = version("1.0.0", "2020-04-01", "2026-04-01")

    assert found(own, [version("1.1.0", "2026-04-01")]) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        pytest.param(
            food(help=" ".join(["Ask"] * 25) + "."), [], id="twenty-five-words"
        ),
        pytest.param(food(help=" ".join(["Ask"] * 26)), ["NR330"], id="one-more"),
        pytest.param(
            food(help="Ask. ".join(["ask " * 19] * 2).strip()), [], id="two-sentences"
        ),
        pytest.param(
            food(help=f"(Do {'it ' * 19}all.) Ask{' it' * 20}."), [], id="in-brackets"
        ),
        pytest.param(food(help="They sent a Sen."), [], id="no-letters-inside-words"),
        pytest.param(food(help="Is DNA known?"), ["NR332"], id="letters-that-blame"),
        pytest.param(food(help="Look at ACEs."), ["NR331"], id="letters-and-an-s"),
        pytest.param(food(help="Is it hard\nto reach?"), ["NR332"], id="over-lines"),
        pytest.param({"title": "TODO"}, ["NR341"], id="the-title"),
        pytest.param(
            {"sources": {"guidance": {"title": "Utilise the MASH"}}},
            [],
            id="not-a-source",
        ),
        pytest.param(
            {"definition": {"text": "Utilise it " * 20, "source": "guidance"}},
            [],
            id="not-the-words-of-a-source",
        ),
        pytest.param(
            {"language": "cy", **food(help="Utilise" + " it" * 30)},
            [],
            id="not-in-welsh",
        ),
        pytest.param(
            {"translations": {"cy": {"/title": "Neglect screen"}}, "status": "draft"},
            ["NR334"],
            id="copied",
        ),
        pytest.param(
            {"translations": {"cy": {"/title": "Sgrinio"}}, "status": "draft"},
            [],
            id="a-draft-is-still-translated",
        ),
        pytest.param(
            {
                "translations": {"cy": {"/indicators/ROOMS/label": "Rooms"}},
                "status": "draft",
            },
            [],
            id="one-word-may-be-a-name",
        ),
        pytest.param(
            food(
                grades={"met": "Eats well.", "severe": "Hungry most days."},
                permits=["met", "severe"],
            ),
            [],
            id="what-may-not-be-given-needs-no-words",
        ),
        pytest.param(
            food(
                grades={
                    "met": [
                        {"ages": {"before": 12}, "text": "Fed on demand."},
                        {"ages": {"from": 12}, "text": "Eats well."},
                    ],
                    "worrying": "Eats well.",
                    "severe": "eats well",
                }
            ),
            ["NR337"],
            id="marks-and-capitals-make-no-difference",
        ),
        pytest.param(
            {"thresholds": [threshold(label="A"), alone_worries(label="a")]},
            ["NR338"],
            id="rules-with-one-label",
        ),
        pytest.param(rooms(label="Left alone"), ["NR338"], id="a-number-as-well"),
        pytest.param(
            entry("outcomes", "level", label="Left alone"), [], id="of-other-kinds"
        ),
    ],
)
def test_words_are_looked_at(changes: Mapping[str, Any], codes: list[str]) -> None:
    assert [code for code, _ in found(changes)] == codes


def test_missing_translations_are_counted_without_reasons_for_rules() -> None:
    (one,) = findings({"translations": {"cy": {"/title": "Sgrinio esgeulustod"}}})

    assert one.code == "NR333"
    assert one.message == "of 26 texts, 25 have no translation into `cy`"
    assert one.hint == "the first is `Met`, at /scales/care/grades/0/label"


def test_a_translation_that_is_whole_is_not_pointed_out() -> None:
    texts = [t for t in looked_at().texts if t.key != "because"]
    whole = {str(text.at): f"{text.words} (cy)" for text in texts}

    assert found({"translations": {"cy": whole}}) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        pytest.param(
            rooms(zero_fill=None, because=None), [], id="nothing-is-filled-in"
        ),
        pytest.param(
            entry("indicators", "FOOD", core=None, zero_fill=True),
            ["NR354"],
            id="filled-in-without-a-reason",
        ),
        pytest.param(
            entry("indicators", "FOOD", core=None, zero_fill=True, because="Small."),
            [],
            id="a-small-thing-with-a-reason",
        ),
        pytest.param(
            {"domains": {"everyday": {"label": "Everyday care", "weight": 2}}},
            ["NR352"],
            id="a-weight-needs-a-reason",
        ),
        pytest.param(
            {"open_answers": {"recommend": "floor"}}, ["NR352"], id="so-do-blanks"
        ),
        pytest.param(
            {"accepts": [{"from": "old", "indicator": "FOOD", "highest": "worrying"}]},
            ["NR352"],
            id="so-does-what-is-taken-in",
        ),
        pytest.param({"definition": None, "status": "draft"}, [], id="draft-undefined"),
        pytest.param({"reviews": None, "status": "draft"}, [], id="draft-no-review"),
        pytest.param(
            {"thresholds": [threshold(status="proposed")], "status": "consulted"},
            [],
            id="consulted-on-what-is-proposed",
        ),
        pytest.param(
            {"status": "draft", **food(source=None)}, ["NR351"], id="a-draft-has-some"
        ),
    ],
)
def test_care_is_looked_at(changes: Mapping[str, Any], codes: list[str]) -> None:
    assert [code for code, _ in found(changes)] == codes


def test_a_draft_needs_no_worked_case() -> None:
    assert found({"status": "draft"}, cases=False) == []


def test_all_that_is_only_proposed_is_counted_once() -> None:
    both = [threshold(status="proposed"), alone_worries(status="proposed")]
    (one,) = findings({"thresholds": both})

    assert one.message.endswith("2 of them, such as the threshold `T1`")


def test_an_exception_that_touches_no_outcome_is_told_of_as_well() -> None:
    apart = {
        "not": {"indicator": "FOOD", "at_least": "severe"},
        "exception": {"law": 5, "because": "It is read by no rule."},
    }
    (one,) = findings({"conditions": {"apart": apart}})

    assert one.message == "an exception to law 5 is declared here"
    assert found({"conditions": {"apart": apart}, "status": "draft"}) == []


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        pytest.param(
            food(ask_as="Does the family receive universal credit?"),
            ["NR355"],
            id="in-a-question",
        ),
        pytest.param(rooms(label="Postcode of the home"), [], id="moves-nothing"),
        pytest.param(
            {
                **rooms(label="Postcode of the home"),
                "thresholds": [
                    threshold(when={"measure": {"number": "ROOMS"}, "at_least": 3})
                ],
            },
            ["NR357"],
            id="read-by-a-rule",
        ),
        pytest.param(food(label="Black mould in the kitchen"), [], id="mould"),
        pytest.param(food(help="Most families are on benefits."), [], id="in-help"),
        pytest.param(
            {"language": "cy", **food(label="Single parent")}, [], id="not-in-welsh"
        ),
    ],
)
def test_what_must_not_count_is_pointed_out_where_it_counts(
    changes: Mapping[str, Any], codes: list[str]
) -> None:
    assert [code for code, _ in found(changes)] == codes


@pytest.mark.parametrize(
    ("rules", "codes"),
    [
        pytest.param({"indicator": "ALONE", "at_least": "severe"}, [], id="by-itself"),
        pytest.param(
            {
                "all": [
                    {"indicator": "ALONE", "at_least": "severe"},
                    {"subject": ["child"]},
                ]
            },
            [],
            id="found-by-judging",
        ),
        pytest.param(
            {
                "all": [
                    {"indicator": "ALONE", "at_least": "severe"},
                    {"indicator": "FOOD", "at_least": "severe"},
                ]
            },
            ["NR358"],
            id="needs-a-second-sign",
        ),
        pytest.param(
            {"measure": {"number": "ROOMS"}, "at_least": 3},
            ["NR358"],
            id="at-the-top-already-for-another-reason",
        ),
    ],
)
def test_a_critical_sign_alone_is_urgent(rules: Any, codes: list[str]) -> None:
    guard = {**a_sound_ruleset()["guards"][0], "when": rules}

    assert [code for code, _ in found({"guards": [guard]})] == codes


def test_each_critical_sign_is_tried_by_itself() -> None:
    both = [
        {"indicator": "ALONE", "at_least": "severe"},
        {"indicator": "FOOD", "at_least": "severe"},
    ]
    guard = {**a_sound_ruleset()["guards"][0], "when": {"all": both}}
    critical = {**a_sound_ruleset()["indicators"]["FOOD"], "critical_at": "severe"}

    assert found({"guards": [guard], "indicators": {"FOOD": critical}}) == [
        ("NR358", "/indicators/ALONE/critical_at"),
        ("NR358", "/indicators/FOOD/critical_at"),
    ]


def test_only_the_kinds_of_subject_that_are_asked_are_tried() -> None:
    both = {"subjects": {"kinds": ["child", "unborn"], "age_months": {"from": 0}}}
    guard = {
        **a_sound_ruleset()["guards"][0],
        "when": {
            "all": [
                {"indicator": "ALONE", "at_least": "severe"},
                {"subject": ["unborn"]},
            ]
        },
    }

    assert found({**both, "guards": [guard]}) == []
    assert [
        code
        for code, _ in found({**both, **alone(subjects=["child"]), "guards": [guard]})
    ] == ["NR303", "NR358"]


@pytest.mark.parametrize(
    ("when", "grades"),
    [
        pytest.param({"outcome": "level", "in": ["early_help"]}, 1, id="not-the-top"),
        pytest.param(
            {"outcome": "level", "in": ["early_help", "urgent"]}, 0, id="each-by-name"
        ),
        pytest.param(
            {
                "any": [
                    {"outcome": "level", "in": ["early_help"]},
                    {"outcome": "level", "at_least": "urgent"},
                ]
            },
            0,
            id="either",
        ),
        pytest.param({"is": "high"}, 1, id="by-name"),
        pytest.param({"subject": ["child"]}, 0, id="asks-for-no-level"),
    ],
)
def test_every_level_that_reviews_ask_for_is_looked_at_again(
    when: Any, grades: int
) -> None:
    review = {**a_sound_ruleset()["reviews"][0], "when": when}
    named = {"high": {"outcome": "level", "at_least": "urgent"}}
    codes = [code for code, _ in found({"reviews": [review], "conditions": named})]

    assert codes == ["NR359"] * grades


def test_one_ladder_with_a_review_at_every_level_is_enough() -> None:
    review = a_sound_ruleset()["reviews"][0]
    reviews = [
        {**review, "id": "V1", "when": {"outcome": "level", "at_least": "early_help"}},
        {**review, "id": "V2", "when": {"outcome": "meeting", "in": ["no"]}},
    ]
    rules = [threshold(reach={"level": "early_help", "meeting": "yes"})]
    both = {"outcomes": {"meeting": YES}, "thresholds": rules}

    assert found({"reviews": reviews, **both}) == []
