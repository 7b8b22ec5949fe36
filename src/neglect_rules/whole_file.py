"""A file written whole or not at all, so that a slip or a full disk loses nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(path: str | Path, data: bytes) -> None:
    """Write a file beside its place, then put it there in one step.

    Who may read a file that was there stays as it was, and a link stays a link.

    Raises:
        OSError: It cannot be written; what was there is as it was.
    """
    place = Path(path).resolve()
    handle, made = tempfile.mkstemp(prefix=".", suffix=".part", dir=place.parent)
    try:
        _fill(handle, made, data, place)
    except OSError:
        with suppress(OSError):
            Path(made).unlink()
        raise


def _fill(handle: int, made: str, data: bytes, place: Path) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if place.exists():
        shutil.copymode(place, made)
    else:
        Path(made).chmod(0o644)
    os.replace(made, place)  # noqa: PTH105 - the one call that replaces on Windows too
