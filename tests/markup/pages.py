"""Reports, handbooks, papers and every tab of the page, in the states people meet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from neglect_rules.analysis import change, prove
from neglect_rules.audit import capsule
from neglect_rules.explain import paper_html
from neglect_rules.report.handbook import (
    diagram,
    handbook_title,
    html_document,
    record_title,
    sheets,
    transparency_record,
)
from neglect_rules.studio import site
from neglect_rules.studio._respond import TABS
from neglect_rules.studio._spots import parts_of
from neglect_rules.studio.local._pages import first_page, locked_page, read_page
from tests.golden.reports import reports
from tests.shipped import decided
from tests.unit.report.handbook.books import SHIPPED, book, program
from tests.unit.studio.asking import CHILD, NOW, OLD, TEXT, answers, asked
from tests.unit.studio.local.talking import app_of, ask

_PLACE = '<main class="govuk-main-wrapper" id="main" tabindex="-1">'
_END = "</main>"
_BROKEN = TEXT.replace('"format": 1,', '"format": 1', 1)
_WRONG = TEXT.replace('"format": 1,', '"format": "one",', 1)


def pages() -> Iterator[tuple[str, str]]:
    """Yield each page with a name for its file."""
    for name, html in reports():
        yield f"report-{name}", html
    for name in SHIPPED:
        yield from _of_ruleset(name)
    yield "paper", _paper()
    yield from _of_site()
    yield from _of_folder()


def _of_ruleset(name: str) -> Iterator[tuple[str, str]]:
    which = program(name)
    title, figure = handbook_title(which), ("The levels", sheets(diagram(which)))
    file = name.replace("@", "-")
    yield f"handbook-{file}", html_document(book(name), title, "en-GB", figure=figure)
    record = transparency_record(which)
    yield f"record-{file}", html_document(record, record_title(which), "en-GB")


def _paper() -> str:
    new, old = (program(f"example.neglect-screen@{v}") for v in ("1.2.0", "1.1.0"))
    return paper_html(change(old, new), prove(new), NOW.date())


def _of_site() -> Iterator[tuple[str, str]]:
    written = site(NOW)
    index = written["index.html"].decode()
    yield "index", index
    yield "licences", written["licences.html"].decode()
    for name, html in _states():
        yield f"page-{name}", _within(index, html)


def _states() -> Iterator[tuple[str, str]]:
    """Yield what stands on the page in each of its states."""
    kept = capsule(decided("01")).to_json()
    for tab in TABS:
        yield f"{tab}-empty", asked(tab).html
        for state, text in (("sound", TEXT), ("broken", _BROKEN), ("wrong", _WRONG)):
            yield f"{tab}-{state}", asked(tab, ruleset=text).html
    yield "start-nothing", asked("start", "open").html
    yield "prove-done", asked("prove", "prove", ruleset=TEXT).html
    yield from _of_changes()
    for place, which in ((0, "best"), (-1, "worst")):
        fields = answers(place)
        for tab, action in (("try", "next"), ("explain", "show")):
            yield f"{tab}-{which}", asked(tab, action, **fields).html
    yield "try-wrong", asked("try", **{**CHILD, "born": "soon", "day": "later"}).html
    yield "compare-done", asked("compare", "compare", ruleset=TEXT, old=OLD).html
    yield "compare-nothing", asked("compare", "compare", ruleset=TEXT).html
    yield "replay-same", asked("replay", "replay", capsule=kept).html
    yield "replay-refused", asked("replay", "replay", capsule="{").html


def _of_changes() -> Iterator[tuple[str, str]]:
    """Yield the tabs that change a ruleset and say what becomes of it."""
    weights = {"ruleset": TEXT, "before": TEXT, "part": "weights", "shown": "weights"}
    heavy = {"change./domains/supervision/weight": "heavy"}
    for part in parts_of(json.loads(TEXT)):
        name = part.replace(":", "-")
        yield f"change-{name}", asked("change", ruleset=TEXT, part=part).html
    yield "change-wrong", asked("change", "change", **weights, **heavy).html
    other = TEXT.replace('"number": 3,', '"number": 2,', 1)
    changed = {"ruleset": other, "before": TEXT}
    yield "change-listed", asked("change", **changed).html
    for action in ("run", "cover"):
        yield f"tests-{action}", asked("tests", action, tests="shipped", **changed).html
    bad = json.dumps([{"name": "a.json", "text": "{"}])
    yield "tests-refused", asked("tests", "run", ruleset=TEXT, tests=bad).html
    yield "impact-nothing", asked("impact", "impact", ruleset=TEXT).html
    yield "impact-done", asked("impact", "impact", cases=bad, old=OLD, **changed).html


def _of_folder() -> Iterator[tuple[str, str]]:
    """Yield what only the page on this computer shows."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "ruleset.json").write_text(TEXT, encoding="utf-8")
        (folder / "broken.json").write_text(_BROKEN, encoding="utf-8")
        first = first_page(folder.resolve(), NOW)
        yield "local-first", first
        yield "local-locked", locked_page()
        for tab, name in product(("check", "handbook"), ("ruleset", "broken")):
            html = read_page(folder.resolve(), tab, f"{name}.json", NOW)
            yield f"local-{tab}-{name}", html or ""
        server = app_of(folder)
        fields = {"ruleset": TEXT, "kept": "broken.json", "kept_mark": "another"}
        for action in ("save", "save_as", "download"):
            shown = ask(server, "check", action, **fields)
            yield f"local-{action}", _within(first, shown["html"])
        shown = ask(server, "check", "save_as", ruleset=TEXT, save_name="new.json")
        yield "local-saved", _within(first, shown["html"])


def _within(page: str, html: str) -> str:
    """Return a page with something else on it."""
    before, _, rest = page.partition(_PLACE)
    return f"{before}{_PLACE}{html}{_END}{rest.partition(_END)[2]}"
