"""Which rulesets ship with the library, and which of them is in force at a moment."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources.abc import Traversable
from typing import final

from attrs import field, frozen

from neglect_rules.diagnostics import Diagnostic, either, nearest
from neglect_rules.errors import SelectionError
from neglect_rules.loading import load_ruleset
from neglect_rules.model import Ruleset
from neglect_rules.packaged import folder

__all__ = ["Shipped", "choose", "shipped", "shipped_ruleset"]


@final
@frozen(kw_only=True)
class Shipped:
    """One version of one ruleset that ships with the library.

    Attributes:
        id: The ruleset's id, the same for all versions.
        first: The first day on which it is in force.
        until: The first day on which it no longer is; `None` while none is set.
        path: Its place below the folder of rulesets.
        file: Its file.
    """

    id: str
    version: str
    title: str
    area: str
    status: str
    first: dt.date
    until: dt.date | None
    path: str
    file: Traversable = field(repr=False, eq=False)

    def is_in_force(self, day: dt.date) -> bool:
        """Return whether this version is in force on a civil date."""
        return self.first <= day and (self.until is None or day < self.until)


@cache
def shipped() -> tuple[Shipped, ...]:
    """Return every version of every ruleset that ships, by id and version."""
    found = list(_files(folder("rulesets"), ""))
    entries = (_entry(path, file) for path, file in found)
    return tuple(sorted(entries, key=lambda e: (e.id, _numbers(e.version))))


def shipped_ruleset(
    id_: str, *, at: dt.datetime | None = None, version: str | None = None
) -> Ruleset:
    """Return the shipped ruleset of an id that is in force at a moment.

    Args:
        id_: The ruleset's id, such as `example.neglect-screen`.
        at: The moment; its own calendar gives the day. Needed unless a version is.
        version: Exactly this version instead, in force or not.

    Raises:
        SelectionError: None, or more than one, answers; it names the candidates.
    """
    entry = choose(shipped(), id_, day=at.date() if at else None, version=version)
    return load_ruleset(entry.file.read_bytes(), name=f"rulesets/{entry.path}")


def choose(
    entries: Sequence[Shipped],
    id_: str,
    *,
    day: dt.date | None = None,
    version: str | None = None,
) -> Shipped:
    """Return the one entry of an id in force on a day, or of a version.

    Raises:
        SelectionError: None, or more than one, answers; it names the candidates.
    """
    same = [entry for entry in entries if entry.id == id_]
    if version is not None:
        fitting = [entry for entry in same if entry.version == version]
    elif day is not None:
        fitting = [entry for entry in same if entry.is_in_force(day)]
    else:
        fitting = same
    if len(fitting) == 1:
        return fitting[0]
    raise SelectionError((_undecided(entries, id_, same, fitting),))


def _undecided(
    entries: Sequence[Shipped],
    id_: str,
    same: Sequence[Shipped],
    fitting: Sequence[Shipped],
) -> Diagnostic:
    if not same:
        known = sorted({entry.id for entry in entries})
        hint = nearest(id_, known) or f"there is {either(known)}"
        return Diagnostic("NR705", f"no ruleset is called `{id_}`", hint=hint)
    named = "; ".join(_window(entry) for entry in fitting or same)
    if fitting:
        return Diagnostic("NR705", f"more than one version of `{id_}` fits", hint=named)
    message = f"no version of `{id_}` fits"
    return Diagnostic("NR705", message, hint=f"there is {named}")


def _window(entry: Shipped) -> str:
    until = "" if entry.until is None else f" before {entry.until}"
    return f"{entry.version} from {entry.first}{until}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _files(place: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for child in sorted(place.iterdir(), key=lambda each: each.name):
        inner = f"{path}{child.name}"
        if child.is_dir():
            yield from _files(child, f"{inner}/")
        elif child.name == "ruleset.json":
            yield inner, child


def _entry(path: str, file: Traversable) -> Shipped:
    header = json.loads(file.read_text(encoding="utf-8"))
    window = header["effective"]
    until = window.get("before")
    return Shipped(
        id=header["id"],
        version=header["version"],
        title=header["title"],
        area=header["area"],
        status=header["status"],
        first=dt.date.fromisoformat(window["from"]),
        until=None if until is None else dt.date.fromisoformat(until),
        path=path,
        file=file,
    )
