"""The tab that says what changed between two rulesets and whom it moves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, final

from attrs import frozen

from neglect_rules.analysis import Change, Mover, change, prove
from neglect_rules.explain import page_of_change, paper_html, words
from neglect_rules.program import Program
from neglect_rules.studio._brought import brought
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
    name, _, number = request.action.partition("-")
    if name not in {"compare", "paper", "try"}:
        return _told(request, new)
    old = older(request)
    if isinstance(old, Problem):
        return _told(request, new, old)
    found = _found(old.text, request.text(RULESET))
    moved = dict(enumerate(_movers(found), start=1))
    if name == "try" and number.isdigit() and int(number) in moved:
        return brought(request, moved[int(number)].mover.new, request.now)
    file = _paper(request, found) if name == "paper" else None
    return _told(request, new, found=found, file=file)


# It may take long, and the same two are asked about again when a case is tried.
@lru_cache(maxsize=2)
def _found(old_text: str, new_text: str) -> Change:
    old, new = opened(old_text).program, opened(new_text).program
    assert old is not None  # noqa: S101 - the caller looked
    assert new is not None  # noqa: S101 - the caller looked
    return change(old, new)


@final
@frozen
class _Moved:
    """A case that the change moves, with what becomes of it in a line."""

    said: str
    mover: Mover


def _movers(found: Change) -> Iterator[_Moved]:
    """Yield one case for each way in which the change moves any."""
    told_old, told_new = (words(each.ruleset, None) for each in (found.old, found.new))
    for each in found.moves.outcomes:
        for mover in each.movers.values():
            was = told_old.level(each.outcome, mover.was)
            now = told_new.level(each.outcome, mover.now)
            said = f"{told_new.outcome(each.outcome)}: from “{was}” to “{now}”"
            yield _Moved(said, mover)


def _paper(request: Request, found: Change) -> File:
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
        moved=() if found is None else [each.said for each in _movers(found)],
    )
