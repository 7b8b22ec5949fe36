"""The editor: what is wrong is marked while one types, and put right by one press."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.driving import Visit, violations
from tests.unit.studio.asking import TEXT

pytestmark = pytest.mark.browser

SCREEN = "Neglect screen, version 1.2.0"
LIST = ".cm-tooltip-autocomplete"
BEGUN = TEXT.replace(
    '"thresholds": [', '"thresholds": [\n    {"id": "X", "when": {}},', 1
)
WHEN = BEGUN.partition('"when": {}}')[0]
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


def stand(visit: Visit, before: str) -> None:
    """Put the cursor after a part of the text, as a link to a place does."""
    line = before.count("\n") + 1
    column = len(before.rpartition("\n")[2]) + 1
    place = {"line": str(line), "column": str(column), "end": str(column)}
    visit.page.evaluate("place => window.nrEditor.go(place)", place)


def row(visit: Visit) -> str:
    return visit.page.locator(".cm-activeLine").inner_text().strip()


def test_a_condition_is_written_with_what_is_offered(check: Visit) -> None:
    check.write(BEGUN)
    stand(check, f'{WHEN}"when": {{')
    keyboard = check.page.keyboard
    keyboard.type('"')
    check.page.get_by_role("option", name="indicator", exact=True).wait_for()
    keyboard.type("indi")
    keyboard.press("Enter")
    keyboard.type('"')
    check.page.get_by_role("option", name="SUP2 Left alone").wait_for()
    keyboard.type("SUP2")
    keyboard.press("Enter")
    keyboard.type(', "at_least": "')
    check.page.get_by_role("option", name="severe").wait_for()
    # Between two choices a person takes longer than the list wants.
    check.page.wait_for_timeout(200)
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")

    assert row(check) == (
        '{"id": "X", "when": {"indicator": "SUP2", "at_least": "established"}},'
    )
    assert check.page.locator(LIST).count() == 0


def test_the_list_opens_and_closes_by_keyboard(check: Visit) -> None:
    stand(check, TEXT.partition('illustrative"')[0])
    check.page.keyboard.press("Control+Space")
    check.page.get_by_role("option", name="draft").wait_for()
    editor = check.page.get_by_role("textbox", name="The ruleset, as JSON")

    assert check.page.get_by_role("option").count() == 6
    assert editor.get_attribute("aria-expanded") == "true" or (
        editor.get_attribute("aria-activedescendant")
    )

    check.page.keyboard.press("Escape")
    check.page.locator(LIST).wait_for(state="detached")
    check.page.keyboard.press("Control+Space")
    check.page.locator(LIST).wait_for()
    check.page.keyboard.press("Tab")
    check.page.locator(LIST).wait_for(state="detached")

    assert check.page.evaluate("document.activeElement.id") != "ruleset-editor"
    assert check.text() == TEXT


def rest(check: Visit, there: Locator) -> None:
    """Rest the pointer on something until it is told; the text may still scroll."""
    for _ in range(10):
        check.page.mouse.move(0, 0)
        there.hover()
        try:
            check.page.locator(".nr-told").wait_for(timeout=3_000)
        except PlaywrightTimeoutError:
            continue
        return


def test_what_stands_there_is_told_by_pointer_and_by_keyboard(check: Visit) -> None:
    check.wait()
    stand(check, TEXT.partition('critical_at"')[0])
    told = check.page.locator(".nr-told")
    check.page.keyboard.press("F2")
    told.wait_for()
    words = told.inner_text().splitlines()

    assert words[0] == "critical_at"
    assert check.page.locator("#said").inner_text() == ". ".join(words)

    check.page.keyboard.press("Escape")
    told.wait_for(state="detached")
    stand(check, TEXT.partition('"scale": ')[0])
    rest(check, check.page.locator(".cm-activeLine").get_by_text('"care"'))

    assert told.inner_text().startswith("care: How far a need goes unmet")

    # Somebody who types is not told of what stood there before.
    check.page.mouse.move(0, 0)
    told.wait_for(state="detached")
    check.page.keyboard.press("F2")
    check.page.keyboard.type(" ")
    check.wait()

    assert told.count() == 0


@pytest.mark.parametrize(
    ("was", "slip", "button"),
    [
        ('"format": 1,', '"format": 1', "Put a comma here"),
        ('"draft"', "\u201cdraft\u201d", "Write straight quotation marks"),
    ],
)
def test_a_slip_of_a_word_processor_is_put_right_by_one_press(
    check: Visit, was: str, slip: str, button: str
) -> None:
    text = TEXT.replace('"illustrative"', '"draft"', 1)
    broken = text.replace(was, slip, 1)
    check.write(broken)
    check.page.locator(".nr-found a").first.click()
    check.page.locator(".cm-lintRange-error").first.hover()
    check.page.get_by_role("button", name=button).first.click()
    check.page.locator("#verdict", has_text="No problems found so far").wait_for()

    assert check.text() == text

    # The same by keyboard.
    check.write(broken)
    check.page.locator("#verdict", has_text="Found: 1 problem so far").wait_for()
    stand(check, "")
    check.page.keyboard.press("F8")
    check.page.keyboard.press("ControlOrMeta+.")
    check.page.locator("#verdict", has_text="No problems found so far").wait_for()

    assert check.text() == text


def test_what_is_saved_is_laid_out_first(check: Visit) -> None:
    check.write(TEXT.replace('\n  "format": 1,', '\n        "format": 1,', 1))
    with check.page.expect_download() as download:
        check.press("Save to a file")

    assert "The layout is tidy now. No rule has changed." in check.words()
    assert download.value.path().read_text("utf-8") == check.text()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_open_list_keeps_the_rules(
    inspected: Visit, width: int, colours: Literal["none", "active"]
) -> None:
    inspected.choose(SCREEN)
    inspected.tab("Check")
    page = inspected.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(forced_colors=colours)
    stand(inspected, TEXT.partition('illustrative"')[0])
    page.keyboard.press("Control+Space")
    page.get_by_role("option", name="draft").wait_for()
    if folder := os.environ.get("NEGLECT_RULES_SHOTS"):
        page.wait_for_timeout(500)
        page.screenshot(path=Path(folder) / f"list-{width}-{colours}.png")
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert violations(page) == []
    assert page.locator(LIST).count() == 1
    assert wider <= 0

    page.emulate_media(forced_colors="none")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_nothing_was_asked_of_anybody_else_and_nothing_went_wrong(
    check: Visit,
) -> None:
    assert check.outside == []
    assert check.complaints == []
