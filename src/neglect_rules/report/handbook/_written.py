"""A handbook as Markdown or as plain text, with a list of its chapters at the top."""

from __future__ import annotations

from neglect_rules.explain import (
    Bullet,
    Line,
    Page,
    Section,
    markdown_of,
    text_of,
)
from neglect_rules.report.handbook._seen import plain, seen

CONTENTS = "Contents"


def markdown_document(page: Page, title: str) -> str:
    """Return a page as Markdown under a title."""
    head = markdown_of(Page((Section(plain(title), ()),))).removeprefix("#")
    return f"{head}\n{markdown_of(listed(seen(page)))}"


def text_document(page: Page, title: str) -> str:
    """Return a page as text of 80 columns under a title."""
    head = Section(None, (Line(plain(title), strong=True),))
    return text_of(Page((head, *listed(seen(page)).sections)))


def listed(page: Page) -> Page:
    """Return a page with a list of its chapters after its opening."""
    titles = [section.title for section in page.sections if section.title]
    opening = [each for each in page.sections[:1] if each.title is None]
    rest = page.sections[len(opening) :]
    contents = Section(CONTENTS, tuple(Bullet(title) for title in titles))
    return Page((*opening, contents, *rest))
