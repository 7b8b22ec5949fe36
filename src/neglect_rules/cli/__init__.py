"""The command line: thin commands over the library's functions."""

from __future__ import annotations

from neglect_rules.cli._main import main, run

__all__ = ["main", "run"]
