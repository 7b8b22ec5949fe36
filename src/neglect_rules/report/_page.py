"""A page of words as one HTML file that prints well."""

from __future__ import annotations

from collections.abc import Sequence

from neglect_rules.explain import Page
from neglect_rules.report._environment import rendered
from neglect_rules.report._tree import Part, part


def report(
    page: Page, title: str, *, language: str = "en-GB", marks: str = "", note: str = ""
) -> str:
    """Return a page as a report: one file, no script, nothing from elsewhere.

    Args:
        page: What is said.
        title: Its heading, and the title of the window.
        language: The language it is in.
        marks: What stands at the foot of every printed page, such as fingerprints.
        note: A sentence under the heading, such as when and from what it was made.

    Raises:
        UnsupportedError: The extra `report` is not installed.
    """
    parts = [part(section) for section in page.sections]
    return assembled(parts, title, language=language, marks=marks, note=note)


def assembled(
    parts: Sequence[Part], title: str, *, language: str, marks: str, note: str
) -> str:
    """Return a report of parts that are at hand."""
    banner, rest = _banner(parts)
    values = {
        "title": title,
        "language": language,
        "marks": marks,
        "note": note,
        "banner": banner,
        "parts": rest,
    }
    return rendered("report.html", values)


def _banner(parts: Sequence[Part]) -> tuple[Part | None, Sequence[Part]]:
    """Return what must be read before anything else, apart from the rest."""
    if parts and parts[0].title is None:
        return parts[0], parts[1:]
    return None, parts
