"""Each tab used as a person would, and nothing asked of anybody else."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.driving import Visit

pytestmark = pytest.mark.browser

SCREEN = "Neglect screen, version 1.2.0"
DAY = "2026-05-12"


def test_the_page_is_useful_at_once_and_ready_soon(
    browser: Browser, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    context = browser.new_context()
    visit = Visit(context.new_page(), address)
    began = time.perf_counter()
    visit.page.goto(f"{address}index.html")
    choice = visit.page.get_by_label(SCREEN)
    choice.check()
    useful = time.perf_counter() - began
    visit.page.get_by_role("button", name="Open the ruleset").click()
    visit.page.wait_for_selector("dl.govuk-summary-list")
    opened = time.perf_counter() - began
    context.close()
    with capsys.disabled():
        print(f"\nreadable after {useful:.1f} s, first answer after {opened:.1f} s")  # noqa: T201

    assert useful < 5
    assert visit.complaints == []
    assert visit.outside == []


def test_a_case_is_tried_and_explained(visit: Visit) -> None:
    visit.choose(SCREEN)

    assert "Not for use with a real child." in visit.words()

    visit.tab("Try")
    page = visit.page
    page.get_by_label("The day to decide on").fill(DAY)
    page.get_by_label("Date of birth").fill("2019-05-03")
    page.keyboard.press("Tab")
    visit.wait()

    assert "0 of 24 questions answered." in visit.words()

    question = page.locator("fieldset.nr-question").first
    question.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    visit.wait()

    assert "1 of 24 questions answered." in visit.words()
    # Whoever uses a keyboard is still where they were.
    assert page.evaluate("document.activeElement.type") == "radio"

    visit.press("What to ask next")

    assert "ask" in visit.words().lower()

    visit.tab("Explain")

    assert visit.page.title().startswith("Why this level")

    visit.page.get_by_label("An auditor").check()
    visit.press("Show")

    assert "fingerprint" in visit.words().lower()


def test_the_same_case_stands_beside_under_another_version(visit: Visit) -> None:
    visit.choose(SCREEN)
    visit.tab("Try")
    visit.page.get_by_label("The same case under").select_option(
        label="Neglect screen, version 1.1.0"
    )
    visit.wait()

    assert "Under Neglect screen, version 1.1.0" in visit.words()

    visit.page.get_by_label("The same case under").select_option("")
    visit.wait()


def test_the_same_case_stands_beside_what_the_ruleset_was(visit: Visit) -> None:
    visit.choose(SCREEN)
    visit.tab("Change")
    visit.page.get_by_label("Version: Neglect screen", exact=True).fill("2.0.0")
    visit.press("Change")
    visit.tab("Try")
    visit.page.get_by_label("The same case under").select_option(
        label="What it was when you opened it"
    )
    visit.wait()

    assert "Under what it was when you opened it" in visit.words()

    visit.tab("Change")
    visit.press("Undo everything")
    visit.tab("Try")

    assert "Under what it was" not in visit.words()


def test_a_decision_is_kept_and_an_auditor_decides_it_again(
    visit: Visit, tmp_path: Path
) -> None:
    visit.choose(SCREEN)
    visit.tab("Try")
    with visit.page.expect_download() as download:
        visit.press("Save as a capsule")
    file = tmp_path / "capsule.json"
    download.value.save_as(file)
    visit.tab("Replay")
    visit.page.get_by_label("The capsule").set_input_files(file)
    visit.page.get_by_role(
        "heading", name="The same decision comes out again"
    ).wait_for()

    capsule = json.loads(file.read_text("utf-8"))
    capsule["case"]["subject"]["born"] = "2010-01-01"
    altered = tmp_path / "altered.json"
    altered.write_text(json.dumps(capsule), "utf-8")
    visit.page.get_by_label("The capsule").set_input_files(altered)
    visit.page.get_by_role("heading", name="The file was altered").wait_for()

    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    visit.page.get_by_label("The capsule").set_input_files(broken)
    visit.page.get_by_role("heading", name="There is a problem").wait_for()


def test_a_slip_in_the_text_is_found_and_mended(visit: Visit) -> None:
    visit.choose(SCREEN)
    visit.tab("Check")

    assert "No problems found." in visit.words()

    text = visit.text()
    visit.write(text.replace('"format": 1,', '"format": 1', 1))
    visit.press("Check")

    assert visit.page.evaluate("document.activeElement.id") == "errors"

    visit.page.locator("#errors a").first.click()

    assert visit.page.evaluate("document.activeElement.id") == "ruleset-editor"
    assert visit.page.locator(".cm-activeLine").inner_text() != "{"

    visit.write(text)
    visit.press("Check")

    assert "No problems found." in visit.words()


def test_two_versions_are_compared(visit: Visit) -> None:
    visit.choose(SCREEN)
    visit.tab("Compare")
    visit.page.get_by_label("Neglect screen, version 1.1.0").check()
    visit.press("Compare")

    assert "1.1.0" in visit.page.locator(".nr-page").first.inner_text()


def test_long_work_is_stopped_and_the_page_goes_on(visit: Visit) -> None:
    visit.choose(SCREEN)
    visit.long_work()
    visit.tab("Handbook")

    assert visit.page.title().startswith("Handbook")


def test_back_and_forward_lead_through_the_tabs(visit: Visit) -> None:
    visit.tab("Handbook")
    visit.tab("Replay")
    visit.page.go_back()
    visit.page.wait_for_selector(".nr-tabs [aria-current][href='#/handbook']")

    assert visit.page.url.endswith("#/handbook")


def test_nothing_was_asked_of_anybody_else_and_nothing_went_wrong(
    visit: Visit,
) -> None:
    assert visit.outside == []
    assert visit.complaints == []
    assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert visit.page.evaluate("document.cookie") == ""


def test_with_scripts_off_the_page_says_why_it_cannot_work(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}index.html")

    assert "Scripts are off in this browser." in page.locator("body").inner_text()
    assert "Choose a ruleset" in page.locator("main").inner_text()

    context.close()
