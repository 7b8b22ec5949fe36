"""The first tab: choose a ruleset, see what it is and how far it is agreed."""

from __future__ import annotations

from typing import Any

from neglect_rules.catalogue import shipped
from neglect_rules.explain import agreed_so_far, plural
from neglect_rules.model import Ruleset
from neglect_rules.studio._older import BEFORE
from neglect_rules.studio._opened import RULESET, in_force, key_of, opened, shipped_text
from neglect_rules.studio._panel import Problem, panel, warning
from neglect_rules.studio._request import Request, Response

_TITLE = "Try a ruleset before anybody is judged by it"


def tab(request: Request) -> Response:
    """Return what may be chosen, or what was chosen."""
    if request.action == "open":
        return _opening(request)
    if request.action == "file":
        return _shown(request, request.text(RULESET))
    if request.action != "other" and request.text(RULESET):
        return _shown(request, request.text(RULESET))
    return _choice(request)


def _opening(request: Request) -> Response:
    text = shipped_text(request.text("shipped"))
    if text is None:
        problem = Problem(said="Choose a ruleset, or open a file.", target="shipped-1")
        return _choice(request, problem)
    return _shown(request, text)


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
    )


def _shown(request: Request, text: str) -> Response:
    found = opened(text)
    keeps = {RULESET: text}
    if request.action or BEFORE not in request.fields:
        keeps[BEFORE] = text
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
    return [*rows, ("About", ruleset.description)] if ruleset.description else rows
