"""A small ruleset and the record that it was adopted."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from neglect_rules.adoption import Adoption, draft, load_adoption, with_adoption
from neglect_rules.loading import load_ruleset
from neglect_rules.model import Ruleset
from tests.builders import a_ruleset, put

CONSULTED: Final[Mapping[str, Any]] = {"/status": "consulted"}
_SIGNED: Final[Mapping[str, Any]] = {
    "body": "Northshire Safeguarding Children Partnership",
    "agreed": [
        {"role": "director of children's services", "organisation": "the council"},
        {"role": "named nurse"},
    ],
    "on": "2026-04-20",
    "minute": "20 April 2026, item 7",
    "next_review": "2027-04-20",
    "dissent": [{"role": "head teacher", "said": "The points for school are low."}],
}


def a_record_of(ruleset: Ruleset, changes: Mapping[str, Any] | None = None) -> Any:
    """Return the document of a record that a ruleset was adopted, with changes."""
    document = {**draft(ruleset), **copy.deepcopy(dict(_SIGNED))}
    for at, value in (changes or {}).items():
        put(document, at, value)
    return document


def a_consulted(changes: Mapping[str, Any] | None = None) -> Ruleset:
    """Return a small ruleset that says of itself that people were asked about it."""
    return load_ruleset(a_ruleset({**CONSULTED, **(changes or {})}))


def an_adoption(ruleset: Ruleset, changes: Mapping[str, Any] | None = None) -> Adoption:
    """Return the record that a ruleset was adopted."""
    return load_adoption(a_record_of(ruleset, changes), name="adoption.json")


def signed(ruleset: Ruleset, changes: Mapping[str, Any] | None = None) -> Ruleset:
    """Return a ruleset with its record."""
    return with_adoption(ruleset, an_adoption(ruleset, changes))


def put_down(folder: Path, document: Any, record: Any = None) -> Path:
    """Write a ruleset's file, with a record beside it if there is one."""
    file = folder / "ruleset.json"
    file.write_text(json.dumps(document, default=float), encoding="utf-8")
    if record is not None:
        text = json.dumps(record, default=float)
        (folder / "adoption.json").write_text(text, encoding="utf-8")
    return file
