"""The site, the browser and visits of it: things with a lifetime.

The ordinary test command installs no browser's driver. Where there is none, nothing is
collected here, and `.ci/browser` fails for want of tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from neglect_rules.studio import site
from tests.unit.studio.asking import NOW

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.driving import Visit

if find_spec("playwright") is None:
    collect_ignore_glob = ["test_*.py"]
else:
    from playwright.sync_api import sync_playwright

    from tests.browser.driving import Visit, launched, served


@pytest.fixture(name="address", scope="session")
def _address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    for name, data in site(NOW).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    with served(folder) as address:
        yield address


@pytest.fixture(name="browser", scope="session")
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture(name="visit", scope="module")
def _visit(browser: Browser, address: str) -> Iterator[Visit]:
    """A visit with the page's own rules about what may be loaded."""
    context = browser.new_context(accept_downloads=True)
    visit = Visit(context.new_page(), address)
    visit.open()
    yield visit
    context.close()


@pytest.fixture(name="inspected", scope="module")
def _inspected(browser: Browser, address: str) -> Iterator[Visit]:
    """A visit into which an inspector's script may be put."""
    context = browser.new_context(bypass_csp=True)
    visit = Visit(context.new_page(), address)
    visit.open()
    yield visit
    context.close()
