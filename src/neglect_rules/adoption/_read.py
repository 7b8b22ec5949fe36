"""A ruleset's file read together with the record that stands beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from neglect_rules.adoption._attach import with_adoption
from neglect_rules.adoption._errors import AdoptionError
from neglect_rules.adoption._faults import faults
from neglect_rules.adoption._load import read_adoption
from neglect_rules.diagnostics import Diagnostic, Severity
from neglect_rules.loading import read_ruleset as read_alone
from neglect_rules.model import OVER, Adoption, Ruleset
from neglect_rules.placing import located
from neglect_rules.pointer import Pointer

FILE: Final = "adoption.json"
"""What the record is called that stands beside a ruleset."""


def read_ruleset(
    path: str | Path,
    *,
    require: Literal["adopted"] | None = None,
    adoption: Adoption | None = None,
    at: dt.datetime | None = None,
) -> Ruleset:
    """Return the ruleset in a file, with the record of its adoption if it has one.

    A record that stands beside it as `adoption.json` counts. One that does not stand
    is refused: a ruleset that was changed must not run on an old signature. Beside a
    ruleset that is superseded or withdrawn the record is not looked at.

    Args:
        path: The ruleset's file.
        require: `adopted`: refuse what no record says is adopted.
        adoption: The record, if it is kept elsewhere; the one beside it is not read.
        at: The moment for which it must be adopted. Without it, dates are not looked
            at: each decision says whether it was adopted at its own moment.

    Raises:
        RulesetError: The file cannot be read (NR018), or the ruleset is refused.
        AdoptionError: The record is refused, or does not stand, or it is missing and
            required (NR160 to NR167).
    """
    ruleset = read_alone(path)
    record = adoption if adoption is not None else beside(path, ruleset)
    if require is not None:
        found = fit_for_use(ruleset, record, None if at is None else at.date())
        errors = tuple(each for each in found if each.severity is Severity.ERROR)
        if errors:
            raise AdoptionError(errors)
    return ruleset if record is None else with_adoption(ruleset, record)


def beside(path: str | Path, ruleset: Ruleset) -> Adoption | None:
    """Return the record that stands beside a ruleset's file, if there is one to read.

    Raises:
        AdoptionError: It is refused.
    """
    file = Path(path).with_name(FILE)
    return read_adoption(file) if ruleset.status not in OVER and file.exists() else None


def fit_for_use(
    ruleset: Ruleset, record: Adoption | None, day: dt.date | None
) -> tuple[Diagnostic, ...]:
    """Return everything for which a ruleset does not count as adopted."""
    missing = tuple(_missing(ruleset, record))
    if record is None or ruleset.status in OVER:
        return located(missing, ruleset, with_lines=True)
    return faults(record, ruleset, day)


def _missing(ruleset: Ruleset, record: Adoption | None) -> Iterator[Diagnostic]:
    at = Pointer(("status",))
    if ruleset.status in OVER:
        message = f"it is {ruleset.status}, so no adoption of it stands"
        yield Diagnostic("NR167", message, at, "use the version that is in force")
    elif record is None:
        says = "it says that it is adopted, but" if ruleset.status == "adopted" else ""
        message = f"{says} no {FILE} beside it says by whom it was adopted".strip()
        hint = f"`neglect-rules adopt` begins an {FILE} for the body that adopts it"
        yield Diagnostic("NR160", message, at, hint)
