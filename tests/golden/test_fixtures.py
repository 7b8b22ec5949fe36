"""Two published instruments as rulesets: the engine knows nothing of neglect."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from neglect_rules.errors import RulesetError
from neglect_rules.evaluation import Decision, evaluate
from neglect_rules.linking import link
from neglect_rules.loading import load_case, load_ruleset

FIXTURES: Final = Path(__file__).parents[1] / "fixtures"
AT: Final = datetime(2026, 5, 12, 10, tzinfo=UTC)
HOME: Final = ("H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H11")
AREAS: Final = ("PHYSICAL", "SAFETY", "LOVE", "ESTEEM")
BECAUSE: Final = "This edition counts grade 3 as common, so worse can lower the mode."

Document = dict[str, Any]

pytestmark = pytest.mark.golden


def _document(name: str) -> Document:
    path = FIXTURES / name / "ruleset.json"
    document: Document = json.loads(path.read_text(encoding="utf-8"))
    return document


def _decide(document: Document, answers: Mapping[str, Any]) -> Decision:
    case = {"format": 1, "subject": {"age_months": 90}, "answers": dict(answers)}
    return evaluate(link(load_ruleset(document)), load_case(case), at=AT)


def _report(decision: Decision) -> dict[str, list[str]]:
    return {item["id"]: item["value"] for item in decision.account.report}


def _edition(
    items: int, problem_above: str, *, excepted: bool = False, of: str = "graded-care"
) -> Document:
    """Return a roll-up with an area of so many sub-areas, called `ESTEEM`.

    Where more than four are wanted, the first of other areas are lent to it.
    """
    document = _document(of)
    document["parameters"]["problem_above"]["grade"] = problem_above
    names = ["D1", "D2", "D3", "D4", "A1"][:items]
    document["ratings"]["ESTEEM"]["rule"]["most_common"] = names
    if excepted:
        for name in AREAS:
            word = {"law": 5, "because": BECAUSE}
            document["ratings"][name]["exception"] = word
    return document


def _rolled_up(document: Document, grades: Sequence[int]) -> list[str]:
    names = document["ratings"]["ESTEEM"]["rule"]["most_common"]
    answers = {name: str(grade) for name, grade in zip(names, grades, strict=True)}
    return _report(_decide(document, answers))["esteem"]


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        pytest.param([1, 2, 2], "2", id="most-common"),
        pytest.param([1, 1, 2], "1", id="most-common-is-best"),
        pytest.param([1, 2, 3], "3", id="one-above-the-problem-grade"),
        pytest.param([2, 2, 4], "4", id="one-far-above"),
        pytest.param([1, 5, 1], "5", id="one-worst"),
        pytest.param([1, 1, 2, 2], "2", id="tie-gives-the-worse"),
        pytest.param([1, 1, 1, 1, 3], "3", id="one-of-five"),
        pytest.param([1, 1, 1, 2, 2], "1", id="two-of-five"),
    ],
)
def test_an_area_is_its_most_common_grade_unless_one_is_above_two(
    grades: list[int], expected: str
) -> None:
    assert _rolled_up(_edition(len(grades), "2"), grades) == [expected]


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        pytest.param([1, 2, 3], "3", id="three-way-tie-gives-the-worst"),
        pytest.param([1, 1, 3], "1", id="three-is-not-yet-a-problem"),
        pytest.param([1, 1, 4], "4", id="four-is"),
    ],
)
def test_an_edition_may_put_the_problem_grade_at_three(
    grades: list[int], expected: str
) -> None:
    document = _edition(len(grades), "3", excepted=True)

    assert _rolled_up(document, grades) == [expected]


def test_with_the_problem_grade_at_three_a_worse_sub_area_lowers_its_area() -> None:
    document = _edition(3, "3", excepted=True)

    before, after = _rolled_up(document, [1, 2, 3]), _rolled_up(document, [2, 2, 3])

    assert (before, after) == (["3"], ["2"])


def test_so_that_edition_is_refused_without_an_exception_to_law_5() -> None:
    with pytest.raises(RulesetError) as refused:
        link(load_ruleset(_edition(3, "3")))

    assert {each.code for each in refused.value.diagnostics} == {"NR210"}
    assert {str(each.at) for each in refused.value.diagnostics} <= {
        f"/ratings/{name}" for name in AREAS
    }


def test_with_an_exception_the_law_is_not_claimed_for_that_outcome() -> None:
    decision = _decide(_edition(3, "3", excepted=True), {})

    assert {
        outcome
        for warning in decision.account.warnings
        if warning["kind"] == "law_not_claimed"
        for outcome in warning["about"]
    } == {"targets"}


def test_the_edition_as_shipped_needs_no_exception() -> None:
    program = link(load_ruleset(_document("graded-care")))

    assert not program.exempt


def test_a_problem_sub_area_stays_in_sight_behind_a_good_area() -> None:
    grades = {f"A{n}": "1" for n in range(1, 6)} | {"A4": "5"}

    decision = _decide(_document("graded-care"), grades)

    assert _report(decision)["physical"] == ["5"]
    assert decision["targets"].floor == "needed"
    assert [task["certain"] for task in decision.account.tasks] == [["A4"]]


def test_an_area_that_nobody_graded_may_be_anything() -> None:
    decision = _decide(_document("graded-care"), {"B1": "1"})

    assert _report(decision)["love"] == ["1", "2", "3", "4", "5"]
    assert decision["targets"].floor == "not_needed"
    assert decision["targets"].ceiling == "needed"


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        pytest.param([1, 2, 2], "10", id="most-common"),
        pytest.param([1, 1, 2], "5", id="best"),
        pytest.param([1, 2, 3], "15", id="one-above-the-problem-grade"),
        pytest.param([1, 1, 4], "20", id="one-worst"),
        pytest.param([1, 1, 2, 2], "10", id="tie-gives-the-worse"),
    ],
)
def test_four_grades_count_five_to_twenty(grades: list[int], expected: str) -> None:
    document = _edition(len(grades), "2", of="graded-care-four")

    assert _rolled_up(document, grades) == [expected, expected]


def test_the_worst_area_is_the_greatest_of_the_four_and_never_below_five() -> None:
    best = {f"{area}{n}": "1" for area, n in _sub_areas()}

    reports = [
        _report(_decide(_document("graded-care-four"), {**best, "C2": grade}))
        for grade in ("1", "4")
    ]

    assert [report["worst"] for report in reports] == [["5", "5"], ["20", "20"]]


def test_a_grade_that_does_not_apply_is_left_out_of_its_area() -> None:
    answers = {"B1": "2", "B2": {"state": "not_applicable"}}

    decision = _decide(_document("graded-care-four"), answers)

    assert _report(decision)["safety"] == ["10", "10"]


def test_the_worst_grade_of_four_asks_for_legal_advice() -> None:
    decision = _decide(_document("graded-care-four"), {"A1": "4"})

    certain = {task["id"]: task["certain"] for task in decision.account.tasks}
    assert certain == {"legal_advice": True, "target": ["A1"]}


def _sub_areas() -> list[tuple[str, int]]:
    sizes = {"A": 5, "B": 2, "C": 2, "D": 4}
    return [(area, n + 1) for area, size in sizes.items() for n in range(size)]


def test_the_profile_has_thirteen_sub_areas_in_four_areas() -> None:
    ratings = _document("graded-care")["ratings"].values()

    sub_areas = [name for rating in ratings for name in rating["rule"]["most_common"]]

    assert sub_areas == [f"{area}{n}" for area, n in _sub_areas()]


def _home(*seen: str) -> dict[str, Any]:
    nothing = dict.fromkeys((*HOME, "H10A", "H10C"), "no")
    return {**nothing, **dict.fromkeys(seen, "yes")}


@pytest.mark.parametrize(
    ("seen", "total", "band"),
    [
        pytest.param((), "0", "none", id="nothing"),
        pytest.param(("H2",), "1", "some", id="one"),
        pytest.param(("H10A",), "1", "some", id="the-adult-alone-is-one"),
        pytest.param(("H10A", "H10C"), "1", "some", id="both-persons-are-one"),
        pytest.param(HOME[:3], "3", "some", id="below-the-second-edge"),
        pytest.param(HOME[:4], "4", "much", id="on-the-second-edge"),
        pytest.param(HOME[:7], "7", "much", id="below-the-third-edge"),
        pytest.param(HOME[:8], "8", "grave", id="on-the-third-edge"),
        pytest.param((*HOME, "H10C"), "11", "grave", id="all-eleven"),
    ],
)
def test_home_conditions_are_how_many_of_eleven_were_seen(
    seen: tuple[str, ...], total: str, band: str
) -> None:
    report = _report(_decide(_document("home-conditions"), _home(*seen)))

    assert report == {"total": [total, total], "local_band": [band]}


def test_a_room_that_nobody_saw_leaves_the_total_open() -> None:
    answers = {**_home("H1", "H2", "H3"), "H8": {"state": "not_observed"}}

    report = _report(_decide(_document("home-conditions"), answers))

    assert report == {"total": ["3", "4"], "local_band": ["some", "much"]}


def test_an_empty_home_form_is_anything_from_nought_to_eleven() -> None:
    report = _report(_decide(_document("home-conditions"), {}))

    assert report["total"] == ["0", "11"]


def test_no_band_of_the_home_conditions_is_called_published() -> None:
    document = _document("home-conditions")

    bands = [document["ratings"]["LOCAL"], *document["parameters"].values()]

    assert {band["status"] for band in bands} == {"proposed"}
