"""Whole pages that the server shows: the first one, and those that need no script."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from neglect_rules.studio._environment import rendered
from neglect_rules.studio._export import PRODUCT, view
from neglect_rules.studio._request import Request
from neglect_rules.studio.local._answer import answer
from neglect_rules.studio.local._guard import POLICY


def first_page(root: Path, now: dt.datetime) -> str:
    """Return the page as it is before any script has run."""
    first = answer(root, Request(tab="start", now=now))
    return rendered("local.html", {"policy": POLICY, **view(first)})


def locked_page() -> str:
    """Return what is shown to whoever has no key."""
    return rendered("locked.html", {"policy": POLICY, "product": PRODUCT})
