"""Recorded cases in files that somebody opened, one after another."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from neglect_rules.errors import CaseError
from neglect_rules.golden import load_test, parts_of
from neglect_rules.impact import Recorded, SetAside
from neglect_rules.loading import load_case, read_text
from neglect_rules.model import Case

FILES: Final = "cases"
"""The field with the files that were opened: a JSON list of names with texts."""
_LINES: Final = (".jsonl", ".ndjson")
_Found: TypeAlias = Recorded | SetAside


def recorded(files: str, now: dt.datetime) -> Iterator[_Found]:
    """Yield the cases of files, and what cannot be read as one.

    Args:
        files: What the field holds.
        now: The moment of cases that say none.
    """
    known: dict[str, int] = {}
    for each in json.loads(files) if files else ():
        name, text = each["name"], each["text"]
        of_file = _lines if name.lower().endswith(_LINES) else _document
        for found in of_file(name, text, now):
            yield _told_apart(found, known)


def _told_apart(found: _Found, known: dict[str, int]) -> _Found:
    """Return a case with a reference of its own, if another one has the same."""
    often = known[found.ref] = known.get(found.ref, 0) + 1
    if often == 1 or isinstance(found, SetAside):
        return found
    return Recorded(f"{found.ref} ({often})", found.case, found.at, found.place)


def _lines(name: str, text: str, now: dt.datetime) -> Iterator[_Found]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _one(line, name, f"line {number}", now)


def _document(name: str, text: str, now: dt.datetime) -> Iterator[_Found]:
    """Yield the cases of a case, of a list of cases or of a worked case."""
    try:
        value = read_text(text, name, CaseError).value
        if isinstance(value, Mapping) and "case" in value:
            yield from _worked(name, text)
            return
    except CaseError as refused:
        yield _aside(name, "the whole file", refused)
        return
    if not isinstance(value, list):
        yield _one(text, name, "the whole file", now)
        return
    for number, one in enumerate(value, start=1):
        yield _one(
            one if isinstance(one, dict) else "null", name, f"case {number}", now
        )


def _worked(name: str, text: str) -> Iterator[Recorded]:
    """Yield a worked case with its twins and rows, each under a name of its own."""
    test = load_test(text, name=name)
    for part in parts_of(test):
        yield Recorded(f"{name}, {part.where}", part.case, test.at, name)


def _one(source: Any, name: str, where: str, now: dt.datetime) -> _Found:
    try:
        case: Case = load_case(source, name=name)
    except CaseError as refused:
        return _aside(name, where, refused)
    ref = case.subject.ref or f"{name}, {where}"
    return Recorded(ref, case, case.at or now, f"{name}, {where}")


def _aside(name: str, where: str, refused: CaseError) -> SetAside:
    place = f"{name}, {where}"
    return SetAside(
        ref=place, ruleset=None, diagnostics=refused.diagnostics, place=place
    )
