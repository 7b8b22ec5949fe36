"""The page in one file, opened from a folder as by a double click."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from neglect_rules.audit import capsule
from neglect_rules.studio import single_file
from tests.browser.driving import Visit, violations
from tests.shipped import decided
from tests.unit.studio.asking import NOW

pytestmark = pytest.mark.browser

SCREEN = "Neglect screen, version 1.2.0"


@pytest.fixture(name="file", scope="module")
def _file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("single") / "page.html"
    file.write_bytes(single_file(NOW))
    return file


@pytest.fixture(name="single")
def _single(browser: Browser, file: Path) -> Iterator[Visit]:
    context = browser.new_context(accept_downloads=True)
    visit = Visit(context.new_page(), file.parent.as_uri())
    visit.page.goto(file.as_uri())
    visit.page.wait_for_selector("html[data-ready]")
    yield visit
    assert visit.outside == []
    assert visit.complaints == []
    context.close()


def test_a_ruleset_is_tried_checked_and_stopped(single: Visit) -> None:
    single.choose(SCREEN)
    single.tab("Try")
    single.page.get_by_label("Date of birth").fill("2019-05-03")
    single.page.keyboard.press("Tab")
    single.wait()
    assert "0 of 24 questions answered." in single.words()
    single.tab("Check")
    assert "No problems found." in single.words()
    single.long_work()
    single.tab("Handbook")
    assert "How to read this" in single.words()


def test_a_capsule_is_decided_again(single: Visit, tmp_path: Path) -> None:
    kept = tmp_path / "capsule.json"
    kept.write_text(capsule(decided("01")).to_json(), encoding="utf-8")
    single.tab("Replay")
    single.page.get_by_label("The capsule").set_input_files(kept)
    heading = "The same decision comes out again"
    single.page.get_by_role("heading", name=heading).wait_for()


def test_it_can_be_used_by_everybody(browser: Browser, file: Path) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.get_by_text("Licences").click()

    assert violations(page) == []

    context.close()
