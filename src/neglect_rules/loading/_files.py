"""Files in: their bytes, or why they cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from neglect_rules.diagnostics import Diagnostic
from neglect_rules.errors import RulesetError

if TYPE_CHECKING:
    import pathlib


def file_bytes(path: str | pathlib.Path, error: type[RulesetError | Any]) -> bytes:
    """Return the bytes of a file.

    Raises:
        DocumentError: Of the type `error`: the file cannot be read.
    """
    # Whoever reads no file need not wait for it.
    from pathlib import Path  # noqa: PLC0415

    try:
        return Path(path).read_bytes()
    except OSError as reason:
        hint = "check the spelling of the path and that you may open the file"
        what = (reason.strerror or "unreadable").lower()
        found = Diagnostic(
            "NR018", f"cannot read this file: {what}", hint=hint, file=str(path)
        )
        raise error((found,)) from None
