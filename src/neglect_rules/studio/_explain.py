"""The tab that says why, for one kind of reader and at one length."""

from __future__ import annotations

from typing import Final, cast

from neglect_rules.errors import UnsupportedError
from neglect_rules.explain import AUDIENCES, LAYERS, Audience, Layer, page_of
from neglect_rules.studio._opened import RULESET, opened
from neglect_rules.studio._panel import Problem, choose_first, panel, refused, told
from neglect_rules.studio._request import Request, Response
from neglect_rules.studio._tried import tried

_TITLE: Final = "Why this level"
_READERS: Final = {
    "practitioner": ("A practitioner", "What was found and why, in plain words."),
    "auditor": ("An auditor", "With ids, places and fingerprints."),
    "policy": ("A policy lead", "With every rule and the weights."),
    "family": ("The family", "A page of its own, with no counts and no rules."),
}
_LENGTHS: Final = {
    "line": "A line",
    "paragraph": "A paragraph, for a case note",
    "page": "A page",
    "full": "The full account, with every rule and source",
}


def tab(request: Request) -> Response:
    """Return the decision of the Try tab in words."""
    if not request.text(RULESET):
        return choose_first(request, "explain", _TITLE)
    program = opened(request.text(RULESET)).program
    if program is None:
        return refused(request, "explain", _TITLE)
    decision = tried(program, request).decision
    audience = _one_of(request.text("audience"), AUDIENCES)
    layer = _one_of(request.text("layer"), LAYERS, "page")
    page = None
    problems: tuple[Problem, ...] = ()
    if decision is not None:
        try:
            page = told(
                page_of(
                    decision.trace,
                    program.ruleset,
                    audience=cast("Audience", audience),
                    layer=cast("Layer", layer),
                    cleared_for_sharing=request.text("cleared") == "yes",
                )
            )
        except UnsupportedError:
            problems = (Problem(said=_CLEAR, target="cleared"),)
    return panel(
        request,
        "explain",
        "explain.html",
        title=_TITLE,
        said="The words are ready." if page else "There is nothing to show yet.",
        problems=problems,
        readers=_READERS,
        lengths=_LENGTHS,
        audience=audience,
        layer=layer,
        decided=decision is not None,
        page=page,
        ruleset=program.ruleset,
    )


_CLEAR: Final = (
    "Say that you made sure nobody is in danger if the family reads it. Until then"
    " there is no page for a family."
)


def _one_of(given: str, known: tuple[str, ...], usual: str | None = None) -> str:
    """Return what was chosen, or what is usual."""
    return given if given in known else usual or known[0]
