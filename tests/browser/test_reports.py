"""Reports and handbooks in a real browser: for everybody, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from neglect_rules.linking import link
from neglect_rules.loading import read_ruleset
from neglect_rules.report.handbook import (
    diagram,
    handbook,
    handbook_title,
    html_document,
    sheets,
)
from tests.browser.driving import violations
from tests.golden.reports import FOLDER
from tests.shipped import RULESET

pytestmark = pytest.mark.browser

REPORTS = sorted(FOLDER.glob("*.html"))
WIDTHS = (1280, 640, 360)


@pytest.fixture(name="page")
def _page(browser: Browser) -> Iterator[Page]:
    # An inspector's script may be put in; the report's own rule would forbid it.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    yield page
    own = [url for url in asked if url.startswith(("file:", "about:", "data:"))]
    assert asked == own
    assert said == []
    context.close()


def looked_at(page: Page, file: Path) -> None:
    """Hold a file against the rules, at each width, and as it is printed."""
    page.goto(file.as_uri())
    assert violations(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, width
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.stem)
def test_a_report_can_be_used_by_everybody(page: Page, file: Path) -> None:
    looked_at(page, file)


def test_a_handbook_can_be_used_by_everybody(page: Page, tmp_path: Path) -> None:
    program = link(read_ruleset(RULESET))
    figure = ("The levels", sheets(diagram(program)))
    title = handbook_title(program)
    html = html_document(handbook(program), title, "en-GB", figure=figure, mark="m")
    file = tmp_path / "handbook.html"
    file.write_text(html, encoding="utf-8")
    looked_at(page, file)
