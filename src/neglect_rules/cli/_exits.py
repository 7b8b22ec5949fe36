"""What the command's exit codes mean. They are promised."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """An exit code."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    RULESET = 3
    NOT_DETERMINABLE = 4
    REPLAY = 5
    CASE = 6
    TEST = 7
    SET_ASIDE = 8
