"""The tab that says what changed between two rulesets and whom it moves."""

from __future__ import annotations

from typing import Final

from neglect_rules.analysis import Change, change, prove
from neglect_rules.explain import page_of_change, paper_html
from neglect_rules.program import Program
from neglect_rules.studio._older import choices, older
from neglect_rules.studio._opened import RULESET, opened
from neglect_rules.studio._panel import Problem, choose_first, panel, refused, told
from neglect_rules.studio._request import File, Request, Response

_TITLE: Final = "Compare two versions"


def tab(request: Request) -> Response:
    """Return what changes from another ruleset to the one that lies open."""
    if not request.text(RULESET):
        return choose_first(request, "compare", _TITLE)
    new = opened(request.text(RULESET)).program
    if new is None:
        return refused(request, "compare", _TITLE)
    if request.action not in {"compare", "paper"}:
        return _told(request, new)
    old = older(request)
    if isinstance(old, Problem):
        return _told(request, new, old)
    assert old.program is not None  # noqa: S101 - else there is a problem
    found = change(old.program, new)
    return _told(request, new, found=found, file=_paper(request, found))


def _paper(request: Request, found: Change) -> File | None:
    if request.action != "paper":
        return None
    text = paper_html(found, prove(found.new), request.now.date())
    return File(name="change-paper.html", media="text/html", text=text)


def _told(
    request: Request,
    new: Program,
    *problems: Problem,
    found: Change | None = None,
    file: File | None = None,
) -> Response:
    said = "Choose what to compare with."
    if found is not None:
        said = "The comparison is ready." if file is None else "The paper is ready."
    return panel(
        request,
        "compare",
        "compare.html",
        title=_TITLE,
        said=problems[0].said if problems else said,
        problems=problems,
        file=file,
        ruleset=new.ruleset,
        choices=choices(request),
        page=None if found is None else told(page_of_change(found)),
    )
