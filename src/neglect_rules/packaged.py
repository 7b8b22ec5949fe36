"""Where the schemas, rulesets and other data that ship with the library are.

An installed wheel holds them in `_data`; a checkout in its top-level folders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def folder(
    name: Literal["assets", "schemas", "rulesets", "directories", "calendars"],
) -> Traversable:
    """Return a folder of what ships."""
    # Slow to load, and most who import the library read no file that ships.
    from importlib.resources import files  # noqa: PLC0415

    package = files("neglect_rules")
    installed = package / "_data" / name
    return installed if installed.is_dir() else package / ".." / ".." / name
