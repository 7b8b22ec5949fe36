"""Where the schemas, rulesets and other data that ship with the library are.

An installed wheel holds them in `_data`; a checkout in its top-level folders.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal


def folder(
    name: Literal["schemas", "rulesets", "directories", "calendars"],
) -> Traversable:
    """Return a folder of what ships."""
    package = files("neglect_rules")
    installed = package / "_data" / name
    return installed if installed.is_dir() else package / ".." / ".." / name
