"""Folders with rulesets, as tests work in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from neglect_rules.studio._folder import Taken
from neglect_rules.studio.local._keeping import taken


def small(title: str = "Small") -> str:
    """Return a text that looks like a ruleset, laid out as ours are."""
    return (
        "{\n"
        f'  "title": "{title}",\n'
        '  "version": "1.0.0",\n'
        '  "indicators": [],\n'
        '  "thresholds": []\n'
        "}\n"
    )


def written(place: Path, text: str) -> Path:
    """Return a file with this text."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text.encode())
    return place


def opened(root: Path, name: str) -> Taken:
    """Return a file of a folder as the page opens it."""
    found = taken(root, name)

    assert isinstance(found, Taken)

    return found


def everything(root: Path) -> Mapping[str, bytes]:
    """Return all that stands below a folder, links not followed."""
    return {
        str(place.relative_to(root)): place.read_bytes()
        for place in root.rglob("*")
        if place.is_file() and not place.is_symlink()
    }
