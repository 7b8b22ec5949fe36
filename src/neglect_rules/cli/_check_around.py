"""What stands around a ruleset's file: other versions, worked cases."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from neglect_rules.errors import CaseError, RulesetError
from neglect_rules.golden import is_for, read_test
from neglect_rules.loading import read_ruleset
from neglect_rules.model import Case, Ruleset
from neglect_rules.program import Program

_VERSION: Final = re.compile(r"\d+\.\d+\.\d+")


def siblings(file: str, ruleset: Ruleset, named: Iterable[str]) -> tuple[Ruleset, ...]:
    """Return the other versions of a ruleset that can be read.

    They are looked for among the files named together with it, and in the folders
    beside its own, where each folder is named after the version in it.
    """
    own = Path(file).resolve()
    paths = {Path(each).resolve() for each in named}
    if _VERSION.fullmatch(own.parent.name):
        beside = own.parent.parent.glob(f"*/{own.name}")
        paths.update(each for each in beside if _VERSION.fullmatch(each.parent.name))
    found = []
    for path in sorted(paths - {own}):
        # What is wrong with another file is told when that file is checked.
        with suppress(RulesetError):
            other = read_ruleset(path)
            if other.id == ruleset.id:
                found.append(other)
    return tuple(found)


def worked_cases(file: str, program: Program) -> tuple[tuple[Case, dt.datetime], ...]:
    """Return the worked cases in the folder `cases` beside a ruleset's versions."""
    found = []
    for path in sorted((Path(file).resolve().parent.parent / "cases").glob("*.json")):
        # A worked case that cannot be read is for `self-check` and the tests to tell.
        with suppress(CaseError):
            test = read_test(path)
            if is_for(test, program):
                found.append((test.case, test.at))
    return tuple(found)
