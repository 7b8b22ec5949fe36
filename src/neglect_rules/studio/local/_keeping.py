"""Rulesets opened from the folder and saved into it, so that nothing is ever lost.

What somebody else wrote meanwhile stays as it is. What a save replaces is kept first.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

from neglect_rules.adoption import FILE as ADOPTION
from neglect_rules.studio._folder import Outcome, Taken, Unsaved, Written
from neglect_rules.studio._tidy import tidy
from neglect_rules.studio.local._listing import LARGEST, head_of
from neglect_rules.studio.local._names import is_inside, place_of, wrong_with_name
from neglect_rules.whole_file import write_whole

PREVIOUS: Final = ".previous"
"""The folder beside a file that keeps what was there before each save."""

_CHANGED: Final = "This file was changed elsewhere since you opened it."
_GONE: Final = "This file was moved or deleted since you opened it."
_TAKEN: Final = "There is a file of this name already. Choose another name."
_OUTSIDE: Final = "This name leads out of the folder. Choose another."
_NOTHING: Final = "There is no text to save. Open a ruleset first."
_NO_TEXT: Final = "The text has a character that no file can hold. Put it right first."
_ONE_AT_A_TIME: Final = Lock()


def taken(root: Path, name: str) -> Outcome:
    """Return a ruleset of the folder as it is now."""
    if not name:
        return Unsaved(said="Choose a file of the folder.", name="")
    place = place_of(root, name)
    try:
        data = None if place is None else _bytes(place)
        if data is None or head_of(data) is None:
            return Unsaved(said="There is no such ruleset in the folder.", name=name)
        return _taken(name, data)
    except UnicodeDecodeError:
        said = "This file is not text in UTF-8. Save it as UTF-8 in an editor first."
        return Unsaved(said=said, name=name)
    except OSError as reason:
        return Unsaved(said=f"The file cannot be read: {_why(reason)}.", name=name)


def saved(root: Path, name: str, text: str, mark: str) -> Outcome:
    """Save a text into the file it came from, unless that was changed meanwhile.

    Args:
        root: The folder.
        name: The file; nothing where the text came from elsewhere.
        text: The text, laid out if it can be read.
        mark: The fingerprint of the file's bytes when it was opened.
    """
    data = _ready(text)
    if isinstance(data, str):
        return Unsaved(said=data, name=name)
    if not name:
        return Unsaved(said="", name="")
    place = place_of(root, name)
    if place is None:
        return Unsaved(said=_OUTSIDE, name=name)
    with _ONE_AT_A_TIME:
        try:
            return _replaced(root, place, name, data, mark)
        except OSError as reason:
            return Unsaved(said=_not_written(reason), name=name)


def saved_as(root: Path, name: str, text: str) -> Outcome:
    """Save a text as a new file. A file that is there already is left as it is."""
    name = name.strip()
    data = _ready(text)
    if isinstance(data, str):
        return Unsaved(said=data, name=name)
    place = place_of(root, name)
    if place is None:
        return Unsaved(said=wrong_with_name(name) or _OUTSIDE, name=name)
    with _ONE_AT_A_TIME:
        try:
            _begun(place, data)
        except FileExistsError:
            return Unsaved(said=_TAKEN, name=name)
        except OSError as reason:
            return Unsaved(said=_not_written(reason), name=name)
    return Written(taken=_taken(name, data), previous="")


def _ready(text: str) -> bytes | str:
    """Return a text as bytes in our layout, or what is wrong with it."""
    if not text.strip():
        return _NOTHING
    # What is not finished is saved as it is: whoever writes it may go home.
    laid = tidy(text) or text
    try:
        return laid.encode()
    except UnicodeEncodeError:
        return _NO_TEXT


def _replaced(root: Path, place: Path, name: str, data: bytes, mark: str) -> Outcome:
    """Put bytes in the place of those that have the mark, which are kept."""
    there = _bytes(place)
    if there is None:
        return Unsaved(said=_GONE, name=name)
    if there == data:
        return Written(taken=_taken(name, data), previous="")
    if mark_of(there) != mark:
        return Unsaved(said=_CHANGED, name=name, is_changed=True)
    previous = _put_by(root, place, there)
    # Keeping took a moment, in which somebody else may have saved.
    if _bytes(place) != there:
        return Unsaved(said=_CHANGED, name=name, is_changed=True)
    write_whole(place, data)
    shown = previous.relative_to(root).as_posix()
    is_adopted = (place.parent / ADOPTION).exists()
    return Written(taken=_taken(name, data), previous=shown, is_adopted=is_adopted)


def _put_by(root: Path, place: Path, data: bytes) -> Path:
    """Keep what is about to be replaced, under the next number.

    Raises:
        OSError: It cannot be kept.
    """
    folder = place.parent / PREVIOUS
    if not is_inside(root, folder):
        raise OSError(0, f"the folder {PREVIOUS} leads elsewhere")
    number = 1
    while os.path.lexists(kept := folder / f"{place.stem}.{number}{place.suffix}"):
        number += 1
    _begun(kept, data)
    shutil.copymode(place, kept)
    return kept


def _begun(place: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        FileExistsError: It is there.
        OSError: It cannot be written.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    place.open("xb").close()  # From here on the name is ours.
    try:
        write_whole(place, data)
    except OSError:
        with suppress(OSError):
            place.unlink()
        raise


def _bytes(place: Path) -> bytes | None:
    """Return the bytes of a file; of none, or of one far too large, nothing.

    Raises:
        OSError: It cannot be read.
    """
    if not place.is_file() or place.stat().st_size > LARGEST:
        return None
    return place.read_bytes()


def _taken(name: str, data: bytes) -> Taken:
    return Taken(name=name, text=data.decode("utf-8-sig"), mark=mark_of(data))


def mark_of(data: bytes) -> str:
    """Return the fingerprint of a file's bytes."""
    return sha256(data).hexdigest()


def _not_written(reason: OSError) -> str:
    return f"The file cannot be written: {_why(reason)}. Nothing was changed."


def _why(reason: OSError) -> str:
    return (reason.strerror or "not possible").lower()
