"""The rulesets in the folder.

A file that is not a ruleset is never offered, so that a case which lies about is not
put on a page.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from neglect_rules.studio._folder import Kept
from neglect_rules.studio.local._names import ENDING, place_of

MOST_OFFERED: Final = 200
_MOST_FILES: Final = 5_000
_MOST_FOLDERS: Final = 2_000
_MOST_BYTES: Final = 100_000_000
_DEEPEST: Final = 6
LARGEST: Final = 8 * 1024 * 1024
"""A larger file is refused as a ruleset anyway."""
_LEFT_OUT: Final = frozenset({"node_modules", "__pycache__", "cases"})
_KEYS: Final = ("indicators", "thresholds")
_MARKS: Final = tuple(re.compile(rf'"{key}"\s*:'.encode()) for key in _KEYS)


def listed(root: Path) -> tuple[tuple[Kept, ...], bool]:
    """Return the rulesets in a folder, and whether all of it was looked at."""
    found: list[Kept] = []
    for file in _files(root):
        if file is None or len(found) == MOST_OFFERED:
            return tuple(found), False
        kept = _kept(root, file)
        if kept is not None:
            found.append(kept)
    return tuple(found), True


def _files(root: Path) -> Iterator[Path | None]:
    """Yield what may be looked at, and nothing at the end where that is not all.

    Somebody may start in a folder that holds all they have: it must not take minutes.
    """
    files = bytes_ = 0
    for folders, (walked, inner, names) in enumerate(os.walk(root)):
        here = Path(walked)
        is_deep = len(here.relative_to(root).parts) >= _DEEPEST
        inner[:] = [] if is_deep else sorted(filter(_is_entered, inner))
        for name in sorted(filter(_is_one, names)):
            files += 1
            bytes_ += _size(here / name)
            if files > _MOST_FILES or bytes_ > _MOST_BYTES:
                yield None
                return
            yield here / name
        if folders > _MOST_FOLDERS:
            yield None
            return


def _size(file: Path) -> int:
    """Return how large a file is; of one that is gone, nothing."""
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _is_one(name: str) -> bool:
    return name.endswith(ENDING) and not name.startswith(".")


def _is_entered(name: str) -> bool:
    return not name.startswith(".") and name not in _LEFT_OUT


def _kept(root: Path, file: Path) -> Kept | None:
    name = file.relative_to(root).as_posix()
    try:
        if place_of(root, name) is None:
            return None
        state = file.stat()
        head = _head(file, state.st_mtime_ns, state.st_size)
    except OSError:
        return None
    return None if head is None else Kept(name=name, title=head[0], version=head[1])


# Every visit of the first tab lists the folder: a file is read once while it stays.
@lru_cache(maxsize=2 * _MOST_FILES)
def _head(file: Path, changed: int, size: int) -> tuple[str, str] | None:
    """Return title and version of what looks like a ruleset."""
    del changed
    if size > LARGEST or not file.is_file():
        return None
    return head_of(file.read_bytes())


def head_of(data: bytes) -> tuple[str, str] | None:
    """Return title and version of what looks like a ruleset; of others, nothing.

    One with a slip in it has neither, and is a ruleset all the same.
    """
    if not all(mark.search(data) for mark in _MARKS):
        return None
    try:
        whole: Any = json.loads(data)
    except (ValueError, RecursionError):
        return "", ""
    if not isinstance(whole, dict) or not whole.keys() >= {*_KEYS}:
        return None
    title, version = whole.get("title"), whole.get("version")
    if isinstance(title, str) and isinstance(version, str):
        return title, version
    return "", ""
