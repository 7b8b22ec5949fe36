"""The tab that runs what people agreed on, and says what nobody tried yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.explain import plural
from neglect_rules.golden import (
    Ran,
    cases_of,
    coverage,
    coverage_page,
    parts_of,
)
from neglect_rules.golden import told as told_of
from neglect_rules.model import Ruleset
from neglect_rules.program import Program
from neglect_rules.studio._brought import brought
from neglect_rules.studio._faults import misfits
from neglect_rules.studio._opened import RULESET, opened
from neglect_rules.studio._panel import choose_first, panel, refused, told
from neglect_rules.studio._request import Request, Response
from neglect_rules.studio._stories import (
    FILES,
    SHIPPED,
    Suite,
    has_shipped,
    suite_of,
)
from neglect_rules.studio._words import sentence

_TITLE: Final = "Run the tests"
_OTHERS: Final = "others"


def tab(request: Request) -> Response:
    """Return how the worked cases that were opened come out."""
    text = request.text(RULESET)
    if not text:
        return choose_first(request, "tests", _TITLE)
    program = opened(text).program
    if program is None:
        return refused(request, "tests", _TITLE)
    keeps = {FILES: SHIPPED} if request.action == "shipped" else {}
    files = keeps.get(FILES, request.text(FILES))
    suite = suite_of(text, files, others=request.text(_OTHERS) == "yes")
    ran = () if suite is None else suite.ran
    failed = [] if suite is None else list(_failed(program.ruleset, ran))
    name, _, number = request.action.partition("-")
    if name == "try" and number.isdigit() and 0 < int(number) <= len(failed):
        case, at = failed[int(number) - 1]["case"]
        return brought(request, case, at)
    covered = request.action == "cover" and bool(ran)
    return panel(
        request,
        "tests",
        "tests.html",
        title=_TITLE,
        said="Choose which tests to run."
        if suite is None
        else _verdict(program, suite),
        keeps=keeps,
        ruleset=program.ruleset,
        ships=has_shipped(program),
        suite=suite,
        verdict="" if suite is None else _verdict(program, suite),
        failed=failed,
        misfits=[] if suite is None else misfits(_refused(suite)),
        covered=_covered(program, ran) if covered else None,
    )


def _verdict(program: Program, suite: Suite) -> str:
    cases = sum(len(each.decided) for each in suite.ran)
    wrong = sum(len(each.failed) for each in suite.ran)
    named = f"{program.ruleset.title}, version {program.ruleset.version}"
    if not suite.ran:
        return f"{named}: no case that was opened is agreed for it."
    files = f"{plural(len(suite.ran), 'file')} with {plural(cases, 'case')}"
    result = f"{wrong} not as agreed" if wrong else "all as agreed"
    return f"{named}: {files}, {result}."


def _refused(suite: Suite) -> list[Diagnostic]:
    return [*suite.refused, *(d for each in suite.ran for d in each.refused)]


def _failed(ruleset: Ruleset, ran: Sequence[Ran]) -> Iterator[dict[str, Any]]:
    """Yield each case that is not as agreed, with what differs."""
    for each in ran:
        parts = {part.where: part for part in parts_of(each.story.test)}
        for where, held in groupby(each.differences, key=lambda one: one.where):
            part = parts[where]
            yield {
                "name": each.story.test.name,
                "file": each.story.file,
                "where": "" if where == "case" else where,
                "story": part.story if where != "case" else "",
                "differs": [sentence(told_of(ruleset, one)) for one in held],
                "case": (part.case, each.story.test.at),
            }


def _covered(program: Program, ran: Sequence[Ran]) -> list[dict[str, Any]]:
    found = coverage(program, cases_of(ran))
    return told(coverage_page(program.ruleset, found))
