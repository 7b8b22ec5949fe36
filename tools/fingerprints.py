"""Write `rulesets/fingerprints.json`: what each released version must stay.

Run `python -m tools.fingerprints` when a version is added. It never changes the line
of a version that has one: a released version does not change.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from neglect_rules.canonical import fingerprint
from neglect_rules.loading import read_text

RULESETS = Path(__file__).resolve().parents[1] / "rulesets"
PINS = RULESETS / "fingerprints.json"


def found() -> dict[str, str]:
    """Return the fingerprint of every ruleset, by its place below the folder."""
    files = sorted(RULESETS.glob("**/ruleset.json"))
    return {
        file.relative_to(RULESETS).as_posix(): fingerprint(
            read_text(file.read_bytes(), str(file)).value
        )
        for file in files
    }


def pinned() -> dict[str, str]:
    """Return the fingerprints that were written when versions were released."""
    pins: dict[str, str] = json.loads(PINS.read_text("utf-8")) if PINS.exists() else {}
    return pins


def main() -> int:
    """Add versions that have no line yet; say which have changed since theirs."""
    pins, now = pinned(), found()
    changed = [path for path in pins if now.get(path) != pins[path]]
    for path in changed:
        sys.stderr.write(
            f"{path} was released and has changed: give it a new version\n"
        )
    text = json.dumps({**now, **pins}, indent=2, sort_keys=True)
    PINS.write_text(text + "\n", "utf-8")
    return 1 if changed else 0


if __name__ == "__main__":
    raise SystemExit(main())
