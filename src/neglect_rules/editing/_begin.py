"""A first draft of a ruleset, with worked cases and the pages that go with it.

Its words and numbers are our own, small enough to be read in one sitting and changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Final, final

from attrs import frozen

VERSION: Final = "0.1.0"
OWNER: Final = "The team that wrote this draft"

_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")
_FILES: Final[Mapping[str, str]] = {
    f"{VERSION}/ruleset.json": "ruleset.json",
    "cases/01-left-with-someone-who-cannot-care.json": "case-danger.json",
    "cases/02-three-small-things.json": "case-small-things.json",
    "CHANGELOG.md": "CHANGELOG.md",
    "SOURCES.md": "SOURCES.md",
}


@final
@frozen(kw_only=True)
class Beginning:
    """What a first draft has to know.

    Attributes:
        id: The ruleset's id, the same for all versions.
        title: What people call it.
        owner: Who answers for it.
        area: Where it is used.
        starts: The first day on which it can be used.
    """

    id: str
    title: str
    owner: str
    area: str
    starts: date


def wrong_with_id(id_: str) -> str | None:
    """Return what keeps a text from being an id, in a sentence, if anything does."""
    if _ID.fullmatch(id_):
        return None
    told = "begins with a letter and has letters, digits, dots, hyphens or underscores"
    return f"`{id_}` cannot be an id; an id {told}, at most 64, such as my-area.screen"


def first_draft(beginning: Beginning) -> Mapping[str, str]:
    """Return the texts of a first draft by their places in a folder."""
    said = {
        "id": beginning.id,
        "title": beginning.title,
        "owner": beginning.owner,
        "area": beginning.area,
        "from": beginning.starts.isoformat(),
    }
    templates = files("neglect_rules") / "editing" / "templates"
    return {
        place: _filled((templates / name).read_text("utf-8"), said, name)
        for place, name in _FILES.items()
    }


def _filled(text: str, said: Mapping[str, str], name: str) -> str:
    for key, words in said.items():
        inside = json.dumps(words, ensure_ascii=False)[1:-1]
        written = inside if name.endswith(".json") else " ".join(words.split())
        text = text.replace(f"{{{{{key}}}}}", written)
    return text
