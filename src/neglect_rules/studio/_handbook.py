"""The tab that shows the ruleset as a document for people who do not read JSON."""

from __future__ import annotations

from typing import Final

from neglect_rules.report.handbook import handbook
from neglect_rules.studio._opened import RULESET, opened
from neglect_rules.studio._panel import choose_first, panel, refused, told
from neglect_rules.studio._request import Request, Response

_TITLE: Final = "Handbook"


def tab(request: Request) -> Response:
    """Return the ruleset that lies open as a document."""
    if not request.text(RULESET):
        return choose_first(request, "handbook", _TITLE)
    program = opened(request.text(RULESET)).program
    if program is None:
        return refused(request, "handbook", _TITLE)
    return panel(
        request,
        "handbook",
        "handbook.html",
        title=_TITLE,
        said="The handbook is shown.",
        ruleset=program.ruleset,
        page=told(handbook(program)),
    )
