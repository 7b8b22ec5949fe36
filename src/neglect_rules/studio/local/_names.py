"""Names of files in the folder, and the places they stand for.

INVARIANT: `place_of` is the only way from a name to a place. What it returns lies in
the folder, links followed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

ENDING: Final = ".json"
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*\ud800-\udfff]')
"""What some system gives a meaning of its own, and halves of characters."""
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST: Final = 100
_DEEPEST: Final = 8


def wrong_with_name(name: str) -> str:
    r"""Return what is wrong with the name of a file, as a sentence, or nothing.

    Examples:
        >>> wrong_with_name("my-area/1.0.0/ruleset.json")
        ''
        >>> wrong_with_name("../ruleset.json")
        'A part of the name may not begin with a dot.'
        >>> wrong_with_name("ruleset.txt")
        'End the name with .json.'
    """
    parts = name.split("/")
    if not name:
        return "Write a name, such as ruleset.json."
    if _FORBIDDEN.search(name):
        return 'Use none of these in the name: < > : " \\ | ? *'
    if not all(parts):
        return "Write the name without a slash at either end, or two in a row."
    if any(part.startswith((".", " ")) for part in parts):
        return "A part of the name may not begin with a dot."
    if any(part.endswith((".", " ")) for part in parts):
        return "A part of the name may not end with a dot or a space."
    if any(_DEVICES.fullmatch(part) for part in parts):
        return "Windows keeps this name for itself. Choose another."
    if len(parts) > _DEEPEST or any(len(part.encode()) > _LONGEST for part in parts):
        return "The name is too long. Choose a shorter one."
    return "" if parts[-1].endswith(ENDING) else f"End the name with {ENDING}."


def place_of(root: Path, name: str) -> Path | None:
    """Return the place of a name, or nothing where it would not be in the folder.

    Args:
        root: The folder, its own links followed.
        name: The name, with slashes.
    """
    if wrong_with_name(name):
        return None
    place = root.joinpath(*name.split("/"))
    return place if is_inside(root, place) else None


def is_inside(root: Path, place: Path) -> bool:
    """Return whether a place is in the folder once links are followed."""
    return Path(os.path.realpath(place)).is_relative_to(root)
