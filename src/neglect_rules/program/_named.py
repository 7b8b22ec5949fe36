"""What a record says of the ruleset that judged."""

from __future__ import annotations

import datetime as dt
from typing import Any

from neglect_rules.canonical import fingerprint
from neglect_rules.program._program import Program


def ruleset_named(program: Program, day: dt.date) -> dict[str, Any]:
    """Return which ruleset judged on a day, and by whom it then stood adopted.

    A ruleset that says of itself that it is adopted, with no record beside it, is
    named without anybody.
    """
    ruleset, record = program.ruleset, program.ruleset.adopted_on(day)
    named: dict[str, Any] = {
        "id": ruleset.id,
        "version": ruleset.version,
        "status": program.status_on(day),
        "fingerprint": program.document_fingerprint,
        "program": program.fingerprint,
    }
    if record is not None:
        named["adoption"] = {
            "body": record.body,
            "on": record.on.isoformat(),
            "digest": fingerprint(record.document),
        }
    return named
