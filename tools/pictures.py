"""Make the pictures of the tour: `python -m tools.pictures [NAME ...]`.

Needs Chromium and Playwright. The page is exported and opened as anybody would open
it; reports and the handbook are shown as they are printed. Look at every picture that
was made before it is kept: nobody else does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset
from neglect_rules.report.handbook import (
    diagram,
    handbook,
    handbook_title,
    html_document,
    sheets,
)
from tests.browser.driving import Visit, launched, served
from tests.golden.reports import FOLDER
from tests.shipped import RULESET

IMAGES: Final = Path(__file__).parents[1] / "docs" / "images"
COMMAND: Final = "import sys; from neglect_rules.cli import run; run(sys.argv[1:])"
SCREEN: Final = "Neglect screen, version 1.2.0"
WIDE, NARROW, PAPER = (1280, 900), (360, 740), (794, 1123)


def start(visit: Visit) -> None:
    """Show the page as it is opened."""
    visit.tab("Start")


def check(visit: Visit) -> None:
    """Show what may stand at a place of the text."""
    visit.tab("Check")
    visit.page.locator(".cm-content").click()
    visit.page.keyboard.press("ControlOrMeta+Home")
    for _ in range(5):
        visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Home")
    visit.page.keyboard.press("Control+Space")
    visit.page.mouse.move(5, 5)
    visit.page.wait_for_timeout(1500)


def change(visit: Visit) -> None:
    """Show a number changed in its field."""
    visit.tab("Change")
    visit.page.get_by_label("What to change").select_option(
        label="Numbers that have a name"
    )
    visit.wait()
    label = "Number: How many emerging signs call for early help"
    visit.page.get_by_label(label, exact=True).fill("2")
    visit.page.keyboard.press("Tab")
    visit.wait()


def tried(visit: Visit) -> None:
    """Show a case that is being tried."""
    visit.tab("Try")
    for group, answer in (("SUP1", "established"), ("HOM1", "emerging")):
        visit.page.locator(
            f'input[name="answer.{group}"][value="grade:{answer}"]'
        ).check()
    visit.wait()


def prove(visit: Visit) -> None:
    """Show what holds for every child."""
    visit.tab("Prove")
    if visit.page.get_by_role("button", name="Prove").count():
        visit.page.get_by_role("button", name="Prove").first.click()
        visit.wait()


def compare(visit: Visit) -> None:
    """Show whom the change moves."""
    change(visit)
    visit.tab("Compare")
    visit.page.get_by_label("What it was when you opened it").check()
    visit.press("Compare")
    visit.page.get_by_role(
        "heading", name="What changed"
    ).first.scroll_into_view_if_needed()


_MARGIN: Final = "<style>html { margin: 57px }</style></head>"
TABS: Final[Mapping[str, tuple[Callable[[Visit], None], tuple[int, int]]]] = {
    "page-start": (start, WIDE),
    "page-check": (check, WIDE),
    "page-change": (change, WIDE),
    "page-try": (tried, WIDE),
    "page-try-narrow": (tried, NARROW),
    "page-prove": (prove, WIDE),
    "page-compare": (compare, WIDE),
}


def of_the_page(browser: Browser, names: list[str]) -> None:
    """Make the pictures of the page."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", COMMAND, "studio", "--export", folder]
        subprocess.run(command, check=True)  # noqa: S603 - ours
        with served(Path(folder)) as address:
            for name in names:
                show, (width, height) = TABS[name]
                page = browser.new_page(viewport={"width": width, "height": height})
                visit = Visit(page, address)
                visit.open()
                visit.choose(SCREEN)
                show(visit)
                page.screenshot(path=IMAGES / f"{name}.png")
                page.close()


def printed(browser: Browser, html: str, name: str) -> None:
    """Make the picture of a page as it is printed: its first sheet."""
    width, height = PAPER
    page = browser.new_page(viewport={"width": width, "height": height})
    page.emulate_media(media="print")
    # A sheet of paper has a margin, which a picture of the page has not.
    page.set_content(html.replace("</head>", _MARGIN, 1))
    page.screenshot(path=IMAGES / f"{name}.png")
    page.close()


def the_handbook() -> str:
    """Return the handbook of the example that ships."""
    program = link(read_ruleset(RULESET))
    figure = ("The levels", sheets(diagram(program)))
    title = handbook_title(program)
    return html_document(handbook(program), title, "en-GB", figure=figure, mark="m")


def main(names: list[str]) -> None:
    """Make the pictures that are named, or all of them."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        of_the_page(browser, [name for name in TABS if not names or name in names])
        for name, html in (
            ("report-printed", (FOLDER / "certain-danger.html").read_text("utf-8")),
            ("handbook-printed", the_handbook()),
        ):
            if not names or name in names:
                printed(browser, html, name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
