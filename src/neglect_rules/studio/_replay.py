"""The tab that decides a recorded decision again and says if it is the same."""

from __future__ import annotations

from typing import Final

from neglect_rules.audit import Capsule, Replay, load_capsule, replay
from neglect_rules.errors import DocumentError
from neglect_rules.explain import Page, page_of
from neglect_rules.studio._faults import faults
from neglect_rules.studio._panel import Problem, panel, told
from neglect_rules.studio._request import Request, Response

_TITLE: Final = "Replay a decision"
_SAID: Final = {
    "exact": (
        "The same decision comes out again",
        "Nothing in the file was changed. Deciding again gives the same, to the byte.",
    ),
    "same_outcome": (
        "The same levels come out, but not in the same way",
        "Deciding again gives the same levels. The recorded reasons are not the same.",
    ),
    "mismatch": (
        "Another decision comes out",
        "Deciding again gives another result than the one that was recorded.",
    ),
    "ruleset_unavailable": (
        "The ruleset in the file cannot be used",
        "This version cannot read the ruleset, so nothing could be decided again.",
    ),
    "meaning_unavailable": (
        "This version is too old to decide it again",
        "The record was made by rules of judging that this version does not know.",
    ),
    "altered": (
        "The file was altered",
        "Its parts do not belong together: something was changed after the decision.",
    ),
}


def tab(request: Request) -> Response:
    """Return the verdict on the capsule that was opened."""
    text = request.text("capsule")
    if not text:
        return panel(
            request,
            "replay",
            "replay.html",
            title=_TITLE,
            said="Open a capsule.",
            verdict=None,
        )
    try:
        found = load_capsule(text, name="the capsule")
        again = replay(found)
        page = _page(found, again)
    except DocumentError as refused:
        return _refused(request, refused)
    head, more = _SAID[again.verdict]
    return panel(
        request,
        "replay",
        "replay.html",
        title=_TITLE,
        said=f"{head}. {more}",
        verdict=head,
        exact=again.is_exact,
        more=more,
        place="" if again.at is None else str(again.at),
        compared=again.compared,
        listed=faults(again.diagnostics),
        page=None if page is None else told(page),
    )


def _page(found: Capsule, again: Replay) -> Page | None:
    """Return what was decided, in words, if the words are those of its ruleset."""
    if again.verdict in {"altered", "ruleset_unavailable", "meaning_unavailable"}:
        return None
    return page_of(found.trace, found.ruleset, layer="paragraph")


def _refused(request: Request, refusal: DocumentError) -> Response:
    listed = faults(refusal.diagnostics)
    problems = [
        Problem(
            said=" ".join(filter(None, (each.place, each.said, each.hint))),
            target="capsule",
        )
        for each in listed
    ]
    return panel(
        request,
        "replay",
        "replay.html",
        title=_TITLE,
        said="This file is not a capsule that can be read.",
        problems=problems,
        verdict=None,
    )
