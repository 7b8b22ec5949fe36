"""The first tab: choose a ruleset, see what it is and how far it is agreed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neglect_rules.catalogue import shipped
from neglect_rules.explain import agreed_so_far, plural
from neglect_rules.model import Ruleset
from neglect_rules.studio._folder import KEPT, Unsaved
from neglect_rules.studio._older import BEFORE
from neglect_rules.studio._opened import RULESET, in_force, key_of, opened, shipped_text
from neglect_rules.studio._panel import Problem, panel, warning
from neglect_rules.studio._request import Request, Response
from neglect_rules.studio._saving import OPEN, held_open

_TITLE = "Try a ruleset before anybody is judged by it"


def tab(request: Request) -> Response:
    """Return what may be chosen, or what was chosen."""
    text = request.text(RULESET)
    match request.action:
        case "open":
            return _opening(request)
        case "file":
            return _shown(request, text, {**held_open(None, text), BEFORE: text})
        case action if action == OPEN:
            return _choice(request, _not_opened(request))
        case "other":
            return _choice(request)
        case _:
            return _shown(request, text, {}) if text else _choice(request)


def _opening(request: Request) -> Response:
    text = shipped_text(request.text("shipped"))
    if text is None:
        problem = Problem(said="Choose a ruleset, or open a file.", target="shipped-1")
        return _choice(request, problem)
    return _shown(request, text, {**held_open(None, text), BEFORE: text})


def _not_opened(request: Request) -> Problem:
    outcome = None if request.folder is None else request.folder.outcome
    said = outcome.said if isinstance(outcome, Unsaved) else ""
    return Problem(said=said or "Choose a ruleset.", target="in-folder-1")


def _choice(request: Request, *problems: Problem) -> Response:
    day = request.now.date()
    choices = [
        {
            "key": key_of(each),
            "label": f"{each.title}, version {each.version}",
            "hint": f"Area: {each.area}. {each.status.capitalize()}, {in_force(each, day)}.",
        }
        for each in shipped()
    ]
    return panel(
        request,
        "start",
        "start.html",
        title=_TITLE,
        said=problems[0].said if problems else "Choose a ruleset.",
        problems=problems,
        choices=choices,
        kept=_kept(request),
    )


def _kept(request: Request) -> list[dict[str, str]]:
    """Return what may be chosen of the folder."""
    return [
        {
            "key": each.name,
            "label": f"{each.title}, version {each.version}"
            if each.title
            else each.name,
            "hint": each.name if each.title else "It has problems.",
        }
        for each in (request.folder.files if request.folder else ())
    ]


def _shown(request: Request, text: str, keeps: Mapping[str, str]) -> Response:
    """Return what a ruleset is, with what lies open from now on."""
    found = opened(text)
    if found.ruleset is None:
        count = plural(len(found.found), "problem")
        return panel(
            request,
            "start",
            "opened.html",
            title="This ruleset cannot be used yet",
            said=f"The ruleset has {count}.",
            keeps=keeps,
            ruleset=None,
            count=count,
        )
    return panel(
        request,
        "start",
        "opened.html",
        title=found.ruleset.title,
        said=f"{found.ruleset.title} is open.",
        keeps=keeps,
        ruleset=found.ruleset,
        banner=warning(found.ruleset, request),
        rows=_rows(found.ruleset, request),
    )


def _rows(ruleset: Ruleset, request: Request) -> list[tuple[str, Any]]:
    window = ruleset.effective
    until = "" if window.before is None else f", until before {window.before}"
    held = (
        plural(len(ruleset.indicators), "question"),
        plural(len(ruleset.thresholds), "threshold"),
        plural(len(ruleset.modifiers), "modifier"),
        plural(len(ruleset.guards), "guard"),
    )
    rows = [
        ("Version", ruleset.version),
        ("Agreed so far", agreed_so_far(ruleset, request.now.date())),
        ("Area", ruleset.area),
        ("Owner", ruleset.owner or "Not said"),
        ("In force", f"from {window.from_}{until}"),
        ("Holds", ", ".join(held)),
    ]
    if request.text(KEPT):
        rows.append(("File", request.text(KEPT)))
    return [*rows, ("About", ruleset.description)] if ruleset.description else rows
