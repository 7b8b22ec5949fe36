"""The exported page in a real browser, as a person would use it."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, final

from attrs import define, field
from playwright.sync_api import Browser, Page, Playwright, Request

from benchmarks.analysis import MANY, written

VENDOR: Final = Path(__file__).parent / "vendor"
AXE: Final = VENDOR / "axe.min.js"
AXE_SUM: Final = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
CHROMIUM: Final = os.environ.get("NEGLECT_RULES_CHROMIUM", "/usr/bin/chromium")
PATIENCE: Final = 120_000
"""Milliseconds: the machine may be busy with much else."""

_ARGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_RULES: Final = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]


@final
class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name there
        """Write nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder as any plain web server would, and say at which address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def launched(playwright: Playwright) -> Browser:
    """Return the browser."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*_ARGS])


@final
@define
class Visit:
    """One visit of the page, with what went wrong in it."""

    page: Page
    address: str
    outside: list[str] = field(factory=list)
    complaints: list[str] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        """Listen from the first moment."""
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", lambda request: self._asked(request))  # noqa: PLW0108 - slots
        self.page.on(
            "console",
            lambda said: (
                self.complaints.append(said.text)
                if said.type in {"error", "warning"}
                else None
            ),
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.outside.append(request.url)

    def open(self) -> None:
        """Open the page and wait until it can answer."""
        self.page.goto(f"{self.address}index.html")
        self.page.wait_for_selector("html[data-ready]")

    def wait(self) -> None:
        """Wait until everything that was asked is answered."""
        # The page's own rules forbid what `wait_for_function` would do.
        self.page.wait_for_selector("html:not([data-busy])")

    def tab(self, name: str) -> None:
        """Open a tab."""
        self.page.get_by_role("navigation").get_by_role("link", name=name).click()
        self.wait()

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).click()
        self.wait()

    def choose(self, label: str) -> None:
        """Open a ruleset that ships, from wherever one is."""
        self.tab("Start")
        if self.page.get_by_role("button", name="Open another ruleset").count():
            self.press("Open another ruleset")
        self.page.get_by_label(label).check()
        self.press("Open the ruleset")

    def text(self) -> str:
        """Return the text of the ruleset that lies open, on the tab that shows it."""
        return self.page.locator("#ruleset").input_value()

    def write(self, text: str) -> None:
        """Write another text into the editor, and wait until it was looked at."""
        if text == self.text():
            return
        self.page.locator("#ruleset-editor .cm-content").click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)
        self.page.locator("#verdict", has_text="so far").wait_for()
        self.wait()

    def long_work(self) -> str:
        """Begin work that takes long, stop it, and return the text it was about."""
        text = json.dumps(written(12, MANY), indent=2)
        self.tab("Check")
        self.write(text)
        self.tab("Prove")
        self.page.get_by_role("button", name="Prove what it does").click()
        self.page.get_by_role("button", name="Stop").click()
        self.page.wait_for_selector("html[data-ready]")
        return text

    def words(self) -> str:
        """Return what can be read."""
        return self.page.locator("main").inner_text()


def violations(page: Page) -> list[str]:
    """Return what axe-core objects to on the page as it stands."""
    source = AXE.read_bytes()
    assert hashlib.sha256(source).hexdigest() == AXE_SUM
    page.evaluate(source.decode())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", _RULES
    )
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
