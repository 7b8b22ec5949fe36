"""Worked cases that somebody opened, or that ship, run on the ruleset that is open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, final

from attrs import field, frozen

from neglect_rules.catalogue import shipped
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import CaseError
from neglect_rules.golden import Ran, Story, is_for, load_test, run_story
from neglect_rules.packaged import folder
from neglect_rules.program import Program
from neglect_rules.studio._opened import opened
from neglect_rules.studio._request import Request

FILES: Final = "tests"
"""The field with the files that were opened: a JSON list of names with texts."""
SHIPPED: Final = "shipped"
"""What stands there instead for those that ship."""


@final
@frozen(kw_only=True)
class Suite:
    """How worked cases came out.

    Attributes:
        ran: Those that were run.
        refused: Files that hold no worked case.
        others: How many were agreed for other versions, and not run.
    """

    ran: tuple[Ran, ...] = field(repr=False)
    refused: tuple[Diagnostic, ...]
    others: int


def suite_of(text: str, files: str, *, others: bool) -> Suite | None:
    """Return how worked cases come out; nothing where there are none.

    Args:
        text: The ruleset.
        files: What the field holds.
        others: Also run those that were agreed for other versions.
    """
    program = opened(text).program
    return None if program is None or not files else _suite(text, files, others)


# The same files come with every question: they are run once while nothing changes.
@lru_cache(maxsize=4)
def _suite(text: str, files: str, others: bool) -> Suite:  # noqa: FBT001 - for the cache
    program = opened(text).program
    assert program is not None  # noqa: S101 - the caller looked
    stories, refused = _read(program, files)
    meant = [each for each in stories if others or is_for(each.test, program)]
    return Suite(
        ran=tuple(run_story(program, each) for each in meant),
        refused=tuple(refused),
        others=len(stories) - len(meant),
    )


def has_shipped(program: Program) -> bool:
    """Return whether worked cases ship for a ruleset of this name."""
    return any(entry.id == program.ruleset.id for entry in shipped())


def is_given(request: Request) -> bool:
    """Return whether any worked cases were opened."""
    return bool(request.text(FILES))


def _read(program: Program, files: str) -> tuple[list[Story], list[Diagnostic]]:
    stories: list[Story] = []
    refused: list[Diagnostic] = []
    held = _shipped(program) if files == SHIPPED else _opened(files)
    for name, text in held:
        try:
            test = load_test(text, name=name)
        except CaseError as wrong:
            refused += wrong.diagnostics
        else:
            stories.append(Story(file=name, test=test, text=text))
    return stories, refused


def _opened(files: str) -> Iterator[tuple[str, str]]:
    yield from ((each["name"], each["text"]) for each in json.loads(files))


def _shipped(program: Program) -> Iterator[tuple[str, str]]:
    path = next((e.path for e in shipped() if e.id == program.ruleset.id), None)
    if path is None:
        return
    place = folder("rulesets")
    for part in (*path.split("/")[:-2], "cases"):
        place /= part
    files = sorted(place.iterdir(), key=lambda each: each.name)
    for each in files:
        if each.name.endswith(".json"):
            yield each.name, each.read_text(encoding="utf-8")
