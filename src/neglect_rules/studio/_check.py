"""The tab that says what is wrong with a ruleset, where, and how to mend it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from attrs import evolve

from neglect_rules.analysis import Examined, examine, fixed
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.explain import plural
from neglect_rules.program import Program
from neglect_rules.studio._faults import Fault, faults
from neglect_rules.studio._marks import marks
from neglect_rules.studio._opened import RULESET, Opened, glanced, opened
from neglect_rules.studio._panel import Problem, choose_first, panel
from neglect_rules.studio._request import File, Request, Response
from neglect_rules.studio._tidy import tidy

_TITLE = "Check the ruleset"


def tab(request: Request) -> Response:
    """Return what is wrong with the ruleset that lies open."""
    text = request.text(RULESET)
    if not text.strip() and not request.action:
        return choose_first(request, "check", _TITLE)
    if request.action == "look":
        return _glanced(request, text)
    found = opened(text)
    if request.action == "tidy":
        return _tidied(request, found)
    if request.action == "fix" and found.program is not None:
        return _put_right(request, found.program)
    if request.action == "save":
        return _saved(request, found)
    return _told(request, found)


def _put_right(request: Request, program: Program) -> Response:
    done = fixed(program)
    count = plural(len(done.fixes), "text")
    return _told(
        request,
        opened(done.text),
        said=f"{count} put right. No rule has changed.",
        keeps={RULESET: done.text},
    )


def _tidied(request: Request, found: Opened) -> Response:
    """Return the text laid out as `fmt` lays it out; one that is no JSON as it is."""
    text = tidy(found.text)
    if text is None:
        return _told(request, found)
    return _told(request, opened(text), said=_TIDY, keeps={RULESET: text})


def _saved(request: Request, found: Opened) -> Response:
    """Return the text as a file, laid out first where it can be read."""
    text = tidy(found.text)
    is_new = text is not None and text != found.text
    shown = opened(text) if text is not None and is_new else found
    note = f"The ruleset is ready to save. {_TIDY if is_new else ''}".strip()
    file = File(name="ruleset.json", media="application/json", text=shown.text)
    keeps = {RULESET: shown.text}
    return _told(request, shown, said=note, note=note, file=file, keeps=keeps)


_TIDY: Final = "The layout is tidy now. No rule has changed."


def _glanced(request: Request, text: str) -> Response:
    """Return what is seen at once while somebody types; Check looks at the rest."""
    found = glanced(text)
    listed = faults(found)
    so_far = _verdict(found).removesuffix(".")
    verdict = f"{so_far} so far. Press Check to look at all of it."
    shown = panel(
        request,
        "check",
        "check.html",
        title=_TITLE,
        said=verdict,
        verdict=verdict,
        note="",
        listed=listed,
        fixes=0,
        usable=False,
    )
    return evolve(shown, marks=marks(text, found))


def _told(request: Request, found: Opened, **values: Any) -> Response:
    every, fixes = _looked(found.text, request.now.date())
    listed = faults(every)
    verdict = _verdict(every)
    whole = {"said": verdict, "note": "", **values}
    shown = panel(
        request,
        "check",
        "check.html",
        title=_TITLE,
        problems=[_problem(each) for each in listed if each.kind == "Problem"],
        verdict=verdict,
        listed=listed,
        fixes=fixes,
        usable=found.program is not None,
        **whole,
    )
    return evolve(shown, marks=marks(found.text, every))


@lru_cache(maxsize=4)
def _looked(text: str, day: dt.date) -> tuple[tuple[Diagnostic, ...], int]:
    """Return all that is found in a text, and how many of its texts can be tidied."""
    found = opened(text)
    if found.program is None:
        return found.found, 0
    examined = Examined(program=found.program, day=day)
    return (*found.found, *examine(examined)), len(fixed(found.program).fixes)


def _verdict(found: Sequence[Diagnostic]) -> str:
    counts = [
        plural(number, word)
        for severity, word in (
            (Severity.ERROR, "problem"),
            (Severity.WARNING, "warning"),
            (Severity.NOTE, "note"),
        )
        if (number := sum(each.severity is severity for each in found))
    ]
    if not counts:
        return "No problems found."
    return f"Found: {', '.join(counts)}."


def _problem(fault: Fault) -> Problem:
    place = f"{fault.place}: " if fault.place else ""
    return Problem(
        said=f"{place}{fault.said} {fault.hint}".strip(),
        target="ruleset",
        line=fault.line,
        column=fault.column,
        end=fault.end,
    )
