"""How long the page takes from a key that is pressed to what is wrong with the text.

Run it as `python -m benchmarks.keystroke`, where Chromium and Playwright are. A ruleset
of 200 indicators lies open in the editor, in a real browser: on the page of this
computer, where CPython answers, and on the exported page, where the browser does. The
clock starts with the key and stops when the marks in the text and the list below it are
new, so the pause is in it that the page waits for the next key.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.analysis import MANY, written
from tests.browser.driving import launched, served

KEYS = 15
READY = "html[data-ready]"
COMMAND = (
    "import sys; from neglect_rules.cli import run; run(['studio', *sys.argv[1:]])"
)
WATCH = """() => {
  window.nrTook = [];
  let began = 0;
  document.addEventListener("keydown", () => { began = performance.now(); }, true);
  new MutationObserver(() => {
    if (began && !("busy" in document.documentElement.dataset)) {
      window.nrTook.push(performance.now() - began);
      began = 0;
    }
  }).observe(document.documentElement, { attributeFilter: ["data-busy"] });
}"""


@contextmanager
def on_this_computer(text: str) -> Iterator[str]:
    """Show the page of a folder that holds a ruleset, and say at which address."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "large", "1.0.0", "ruleset.json")
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
        command = [sys.executable, "-u", "-c", COMMAND, folder]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
            assert process.stdout is not None  # noqa: S101 - it is piped
            try:
                yield process.stdout.readline().strip()
            finally:
                process.terminate()


@contextmanager
def exported() -> Iterator[str]:
    """Export the page, serve it, and say at which address."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", COMMAND, "--export", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
        with served(Path(folder)) as address:
            yield f"{address}index.html"


def opened(browser: Browser, address: str, text: str) -> Page:
    """Return the page with a ruleset in its editor."""
    page = browser.new_page()
    page.set_default_timeout(15_000)
    page.goto(address)
    page.wait_for_selector(READY)
    first = page.get_by_label("Large, version 1.0.0")
    label = first if first.count() else page.get_by_label("Neglect screen, version")
    label.first.check()
    page.get_by_role("button", name="Open th").first.click()
    page.wait_for_selector("html:not([data-busy])")
    page.get_by_role("navigation").get_by_role("link", name="Check").click()
    page.wait_for_selector("#ruleset-editor .cm-content")
    page.wait_for_selector("html:not([data-busy])")
    page.locator("#ruleset-editor .cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text.replace('"Large"', '"Larger"', 1))
    page.locator("#verdict", has_text="so far").wait_for()
    page.wait_for_selector("html:not([data-busy])")
    return page


def took(page: Page) -> list[float]:
    """Press keys inside the ruleset's title, and return how long each took to tell."""
    page.keyboard.press("ControlOrMeta+Home")
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.evaluate(WATCH)
    for turn in range(KEYS):
        page.keyboard.press("abc"[turn % 3])
        page.wait_for_timeout(100)
        page.wait_for_selector("html:not([data-busy])")
        page.wait_for_timeout(150)
    found: list[float] = page.evaluate("() => window.nrTook")
    return found


def main() -> int:
    """Print how long a key takes on both pages."""
    text = json.dumps(written(12, MANY), indent=2)
    print(f"{MANY} indicators, {KEYS} keys, from the key to what is wrong:")
    with sync_playwright() as playwright:
        browser = launched(playwright)
        with on_this_computer(text) as address:
            told("on this computer", took(opened(browser, address, text)))
        with exported() as address:
            told("exported page", took(opened(browser, address, text)))
        browser.close()
    return 0


def told(name: str, times: list[float]) -> None:
    """Print the middle and the longest of some times."""
    middle, most = statistics.median(times), max(times)
    print(f"  {name:<20} {middle:6.0f} ms in the middle, {most:6.0f} ms at most")


if __name__ == "__main__":
    sys.exit(main())
