"""The numbers of the worked cases that are agreed for the example's latest version."""

from __future__ import annotations

import json

from tests.shipped import CASES, RULESET

NUMBERS = [
    file.stem[:2]
    for file in CASES
    if RULESET.parent.name
    in json.loads(file.read_text(encoding="utf-8")).get(
        "versions", [RULESET.parent.name]
    )
]
