"""The pages about households run and read as they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import pytest

from neglect_rules import explain_household, link, shipped_ruleset
from neglect_rules.cli import run
from neglect_rules.households import (
    HouseholdDecision,
    evaluate_household,
    load_household,
    read_household,
)
from neglect_rules.loading import schema
from neglect_rules.program import Program
from tests.shipped import ROOT

GUIDE: Final = (ROOT / "docs/how-to/assess-a-household.md").read_text("utf-8")
PAGE: Final = (ROOT / "docs/reference/household-format.md").read_text("utf-8")
FILES: Final = ROOT / "docs/how-to/households"


def blocks(text: str, kind: str) -> list[str]:
    found = re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [str(each) for each in found]


@cache
def the_program() -> Program:
    return link(shipped_ruleset("bcp.practitioner-toolkit", version="2.0.0"))


def judged(source: Any) -> HouseholdDecision:
    household = load_household(source)
    at = household.at or read_household(FILES / "two-children.json").at
    assert at is not None
    return evaluate_household(the_program(), household, at=at)


def of_file(name: str) -> HouseholdDecision:
    return judged((FILES / name).read_bytes())


def test_a_baby_at_the_top_and_a_well_teenager_are_a_household_at_the_top() -> None:
    decision = of_file("two-children.json")
    baby, teenager = decision.children

    assert baby.decision is not None
    assert teenager.decision is not None
    assert baby.decision["level"].possible == ("specialist",)
    assert teenager.decision["level"].possible == ("universal",)
    assert (decision["level"].recommended, decision["level"].worst) == (
        "specialist",
        ("A-1",),
    )
    assert (baby.not_put, teenager.not_put) == (("SUP4",), ())


def test_two_well_children_and_one_not_assessed_are_not_a_well_household() -> None:
    decision = of_file("one-not-assessed.json")
    level = decision["level"]

    assert [each.decision and each.decision["level"].recommended for each in decision.children] == [
        "universal",
        "universal",
        None,
    ]  # fmt: skip
    assert (level.floor, level.ceiling) == ("universal", "specialist")
    assert (level.status, level.recommended) == ("not_determinable", None)
    assert (decision.tasks[0].id, decision.tasks[0].certain) == (
        "assess_child",
        ("C-3",),
    )
    assert "well" not in explain_household(decision)


def test_the_commands_of_the_guide_show_what_it_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    shown = blocks(GUIDE, "text")
    for number, line in enumerate(blocks(GUIDE, "console")):
        run(line.split()[2:])

        assert shown[number] in capsys.readouterr().out


def test_the_python_of_the_guide_prints_what_it_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {"__name__": "guide"}
    for code in blocks(GUIDE, "python"):
        exec(code, names)

    assert capsys.readouterr().out == blocks(GUIDE, "text")[-1]
    assert names["page"].startswith("**Illustrative.")


def test_the_child_of_the_guide_who_is_not_assessed_is_the_one_in_the_file() -> None:
    (block,) = blocks(GUIDE, "json")
    whole = json.loads((FILES / "one-not-assessed.json").read_text("utf-8"))

    assert whole["children"][-1] == json.loads(block)


WHOLE, SMALL = (json.loads(block) for block in blocks(PAGE, "json"))


def test_the_whole_block_of_the_page_is_judged() -> None:
    decision = judged(WHOLE)

    assert [child.ref for child in decision.children] == ["A-1", "U-1", "C-3"]
    assert decision.children[1].not_put == ("HOM1",)


def test_the_small_block_of_the_page_comes_out_as_the_page_says() -> None:
    decision = judged(SMALL)
    baby = decision.children[0].decision

    assert [child.not_put for child in decision.children] == [("SUP4",), ("EDU3",)]
    assert baby is not None
    assert len(baby.case.answers["EDU3"]) == 2


def properties(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from value.get("properties", {})
        for child in value.values():
            yield from properties(child)
    elif isinstance(value, list):
        for child in value:
            yield from properties(child)


@pytest.mark.parametrize("name", ["household", "household-decision"])
def test_the_page_names_every_key_of_its_schemas(name: str) -> None:
    named = set(re.findall(r'[`"]([$\w]+)[`"]', PAGE))

    assert set(properties(schema(name))) - named == set()
