"""Whether the end of a log is an append that never finished, or damage.

All lines of one append name the first of them, and an append is acknowledged as a
whole. So a bad line was never acknowledged if nothing behind it belongs to a later
append; if something does, records that were acknowledged are damaged, and nothing may
be cut off.
"""

from __future__ import annotations

from neglect_rules.audit.logs._entry import MALFORMED, Entry


def is_torn(tail: bytes | None, sequence: int) -> bool:
    """Return whether a tail can be what an unfinished append left.

    Args:
        tail: All bytes from the first bad line on; `None` where nothing can be left
            unfinished.
        sequence: The number that the first bad line should have.
    """
    if tail is None:
        return False
    first, *rest = tail.split(b"\n")
    finished = bool(rest)
    if finished and _begun_at(first) is not None:
        # A whole record that is not the one that should stand here.
        return False
    return all((_begun_at(line) or 0) <= sequence for line in rest)


def ends_append(entry: Entry) -> bool:
    """Return whether a record is the last of its append; also if nobody can tell."""
    try:
        return entry.batch[1] == entry.sequence
    except MALFORMED:
        return True


def _begun_at(line: bytes) -> int | None:
    """Return the first sequence of the append that a line came with; `None` of none."""
    try:
        return Entry(line).batch[0]
    except MALFORMED:
        return None
