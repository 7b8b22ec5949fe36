"""A process that appends to a log in a database until somebody kills it.

It prints the id of each record that was acknowledged, and of nothing else.
"""

from __future__ import annotations

import os
import sys

from neglect_rules.audit.logs import UnavailableLogError, open_sql_log
from tests.unit.audit.evidence import a_note, now


def main(url: str, name: str) -> None:
    """Append for ever; what was not acknowledged is sent again."""
    log = open_sql_log(url, clock=now)
    number = 0
    while True:
        note = a_note(f"{name}-{number}")
        try:
            log.append(note)
            log.append(note)
        except UnavailableLogError:
            continue
        os.write(1, f"{note.id}\n".encode())
        number += 1


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
