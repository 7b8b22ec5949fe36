"""What lies in the folder that a page on the same computer works in.

Values alone: whoever answers the page looks into the folder and hands over what is
there. No tab reads or writes a file.
"""

from __future__ import annotations

from typing import Final, TypeAlias, final

from attrs import field, frozen

KEPT: Final = "kept"
"""The field with the name of the file that lies open; of no file, nothing."""
MARK: Final = "kept_mark"
"""The field with the fingerprint of its bytes when it was opened or last saved."""
CHOSEN: Final = "in_folder"
NEW_NAME: Final = "save_name"


@final
@frozen(kw_only=True)
class Kept:
    """A file that looks like a ruleset.

    Attributes:
        name: Its place below the folder, with slashes.
        title: The ruleset's title; of a text that cannot be read, nothing.
        version: Its version, the same way.
    """

    name: str
    title: str
    version: str


@final
@frozen(kw_only=True)
class Taken:
    """A file's text as it was when it was opened.

    Attributes:
        name: Its place below the folder.
        text: What is in it.
        mark: The fingerprint of its bytes.
    """

    name: str
    text: str = field(repr=False)
    mark: str


@final
@frozen(kw_only=True)
class Written:
    """A file that was saved.

    Attributes:
        taken: The file as it is now.
        previous: Where that which was there before is kept; of a new file, nothing.
        is_adopted: Whether a record lies beside it that a body adopted the old text.
    """

    taken: Taken
    previous: str
    is_adopted: bool = False


@final
@frozen(kw_only=True)
class Unsaved:
    """Why nothing was saved, or opened.

    Attributes:
        said: The reason, as a sentence; nothing where only a name is missing.
        name: The file that was meant.
        is_changed: Whether it is because the file was changed elsewhere.
    """

    said: str
    name: str
    is_changed: bool = False


Outcome: TypeAlias = Taken | Written | Unsaved


@final
@frozen(kw_only=True)
class Folder:
    """The folder as it was a moment ago.

    Attributes:
        title: What it is called.
        files: The rulesets in it, where the first tab is asked for.
        is_all: Whether all of it was looked at.
        outcome: What came of opening or saving, if that was asked for.
    """

    title: str
    files: tuple[Kept, ...] = ()
    is_all: bool = True
    outcome: Outcome | None = None
