"""An adoption record that waits to be filled in."""

from __future__ import annotations

from typing import Any

from neglect_rules.canonical import fingerprint
from neglect_rules.model import Ruleset


def draft(ruleset: Ruleset) -> dict[str, Any]:
    """Return a record that names a ruleset to the letter, and nothing else.

    What a body decides is left empty, and so `load_adoption` refuses it until somebody
    has written that down.
    """
    return {
        "format": 1,
        "ruleset": {
            "id": ruleset.id,
            "version": ruleset.version,
            "fingerprint": fingerprint(ruleset.document),
        },
        "body": "",
        "agreed": [{"role": "", "organisation": ""}],
        "on": "",
        "minute": "",
        "next_review": "",
        "dissent": [],
    }
