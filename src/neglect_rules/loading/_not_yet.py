"""What the ruleset language might be thought to hold, and no ruleset does.

A version refuses what it does not judge, by name, and never ignores it (law 25).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NOT_YET: Final[Mapping[str, str]] = {
    "contacts": "contacts stand in a directory of their own; take them out here",
    "timers": "time limits for a duty stand in a directory; take them out here",
}
"""Keys that a ruleset may not hold, with where what they mean belongs."""
