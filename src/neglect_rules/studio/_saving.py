"""What a page shows once a file of its folder was saved, or was not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from attrs import evolve

from neglect_rules.studio._environment import rendered
from neglect_rules.studio._folder import KEPT, MARK, NEW_NAME, Taken, Unsaved, Written
from neglect_rules.studio._older import BEFORE
from neglect_rules.studio._opened import RULESET
from neglect_rules.studio._panel import Problem, panel
from neglect_rules.studio._request import File, Request, Response

Tab: TypeAlias = Callable[[Request], Response]

OPEN: Final = "open_kept"
REOPEN: Final = "reopen"
SAVE: Final = "save"
SAVE_AS: Final = "save_as"
DOWNLOAD: Final = "download"
ACTIONS: Final = frozenset({OPEN, REOPEN, SAVE, SAVE_AS, DOWNLOAD})
"""What is pressed that concerns a file of the folder, on whichever tab."""


def held_open(taken: Taken | None, text: str) -> Mapping[str, str]:
    """Return what lies open from now on: a text, and the file it stands in, if any."""
    name, mark = ("", "") if taken is None else (taken.name, taken.mark)
    return {RULESET: text, KEPT: name, MARK: mark}


def in_folder(request: Request, tab: Tab) -> Response:
    """Return the tab on which a file was opened or saved, and what came of it.

    Args:
        request: What was asked, with the folder.
        tab: What makes the tab.
    """
    outcome = None if request.folder is None else request.folder.outcome
    match outcome:
        case Taken():
            shown = _with(request, tab, outcome)
            return evolve(shown, fields={**shown.fields, BEFORE: outcome.text})
        case Written():
            return _done(request, outcome, tab)
        case Unsaved() if request.action != OPEN:
            return _not_done(request, outcome)
        case _:
            return _downloaded(request) if request.action == DOWNLOAD else tab(request)


def _with(request: Request, tab: Tab, taken: Taken) -> Response:
    """Return a tab with a file's text lying open."""
    keeps = {**held_open(taken, taken.text), NEW_NAME: ""}
    shown = tab(evolve(request, action="", fields={**request.fields, **keeps}))
    return evolve(shown, fields={**shown.fields, **keeps})


def _done(request: Request, outcome: Written, tab: Tab) -> Response:
    shown = _with(request, tab, outcome.taken)
    banner = rendered("saved.html", {"outcome": outcome})
    said = f"Saved as {outcome.taken.name}."
    return evolve(shown, html=banner + shown.html, said=said)


def _not_done(request: Request, outcome: Unsaved) -> Response:
    """Return a page that says why, on which the text can be saved elsewhere."""
    title = "The ruleset is not saved" if outcome.said else "Save the ruleset"
    problems = [Problem(said=outcome.said, target=NEW_NAME)] if outcome.said else []
    return panel(
        request,
        request.tab,
        "unsaved.html",
        title=title,
        said=f"Not saved. {outcome.said}" if outcome.said else "Give the file a name.",
        problems=problems,
        outcome=outcome,
        wrong_name=outcome.said if request.action == SAVE_AS else "",
        suggested=request.text(NEW_NAME) or _suggested(outcome.name),
    )


def _suggested(name: str) -> str:
    """Return another name beside a file.

    Examples:
        >>> _suggested("my-area/ruleset.json")
        'my-area/ruleset-mine.json'
        >>> _suggested("")
        'ruleset.json'
    """
    if not name:
        return "ruleset.json"
    place = PurePosixPath(name)
    return str(place.with_name(f"{place.stem}-mine{place.suffix}"))


def _downloaded(request: Request) -> Response:
    """Return the text as a file for the browser to put among its downloads."""
    name = PurePosixPath(request.text(KEPT)).name or "ruleset.json"
    text = request.text(RULESET)
    outcome = Unsaved(said="", name=request.text(KEPT))
    file = File(name=name, media="application/json", text=text)
    return evolve(_not_done(request, outcome), said="The text is ready.", file=file)
