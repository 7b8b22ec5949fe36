"""Values of a ruleset's text read and changed, with all the rest as it was."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from neglect_rules.editing import Edit, edited
from neglect_rules.locations import scan
from neglect_rules.pointer import Pointer
from neglect_rules.studio._panel import Problem
from neglect_rules.studio._spots import Document, Spot, every_spot
from neglect_rules.studio._typed import typed


def written(text: str, every: Sequence[Spot]) -> dict[Pointer, str]:
    """Return how each value is written in the text."""
    places = scan(text, [each.at for each in every]).places
    return {
        each.at: text[slice(*places[each.at].value)]
        for each in every
        if each.at in places
    }


def shown_as(value: str) -> str:
    """Return a value as a field shows it: a text without its quotation marks."""
    return str(json.loads(value)) if value.startswith('"') else value


def applied(
    text: str, document: Document, every: Sequence[Spot], fields: Mapping[str, str]
) -> tuple[str, list[Problem]]:
    """Return the text with what fields say, and what is to be put right.

    Args:
        text: The ruleset's text.
        document: Its value.
        every: What may be changed.
        fields: What was written, by the names of the fields; what is not there stays.
    """
    edits: list[Edit] = []
    problems: list[Problem] = []
    now = written(text, every)
    for spot in every:
        given = fields.get(spot.name, "").strip()
        if spot.name not in fields or given == shown_as(now[spot.at]).strip():
            continue
        value = typed(spot, given)
        if isinstance(value, Problem):
            problems.append(value)
        else:
            edits.append(_edit(spot.at, value))
    return edited(text, document, edits), problems


def undone(text: str, document: Document, before: str, old: Document, at: str) -> str:
    """Return the text with one value written again as it was before."""
    found = [each for each in every_spot(document) if str(each.at) == at]
    known = written(before, [each for each in every_spot(old) if str(each.at) == at])
    edits = [_edit(each.at, known[each.at]) for each in found if each.at in known]
    return edited(text, document, edits)


def _edit(at: Pointer, value: str) -> Edit:
    *holder, key = at.parts
    return Edit(holder=Pointer(tuple(holder)), key=key, written=value)
