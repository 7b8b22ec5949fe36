"""Cases and rulesets in files, for the tests of the command `impact`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tests.builders import a_ruleset
from tests.cli.running import AT

HIGHER: Final = {"/thresholds/0/when/at_least": 1, "/version": "2.0.0"}
NOTHING: Final = {"A": "met", "B": "met", "C": "met", "S": "weak"}
ONE_SIGN: Final = {**NOTHING, "A": "emerging"}
TWO_SIGNS: Final = {**ONE_SIGN, "B": "emerging"}
RENAMED: Final = {
    "/outcomes/level/grades": ["low", "mid", "high"],
    "/thresholds/0/reach/level": "mid",
}


def a_case(ref: str | None, answers: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return a case with these answers, and a reference if one is given."""
    subject = {"born": "2021-01-01", **({} if ref is None else {"ref": ref})}
    return {"format": 1, "at": AT, "subject": subject, "answers": answers, **more}


def rulesets(
    folder: Path,
    after: Mapping[str, Any] = HIGHER,
    before: Mapping[str, Any] | None = None,
) -> tuple[Path, Path]:
    """Return the files of a small ruleset and of a changed one."""
    old, new = folder / "old.json", folder / "new.json"
    old.write_text(json.dumps(a_ruleset(before), default=float), "utf-8")
    new.write_text(json.dumps(a_ruleset(after), default=float), "utf-8")
    return old, new


def lines(folder: Path, cases: Sequence[Any], name: str = "cases.jsonl") -> Path:
    """Return a file with one case in each line; a text is a line as it is."""
    file = folder / name
    text = "".join(f"{c if isinstance(c, str) else json.dumps(c)}\n" for c in cases)
    file.write_text(text, "utf-8")
    return file


def mixed(count: int) -> list[dict[str, Any]]:
    """Return so many cases of which every third goes up."""
    ways = (ONE_SIGN, NOTHING, TWO_SIGNS)
    return [a_case(f"r{n}", ways[n % 3]) for n in range(count)]
