"""A case put into the fields of the form comes to what it came to."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from neglect_rules.evaluation import evaluate
from neglect_rules.golden import is_for, read_test
from neglect_rules.studio import Request
from neglect_rules.studio._case_fields import emptied, fields_of
from neglect_rules.studio._tried import tried
from tests.shipped import ROOT
from tests.unit.report.handbook.books import SHIPPED, program

CASES = sorted((ROOT / "rulesets").glob("*/*/cases/*.json"))[::3]


def of(file: Path) -> list[str]:
    """Return the shipped versions for which a worked case was agreed."""
    folder, test = file.parents[1].relative_to(ROOT / "rulesets"), read_test(file)
    named = f"{folder.parts[0]}.{folder.parts[1]}"
    return [
        name
        for name in SHIPPED
        if name.startswith(f"{named}@") and is_for(test, program(name))
    ]


TRIED = [file for file in CASES if of(file)]


@pytest.mark.parametrize(
    "file", TRIED, ids=lambda file: f"{file.parts[-3]}-{file.stem}"
)
def test_a_worked_case_is_decided_in_the_form_as_anywhere(file: Path) -> None:
    test = read_test(file)
    for name in of(file):
        which = program(name)
        expected = evaluate(which, test.case, at=test.at)
        fields = fields_of(test.case, test.at)

        done = tried(which, Request(tab="try", now=test.at, fields=fields))

        assert done.problems == ()
        assert done.decision is not None
        assert done.decision.outcomes == expected.outcomes


def test_what_a_case_filled_is_empty_before_another_one() -> None:
    test = read_test(TRIED[0])
    fields = {**fields_of(test.case, test.at), "ruleset": "kept", "old": "kept"}
    now = dt.datetime(2026, 5, 12, tzinfo=dt.UTC)

    left = {**fields, **emptied(Request(tab="try", now=now, fields=fields))}

    assert {name for name, text in left.items() if text} == {"ruleset", "old", "day"}
