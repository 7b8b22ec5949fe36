"""The handbooks of the rulesets that ship, each made once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Final, final

import pytest

from neglect_rules.catalogue import shipped_ruleset
from neglect_rules.explain import Block, Bullet, Line, Page, Pairs, Table
from neglect_rules.linking import link
from neglect_rules.model import Easing, Guard, Modifier, Ruleset, Threshold
from neglect_rules.pathways import Directory, shipped_directory
from neglect_rules.program import Program
from neglect_rules.report.handbook import handbook

SHIPPED: Final = {
    "example.neglect-screen@1.2.0": "bcp",
    "bcp.practitioner-toolkit@2.0.0": "bcp",
    "hull.assessment@2.0.0": "hull",
    "hull.observation@2.0.0": "hull",
}
every_ruleset = pytest.mark.parametrize("name", SHIPPED)


@cache
def program(name: str) -> Program:
    """Return a ruleset that ships, linked."""
    id_, _, version = name.partition("@")
    return link(shipped_ruleset(id_, version=version))


def rules_of(ruleset: Ruleset) -> list[Threshold | Guard | Modifier | Easing]:
    """Return every rule that leads to a level."""
    return [
        *ruleset.thresholds,
        *ruleset.guards,
        *ruleset.modifiers,
        *ruleset.easings,
    ]


@cache
def directory(name: str) -> Directory:
    """Return the list of contacts of a ruleset's area."""
    return shipped_directory(SHIPPED[name])


@cache
def book(name: str) -> Page:
    """Return the handbook of a ruleset that ships."""
    return handbook(program(name), directory=directory(name))


@cache
def lines(name: str) -> list[str]:
    """Return all that the handbook of a ruleset that ships says, text by text."""
    return said(book(name)).splitlines()


def texts(block: Block) -> Iterator[str]:
    """Yield all that a block says, text by text."""
    match block:
        case Line(text) | Bullet(text):
            yield text
        case Pairs(rows):
            for name, told in rows:
                yield from (name, *told)
        case Table(head, rows):
            for row in (head, *rows):
                yield from row


def said(page: Page) -> str:
    """Return all that a page says, a line for each text."""
    return "\n".join(
        text
        for section in page.sections
        for text in (
            section.title or "",
            *(text for block in section.blocks for text in texts(block)),
        )
    )


@final
class Seen(HTMLParser):
    """What a browser finds in a page: its elements, what they refer to, its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.open.append(tag)
        for key, value in attrs:
            self.attributes.add(key)
            self.ids += [value or ""] if key == "id" else []
            self.links += [value or ""] if key in {"href", "src"} else []

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)
