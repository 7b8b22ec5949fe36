"""The editor: what is wrong is marked while one types, and put right by one press."""

from __future__ import annotations

import time

import pytest

from tests.browser.driving import Visit
from tests.unit.studio.asking import TEXT

pytestmark = pytest.mark.browser

SCREEN = "Neglect screen, version 1.2.0"
SLIP = TEXT.replace('"description":', '"descripton":', 1)


@pytest.fixture(name="check")
def _check(visit: Visit) -> Visit:
    visit.choose(SCREEN)
    visit.tab("Check")
    return visit


def test_a_slip_is_marked_and_put_right_by_one_press(
    check: Visit, capsys: pytest.CaptureFixture[str]
) -> None:
    check.write(SLIP)

    assert "Found: 1 problem so far" in check.words()

    # Only what is in sight of a long text is drawn.
    check.page.locator(".nr-found a").first.click()
    mark = check.page.locator(".cm-lintRange-error")
    mark.wait_for()

    mark.hover()
    began = time.perf_counter()
    check.page.get_by_role("button", name="Write “description”").click()
    check.page.locator("#verdict", has_text="No problems found so far").wait_for()
    took = time.perf_counter() - began
    with capsys.disabled():
        print(f"\nlooked at {took:.1f} s after a change")  # noqa: T201

    assert check.text() == TEXT
    assert mark.count() == 0


def test_what_was_found_leads_to_its_place_in_the_editor(check: Visit) -> None:
    check.write(SLIP)
    check.page.locator(".nr-found a").first.click()

    assert check.page.evaluate("document.activeElement.id") == "ruleset-editor"
    assert "descripton" in check.page.locator(".cm-activeLine").inner_text()


def test_the_keyboard_gets_in_and_out_of_the_editor(check: Visit) -> None:
    check.page.get_by_role("textbox", name="The ruleset, as JSON").focus()
    check.page.keyboard.press("Tab")

    assert check.page.evaluate("document.activeElement.id") != "ruleset-editor"
    assert check.text() == TEXT


def test_what_is_typed_while_the_page_works_is_not_lost(check: Visit) -> None:
    check.page.get_by_role("button", name="Check", exact=True).click()
    check.page.locator(".cm-line").first.click()
    check.page.keyboard.press("End")
    check.page.keyboard.insert_text("  ")
    check.page.locator("#verdict", has_text="so far").wait_for()
    check.wait()

    assert check.text() == TEXT.replace("{", "{  ", 1)
    assert check.page.locator(".cm-line").first.inner_text() == "{  "


def test_the_layout_is_tidied(check: Visit) -> None:
    loose = TEXT.replace('\n  "format": 1,', '\n        "format": 1,', 1)
    check.write(loose)
    check.press("Tidy the layout")

    assert check.text() != loose
    assert '\n  "format": 1,' in check.text()


def test_nothing_was_asked_of_anybody_else_and_nothing_went_wrong(
    check: Visit,
) -> None:
    assert check.outside == []
    assert check.complaints == []
