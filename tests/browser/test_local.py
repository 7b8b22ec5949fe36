"""The page on this computer in a real browser: a folder's rulesets opened and saved."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, expect

from tests.browser.driving import Visit
from tests.browser.test_access import seen
from tests.unit.studio.asking import TEXT

pytestmark = pytest.mark.browser

NAME = "my-area/1.2.0/ruleset.json"
COMMAND = "import sys; from neglect_rules.cli import run; run(['studio', sys.argv[1]])"
BOX = "The ruleset, as JSON"


@contextmanager
def shown(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Show the page of a folder as the command does, and say at which address."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", COMMAND, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    yield process.stdout.readline().strip(), process
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    file = tmp_path / "rules" / NAME
    file.parent.mkdir(parents=True)
    file.write_text(TEXT, "utf-8")
    return tmp_path / "rules"


def visited(browser: Browser, address: str, *, inspected: bool = False) -> Visit:
    """Return a visit of the page, by the address as it was printed."""
    context = browser.new_context(bypass_csp=inspected)
    visit = Visit(context.new_page(), address.partition("?")[0])
    visit.page.goto(address)
    visit.page.wait_for_selector("html[data-ready]")
    return visit


@pytest.fixture(name="visit")
def _visit(browser: Browser, folder: Path) -> Iterator[Visit]:
    with shown(folder) as (address, _):
        visit = visited(browser, address)
        yield visit
        visit.page.context.close()

    assert visit.outside == []
    assert visit.complaints == []


def open_file(visit: Visit) -> None:
    """Open the ruleset of the folder and go where its text is."""
    visit.page.get_by_label("Neglect screen, version 1.2.0").first.check()
    visit.press("Open this file")
    visit.tab("Check")


def change(visit: Visit, title: str) -> str:
    """Give the ruleset another title by hand, and return the text."""
    text = visit.text().replace('"Neglect screen"', f'"{title}"', 1)
    visit.write(text)
    return text


def test_the_page_is_useful_at_once(
    browser: Browser, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with shown(folder) as (address, _):
        began = time.perf_counter()
        visit = visited(browser, address)
        visit.page.get_by_label("Neglect screen, version 1.2.0").first.check()
        useful = time.perf_counter() - began
        open_file(visit)
        expect(visit.page.locator("#ruleset")).to_have_value(TEXT)
        checked = time.perf_counter() - began
        visit.page.context.close()
    with capsys.disabled():
        print(f"\nuseful after {useful:.1f} s, a file checked after {checked:.1f} s")  # noqa: T201

    assert useful < 5  # Under 2 where nothing else runs.


def test_a_change_is_saved_and_what_was_there_is_kept(
    visit: Visit, folder: Path
) -> None:
    assert "key=" not in visit.page.url

    open_file(visit)
    change(visit, "Changed here")
    visit.press("Save")

    assert f"Saved as {NAME}." in visit.words()
    assert "No problems found." in visit.words()
    assert '"title": "Changed here"' in (folder / NAME).read_text("utf-8")
    kept = folder / "my-area/1.2.0/.previous/ruleset.1.json"
    assert kept.read_text("utf-8") == TEXT

    change(visit, "Neglect screen")
    visit.press("Save")
    visit.tab("Handbook")

    assert "Saved as" not in visit.words()


def test_an_edit_made_elsewhere_stays_and_so_does_the_text(
    visit: Visit, folder: Path
) -> None:
    open_file(visit)
    mine = change(visit, "Mine")
    theirs = TEXT.replace('"Neglect screen"', '"Theirs"', 1)
    (folder / NAME).write_text(theirs, "utf-8")
    visit.press("Save")

    assert "There is a problem" in visit.words()
    assert visit.page.evaluate("document.activeElement.id") == "errors"
    assert (folder / NAME).read_text("utf-8") == theirs

    visit.page.get_by_role("link", name="Go back to the text").click()
    visit.wait()

    assert visit.text() == mine

    visit.press("Save")
    visit.page.get_by_label("Save under another name").fill("mine.json")
    visit.page.keyboard.press("Enter")
    visit.wait()

    assert "Saved as mine.json." in visit.words()
    assert '"title": "Mine"' in (folder / "mine.json").read_text("utf-8")


def test_what_is_in_the_file_now_can_be_taken_instead(
    visit: Visit, folder: Path
) -> None:
    open_file(visit)
    change(visit, "Mine")
    theirs = TEXT.replace('"Neglect screen"', '"Theirs"', 1)
    (folder / NAME).write_text(theirs, "utf-8")
    visit.press("Save")
    visit.press("Open what is in the file now")

    assert visit.text() == theirs


def test_what_ships_is_saved_under_a_name_and_offered_from_then_on(
    visit: Visit, folder: Path
) -> None:
    visit.page.get_by_label("Neglect screen, version 1.1.0").check()
    visit.press("Open the ruleset")
    visit.tab("Check")
    visit.press("Save")
    visit.page.get_by_label("Name of the file").fill("ours/1.0.0/ruleset.json")
    visit.press("Save under this name")

    assert (folder / "ours/1.0.0/ruleset.json").is_file()

    visit.tab("Start")
    visit.press("Open another ruleset")

    assert "ours/1.0.0/ruleset.json" in visit.words()


def test_long_work_is_stopped_and_the_page_goes_on(visit: Visit) -> None:
    open_file(visit)
    mine = visit.long_work()

    visit.tab("Check")

    assert visit.text() == mine

    visit.press("Check")

    assert "Found: " in visit.words()


def test_a_text_that_is_not_saved_is_not_closed_unasked(visit: Visit) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    visit.page.on("dialog", answer)
    open_file(visit)
    change(visit, "Mine")
    visit.press("Check")
    visit.press("Save")
    visit.page.reload()

    assert asked == []

    visit.page.wait_for_selector("html[data-ready]")
    visit.tab("Start")
    visit.page.get_by_label("Mine, version 1.2.0").check()
    visit.press("Open this file")
    visit.tab("Check")
    visit.page.get_by_role("textbox", name=BOX).press("x")
    visit.page.reload()

    assert asked == ["beforeunload"]


def test_when_the_program_has_ended_the_text_is_still_there(
    browser: Browser, folder: Path
) -> None:
    with shown(folder) as (address, process):
        visit = visited(browser, address)
        open_file(visit)
        mine = change(visit, "Mine")
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        visit.page.get_by_role("button", name="Check", exact=True).click()
        visit.page.get_by_text("The page cannot reach the program").first.wait_for()

        assert visit.text() == mine

        visit.page.context.close()


def test_everybody_can_use_what_is_only_on_this_page(
    browser: Browser, folder: Path
) -> None:
    with shown(folder) as (address, _):
        visit = visited(browser, address, inspected=True)
        seen(visit, "local-start")
        visit.press("Open this file")
        seen(visit, "local-nothing-chosen")
        open_file(visit)
        change(visit, "Mine")
        visit.press("Save")
        seen(visit, "local-saved")
        (folder / NAME).write_text(TEXT, "utf-8")
        change(visit, "Mine again")
        visit.press("Save")
        seen(visit, "local-not-saved")
        visit.page.get_by_label("Save under another name").fill("../mine.json")
        visit.press("Save under this name")
        seen(visit, "local-wrong-name")
        visit.page.on("dialog", lambda dialog: dialog.accept())
        visit.page.goto(f"{visit.address}read?tab=handbook&file={NAME}")
        seen(visit, "local-read")
        visit.page.context.clear_cookies()
        visit.page.goto(visit.address)
        seen(visit, "local-locked")
        visit.page.context.close()


def test_with_scripts_off_the_rulesets_of_the_folder_can_be_read(
    browser: Browser, folder: Path
) -> None:
    with shown(folder) as (address, _):
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(address)

        assert "Scripts are off in this browser." in page.locator("body").inner_text()

        page.get_by_role("link", name="its handbook").first.click()

        assert "How to read this" in page.locator("main").inner_text()

        page.get_by_role("link", name="What was found").click()

        assert "No problems found." in page.locator("main").inner_text()

        context.close()
