"""What everybody can use: axe-core, narrow screens, large letters."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from neglect_rules.studio._respond import TABS as LABELS
from tests.browser.driving import Visit, violations

pytestmark = pytest.mark.browser

SCREEN = "Neglect screen, version 1.2.0"
TABS = tuple(LABELS.values())
VIEWS = {"wide": (1280, 900), "narrow": (360, 740), "large-letters": (640, 450)}


def seen(visit: Visit, name: str) -> None:
    """Hold the page as it stands against the rules, and at three widths."""
    assert violations(visit.page) == [], name

    for view, (width, height) in VIEWS.items():
        visit.page.set_viewport_size({"width": width, "height": height})
        wider = visit.page.evaluate(
            "document.documentElement.scrollWidth - window.innerWidth"
        )
        if folder := os.environ.get("NEGLECT_RULES_SHOTS"):
            file = Path(folder) / f"{name}-{view}.png"
            visit.page.screenshot(path=file, full_page=view != "wide")

        assert wider <= 0, (name, view)

    visit.page.set_viewport_size({"width": 1280, "height": 900})


def test_every_tab_without_a_ruleset(inspected: Visit) -> None:
    for name in TABS:
        inspected.tab(name)
        seen(inspected, f"empty-{name.lower()}")


def test_every_tab_with_a_ruleset(inspected: Visit) -> None:
    inspected.choose(SCREEN)
    for name in TABS:
        inspected.tab(name)
        seen(inspected, f"open-{name.lower()}")


def test_answers_given_and_wrong(inspected: Visit) -> None:
    inspected.tab("Try")
    page = inspected.page
    page.get_by_label("Date of birth").fill("2019-05-03")
    for radio in page.locator("fieldset.nr-question .govuk-radios").all()[:3]:
        radio.get_by_role("radio").first.check()
    page.get_by_label("The same case under").select_option(index=3)
    inspected.wait()
    inspected.press("What to ask next")
    seen(inspected, "answered")
    page.get_by_label("Date of birth").fill("Tuesday")
    page.keyboard.press("Tab")
    inspected.wait()

    assert "There is a problem" in inspected.words()

    seen(inspected, "wrong-answer")
    inspected.tab("Explain")
    seen(inspected, "nothing-to-explain")
    inspected.tab("Try")
    page.get_by_label("Date of birth").fill("2019-05-03")
    page.keyboard.press("Tab")
    inspected.wait()
    inspected.tab("Explain")
    page.get_by_role("radio", name="The family").check()
    inspected.press("Show")
    seen(inspected, "not-cleared")


def test_a_comparison_with_nothing_and_with_something(inspected: Visit) -> None:
    inspected.tab("Compare")
    inspected.press("Compare")
    seen(inspected, "compared-with-nothing")
    inspected.page.get_by_label("Neglect screen, version 1.1.0").check()
    inspected.press("Compare")
    seen(inspected, "compared")


def test_a_value_that_is_refused_and_one_that_is_changed(inspected: Visit) -> None:
    inspected.tab("Change")
    inspected.page.get_by_label("What to change").select_option("weights")
    inspected.wait()
    weight = inspected.page.get_by_label("Weight: Supervision and safety")
    weight.fill("heavy")
    inspected.press("Change")
    seen(inspected, "value-refused")
    weight.fill("2")
    inspected.press("Change")
    seen(inspected, "value-changed")
    inspected.tab("Tests")
    inspected.press("Run the tests that come with it")
    seen(inspected, "tests-run")
    inspected.press("What the tests never try")
    seen(inspected, "tests-cover")
    inspected.tab("Impact")
    inspected.press("See whom it moves")
    seen(inspected, "impact-nothing")
    inspected.tab("Prove")
    inspected.press("Prove what it does")
    seen(inspected, "proved")


def test_a_ruleset_with_problems(inspected: Visit) -> None:
    inspected.tab("Check")
    inspected.write('{"format": "one"}')
    seen(inspected, "problems-so-far")
    inspected.press("Check")
    seen(inspected, "problems")
    for name in ("Start", "Try"):
        inspected.tab(name)
        seen(inspected, f"refused-{name.lower()}")


def test_a_capsule_that_is_none(inspected: Visit, tmp_path: Path) -> None:
    inspected.tab("Replay")
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    inspected.page.get_by_label("The capsule").set_input_files(broken)
    inspected.page.get_by_role("heading", name="There is a problem").wait_for()
    seen(inspected, "no-capsule")


def test_the_licences(inspected: Visit) -> None:
    inspected.page.goto(f"{inspected.address}licences.html")
    seen(inspected, "licences")
