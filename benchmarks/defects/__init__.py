"""One mistake at a time in rulesets that are sound: which are found, and where."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final, final

from attrs import field, frozen
from jsonschema import Draft202012Validator

from neglect_rules.analysis import CHECKS, Examined, examine
from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import RulesetError
from neglect_rules.linking import linked
from neglect_rules.loading import load_ruleset
from neglect_rules.pointer import Pointer

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
DAY: Final = dt.date(2026, 11, 1)


@final
@frozen
class Defect:
    """One mistake in a ruleset that ships.

    Attributes:
        name: What was done, in a few words.
        base: The ruleset that is sound without it.
        code: What finds it.
        place: Where it has to be found, or inside it; nothing for the text itself.
        text: The ruleset with the mistake.
    """

    name: str
    base: str
    code: str
    place: str
    text: str = field(repr=False)


def defects() -> Iterator[Defect]:
    """Yield every defect of `defects.json`."""
    for entry in json.loads((HERE / "defects.json").read_text("utf-8")):
        source = sound(entry["base"])
        if "text" in entry:
            old, new = entry["text"]
            if source.count(old) != 1:
                raise ValueError(entry["name"])
            text = source.replace(old, new)
        else:
            text = json.dumps(changed(json.loads(source), entry["change"]))
        yield Defect(entry["name"], entry["base"], entry["code"], entry["place"], text)


@cache
def sound(base: str) -> str:
    """Return the text of a ruleset that ships."""
    return (ROOT / "rulesets" / base / "ruleset.json").read_text("utf-8")


def changed(document: Any, changes: list[Mapping[str, Any]]) -> Any:
    """Return a document with values put in, or taken out where none is given."""
    document = deepcopy(document)
    for change in changes:
        *above, last = Pointer.parse(change["at"]).parts
        inside = Pointer(tuple(above)).resolve(document)
        key: Any = int(last) if isinstance(inside, list) else last
        if "value" in change:
            inside[key] = change["value"]
        else:
            del inside[key]
    return document


def found(text: str, codes: Collection[str]) -> tuple[Diagnostic, ...]:
    """Return what is found in a ruleset: its errors, or what some checks find."""
    try:
        program, warnings = linked(load_ruleset(text))
    except RulesetError as refused:
        return refused.diagnostics
    checks = [check for check in CHECKS if check.code in codes]
    examined = Examined(program=program, day=DAY)
    return (*warnings, *examine(examined, checks=checks))


def is_found(defect: Defect) -> bool:
    """Return whether a defect is found by its code at its place."""
    return any(
        each.code == defect.code and str(each.at).startswith(defect.place)
        for each in found(defect.text, [defect.code])
    )


@cache
def _schema() -> Draft202012Validator:
    text = (ROOT / "schemas" / "ruleset-1.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))


def schema_finds(defect: Defect) -> bool:
    """Return whether JSON and its schema alone find that something is wrong."""
    try:
        document = json.loads(defect.text)
    except ValueError:
        return True
    return not _schema().is_valid(document)
