"""An answer of the page, with what lies in the folder.

Only here a question meets the folder. What makes the tabs is handed values.
"""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from neglect_rules.studio._folder import CHOSEN, KEPT, MARK, NEW_NAME, Folder, Outcome
from neglect_rules.studio._opened import RULESET
from neglect_rules.studio._request import Request, Response
from neglect_rules.studio._respond import respond
from neglect_rules.studio._saving import OPEN, REOPEN, SAVE, SAVE_AS
from neglect_rules.studio.local._keeping import saved, saved_as, taken
from neglect_rules.studio.local._listing import listed


def answer(root: Path, request: Request) -> Response:
    """Return what the page shows next; open or save what it asks for.

    Args:
        root: The folder, its own links followed.
        request: What is asked.

    Raises:
        UnsupportedError: The extra `studio` is not installed.
    """
    outcome = _outcome(root, request)
    files, is_all = listed(root) if request.tab == "start" else ((), True)
    folder = Folder(
        title=root.name or str(root), files=files, is_all=is_all, outcome=outcome
    )
    return respond(evolve(request, folder=folder))


def _outcome(root: Path, request: Request) -> Outcome | None:
    text = request.text
    match request.action:
        case action if action == OPEN:
            return taken(root, text(CHOSEN))
        case action if action == REOPEN:
            return taken(root, text(KEPT))
        case action if action == SAVE:
            return saved(root, text(KEPT), text(RULESET), text(MARK))
        case action if action == SAVE_AS:
            return saved_as(root, text(NEW_NAME), text(RULESET))
        case _:
            return None
