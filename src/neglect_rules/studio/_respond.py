"""Every tab of the page, from what lies open on it alone."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final, cast

from neglect_rules.errors import NeglectRulesError
from neglect_rules.studio._hinted import HINTS, hinted
from neglect_rules.studio._panel import panel
from neglect_rules.studio._request import Request, Response
from neglect_rules.studio._saving import ACTIONS, Tab, in_folder
from neglect_rules.studio._words import sentence

TABS: Final[Mapping[str, str]] = {
    "start": "Start",
    "change": "Change",
    "check": "Check",
    "prove": "Prove",
    "try": "Try",
    "explain": "Explain",
    "tests": "Tests",
    "compare": "Compare",
    "impact": "Impact",
    "handbook": "Handbook",
    "replay": "Replay",
}
"""Each tab with what it is called; the module of the same name makes it."""


def respond(request: Request) -> Response:
    """Return what a page shows next. Nothing is kept of what was asked.

    Whatever was typed, there is a page: what is wrong with it stands on it.

    Raises:
        UnsupportedError: The extra `studio` is not installed.
    """
    if request.action in HINTS:
        return hinted(request)
    name = request.tab if request.tab in TABS else "start"
    # A tab is loaded when it is opened, so that the first one comes soon.
    tab = cast("Tab", import_module(f"neglect_rules.studio._{name}").tab)
    try:
        if request.folder is not None and request.action in ACTIONS:
            return in_folder(request, tab)
        return tab(request)
    except NeglectRulesError as refused:
        return panel(
            request,
            name,
            "sorry.html",
            title="Sorry, this cannot be done",
            said=f"Sorry, this cannot be done. {sentence(str(refused))}",
            reason=sentence(str(refused)),
        )
