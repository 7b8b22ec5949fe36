"""A tab's content from its template, with what every tab has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, final

from attrs import frozen

from neglect_rules.explain import Page, banner, page_document
from neglect_rules.model import Ruleset
from neglect_rules.studio._environment import rendered
from neglect_rules.studio._request import File, Request, Response


@final
@frozen(kw_only=True)
class Problem:
    """Something to put right, with where on the page that is done.

    Attributes:
        said: What is wrong and how to mend it.
        target: The id of the field.
        line: The line in that field's text, from 1; 0 where it is the whole of it.
        column: The column there.
        end: Where it ends.
    """

    said: str
    target: str
    line: int = 0
    column: int = 0
    end: int = 0


def panel(  # noqa: PLR0913 - one argument for each part of a page
    request: Request,
    tab: str,
    template: str,
    *,
    title: str,
    said: str,
    problems: Sequence[Problem] = (),
    keeps: Mapping[str, str] | None = None,
    file: File | None = None,
    **values: Any,
) -> Response:
    """Return a tab.

    Args:
        request: What was asked.
        tab: The tab.
        template: The template of its content.
        title: Its heading, the page's title too.
        said: What a screen reader says.
        problems: What is to be put right, for the summary at the top.
        keeps: What lies open from now on.
        file: What is to be saved.
        values: What the template shows.
    """
    kept = {} if keeps is None else dict(keeps)
    whole = {
        "tab": tab,
        "title": title,
        "problems": problems,
        "fields": {**request.fields, **kept},
        "folder": request.folder,
        **values,
    }
    return Response(
        tab=tab,
        title=f"Error: {title}" if problems else title,
        html=rendered(template, whole),
        said=said,
        fields=kept,
        file=file,
    )


def told(page: Page) -> list[dict[str, Any]]:
    """Return a page's sections as a template shows them."""
    sections: list[dict[str, Any]] = page_document(page)["sections"]
    return [each for each in sections if each["title"] or each["blocks"]]


def warning(ruleset: Ruleset, request: Request) -> str:
    """Return what must be said of all that comes from a ruleset; it may be nothing."""
    return banner(ruleset, on=request.now.date()) or ""


def choose_first(request: Request, tab: str, title: str) -> Response:
    """Return a tab that has nothing to show while no ruleset lies open."""
    return panel(
        request,
        tab,
        "choose.html",
        title=title,
        said="Choose a ruleset first.",
    )


def refused(request: Request, tab: str, title: str) -> Response:
    """Return a tab that cannot be shown until a ruleset's problems are put right."""
    return panel(
        request,
        tab,
        "refused.html",
        title=title,
        said="The ruleset has problems. Put them right first.",
    )
