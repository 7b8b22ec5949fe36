"""A file replaced in one step, or plain words about why it is not."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import click

from neglect_rules.whole_file import write_whole


def replace_file(path: str | Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        UsageError: It cannot be written; what was there is as it was.
    """
    try:
        write_whole(path, data)
    except OSError as reason:
        what = (reason.strerror or "not possible").lower()
        message = f"cannot write {path}: {what}. Is it open in another program?"
        raise click.UsageError(message) from None


def differences(name: str, before: str, after: str) -> str:
    """Return what would change, line by line, as `diff -u` shows it."""
    lines = unified_diff(
        before.splitlines(), after.splitlines(), name, f"{name} (new)", lineterm=""
    )
    return "\n".join(lines)
