"""Thin forms: a warning where blanks alone send a child up, and none elsewhere."""

from __future__ import annotations

import pytest

from neglect_rules.analysis import thin_forms
from neglect_rules.diagnostics import Severity
from tests.builders import NOON, a_case, a_program

CEILING = {"/open_answers/recommend": "ceiling"}
WHOLE = {"A": "met", "B": "met", "C": "emerging", "S": "reliable"}


@pytest.mark.parametrize("recommend", ["floor", "person"])
def test_blanks_send_nobody_up_where_what_is_certain_is_recommended(
    recommend: str,
) -> None:
    assert thin_forms(a_program({"/open_answers/recommend": recommend})) == ()


def test_blanks_send_a_child_up_where_the_ceiling_is_recommended() -> None:
    (found,) = thin_forms(a_program(CEILING))

    assert found.code == "NR301"
    assert found.severity is Severity.WARNING
    assert str(found.at) == "/open_answers/recommend"
    assert "with no answer or with a quarter of its answers" in found.message
    assert "`high` of `level`" in found.message


def test_it_says_how_many_of_its_worked_cases_blanks_would_send_up() -> None:
    cases = [(a_case(WHOLE), NOON), (a_case({**WHOLE, "A": "severe"}), NOON)]

    (found,) = thin_forms(a_program(CEILING), cases)

    assert found.hint is not None
    assert found.hint.startswith(
        "of its worked cases, cut to a quarter, 7 of 8 go higher than their answers"
    ), "only the one that keeps the severe answer is at the top already"
