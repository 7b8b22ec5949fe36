"""A yearly change by form: changed, checked, proved, tested, saved and compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser.driving import Visit

pytestmark = pytest.mark.browser

SCREEN = "Neglect screen, version 1.2.0"
PATTERN = "Three established signs in two parts of the care are a pattern."


def written(visit: Visit, part: str, label: str, value: str) -> None:
    """Write a value into its field, as somebody does who uses the keyboard."""
    visit.page.get_by_label("What to change").select_option(label=part)
    visit.wait()
    field = visit.page.get_by_label(label, exact=True)
    field.fill(value)
    visit.page.keyboard.press("Tab")
    visit.wait()


def changed(visit: Visit) -> None:
    """Change the version, two numbers, a weight and a wording."""
    visit.choose(SCREEN)
    visit.tab("Change")
    for part, label, value in (
        ("Version and dates", "Version: Neglect screen", "2.0.0"),
        (
            "Numbers that have a name",
            "Number: How many emerging signs call for early help",
            "2",
        ),
        ("Weights, caps and points", "Weight: Supervision and safety", "2"),
        (
            "Thresholds, and what else moves a level",
            f"At least: established signs: {PATTERN} [T3]",
            "4",
        ),
        ("Names and reasons", "Title: The ruleset", "Our neglect screen"),
    ):
        written(visit, part, label, value)


def test_a_policy_lead_makes_the_yearly_change(visit: Visit, tmp_path: Path) -> None:
    changed(visit)

    for was, now in (("1.2.0", "2.0.0"), ("3", "2"), ("1.5", "2")):
        assert f"from “{was}” to “{now}”" in visit.words()

    visit.tab("Check")

    assert "Found: " not in visit.page.locator("#verdict").inner_text()

    with visit.page.expect_download() as download:
        visit.press("Save to a file")
    file = tmp_path / "ruleset.json"
    download.value.save_as(file)
    saved = json.loads(file.read_text("utf-8"))

    assert (saved["title"], saved["version"]) == ("Our neglect screen", "2.0.0")
    assert saved["parameters"]["several"]["number"] == 2
    assert saved["domains"]["supervision"]["weight"] == 2
    assert [
        each["when"]["all"][0]["at_least"]
        for each in saved["thresholds"]
        if each["id"] == "T3"
    ] == [4]


def test_the_change_is_proved_tested_and_compared(visit: Visit) -> None:
    changed(visit)
    visit.tab("Prove")
    visit.press("Prove what it does")

    assert "A proof is about the rules." in visit.words()

    visit.tab("Tests")
    visit.page.get_by_label(
        "Also run tests that were agreed for other versions"
    ).check()
    visit.press("Run the tests that come with it")

    assert "not as agreed" in visit.words()

    visit.page.get_by_role("button", name="Try this case").first.click()
    visit.wait()

    assert visit.page.title().startswith("Try a case")

    visit.tab("Compare")
    visit.page.get_by_label("What it was when you opened it").check()
    visit.press("Compare")

    assert "2.0.0" in visit.page.locator(".nr-page").first.inner_text()

    visit.tab("Change")
    visit.press("Undo everything")

    assert "Nothing yet." in visit.words()


def test_what_cannot_stand_there_is_said_at_its_field(visit: Visit) -> None:
    visit.choose(SCREEN)
    visit.tab("Change")
    written(visit, "Version and dates", "Version: Neglect screen", "next")

    assert "There is a problem" in visit.words()
    # Whoever types goes on typing; the list stands at the top.
    visit.page.locator("#errors a").first.click()

    assert visit.page.evaluate("document.activeElement.id") == "change./version"


def test_recorded_cases_are_opened_and_compared(visit: Visit, tmp_path: Path) -> None:
    case = {
        "format": 1,
        "subject": {"ref": "A-1", "born": "2022-01-30"},
        "answers": {"SUP2": "severe"},
    }
    file = tmp_path / "cases.jsonl"
    file.write_text(json.dumps(case), "utf-8")
    visit.choose(SCREEN)
    visit.tab("Impact")
    visit.page.get_by_label("Neglect screen, version 1.1.0").check()
    visit.page.get_by_label("The cases").set_input_files(file)
    visit.press("See whom it moves")

    assert "1 case" in visit.words()


def test_nothing_was_asked_of_anybody_else_and_nothing_went_wrong(
    visit: Visit,
) -> None:
    assert visit.outside == []
    assert visit.complaints == []
