"""What somebody wrote into a field, as it is written in a ruleset's text."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Final

from neglect_rules.studio._panel import Problem
from neglect_rules.studio._spots import Spot

_NUMBER: Final = re.compile(r"-?(0|[1-9]\d{0,8})(\.\d{1,6})?", re.ASCII)
_VERSION: Final = re.compile(r"(0|[1-9]\d{0,4})(\.(0|[1-9]\d{0,4})){2}", re.ASCII)
_LONGEST: Final = 2_000


def typed(spot: Spot, given: str) -> str | Problem:
    """Return a value as JSON, or what is to be put right."""
    if spot.kind == "number":
        wrong = "" if _NUMBER.fullmatch(given) else "a number, such as 3 or 1.5"
        return given if not wrong else _problem(spot, wrong)
    wrong = _wrong(spot, given)
    return _problem(spot, wrong) if wrong else json.dumps(given, ensure_ascii=False)


def _wrong(spot: Spot, given: str) -> str:
    """Return what a field asks for, where something else was written."""
    match spot.kind:
        case "version":
            return "" if _VERSION.fullmatch(given) else "three numbers, such as 1.3.0"
        case "date":
            return "" if _is_date(given) else "a date, such as 2027-04-01"
        case "choice":
            known = given in dict(spot.choices)
            return "" if known else "one of the choices"
        case _:
            fits = 0 < len(given) <= _LONGEST and "\n" not in given
            return "" if fits else f"a text of one line, up to {_LONGEST:,} characters"


def _is_date(given: str) -> bool:
    try:
        return dt.date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False


def _problem(spot: Spot, wanted: str) -> Problem:
    return Problem(said=f"{spot.head}: {spot.label}. Write {wanted}.", target=spot.name)
