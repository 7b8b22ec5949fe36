"""What a page asks, with all that lies open on it, and what it is given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import final

from attrs import field, frozen

from neglect_rules.studio._folder import Folder
from neglect_rules.studio._hints import Hints
from neglect_rules.studio._marks import Mark


@final
@frozen(kw_only=True)
class Request:
    """One question of a page.

    Attributes:
        tab: Which tab is asked for.
        action: What was pressed there; nothing where the tab was only opened.
        now: The moment by the clock of whoever asks.
        fields: All that lies open on the page: texts of files, answers, choices. They
            are never kept anywhere else.
        folder: What lies in the folder that the page works in; a page that needs no
            installation has none.
    """

    tab: str
    action: str = ""
    now: dt.datetime
    fields: Mapping[str, str] = field(factory=dict, repr=False, hash=False)
    folder: Folder | None = None

    def text(self, name: str) -> str:
        """Return what a field holds; of one that is not there, nothing."""
        return self.fields.get(name, "")


@final
@frozen(kw_only=True)
class File:
    """A file to be saved by the person who asked.

    Attributes:
        name: What it is called.
        media: What kind of file it is.
        text: What is in it.
    """

    name: str
    media: str
    text: str = field(repr=False)


@final
@frozen(kw_only=True)
class Response:
    """What a page shows next.

    Attributes:
        tab: The tab.
        title: The page's title.
        html: The tab's content: all that anybody wrote is escaped in it.
        said: What a screen reader says now.
        fields: What lies open from now on, beside all that did.
        file: What is to be saved, if that was asked for.
        marks: What is wrong in the text of the editor, where the tab has one.
        hints: What is known of a place in it, if that was asked; then nothing else is
            shown.
    """

    tab: str
    title: str
    html: str = field(repr=False)
    said: str
    fields: Mapping[str, str] = field(factory=dict, repr=False, hash=False)
    file: File | None = None
    marks: tuple[Mark, ...] = ()
    hints: Hints | None = None
