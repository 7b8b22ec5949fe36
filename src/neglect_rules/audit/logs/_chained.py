"""A log read from its beginning, as far as its records follow from each other."""

from __future__ import annotations

from collections.abc import Iterator

from neglect_rules.audit.logs._entry import Entry
from neglect_rules.audit.logs._errors import BrokenLogError
from neglect_rules.audit.logs._ledger import Ledger
from neglect_rules.audit.logs._protocols import EvidenceLog
from neglect_rules.audit.logs._torn import is_torn


def chained(log: EvidenceLog) -> Iterator[Entry]:
    """Yield the records of a log; what is left of an unfinished append is no record.

    Raises:
        BrokenLogError: NR724, when all records before the break have been yielded.
    """
    ledger = Ledger()
    for entry in log.entries():
        try:
            ledger.take(entry)
        except BrokenLogError:
            if is_torn(log.unfinished(ledger.next - 1), ledger.next):
                return
            raise
        yield entry
