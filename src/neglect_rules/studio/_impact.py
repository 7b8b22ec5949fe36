"""The tab that says which recorded cases a change moves."""

from __future__ import annotations

from typing import Final

from neglect_rules.explain import Page
from neglect_rules.impact import MOST, compare, impact_of, impact_page, verdict
from neglect_rules.program import Program
from neglect_rules.studio._cases import FILES, recorded
from neglect_rules.studio._older import choices, older
from neglect_rules.studio._opened import RULESET, opened
from neglect_rules.studio._panel import Problem, choose_first, panel, refused, told
from neglect_rules.studio._request import Request, Response

_TITLE: Final = "Try a change on recorded cases"


def tab(request: Request) -> Response:
    """Return what becomes of the cases that were opened."""
    if not request.text(RULESET):
        return choose_first(request, "impact", _TITLE)
    new = opened(request.text(RULESET)).program
    if new is None:
        return refused(request, "impact", _TITLE)
    if request.action != "impact":
        return _told(request, new)
    if not request.text(FILES):
        said = "Open a file of cases."
        return _told(request, new, Problem(said=said, target="case-files"))
    old = older(request)
    if isinstance(old, Problem):
        return _told(request, new, old)
    assert old.program is not None  # noqa: S101 - else there is a problem
    cases = recorded(request.text(FILES), request.now)
    found = impact_of(compare(old.program, new, cases), most=MOST)
    page = impact_page(old.program, new, found)
    return _told(request, new, page=page, said=verdict(found))


def _told(
    request: Request,
    new: Program,
    *problems: Problem,
    page: Page | None = None,
    said: str = "Choose what to compare, and which cases.",
) -> Response:
    return panel(
        request,
        "impact",
        "impact.html",
        title=_TITLE,
        said=problems[0].said if problems else said,
        problems=problems,
        wrong={each.target: each.said for each in problems},
        ruleset=new.ruleset,
        choices=choices(request),
        page=None if page is None else told(page),
    )
