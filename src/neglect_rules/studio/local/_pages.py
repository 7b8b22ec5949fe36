"""Whole pages that the server shows: the first one, and those that need no script."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final

from neglect_rules.analysis import Examined, examine
from neglect_rules.explain import banner as banner_of
from neglect_rules.report.handbook import handbook
from neglect_rules.studio._environment import rendered
from neglect_rules.studio._export import PRODUCT, about_us, view
from neglect_rules.studio._faults import faults
from neglect_rules.studio._folder import Taken
from neglect_rules.studio._opened import Opened, opened
from neglect_rules.studio._panel import told
from neglect_rules.studio._request import Request
from neglect_rules.studio.local._answer import answer
from neglect_rules.studio.local._guard import POLICY
from neglect_rules.studio.local._keeping import taken
from neglect_rules.studio.local._listing import listed

_READ: Final = {"check": "What was found", "handbook": "Handbook"}
"""What can be read of a ruleset without any script."""


def first_page(root: Path, now: dt.datetime) -> str:
    """Return the page as it is before any script has run."""
    first = view(answer(root, Request(tab="start", now=now)))
    kept, _ = listed(root)
    return rendered("local.html", {**first, "policy": POLICY, "kept": kept})


def read_page(root: Path, tab: str, name: str, now: dt.datetime) -> str | None:
    """Return what can be read of a ruleset of the folder, if there is such a page.

    Args:
        root: The folder, its own links followed.
        tab: What is to be read of it.
        name: The ruleset's file.
        now: The moment.
    """
    found = taken(root, name)
    if tab not in _READ or not isinstance(found, Taken):
        return None
    whole = opened(found.text)
    values = _handbook(whole) if tab == "handbook" else _found(whole, now)
    title = name if whole.ruleset is None else whole.ruleset.title
    first = {"tabs": _READ, "tab": tab, "name": name, "title": title}
    return rendered("read.html", {**about_us(), "policy": POLICY, **first, **values})


def _handbook(whole: Opened) -> dict[str, Any]:
    return {"page": whole.program and told(handbook(whole.program))}


def _found(whole: Opened, now: dt.datetime) -> dict[str, Any]:
    program = whole.program
    if program is None:
        return {"listed": faults(whole.found), "banner": ""}
    more = examine(Examined(program=program, day=now.date()))
    banner = banner_of(program.ruleset, on=now.date())
    return {"listed": faults([*whole.found, *more]), "banner": banner}


def locked_page() -> str:
    """Return what is shown to whoever has no key."""
    return rendered("locked.html", {"policy": POLICY, "product": PRODUCT})
