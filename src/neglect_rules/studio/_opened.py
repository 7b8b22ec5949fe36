"""A ruleset's text, read as far as it can be, with all that is wrong with it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import final

from attrs import field, frozen

from neglect_rules.catalogue import Shipped, shipped
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import RulesetError
from neglect_rules.linking import findings, linked
from neglect_rules.loading import load_ruleset
from neglect_rules.model import Ruleset
from neglect_rules.program import Program

RULESET = "ruleset"
"""The field that holds the text of the ruleset that lies open."""


@final
@frozen(kw_only=True)
class Opened:
    """A ruleset that somebody opened.

    Attributes:
        text: Its text.
        program: The ruleset, linked; nothing where it is refused.
        found: What is wrong with it, or odd.
    """

    text: str = field(repr=False)
    program: Program | None
    found: tuple[Diagnostic, ...]

    @property
    def ruleset(self) -> Ruleset | None:
        """The ruleset, unless it is refused."""
        return None if self.program is None else self.program.ruleset


# The same text comes with every question: it is read once while it lies open.
@lru_cache(maxsize=8)
def opened(text: str, name: str = "the ruleset") -> Opened:
    """Return a ruleset from its text, refused or not."""
    try:
        program, warnings = linked(load_ruleset(text, name=name))
    except RulesetError as refused:
        return Opened(text=text, program=None, found=refused.diagnostics)
    return Opened(text=text, program=program, found=tuple(warnings))


@lru_cache(maxsize=2)
def glanced(text: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a text, as far as it is seen while somebody types."""
    try:
        return findings(load_ruleset(text))
    except RulesetError as refused:
        return tuple(refused.diagnostics)


def shipped_text(named: str) -> str | None:
    """Return the text of what ships under an id and version, written `id@1.0.0`."""
    entry = next((each for each in shipped() if key_of(each) == named), None)
    return None if entry is None else entry.file.read_text(encoding="utf-8")


def key_of(entry: Shipped) -> str:
    """Return how a page names what ships."""
    return f"{entry.id}@{entry.version}"


def in_force(entry: Shipped, day: dt.date) -> str:
    """Return when a ruleset is in force, in words."""
    first = f"{entry.first.day} {entry.first:%B %Y}"
    if day < entry.first:
        return f"comes into force on {first}"
    if entry.until is None:
        return f"in force since {first}"
    until = f"{entry.until.day} {entry.until:%B %Y}"
    ended = "ended before" if entry.until <= day else "ends before"
    return f"in force from {first}, {ended} {until}"
